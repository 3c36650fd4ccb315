"""The verbs of an enrolment: invite, join or wait, move on, drop out, and what a class not held means for its people.

Seats are counted under the lock of the class, so that none is given twice. Every move leaves a row in the log and an
audit event in the same transaction; who is to be told, `jobmatch.seats` tells.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from jobmatch import clock, parameters
from jobmatch.access import Actor, Permission, Role, require
from jobmatch.courses import moving as classes
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.enrolments.admitting import shut_out
from jobmatch.courses.enrolments.cycle import (
    HOLDS_SEAT,
    OVER,
    RUNNING,
    SITS,
    WITHOUT_SEAT,
    DropReason,
    EnrolmentState,
    Verb,
)
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.enrolments.moving import LINE, log, may_come_back, move, move_back, next_in_line, offer_free_seats
from jobmatch.courses.enrolments.refusals import CannotJoinError, NoSuchEnrolmentError, WhyNotJoin
from jobmatch.courses.half_days import clash
from jobmatch.courses.model import Course
from jobmatch.households import consent, recognise
from jobmatch.households.area import require_person, served
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.model import Person
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.settings import settings


def invite(session: Session, person_id: int, course_id: int, at: datetime, actor: Actor) -> Enrolment:
    """Ask somebody to a class that can still be joined; it takes no seat. Raises CannotJoinError."""
    course = _held(session, person_id, course_id, at, actor)
    _require_joinable(session, person_id, course, clock.local_day(at))
    _require_free_time(session, person_id, course)
    enrolment = _going_on(session, person_id, course, at, actor)
    return move(session, enrolment, Verb.INVITE, at, actor)


def join(session: Session, person_id: int, course_id: int, at: datetime, actor: Actor) -> Enrolment:
    """Take a free seat, or the last place of the waiting list where none is free or others wait already.

    Who gave up a seat of a class that runs comes back to it. The school is told the name, so the person has agreed to
    that, for this class (`scope_of`) or for all. Raises CannotJoinError, and IllegalMoveError for who has a seat or
    waits.
    """
    course, today = _held(session, person_id, course_id, at, actor), clock.local_day(at)
    left = _left(session, person_id, course)
    if left is None:
        _require_joinable(session, person_id, course, today)
    _require_free_time(session, person_id, course)
    purpose = ConsentPurpose.DISCLOSE_TO_TRAINER
    if not consent.allows(session, person_id, purpose, today, scope_of(course_id)):
        raise CannotJoinError(WhyNotJoin.NO_CONSENT, "the person has not agreed that the school hears the name")
    if left is not None:
        move_back(session, left, at, actor)
        return left
    enrolment = _going_on(session, person_id, course, at, actor)
    kept = enrolment.state == EnrolmentState.OFFERED
    if not kept and (course.seats == 0 or next_in_line(session, course) is not None):
        enrolment.waits_since = at
        move(session, enrolment, Verb.WAIT, at, actor)
        offer_free_seats(session, course, at)
        return enrolment
    return move(session, enrolment, Verb.ENROL, at, actor)


def drop(session: Session, enrolment_id: int, reason: DropReason, at: datetime, actor: Actor) -> Enrolment:
    """The person does not come or does not stay; the seat goes to whoever waits longest.

    Raises IllegalMoveError for a class that is over: who did not sit the exam has not sat it, and has dropped nothing.
    """
    enrolment = _found(session, enrolment_id, at, actor)
    if enrolment.course.state is ClassState.ENDED:
        raise IllegalMoveError(f"{enrolment.course.number} is over")
    move(session, enrolment, Verb.DROP, at, actor, reason)
    offer_free_seats(session, enrolment.course, at)
    return enrolment


def find_taught(session: Session, enrolment_id: int, actor: Actor) -> Enrolment:
    """An enrolment under the lock of its class, for the school or for staff; raises Refused, NoSuchEnrolmentError."""
    require(actor, Permission.TEACH)
    course_id = session.scalar(select(Enrolment.course_id).where(Enrolment.id == enrolment_id))
    if course_id is None:
        raise NoSuchEnrolmentError(f"there is no enrolment {enrolment_id}")
    classes.own(session, course_id, Permission.TEACH, actor)
    return session.get_one(Enrolment, enrolment_id, populate_existing=True)


def roster(session: Session, course_id: int, at: datetime, actor: Actor) -> list[tuple[Enrolment, str | None]]:
    """Who has a seat of a class, with the name of each whose name the actor may hear, None for the others.

    A school hears the names of those who agree to it today, until `course_names_days` after the class; staff those of
    the families that they serve. Raises Refused for another school's class.
    """
    course = classes.own(session, course_id, Permission.TEACH, actor)
    rows = session.execute(
        select(Enrolment, Person.name)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.course_id == course_id, Enrolment.state.in_(HOLDS_SEAT - {EnrolmentState.OFFERED}))
        .order_by(Enrolment.id)
    ).all()
    people = {enrolment.person_id for enrolment, _ in rows}
    if actor.role is Role.TRAINER:
        purpose, today = ConsentPurpose.DISCLOSE_TO_TRAINER, clock.local_day(at)
        heard = consent.who_allows(session, purpose, today, people, scope_of(course_id))
        if _is_long_over(session, course, today):
            heard = frozenset()
    else:
        heard = served(session, people, actor)
    return [(enrolment, name if enrolment.person_id in heard else None) for enrolment, name in rows]


def _is_long_over(session: Session, course: Course, today: date) -> bool:
    """Whether even the last outcome of a class has been seen, so that its school has no more use for names."""
    if course.ends_on is None or course.ends_on >= today:
        return False
    days = parameters.load(session).whole("course_names_days", course.division or settings().home_division, today)
    return course.ends_on + timedelta(days=days) < today


def call_off_all(session: Session, course: Course, at: datetime) -> list[int]:
    """A class under its lock is not held: every enrolment that runs is called off. Returns which."""
    return _end(session, course, Enrolment.state.in_(RUNNING), Verb.CALL_OFF, at)


def invite_again(session: Session, course: Course, at: datetime) -> None:
    """A class under its lock is held after all: whoever was called off, and can still join it, is asked anew."""
    off = Enrolment.course_id == course.id, Enrolment.state == EnrolmentState.CALLED_OFF
    for person_id in sorted(set(session.scalars(select(Enrolment.person_id).where(*off)))):
        if recognise.open_membership(session, person_id) is None:
            continue
        try:
            _require_joinable(session, person_id, course, clock.local_day(at))
        except CannotJoinError:
            continue
        enrolment = _going_on(session, person_id, course, at, LINE)
        if enrolment.state == EnrolmentState.SUGGESTED:
            move(session, enrolment, Verb.INVITE, at, LINE)


def close_door(session: Session, course: Course, at: datetime) -> list[int]:
    """A class under its lock begins: who has no seat of their own has missed it. Returns whose enrolments lapsed."""
    return _end(session, course, Enrolment.state.in_(WITHOUT_SEAT), Verb.LAPSE, at)


def seats_kept_too_long(session: Session, at: datetime) -> list[int]:
    """The classes in which a seat was kept for somebody for `course_offer_days` and not taken."""
    kept = Enrolment.state == EnrolmentState.OFFERED, Enrolment.offered_at <= at - _kept_for(session, at)
    return list(session.scalars(select(Enrolment.course_id).where(*kept).distinct().order_by(Enrolment.course_id)))


def let_lapse(session: Session, course_id: int, at: datetime) -> list[int]:
    """Seats of a class that were kept too long go to the next in line. Returns the enrolments that lapsed."""
    course = classes.locked(session, course_id)
    too_long = (Enrolment.state == EnrolmentState.OFFERED) & (Enrolment.offered_at <= at - _kept_for(session, at))
    lapsed = _end(session, course, too_long, Verb.LAPSE, at)
    offer_free_seats(session, course, at)
    return lapsed


def give_up_all(
    session: Session, person_ids: Collection[int], states: Iterable[str], at: datetime, actor: Actor
) -> list[int]:
    """Of people who are served no more, or there no more, end what runs, in the name of whoever wrote that down.

    Their seats go to the next in line. Returns the classes in which something moved.
    """
    found = select(Enrolment.course_id).where(
        Enrolment.person_id.in_(person_ids), Enrolment.state.in_([str(state) for state in states])
    )
    touched = sorted(set(session.scalars(found)))
    by_rule = Actor(actor.name, Role.SYSTEM, sites=None)
    for course_id in touched:
        course = classes.locked(session, course_id)
        own = (Enrolment.course_id == course_id) & Enrolment.person_id.in_(person_ids)
        for enrolment in session.scalars(select(Enrolment).where(own, Enrolment.state.in_(RUNNING))).all():
            move(session, enrolment, Verb.DROP, at, by_rule, DropReason.OTHER)
        offer_free_seats(session, course, at)
    return touched


def kept_until(session: Session, enrolment: Enrolment) -> datetime | None:
    """Until when a seat is kept for somebody, never into the first day of the class; None where none is."""
    since, first = enrolment.offered_at, enrolment.course.starts_on
    if since is None:
        return None
    until = since + _kept_for(session, since)
    if first is None or clock.local_day(since) >= first:
        return until
    return min(until, datetime.combine(first, time(), clock.SHANGHAI) - timedelta(minutes=1))


def scope_of(course_id: int) -> str:
    """What an agreement names that holds for one class."""
    return f"course:{course_id}"


def _kept_for(session: Session, at: datetime) -> timedelta:
    today = clock.local_day(at)
    return timedelta(days=parameters.load(session).whole("course_offer_days", settings().home_division, today))


def _end(session: Session, course: Course, which: ColumnElement[bool], verb: Verb, at: datetime) -> list[int]:
    found = select(Enrolment).where(Enrolment.course_id == course.id, which).order_by(Enrolment.id)
    ended = session.scalars(found).all()
    for enrolment in ended:
        move(session, enrolment, verb, at, LINE)
    return [one.id for one in ended]


def _held(session: Session, person_id: int, course_id: int, at: datetime, actor: Actor) -> Course:
    """The class under its lock, after the person's; raises Refused."""
    require(actor, Permission.ENROL)
    require_person(session, person_id, clock.local_day(at), actor)
    session.scalar(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
    return classes.locked(session, course_id)


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
        log(session, found, Verb.SUGGEST, "", at, actor)
    return found


def _left(session: Session, person_id: int, course: Course) -> Enrolment | None:
    """The enrolment with which the person can come back to a class that runs."""
    if course.state is not ClassState.RUNNING:
        return None
    dropped = select(Enrolment).where(
        Enrolment.person_id == person_id, Enrolment.course_id == course.id, Enrolment.state == EnrolmentState.DROPPED
    )
    last = session.scalar(dropped.order_by(Enrolment.id.desc()).limit(1))
    return last if last is not None and may_come_back(last) else None


def _require_joinable(session: Session, person_id: int, course: Course, today: date) -> None:
    """Raises CannotJoinError where the class cannot be joined by this person any more."""
    person = session.get_one(Person, person_id)
    if person.died_on is not None or person.merged_into_id is not None or person.erased_at is not None:
        raise CannotJoinError(WhyNotJoin.NOT_SERVED, "the person is served no more, or under another record")
    if course.state is ClassState.CANCELLED:
        raise CannotJoinError(WhyNotJoin.NOT_HELD, "the class is not held")
    if course.state in (ClassState.PLANNED, ClassState.PUBLISHED):
        raise CannotJoinError(WhyNotJoin.NOT_OPEN, "seats of the class are not given yet")
    if course.state is not ClassState.OPEN or (course.starts_on is not None and course.starts_on < today):
        raise CannotJoinError(WhyNotJoin.BEGUN, f"the class began on {course.starts_on}", day=course.starts_on)
    if (shut := shut_out(person, course, today)) is not None:
        raise shut


def _require_free_time(session: Session, person_id: int, course: Course) -> None:
    """Raises CannotJoinError where the person has a seat in another class in one of its half-days.

    A seat that is only kept is not theirs yet: of two that came free they take the one that they want.
    """
    others = (
        select(Course)
        .join(Enrolment, Enrolment.course_id == Course.id)
        .where(Enrolment.person_id == person_id, Enrolment.state.in_(SITS), Course.id != course.id)
    )
    for other in session.scalars(others):
        if clash(course, other):
            raise CannotJoinError(
                WhyNotJoin.OVERLAPS, f"it lies over {other.number} {other.title}, in which the person has a seat",
                number=other.number, title=other.title,
            )  # fmt: skip
