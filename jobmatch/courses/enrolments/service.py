"""The verbs of an enrolment: invite, join or wait, move on, drop out, and what a cancelled class means for its people.

Seats are counted under the lock of the class, so that none is given twice. Locks are taken in one order, people before
classes. Every move leaves a row in the log and an audit event in the same transaction.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access, audit, clock
from jobmatch.access import Actor, Permission, require
from jobmatch.courses import service as courses
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.enrolments.cycle import ENROLMENT, HOLDS_SEAT, OVER, RUNNING, DropReason, EnrolmentState, Verb
from jobmatch.courses.enrolments.model import Enrolment, EnrolmentMove
from jobmatch.courses.model import Course
from jobmatch.courses.overlap import overlap
from jobmatch.courses.service import NoSeatError
from jobmatch.households.area import require_person
from jobmatch.households.model import Person

_LINE = access.operator("waiting list")


class NoSuchEnrolmentError(LookupError):
    """There is no such class, person or enrolment."""


class CannotJoinError(ValueError):
    """The class has begun, is not held, or lies over another of the same person; the text says which."""


def invite(session: Session, person_id: int, course_id: int, at: datetime, actor: Actor) -> Enrolment:
    """Ask somebody to a class that can still be joined; it takes no seat. Raises CannotJoinError."""
    course = _held(session, person_id, course_id, at, actor)
    _require_joinable(session, person_id, course, clock.local_day(at))
    enrolment = _going_on(session, person_id, course, at, actor)
    return _move(session, enrolment, Verb.INVITE, at, actor)


def join(session: Session, person_id: int, course_id: int, at: datetime, actor: Actor) -> Enrolment:
    """Take a free seat, or the last place of the waiting list where none is free or others wait already.

    Raises CannotJoinError, and IllegalMoveError for who has a seat or waits.
    """
    course = _held(session, person_id, course_id, at, actor)
    _require_joinable(session, person_id, course, clock.local_day(at))
    enrolment = _going_on(session, person_id, course, at, actor)
    kept = enrolment.state == EnrolmentState.OFFERED
    if not kept and (course.seats == 0 or _next_in_line(session, course) is not None):
        enrolment.waits_since = at
        _move(session, enrolment, Verb.WAIT, at, actor)
        _offer_free_seats(session, course, at)
        return enrolment
    return _move(session, enrolment, Verb.ENROL, at, actor)


def drop(session: Session, enrolment_id: int, reason: DropReason, at: datetime, actor: Actor) -> Enrolment:
    """The person does not come or does not stay; the seat goes to whoever waits longest."""
    enrolment = _found(session, enrolment_id, at, actor)
    _move(session, enrolment, Verb.DROP, at, actor, reason)
    _offer_free_seats(session, enrolment.course, at)
    return enrolment


def go_on(session: Session, enrolment_id: int, verb: Verb, at: datetime, actor: Actor) -> Enrolment:
    """One step of who sits in the class: attend, complete, fail. Raises IllegalMoveError."""
    if verb not in _STEPS:
        raise CannotJoinError(f"{verb} has a verb of its own")
    enrolment = _found(session, enrolment_id, at, actor)
    begins = enrolment.course.starts_on
    if begins is not None and clock.local_day(at) < begins:
        raise CannotJoinError(f"the class begins on {begins}")
    return _move(session, enrolment, verb, at, actor)


def cancel_class(session: Session, course_id: int, on: date, reason: str, at: datetime, actor: Actor) -> list[int]:
    """The class is not held: every enrolment that runs is called off. Returns the people who have to be told."""
    course = _locked(session, course_id)
    courses.cancel(session, course, on, reason, at, actor)
    running = select(Enrolment).where(Enrolment.course_id == course.id, Enrolment.state.in_(RUNNING))
    called_off = list(session.scalars(running.order_by(Enrolment.id)))
    for enrolment in called_off:
        _move(session, enrolment, Verb.CALL_OFF, at, _LINE)
    return [one.person_id for one in called_off]


_STEPS = frozenset({Verb.ATTEND, Verb.COMPLETE, Verb.FAIL})


def _held(session: Session, person_id: int, course_id: int, at: datetime, actor: Actor) -> Course:
    """The class under its lock, after the person's; raises Refused."""
    require(actor, Permission.ENROL)
    require_person(session, person_id, clock.local_day(at), actor)
    session.scalar(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
    return _locked(session, course_id)


def _locked(session: Session, course_id: int) -> Course:
    locked = select(Course).where(Course.id == course_id).with_for_update(key_share=True)
    course = session.scalar(locked.execution_options(populate_existing=True))
    if course is None:
        raise NoSuchEnrolmentError(f"there is no class {course_id}")
    return course


def _found(session: Session, enrolment_id: int, at: datetime, actor: Actor) -> Enrolment:
    """An enrolment as it stands under the lock of its class; raises Refused and NoSuchEnrolmentError."""
    require(actor, Permission.ENROL)
    found = session.get(Enrolment, enrolment_id)
    if found is None:
        raise NoSuchEnrolmentError(f"there is no enrolment {enrolment_id}")
    _held(session, found.person_id, found.course_id, at, actor)
    session.refresh(found)
    return found


def _going_on(session: Session, person_id: int, course: Course, at: datetime, actor: Actor) -> Enrolment:
    """The enrolment of this pair that goes on, opened where there is none."""
    pair = select(Enrolment).where(Enrolment.person_id == person_id, Enrolment.course_id == course.id)
    found = session.scalar(pair.where(Enrolment.state.not_in(OVER)).execution_options(populate_existing=True))
    if found is None:
        found = Enrolment(person_id=person_id, course=course, state=EnrolmentState.SUGGESTED.value, opened_at=at)
        session.add(found)
        session.flush()
        _log(session, found, Verb.SUGGEST, "", at, actor)
    return found


def _require_joinable(session: Session, person_id: int, course: Course, today: date) -> None:
    """Raises CannotJoinError where the class cannot be joined by this person any more."""
    if course.state is ClassState.CANCELLED:
        raise CannotJoinError("the class is not held")
    if course.state in (ClassState.PLANNED, ClassState.PUBLISHED):
        raise CannotJoinError("seats of the class are not given yet")
    if course.starts_on is not None and course.starts_on < today:
        raise CannotJoinError(f"the class began on {course.starts_on}")
    others = (
        select(Course)
        .join(Enrolment, Enrolment.course_id == Course.id)
        .where(Enrolment.person_id == person_id, Enrolment.state.in_(HOLDS_SEAT & RUNNING), Course.id != course.id)
    )
    for other in session.scalars(others):
        if overlap(course, other):
            raise CannotJoinError(f"it lies over {other.number} {other.title}, in which the person has a seat")


def _next_in_line(session: Session, course: Course) -> Enrolment | None:
    waiting = select(Enrolment).where(Enrolment.course_id == course.id, Enrolment.state == EnrolmentState.WAITING)
    return session.scalar(waiting.order_by(Enrolment.waits_since, Enrolment.id).limit(1))


def _offer_free_seats(session: Session, course: Course, at: datetime) -> None:
    """Keep each free seat for whoever waits longest."""
    while course.seats != 0 and (first := _next_in_line(session, course)) is not None:
        _move(session, first, Verb.OFFER, at, _LINE)


def _move(
    session: Session, enrolment: Enrolment, verb: Verb, at: datetime, actor: Actor, reason: DropReason | None = None
) -> Enrolment:
    """Move an enrolment whose class is under its lock, with its seat; raises NoSeatError with nothing changed."""
    source = enrolment.state
    target = ENROLMENT.next_state(verb, source, actor.role)
    course = enrolment.course
    seat = (target in HOLDS_SEAT) - (source in HOLDS_SEAT)
    if seat > 0 and course.seats == 0:
        raise NoSeatError(f"{course.number} has no free seat")
    course.enrolled = max(0, course.enrolled + seat)
    enrolment.state = target
    _log(session, enrolment, verb, source, at, actor, reason)
    return enrolment


def _log(
    session: Session, enrolment: Enrolment, verb: Verb, source: str, at: datetime, actor: Actor,
    reason: DropReason | None = None,
) -> None:  # fmt: skip
    session.add(EnrolmentMove.of(verb, source, enrolment.state, at, actor, reason=reason, enrolment=enrolment))
    detail = f"course:{enrolment.course_id} {source}>{enrolment.state}"
    audit.record(session, actor, f"enrolment_{verb}", f"person:{enrolment.person_id}", at, detail)
    session.flush()
