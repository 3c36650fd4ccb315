"""Who is at work: some leave, for reasons; in summer a works closes. Whoever stays says so when asked (follow-ups)."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from jobmatch import flow
from jobmatch.demo.play import behaviour
from jobmatch.demo.play.behaviour import is_near
from jobmatch.demo.play.calendar import Season
from jobmatch.demo.play.day import Day, Home
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import AT_WORK, LeaveReason
from jobmatch.vacancies import service as vacancies
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Verb
from jobmatch.vacancies.model import Vacancy

_CLOSES_ON = 15
"""About the middle of a closing month a works near home closes."""


@dataclass(frozen=True)
class Job:
    """Somebody at work, as far as a day's dice need it."""

    referral_id: int
    person_id: int
    vacancy_id: int
    started_on: date
    near: bool
    employer_id: int


def see_who_leaves(day: Day) -> None:
    """Who leaves today leaves; the others stay another day."""
    jobs = _jobs(day)
    homes = day.homes([one.person_id for one in jobs])
    for job in jobs:
        home = homes.get(job.person_id)
        if home is None:
            continue
        rng = day.dice("work", job.person_id, job.vacancy_id)
        days = (day.on - job.started_on).days
        if behaviour.leaves(days, job.near, day.season, rng):
            _leave(day, home, job, behaviour.why_left(days, job.near, day.season, rng))


def close_a_works(day: Day) -> None:
    """In the months in which orders run out, the works near home with most of our people closes: all of them go."""
    if day.season is not Season.CLOSING or day.on.day < _CLOSES_ON or (day.on - timedelta(days=7)).day >= _CLOSES_ON:
        return
    near = [one for one in _jobs(day) if one.near]
    if not near:
        return
    many = {one.employer_id: sum(one.employer_id == other.employer_id for other in near) for one in near}
    closing = max(sorted(many), key=many.__getitem__)
    posts = day.session.scalars(
        select(Vacancy)
        .where(
            Vacancy.employer_id == closing,
            Vacancy.state.in_((VacancyState.PUBLISHED, VacancyState.PAUSED, VacancyState.FILLED)),
        )
        .order_by(Vacancy.id)
    ).all()
    for vacancy in posts:
        vacancies.move(day.session, vacancy, Verb.WITHDRAW, "厂子停产了", day.at(8), day.staff.supervisor)
    homes = day.homes([one.person_id for one in near])
    for job in near:
        if job.employer_id == closing and job.person_id in homes:
            _leave(day, homes[job.person_id], job, LeaveReason.LAID_OFF)


def _jobs(day: Day) -> list[Job]:
    rows = day.session.execute(
        select(
            Referral.id, Referral.person_id, Referral.vacancy_id, Referral.started_on,
            Vacancy.division, Vacancy.employer_id,
        )
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .where(Referral.state.in_(AT_WORK))
        .order_by(Referral.id)
    )  # fmt: skip
    return [
        Job(referral_id, person_id, vacancy_id, started_on, is_near(division), employer_id)
        for referral_id, person_id, vacancy_id, started_on, division, employer_id in rows
        if started_on is not None
    ]


def _leave(day: Day, home: Home, job: Job, reason: LeaveReason) -> None:
    """The person says so, or the employer does; it is written down by whoever looks after the household."""
    flow.leave(day.session, job.referral_id, day.on, reason, day.at(19), day.staff.helper(home))
