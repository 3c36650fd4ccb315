"""Where classes move: finding one under its lock, and the move with its log. Seats are given under the same lock."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import audit
from jobmatch.access import Actor, Permission, require, require_provider
from jobmatch.courses.class_cycle import COURSE_CLASS, ClassState, ClassVerb
from jobmatch.courses.model import Course, CourseMove


class NoSuchClassError(LookupError):
    """There is no such class."""


def locked(session: Session, course_id: int) -> Course:
    """The class as it stands, held until the end of the transaction; raises NoSuchClassError."""
    held = select(Course).where(Course.id == course_id).with_for_update(key_share=True)
    session.flush()
    course = session.scalar(held.execution_options(populate_existing=True))
    if course is None:
        raise NoSuchClassError(f"there is no class {course_id}")
    return course


def own(session: Session, course_id: int, permission: Permission, actor: Actor) -> Course:
    """The class under its lock, for whoever may and, of schools, for the one whose class it is; raises Refused."""
    require(actor, permission)
    course = locked(session, course_id)
    require_provider(actor, course.provider_id)
    return course


def move(session: Session, course: Course, verb: ClassVerb, reason: str, at: datetime, actor: Actor) -> Course:
    """Move a class that is held under its lock; raises IllegalMoveError."""
    came_from = course.state
    course.state = ClassState(COURSE_CLASS.next_state(verb, came_from, actor.role))
    course.updated_at = at
    log(session, course, verb, came_from, reason, at, actor)
    return course


def log(
    session: Session, course: Course, verb: ClassVerb, came_from: str, reason: str, at: datetime, actor: Actor
) -> None:
    """Write the row and the event of a move that was made."""
    session.add(CourseMove.of(verb, came_from, course.state, at, actor, reason=reason[:200], course=course))
    audit.record(session, actor, f"course.{verb}", f"course:{course.id}", at, reason)
    session.flush()
