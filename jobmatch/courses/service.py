"""The verbs of courses: register providers, hold, amend and reinstate classes, seats that are other people's.

Every change leaves an audit event in the same transaction.
"""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobmatch import audit
from jobmatch.access import Actor, Permission, Refused, Role, require, require_provider
from jobmatch.courses import content as course_content
from jobmatch.courses.class_cycle import ClassState, ClassVerb
from jobmatch.courses.content import CourseContent
from jobmatch.courses.model import Course, Provider
from jobmatch.courses.moving import locked, log, move
from jobmatch.courses.refusals import UnacceptableCourseError, WhyNot
from jobmatch.courses.unfit import contradictions, refuse


class NoSeatError(ValueError):
    """More seats are to be taken or given back than there are."""


def register_provider(session: Session, name: str, at: datetime, actor: Actor) -> Provider:
    """The provider of this name, entered if it is new: by the office, which binds a school's accounts to it."""
    require(actor, Permission.CHANGE_COURSE)
    if actor.role is Role.TRAINER:
        raise Refused("a school is entered by the office")
    if not name.strip():
        raise UnacceptableCourseError(WhyNot.NO_NAME, "a provider needs a name, as on its licence")
    found = find_provider(session, name)
    if found is not None:
        return found
    provider = Provider(name=_plain(name), registered_at=at)
    session.add(provider)
    session.flush()
    audit.record(session, actor, "provider.register", f"provider:{provider.id}", at)
    return provider


def find_provider(session: Session, name: str) -> Provider | None:
    """The provider of a name, however it is spaced."""
    return session.scalar(select(Provider).where(Provider.name == _plain(name)))


def hold(
    session: Session,
    provider: Provider,
    content: CourseContent,
    at: datetime,
    actor: Actor,
    ordered_for: Sequence[int] = (),
) -> Course:
    """Enter a class that an office has published, with the ids of the posts that have ordered it (订单式).

    Raises UnacceptableCourseError for what contradicts itself, and without a title. A school plans (`classes.plan`).
    """
    require(actor, Permission.CHANGE_COURSE)
    if actor.role is Role.TRAINER:
        raise Refused("a school plans its classes")
    return enter(session, provider, content, ordered_for, ClassState.OPEN, at, actor)


def enter(
    session: Session, provider: Provider, content: CourseContent, ordered_for: Sequence[int], state: ClassState,
    at: datetime, actor: Actor,
) -> Course:  # fmt: skip
    """What `hold` and `classes.plan` have in common; it asks for no permission. Raises UnacceptableCourseError."""
    refuse(contradictions(content))
    unnumbered = f"new-{secrets.token_hex(8)}"
    course = Course(number=unnumbered, provider_id=provider.id, state=state, created_at=at, updated_at=at)
    course_content.write(course, content, course_content.FIELDS)
    course.ordered_for = list(ordered_for) or None
    session.add(course)
    session.flush()
    course.number = f"K{course.id:06d}"
    log(session, course, ClassVerb.PLAN if state is ClassState.PLANNED else ClassVerb.HOLD, "", "", at, actor)
    return course


def amend(
    session: Session, course: Course, content: CourseContent, names: Sequence[str], at: datetime, actor: Actor
) -> None:
    """Write the named fields; the other columns keep what others corrected meanwhile."""
    require(actor, Permission.CHANGE_COURSE)
    refuse(contradictions(content))
    if names:
        course_content.write(course, content, names)
        course.updated_at = at
        audit.record(session, actor, "course.amend", _subject(course), at, ", ".join(names))


def reinstate(session: Session, course: Course, reason: str, at: datetime, actor: Actor) -> None:
    """A cancelled class will be held after all."""
    require(actor, Permission.CHANGE_COURSE)
    move(session, course, ClassVerb.REINSTATE, reason, at, actor)
    course.cancelled_on = None


def take_seats(session: Session, course: Course, seats: int, at: datetime, actor: Actor) -> None:
    """Other people than ours have taken seats of a class; raises NoSeatError where it has fewer left."""
    require(actor, Permission.CHANGE_COURSE)
    require_provider(actor, course.provider_id)
    course = locked(session, course.id)
    if seats < 1 or (course.seats is not None and seats > course.seats):
        raise NoSeatError(f"{seats} seats cannot be taken: {course.seats} are free")
    course.enrolled_elsewhere += seats
    audit.record(session, actor, "course.take_seats", _subject(course), at, str(seats))


def give_back_seats(session: Session, course: Course, seats: int, at: datetime, actor: Actor) -> None:
    """Other people than ours have given seats back; raises NoSeatError where fewer are theirs."""
    require(actor, Permission.CHANGE_COURSE)
    require_provider(actor, course.provider_id)
    course = locked(session, course.id)
    if not 1 <= seats <= course.enrolled_elsewhere:
        raise NoSeatError(f"{seats} seats cannot be given back: {course.enrolled_elsewhere} are taken by others")
    course.enrolled_elsewhere -= seats
    audit.record(session, actor, "course.give_back_seats", _subject(course), at, str(seats))


def upcoming(session: Session, as_of: date) -> tuple[Course, ...]:
    """The classes that a person could still join: open, not begun (or without a date), with a seat."""
    query = (
        select(Course)
        .where(or_(Course.starts_on.is_(None), Course.starts_on >= as_of))
        .where(Course.state == ClassState.OPEN)
        .where(or_(Course.capacity.is_(None), Course.capacity > Course.enrolled))
        .order_by(Course.starts_on, Course.id)
    )
    return tuple(session.scalars(query))


def _plain(name: str) -> str:
    return " ".join(name.split())[:100]


def _subject(course: Course) -> str:
    return f"course:{course.id}"
