"""The verbs of courses: register providers, hold, amend and cancel classes, take and give back seats.

Every change leaves an audit event in the same transaction.
"""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobmatch import audit
from jobmatch.access import Actor, Permission, require
from jobmatch.courses import content as course_content
from jobmatch.courses.content import CourseContent
from jobmatch.courses.model import Course, Provider


class UnacceptableCourseError(ValueError):
    """The course or its provider cannot be entered like this; the text says what to correct."""


class NoSeatError(ValueError):
    """More seats are to be taken or given back than there are."""


def register_provider(session: Session, name: str, at: datetime, actor: Actor) -> Provider:
    """The provider of this name, entered if it is new."""
    require(actor, Permission.CHANGE_COURSE)
    name = " ".join(name.split())[:100]
    if not name:
        raise UnacceptableCourseError("a provider needs a name, as on its licence")
    found = session.scalar(select(Provider).where(Provider.name == name))
    if found is not None:
        return found
    provider = Provider(name=name, registered_at=at)
    session.add(provider)
    session.flush()
    audit.record(session, actor, "provider.register", f"provider:{provider.id}", at)
    return provider


def hold(
    session: Session,
    provider: Provider,
    content: CourseContent,
    at: datetime,
    actor: Actor,
    ordered_for: Sequence[int] = (),
) -> Course:
    """Enter a class, with the ids of the posts it is held for where employers have ordered it (订单式).

    Raises UnacceptableCourseError where it ends before it begins or has no title.
    """
    require(actor, Permission.CHANGE_COURSE)
    _check(content)
    course = Course(number=f"new-{secrets.token_hex(8)}", provider_id=provider.id, created_at=at, updated_at=at)
    course_content.write(course, content, course_content.FIELDS)
    course.ordered_for = list(ordered_for) or None
    session.add(course)
    session.flush()
    course.number = f"K{course.id:06d}"
    audit.record(session, actor, "course.hold", _subject(course), at)
    return course


def amend(
    session: Session, course: Course, content: CourseContent, names: Sequence[str], at: datetime, actor: Actor
) -> None:
    """Write the named fields; the other columns keep what others corrected meanwhile."""
    require(actor, Permission.CHANGE_COURSE)
    _check(content)
    if names:
        course_content.write(course, content, names)
        course.updated_at = at
        audit.record(session, actor, "course.amend", _subject(course), at, ", ".join(names))


def cancel(session: Session, course: Course, on: date, reason: str, at: datetime, actor: Actor) -> None:
    """The class will not be held; it is proposed to nobody from that day on."""
    require(actor, Permission.CHANGE_COURSE)
    course.cancelled_on = on
    course.updated_at = at
    audit.record(session, actor, "course.cancel", _subject(course), at, reason)


def reinstate(session: Session, course: Course, reason: str, at: datetime, actor: Actor) -> None:
    """A cancelled class will be held after all."""
    require(actor, Permission.CHANGE_COURSE)
    course.cancelled_on = None
    course.updated_at = at
    audit.record(session, actor, "course.reinstate", _subject(course), at, reason)


def take_seats(session: Session, course: Course, seats: int, at: datetime, actor: Actor) -> None:
    """Take seats of a class; raises NoSeatError where it has fewer left."""
    require(actor, Permission.CHANGE_COURSE)
    if seats < 1 or (course.seats is not None and seats > course.seats):
        raise NoSeatError(f"{seats} seats cannot be taken: {course.seats} are free")
    course.enrolled += seats
    audit.record(session, actor, "course.take_seats", _subject(course), at, str(seats))


def give_back_seats(session: Session, course: Course, seats: int, at: datetime, actor: Actor) -> None:
    """Give seats back; raises NoSeatError where fewer are taken."""
    require(actor, Permission.CHANGE_COURSE)
    if not 1 <= seats <= course.enrolled:
        raise NoSeatError(f"{seats} seats cannot be given back: {course.enrolled} are taken")
    course.enrolled -= seats
    audit.record(session, actor, "course.give_back_seats", _subject(course), at, str(seats))


def upcoming(session: Session, as_of: date) -> tuple[Course, ...]:
    """The classes that a person could still join: not begun (or without a date), not cancelled, with a seat."""
    query = (
        select(Course)
        .where(or_(Course.starts_on.is_(None), Course.starts_on >= as_of))
        .where(or_(Course.cancelled_on.is_(None), Course.cancelled_on > as_of))
        .where(or_(Course.capacity.is_(None), Course.capacity > Course.enrolled))
        .order_by(Course.starts_on, Course.id)
    )
    return tuple(session.scalars(query))


def _check(content: CourseContent) -> None:
    if not content.title.strip():
        raise UnacceptableCourseError("a course needs a title")
    if content.starts_on and content.ends_on and content.ends_on < content.starts_on:
        raise UnacceptableCourseError(f"the course ends on {content.ends_on}, before it begins on {content.starts_on}")


def _subject(course: Course) -> str:
    return f"course:{course.id}"
