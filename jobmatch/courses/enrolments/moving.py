"""Where enrolments move: under the lock of the class, with the seat that each holds and a row in the log.

Locks are taken in one order, people before classes before enrolments.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access, audit
from jobmatch.access import Actor
from jobmatch.courses.class_cycle import TO_COME
from jobmatch.courses.enrolments.cycle import ENROLMENT, HOLDS_SEAT, DropReason, EnrolmentState, Verb
from jobmatch.courses.enrolments.model import Enrolment, EnrolmentMove
from jobmatch.courses.model import Course
from jobmatch.courses.service import NoSeatError

LINE = access.operator("waiting list")
"""Who moves what follows by the rules alone: the next in line, a seat not taken, a class not held."""


def move(
    session: Session, enrolment: Enrolment, verb: Verb, at: datetime, actor: Actor, reason: DropReason | None = None
) -> Enrolment:
    """Move an enrolment whose class is under its lock, with its seat; raises NoSeatError with nothing changed."""
    source = enrolment.state
    target = ENROLMENT.next_state(verb, source, actor.role)
    course = enrolment.course
    seat = (target in HOLDS_SEAT) - (source in HOLDS_SEAT)
    if seat > 0 and course.seats == 0:
        raise NoSeatError(f"{course.number} has no free seat")
    course.enrolled_here += seat
    enrolment.state = target
    log(session, enrolment, verb, source, at, actor, reason)
    return enrolment


def log(
    session: Session, enrolment: Enrolment, verb: Verb, source: str, at: datetime, actor: Actor,
    reason: DropReason | None = None,
) -> None:  # fmt: skip
    """Write the row and the event of a move that was made."""
    session.add(EnrolmentMove.of(verb, source, enrolment.state, at, actor, reason=reason, enrolment=enrolment))
    detail = f"course:{enrolment.course_id} {source}>{enrolment.state}"
    audit.record(session, actor, f"enrolment_{verb}", f"person:{enrolment.person_id}", at, detail)
    session.flush()


def next_in_line(session: Session, course: Course) -> Enrolment | None:
    """Who waits longest for a seat of a class."""
    waiting = select(Enrolment).where(Enrolment.course_id == course.id, Enrolment.state == EnrolmentState.WAITING)
    return session.scalar(waiting.order_by(Enrolment.waits_since, Enrolment.id).limit(1))


def offer_free_seats(session: Session, course: Course, at: datetime) -> None:
    """Keep each free seat of a class that is to come for whoever waits longest."""
    while course.state in TO_COME and course.seats != 0 and (first := next_in_line(session, course)) is not None:
        first.offered_at = at
        move(session, first, Verb.OFFER, at, LINE)
