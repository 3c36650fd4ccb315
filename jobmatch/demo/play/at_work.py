"""Who is at work: after a week, a pay day, three and six months somebody asks; some leave; in summer a works closes."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from jobmatch.demo.play import behaviour
from jobmatch.demo.play.behaviour import is_near
from jobmatch.demo.play.calendar import Season
from jobmatch.demo.play.day import Day, Home
from jobmatch.households.profile import months_later
from jobmatch.placements import staying
from jobmatch.placements.leaving import leave
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import AT_WORK, LeaveReason, ReferralState
from jobmatch.placements.work_there import promised_wage
from jobmatch.vacancies import service as vacancies
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Verb
from jobmatch.vacancies.model import Vacancy

_WEEK, _PAY_DAY = timedelta(days=7), timedelta(days=32)
_CLOSES_ON = 15
"""About the middle of a closing month a works near home closes."""


@dataclass(frozen=True)
class Job:
    """Somebody at work, as far as a day's dice need it."""

    referral_id: int
    person_id: int
    vacancy_id: int
    state: ReferralState
    started_on: date
    near: bool
    paid: bool
    employer_id: int


def look_after_those_at_work(day: Day) -> None:
    """Who leaves today leaves; who stays is asked when the week, the pay day or the months are up."""
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
        else:
            _ask(day, home, job)


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
            Referral.id, Referral.person_id, Referral.vacancy_id, Referral.state, Referral.started_on,
            Vacancy.division, Referral.first_wage.is_not(None), Vacancy.employer_id,
        )
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .where(Referral.state.in_(AT_WORK))
        .order_by(Referral.id)
    )  # fmt: skip
    return [
        Job(referral_id, person_id, vacancy_id, ReferralState(state), started_on, is_near(division), paid, employer_id)
        for referral_id, person_id, vacancy_id, state, started_on, division, paid, employer_id in rows
        if started_on is not None
    ]


def _leave(day: Day, home: Home, job: Job, reason: LeaveReason) -> None:
    """The person says so, or the employer does; it is written down by whoever looks after the household."""
    day.touched.add(home.household_id)
    leave(day.session, job.referral_id, day.on, reason, day.staff.helper(home), day.at(19))


def _ask(day: Day, home: Home, job: Job) -> None:
    session, helper, at = day.session, day.staff.helper(home), day.at(18)
    if not job.paid and day.on - job.started_on >= _PAY_DAY:
        promised = promised_wage(session, session.get_one(Referral, job.referral_id))
        if promised is not None:
            yuan = behaviour.first_pay(float(promised), day.dice("pay", job.person_id, job.vacancy_id))
            staying.note_first_wage(session, job.referral_id, Decimal(yuan), helper, at)
    if job.state is ReferralState.STARTED and day.on - job.started_on >= _WEEK:
        staying.stay(session, job.referral_id, helper, at)
    for months, states, hold in _HOLDS:
        if job.state in states and day.on >= months_later(job.started_on, months):
            hold(session, job.referral_id, helper, at)
            day.touched.add(home.household_id)


_HOLDS = (
    (6, (ReferralState.STABLE_3M,), staying.hold_6m),
    (3, (ReferralState.STARTED, ReferralState.ON_JOB), staying.hold_3m),
)
