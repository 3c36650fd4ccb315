"""Whether two classes lie over one another, and which class already has a room or a teacher."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.courses.class_cycle import NOT_OVER
from jobmatch.courses.model import Course
from jobmatch.courses.refusals import UnacceptableCourseError, WhyNot


def overlap(one: Course, other: Course) -> bool:
    """Whether nobody could sit in both; a class without dates overlaps none, one without hours takes the whole day."""
    if not (one.starts_on and one.ends_on and other.starts_on and other.ends_on):
        return False
    if one.ends_on < other.starts_on or other.ends_on < one.starts_on:
        return False
    if not (one.daily_from and one.daily_to and other.daily_from and other.daily_to):
        return True
    return one.daily_from < other.daily_to and other.daily_from < one.daily_to


def require_room_and_teacher(session: Session, course: Course) -> None:
    """Raises UnacceptableCourseError where another class has the room of the place, or the school's teacher, then.

    A room is a room of one place whoever lets it; of two schools a teacher of the same name may be two people.
    """
    session.flush()
    others = select(Course).where(Course.id != course.id, Course.state.in_(NOT_OVER))
    if course.room:
        same_room = others.where(Course.room == course.room, Course.site == course.site)
        _refuse(session.scalars(same_room.order_by(Course.id)).all(), course, WhyNot.ROOM_TAKEN, "the room")
    if course.teacher:
        same_teacher = others.where(Course.teacher == course.teacher, Course.provider_id == course.provider_id)
        _refuse(session.scalars(same_teacher.order_by(Course.id)).all(), course, WhyNot.TEACHER_TAKEN, "the teacher")


def _refuse(others: Sequence[Course], course: Course, code: WhyNot, what: str) -> None:
    for other in others:
        if overlap(course, other):
            raise UnacceptableCourseError(
                code, f"{other.number} {other.title} has {what} at that time", number=other.number, title=other.title
            )
