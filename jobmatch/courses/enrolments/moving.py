"""Where enrolments move: under the lock of the class, with the seat that each holds and a row in the log.

Locks are taken in one order, people before classes before enrolments.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access, audit, clock
from jobmatch.access import Actor
from jobmatch.courses.class_cycle import TO_COME, ClassState
from jobmatch.courses.enrolments.cycle import (
    ENROLMENT,
    HOLDS_SEAT,
    RESULTS,
    SITS,
    DropReason,
    EnrolmentState,
    Verb,
)
from jobmatch.courses.enrolments.model import Enrolment, EnrolmentMove
from jobmatch.courses.model import Course
from jobmatch.courses.service import NoSeatError
from jobmatch.life_cycle import IllegalMoveError

LINE = access.operator("waiting list")
"""Who moves what follows by the rules alone: the next in line, a seat not taken, a class not held."""


def move(
    session: Session, enrolment: Enrolment, verb: Verb, at: datetime, actor: Actor, reason: DropReason | None = None
) -> Enrolment:
    """Move an enrolment whose class is under its lock, with its seat; raises NoSeatError with nothing changed."""
    _move(session, enrolment, verb, at, actor, reason)
    session.flush()
    return enrolment


def move_all(
    session: Session, moves: Iterable[tuple[Enrolment, Verb]], at: datetime, actor: Actor
) -> None:  # fmt: skip
    """Move many of one class, written at once; raises as `move`."""
    for enrolment, verb in moves:
        _move(session, enrolment, verb, at, actor)
    session.flush()


def move_back(session: Session, enrolment: Enrolment, at: datetime, actor: Actor) -> EnrolmentMove:
    """Take back the last move that stands, to where it came from; the log keeps both. Returns the one taken back.

    Raises IllegalMoveError for what stays said, and NoSeatError where the seat is another's by now.
    """
    standing = stands(enrolment)
    if not standing:
        raise IllegalMoveError("nothing is there to be taken back")
    last, source = standing[-1], enrolment.state
    target = ENROLMENT.state_before(last.verb, last.source, source, actor.role)
    _hold_seat(enrolment.course, source, target)
    enrolment.state = target
    row = _note(session, enrolment, Verb.TAKE_BACK, source, at, actor)
    row.undoes_id = last.id
    session.flush()
    return last


def stands(enrolment: Enrolment) -> list[EnrolmentMove]:
    """The moves of an enrolment without those that were taken back, the first first."""
    undone = {one.undoes_id for one in enrolment.moves}
    return [one for one in enrolment.moves if one.undoes_id is None and one.id not in undone]


def may_come_back(enrolment: Enrolment) -> bool:
    """Whether somebody who sat in a class that still runs gave the seat up after it began, and it is free."""
    course, standing = enrolment.course, stands(enrolment)
    if course.state is not ClassState.RUNNING or course.seats == 0 or not standing:
        return False
    last = standing[-1]
    since_it_began = course.starts_on is None or clock.local_day(last.at) >= course.starts_on
    return last.verb == Verb.DROP and last.source in SITS and since_it_began


def _move(
    session: Session, enrolment: Enrolment, verb: Verb, at: datetime, actor: Actor, reason: DropReason | None = None
) -> None:
    source = enrolment.state
    target = ENROLMENT.next_state(verb, source, actor.role)
    _hold_seat(enrolment.course, source, target)
    enrolment.state = target
    _note(session, enrolment, verb, source, at, actor, reason)


def _hold_seat(course: Course, source: str, target: str) -> None:
    """Count the seat that a move takes or leaves; raises NoSeatError with nothing changed."""
    seat = (target in HOLDS_SEAT) - (source in HOLDS_SEAT)
    if seat > 0 and course.seats == 0:
        raise NoSeatError(f"{course.number} has no free seat")
    course.enrolled_here += seat


def log(
    session: Session, enrolment: Enrolment, verb: Verb, source: str, at: datetime, actor: Actor,
    reason: DropReason | None = None,
) -> None:  # fmt: skip
    """Write the row and the event of a move that was made."""
    _note(session, enrolment, verb, source, at, actor, reason)
    session.flush()


def _note(
    session: Session, enrolment: Enrolment, verb: Verb, source: str, at: datetime, actor: Actor,
    reason: DropReason | None = None,
) -> EnrolmentMove:  # fmt: skip
    exam = enrolment.exam if verb in RESULTS else None
    row = EnrolmentMove.of(verb, source, enrolment.state, at, actor, reason=reason, exam=exam, enrolment=enrolment)
    session.add(row)
    detail = f"course:{enrolment.course_id} {source}>{enrolment.state}"
    audit.record(session, actor, f"enrolment_{verb}", f"person:{enrolment.person_id}", at, detail)
    return row


def next_in_line(session: Session, course: Course) -> Enrolment | None:
    """Who waits longest for a seat of a class."""
    waiting = select(Enrolment).where(Enrolment.course_id == course.id, Enrolment.state == EnrolmentState.WAITING)
    return session.scalar(waiting.order_by(Enrolment.waits_since, Enrolment.id).limit(1))


def offer_free_seats(session: Session, course: Course, at: datetime) -> None:
    """Keep each free seat of a class that is to come for whoever waits longest."""
    while course.state in TO_COME and course.seats != 0 and (first := next_in_line(session, course)) is not None:
        first.offered_at = at
        move(session, first, Verb.OFFER, at, LINE)
