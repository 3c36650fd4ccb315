"""The life of an enrolment, said a second time: every state, every verb, every role."""

from jobmatch.access import Role
from jobmatch.courses.enrolments.cycle import ENROLMENT, EnrolmentState, Verb
from tests.life_cycles import walked

STAFF = {Role.CLERK, Role.HELPER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM}
SERVED = STAFF | {Role.RESIDENT}
PROGRAM = {Role.SYSTEM}
TAUGHT_BY = (STAFF - {Role.HELPER}) | {Role.TRAINER}


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
        **{(state, "lapse"): ("lapsed", PROGRAM) for state in ("suggested", "invited", "waiting", "offered")},
        ("enrolled", "attend"): ("attending", TAUGHT_BY),
        ("attending", "complete"): ("completed", TAUGHT_BY),
        ("enrolled", "fail"): ("failed", TAUGHT_BY),
        ("attending", "fail"): ("failed", TAUGHT_BY),
        ("failed", "complete"): ("completed", TAUGHT_BY),
        ("failed", "fail"): ("failed", TAUGHT_BY),
        ("completed", "certify"): ("certified", TAUGHT_BY),
        ("completed", "place"): ("placed", PROGRAM),
        ("certified", "place"): ("placed", PROGRAM),
    }
    assert ENROLMENT.taken_back == {
        "drop": SERVED, "complete": TAUGHT_BY, "fail": TAUGHT_BY, "certify": TAUGHT_BY, "place": PROGRAM,
    }  # fmt: skip
