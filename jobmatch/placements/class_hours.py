"""Work and classes at the same hours: whose seat lies over work that was taken up after it. Reads only.

Hours that nobody knows keep nobody off a roll (`learning.at_work`); here a full-time post without hours is taken to be
by day, since it only leads to a question.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, contains_eager

from jobmatch import clock, parameters
from jobmatch.courses.class_cycle import NOT_OVER
from jobmatch.courses.codes import CourseType
from jobmatch.courses.enrolments.cycle import SITS, EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course
from jobmatch.households.codes import EmploymentStatus
from jobmatch.households.working_life import Employment
from jobmatch.matching.codes import Shift
from jobmatch.parameters import ParameterBook
from jobmatch.placements.model import Referral
from jobmatch.placements.part_time import is_part_time
from jobmatch.placements.referral import AT_WORK
from jobmatch.vacancies.model import Vacancy

Hours = tuple[time, time]

_BY_DAY: Hours = (time(8), time(18))
_WANTED = SITS | {EnrolmentState.WAITING, EnrolmentState.OFFERED}
_PART_OF_WORK = frozenset(
    {CourseType.PRE_POST, CourseType.UPGRADE, CourseType.ON_THE_JOB, CourseType.APPRENTICE}
)  # fmt: skip
"""What an employer's people learn because they work there."""


@dataclass(frozen=True)
class _Job:
    """Work from a day on; `until` is the last day of its season, `hours` are None where they leave room for a class."""

    since: date
    until: date | None
    hours: Hours | None


def over(since: time, until: time, begins: time, ends: time) -> bool:
    """Whether hours of work lie over those of a class; a shift that ends before it begins goes over midnight."""
    if since < until:
        return since < ends and begins < until
    return begins < until or since < ends


def taken_up_since(session: Session, enrolments: Iterable[Enrolment], on: date) -> dict[int, date]:
    """Of some enrolments, by id, those whose class lies over work that the person began after it, with its first day.

    Who took the seat while at work has thought of that. Their classes should be loaded; four queries at most.
    """
    found = [one for one in enrolments if one.state in _WANTED and _is_still_held(one.course, on)]
    jobs = _jobs(session, {one.person_id for one in found}, on) if found else {}
    return {
        one.id: job.since
        for one in found
        for job in jobs.get(one.person_id, ())
        if job.since > clock.local_day(one.opened_at) and _lie_over(job, one.course)
    }


def seats_of(session: Session, people: Collection[int]) -> Sequence[Enrolment]:
    """The seats that some people have in classes that are not over, with their classes."""
    return session.scalars(_SITTING.where(Enrolment.person_id.in_(people))).all()


def seats_of_who_works(session: Session) -> Sequence[Enrolment]:
    """The same of all who are at work, by a placement or by the record."""
    placed = exists().where(Referral.person_id == Enrolment.person_id, Referral.state.in_(AT_WORK))
    employed = exists().where(Employment.person_id == Enrolment.person_id, *_EMPLOYED)
    return session.scalars(_SITTING.where(or_(placed, employed))).all()


_EMPLOYED = Employment.ended_on.is_(None), Employment.status == EmploymentStatus.EMPLOYED
_SITTING = (
    select(Enrolment)
    .join(Course, Course.id == Enrolment.course_id)
    .where(Enrolment.state.in_(SITS), Course.state.in_(NOT_OVER))
    .order_by(Enrolment.id)
    .options(contains_eager(Enrolment.course))
)


def _is_still_held(course: Course, on: date) -> bool:
    """A class whose days nobody knows lies over nothing yet."""
    if course.state not in NOT_OVER or course.type in _PART_OF_WORK or course.starts_on is None:
        return False
    return course.ends_on is None or course.ends_on >= on


def _jobs(session: Session, people: Collection[int], on: date) -> dict[int, list[_Job]]:
    """What some people do on a day, by person: the placements, or else what the record says."""
    jobs: dict[int, list[_Job]] = defaultdict(list)
    placed = session.execute(
        select(Referral.person_id, Referral.started_on, Vacancy)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .where(Referral.person_id.in_(people), Referral.state.in_(AT_WORK), Referral.started_on <= on)
        .order_by(Referral.id)
    ).all()
    book = parameters.load(session) if placed else None
    for person_id, since, post in placed:
        if since is not None and book is not None:
            jobs[person_id].append(_Job(since, post.season_end, _hours(post, book, on)))
    others = set(people) - set(jobs)
    noted = session.execute(
        select(Employment.person_id, Employment.since).where(
            Employment.person_id.in_(others), Employment.since <= on, *_EMPLOYED
        )
    )
    for person_id, since in noted:
        jobs[person_id].append(_Job(since, None, _BY_DAY))
    return jobs


def _hours(post: Vacancy, book: ParameterBook, on: date) -> Hours | None:
    if post.hours_from is not None and post.hours_to is not None:
        return post.hours_from, post.hours_to
    if post.shift in (Shift.NIGHT, Shift.FLEXIBLE) or is_part_time(post, book, on):
        return None
    return _BY_DAY


def _lie_over(job: _Job, course: Course) -> bool:
    """A class without hours takes the whole day, as beside another class (`overlap`)."""
    if job.until is not None and course.starts_on is not None and job.until < course.starts_on:
        return False
    if job.hours is None or course.daily_from is None or course.daily_to is None:
        return job.hours is not None
    return over(*job.hours, course.daily_from, course.daily_to)
