"""How many a class still needs to be held, and which classes wait on their first day until their school has said.

A class with fewer than its school wanted is held or not as the school decides. What an office's list brought in begins
by the calendar: the office counts people of whom nobody here hears.
"""

from sqlalchemy import and_, func, select

from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.enrolments.cycle import EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import PLANNED_HERE, Course

KEPT = (
    select(func.count())
    .where(Enrolment.course_id == Course.id, Enrolment.state == EnrolmentState.OFFERED)
    .correlate(Course)
    .scalar_subquery()
)
"""How many seats of a class are only kept for somebody, and nobody's yet."""
UNDECIDED = and_(
    Course.state == ClassState.OPEN, PLANNED_HERE,
    func.coalesce(Course.capacity_least, 0) > Course.enrolled - KEPT,
)  # fmt: skip
"""A class that takes names, of a school that wanted more for it."""


def missing(course: Course, kept: int) -> int:
    """How many more a class that takes names needs, where so many seats are only kept; 0 where it has enough."""
    if course.state is not ClassState.OPEN or course.capacity_least is None:
        return 0
    return max(0, course.capacity_least - (course.enrolled - kept))
