"""The life of an enrolment, said a second time: every state, every verb, every role."""

from jobmatch.access import Role
from jobmatch.courses.enrolments.cycle import ENROLMENT, EnrolmentState, Verb
from tests.life_cycles import walked

STAFF = {Role.CLERK, Role.HELPER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM}
SERVED = STAFF | {Role.RESIDENT}
PROGRAM = {Role.SYSTEM}


def test_the_life_of_an_enrolment_said_a_second_time() -> None:
    ends = {
        (state, verb): (target, who)
        for state in ("suggested", "invited", "waiting", "offered", "enrolled", "attending")
        for verb, target, who in (("drop", "dropped", SERVED), ("call_off", "called_off", PROGRAM))
    }
    assert walked(ENROLMENT, EnrolmentState, Verb) == ends | {
        ("suggested", "invite"): ("invited", STAFF),
        ("suggested", "enrol"): ("enrolled", SERVED),
        ("invited", "enrol"): ("enrolled", SERVED),
        ("offered", "enrol"): ("enrolled", SERVED),
        ("suggested", "wait"): ("waiting", SERVED),
        ("invited", "wait"): ("waiting", SERVED),
        ("waiting", "offer"): ("offered", PROGRAM),
        ("enrolled", "attend"): ("attending", STAFF),
        ("attending", "complete"): ("completed", STAFF),
        ("attending", "fail"): ("failed", STAFF),
        ("completed", "certify"): ("certified", STAFF),
        ("certified", "place"): ("placed", STAFF),
    }
