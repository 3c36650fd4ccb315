"""The life cycle of an enrolment (domain.md 4): from a suggestion over the waiting list and the seat to work."""

from enum import StrEnum

from jobmatch.access import Role
from jobmatch.life_cycle import LifeCycle, move


class EnrolmentState(StrEnum):
    """Where an enrolment stands; `offered` is a seat that came free and is kept for a while for whoever waited longest.

    `lapsed`: the seat that was kept was not taken, or the class began without the person.
    """

    SUGGESTED = "suggested"
    INVITED = "invited"
    WAITING = "waiting"
    OFFERED = "offered"
    ENROLLED = "enrolled"
    ATTENDING = "attending"
    COMPLETED = "completed"
    FAILED = "failed"
    DROPPED = "dropped"
    CALLED_OFF = "called_off"
    LAPSED = "lapsed"
    CERTIFIED = "certified"
    PLACED = "placed"


class Verb(StrEnum):
    """What can be done with an enrolment; `suggest` opens one, `take_back` undoes the last one."""

    SUGGEST = "suggest"
    INVITE = "invite"
    WAIT = "wait"
    OFFER = "offer"
    ENROL = "enrol"
    ATTEND = "attend"
    COMPLETE = "complete"
    FAIL = "fail"
    DROP = "drop"
    CALL_OFF = "call_off"
    LAPSE = "lapse"
    CERTIFY = "certify"
    PLACE = "place"
    TAKE_BACK = "take_back"


class DropReason(StrEnum):
    """Why somebody does not come or does not stay, in the words that are ticked."""

    CARE = "care"
    FOUND_WORK = "found_work"
    TOO_HARD = "too_hard"
    TOO_FAR = "too_far"
    FARM_SEASON = "farm_season"
    ILL = "ill"
    NOT_CONTENT = "not_content"
    OTHER = "other"


_S = EnrolmentState
BEFORE = frozenset({_S.SUGGESTED, _S.INVITED, _S.WAITING, _S.OFFERED, _S.ENROLLED})
RUNNING = BEFORE | {_S.ATTENDING}
SITS = frozenset({_S.ENROLLED, _S.ATTENDING})
"""Who is expected in the room, and examined at the end."""
OVER = frozenset({_S.FAILED, _S.DROPPED, _S.CALLED_OFF, _S.LAPSED})
WITHOUT_SEAT = frozenset({_S.SUGGESTED, _S.INVITED, _S.WAITING, _S.OFFERED})
"""Before a seat is the person's own."""
RESULTS = frozenset({Verb.COMPLETE, Verb.FAIL})
"""What an exam leads to."""
HOLDS_SEAT = frozenset({_S.OFFERED, _S.ENROLLED, _S.ATTENDING, _S.COMPLETED, _S.FAILED, _S.CERTIFIED, _S.PLACED})

_STAFF = {Role.CLERK, Role.HELPER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM}
_SERVED = _STAFF | {Role.RESIDENT}
_TAUGHT_BY = (_STAFF - {Role.HELPER}) | {Role.TRAINER}
ENROLMENT = LifeCycle(
    "enrolment",
    move(Verb.INVITE, _S.SUGGESTED, _S.INVITED, by=_STAFF),
    move(Verb.ENROL, {_S.SUGGESTED, _S.INVITED, _S.OFFERED}, _S.ENROLLED, by=_SERVED),
    move(Verb.WAIT, {_S.SUGGESTED, _S.INVITED}, _S.WAITING, by=_SERVED),
    # A seat goes to the next in line by the program alone: nobody is put before others by hand.
    move(Verb.OFFER, _S.WAITING, _S.OFFERED, by={Role.SYSTEM}),
    move(Verb.LAPSE, WITHOUT_SEAT, _S.LAPSED, by={Role.SYSTEM}),
    # Who came and how it ended is written down by the school, or by staff for a school without an account.
    move(Verb.ATTEND, _S.ENROLLED, _S.ATTENDING, by=_TAUGHT_BY),
    # Who failed may sit the exam again: the second result follows the first.
    move(Verb.COMPLETE, {_S.ATTENDING, _S.FAILED}, _S.COMPLETED, by=_TAUGHT_BY),
    move(Verb.FAIL, {_S.ENROLLED, _S.ATTENDING, _S.FAILED}, _S.FAILED, by=_TAUGHT_BY),
    move(Verb.DROP, RUNNING, _S.DROPPED, by=_SERVED),
    move(Verb.CALL_OFF, RUNNING, _S.CALLED_OFF, by={Role.SYSTEM}),
    move(Verb.CERTIFY, _S.COMPLETED, _S.CERTIFIED, by=_TAUGHT_BY),
    # It follows from a start of work, and nobody says it by hand; of a class with a card only once the card is there.
    move(Verb.PLACE, {_S.COMPLETED, _S.CERTIFIED}, _S.PLACED, by={Role.SYSTEM}),
    # A slip of the finger, as long as nothing came of it (`ending.taking_back`, `ending.voiding`); and who gave a seat
    # up in a class that runs comes back to it, since nobody else can begin there any more (`moving.may_come_back`).
    taken_back={
        Verb.DROP: _SERVED,
        Verb.COMPLETE: _TAUGHT_BY,
        Verb.FAIL: _TAUGHT_BY,
        Verb.CERTIFY: _TAUGHT_BY,
        Verb.PLACE: {Role.SYSTEM},
    },
)
