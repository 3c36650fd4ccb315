"""What people learn, from the seat to the job, with all that follows: who is told, whose post opens, who is at work.

The stages know nothing of each other; pages and jobs ask here.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobmatch import clock, flow, telling
from jobmatch.access import Actor, Role
from jobmatch.courses.attendance import service as attendance
from jobmatch.courses.attendance.model import ClassSession, Half, Mark
from jobmatch.courses.attendance.service import HalfDay
from jobmatch.courses.ending import service as ending
from jobmatch.courses.ending import voiding
from jobmatch.courses.ending.model import CourseCertificate, WhyVoided
from jobmatch.courses.ending.service import Card
from jobmatch.courses.half_days import HOURS, halves_of
from jobmatch.courses.model import Course
from jobmatch.households import recognise
from jobmatch.matches.model import MatchRun
from jobmatch.matches.service import Run
from jobmatch.placements.class_hours import over
from jobmatch.placements.model import Referral
from jobmatch.tidings.seats import tell_of_moves
from jobmatch.tidings.voided import tell_of_void
from jobmatch.vacancies.model import Vacancy


def take_attendance(
    session: Session, course_id: int, told: HalfDay, marks: Mapping[int, Mark], at: datetime, actor: Actor
) -> ClassSession:
    """The sheet of a half-day, with the hours of work that we know of; raises what `attendance.take` raises."""
    return attendance.take(session, course_id, told, marks, at_work, at, actor)


def certify(session: Session, enrolment_id: int, card: Card, at: datetime, actor: Actor) -> CourseCertificate:
    """The certificate, and at once the posts that waited for it: they are matched and told in the same step.

    Raises what `ending.certify` raises.
    """
    written = ending.certify(session, enrolment_id, card, at, actor)
    tell_of_moves(session, written.enrolment.course_id, at)
    _match_again(session, written.enrolment.person_id, at, actor)
    return written


def void(session: Session, card_id: int, because: WhyVoided, at: datetime, actor: Actor) -> bool:
    """A certificate was written wrongly: the posts that it opened close at once, and the person is told.

    False for one that was voided before. Raises what `voiding.void` raises.
    """
    voided = voiding.void(session, card_id, because, at, actor)
    if voided is None:
        return False
    tell_of_void(session, voided, at)
    _match_again(session, voided.enrolment.person_id, at, actor)
    return True


def _match_again(session: Session, person_id: int, at: datetime, actor: Actor) -> None:
    home = recognise.open_membership(session, person_id)
    if home is None:
        return
    by_rule = Actor(actor.name, Role.SYSTEM, sites=None)
    matched = flow.match_household(session, home.household_id, clock.local_day(at), at, by_rule)
    run = session.get_one(MatchRun, matched.run_id)
    telling.announce(session, Run(run.id, run.as_of, run.rules_hash), [person_id], at)


def at_work(session: Session, people: Collection[int], course: Course, on: date, half: Half) -> set[int]:
    """Of some people those who work in a job of ours at the hours of a class; hours that nobody knows hide nobody.

    What the person had left by then, or had not begun, does not count.
    """
    begins, ends = HOURS[half]
    if half in halves_of(course):  # a lesson beside the hours of the class may lie anywhere in its half-day
        begins, ends = max(begins, course.daily_from or begins), min(ends, course.daily_to or ends)
    jobs = session.execute(
        select(Referral.person_id, Vacancy.hours_from, Vacancy.hours_to)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .where(Referral.person_id.in_(people), Referral.started_on <= on)
        .where(or_(Referral.left_on.is_(None), Referral.left_on > on))
        .where(Vacancy.hours_from.is_not(None), Vacancy.hours_to.is_not(None))
    )
    return {person_id for person_id, since, until in jobs if since and until and over(since, until, begins, ends)}
