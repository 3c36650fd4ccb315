"""What people learn, from the seat to the job, with all that follows: who is told, whose post opens, who is at work.

The stages know nothing of each other; pages and jobs ask here.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobmatch.access import Actor
from jobmatch.courses.attendance import service as attendance
from jobmatch.courses.attendance.model import ClassSession, Half, Mark
from jobmatch.courses.attendance.service import HalfDay
from jobmatch.courses.model import Course
from jobmatch.placements.model import Referral
from jobmatch.vacancies.model import Vacancy

_HOURS = {
    Half.MORNING: (time(6), time(12)),
    Half.AFTERNOON: (time(12), time(18)),
    Half.EVENING: (time(18), time(23, 59)),
}


def take_attendance(
    session: Session, course_id: int, told: HalfDay, marks: Mapping[int, Mark], at: datetime, actor: Actor
) -> ClassSession:
    """The sheet of a half-day, with the hours of work that we know of; raises what `attendance.take` raises."""
    return attendance.take(session, course_id, told, marks, at_work, at, actor)


def at_work(session: Session, people: Collection[int], course: Course, on: date, half: Half) -> set[int]:
    """Of some people those who work in a job of ours at the hours of a class; hours that nobody knows hide nobody.

    What the person had left by then, or had not begun, does not count.
    """
    begins, ends = _HOURS[half]
    begins, ends = max(begins, course.daily_from or begins), min(ends, course.daily_to or ends)
    jobs = session.execute(
        select(Referral.person_id, Vacancy.hours_from, Vacancy.hours_to)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .where(Referral.person_id.in_(people), Referral.started_on <= on)
        .where(or_(Referral.left_on.is_(None), Referral.left_on > on))
        .where(Vacancy.hours_from.is_not(None), Vacancy.hours_to.is_not(None))
    )
    return {person_id for person_id, since, until in jobs if since and until and _over(since, until, begins, ends)}


def _over(since: time, until: time, begins: time, ends: time) -> bool:
    """Whether hours of work lie over those of a class; a shift that ends before it begins goes over midnight."""
    if since < until:
        return since < ends and begins < until
    return begins < until or since < ends
