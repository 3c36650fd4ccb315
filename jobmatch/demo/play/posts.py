"""What employers do with their posts by the week: confirm, prolong, fill, pause, withdraw, and offer the same again."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from jobmatch import parameters
from jobmatch.demo.market import DAYS_OPEN, Posted
from jobmatch.demo.plant import open_post
from jobmatch.demo.play.day import Day
from jobmatch.matches.facts import wage_parameters
from jobmatch.matching.facts import Parameters
from jobmatch.placements import vacancy_gone
from jobmatch.vacancies import offer, service
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Verb
from jobmatch.vacancies.model import Vacancy

_RUNNING = (VacancyState.PUBLISHED, VacancyState.PAUSED, VacancyState.FILLED)
_CLOSED = (VacancyState.EXPIRED, VacancyState.WITHDRAWN)
_RUNG_AFTER, _ASKED_BEFORE = timedelta(days=9), timedelta(days=8)
_OFFERED_AGAIN = timedelta(days=75)
_AT_ONCE = 1000


def close_what_ran_out(day: Day) -> None:
    """The night closes the posts whose last day has passed."""
    if service.expire(day.session, day.on, day.at(2), day.staff.program):
        call_off_what_is_gone(day)


def call_off_what_is_gone(day: Day) -> None:
    """Nobody waits for a post that was withdrawn or ran out."""
    for vacancy_id in vacancy_gone.still_waited_for(day.session, _AT_ONCE):
        vacancy_gone.call_off(day.session, vacancy_id, day.staff.program, day.at(3))


def ring_the_employers(day: Day) -> None:
    """The weekly round: every running post is asked about when its time has come."""
    running = day.session.scalars(
        select(Vacancy)
        .where(Vacancy.state.in_(_RUNNING))
        .options(selectinload(Vacancy.reviews), selectinload(Vacancy.certificates))
        .order_by(Vacancy.id)
    ).all()
    for vacancy in running:
        _ask(day, vacancy, day.dice("post", vacancy.id))


def offer_again(day: Day, planted: datetime) -> None:
    """A third of what the market lacks, against what was planted at an instant, is offered again by known employers."""
    session = day.session
    usual = session.scalars(select(func.count(Vacancy.id)).where(Vacancy.created_at <= planted)).one()
    closed = session.scalars(
        select(Vacancy)
        .where(Vacancy.state.in_(_CLOSED), Vacancy.updated_at >= day.at(0) - _OFFERED_AGAIN)
        .options(selectinload(Vacancy.certificates), selectinload(Vacancy.employer))
        .order_by(Vacancy.id)
    ).all()
    running = session.scalars(select(func.count(Vacancy.id)).where(Vacancy.state.in_(_RUNNING))).one()
    rng = day.dice("offered again")
    figures = wage_parameters(parameters.load(session), day.on)
    for vacancy in rng.sample(closed, min(len(closed), max(0, usual - running + 2) // 3)):
        _offer_like(day, vacancy, figures, rng)


def _ask(day: Day, vacancy: Vacancy, rng: Random) -> None:
    session, at, by = day.session, day.at(9), day.staff.supervisor
    if vacancy.state is VacancyState.PAUSED:
        if rng.random() < 0.4:
            service.move(session, vacancy, Verb.RESUME, "又开始招人了", at, by)
        return
    dice = rng.random()
    if vacancy.state is VacancyState.PUBLISHED:
        if dice < 0.01:
            service.move(session, vacancy, Verb.WITHDRAW, "不招了", at, by)
            return
        if dice < 0.02:
            service.move(session, vacancy, Verb.PAUSE, "订单少,先停一停", at, by)
            return
        asked = vacancy.last_confirmed is None or day.on - vacancy.last_confirmed >= _RUNG_AFTER
        if asked and rng.random() < 0.9:
            service.confirm(session, vacancy, day.on, at, by)
        # People of other places come too.
        if rng.random() < 0.05 and vacancy.openings:
            service.fill(session, vacancy, 1, at, by)
    ending = vacancy.expires_on is not None and vacancy.expires_on - day.on <= _ASKED_BEFORE
    if ending and vacancy.expires_on is not None and rng.random() < 0.85:
        longer = replace(offer.read(vacancy), expires_on=vacancy.expires_on + timedelta(days=DAYS_OPEN))
        service.amend(session, vacancy, longer, ("expires_on",), at, by)


def _offer_like(day: Day, vacancy: Vacancy, figures: Parameters, rng: Random) -> None:
    """The same work at the same employer's, from today on."""
    known = offer.read(vacancy)
    begins = day.on + timedelta(days=rng.randint(2, 10))
    season = None
    if known.season_end is not None:
        season = begins + timedelta(days=rng.randint(30, 120))
    again = replace(
        known, start_on=begins, expires_on=day.on + timedelta(days=rng.randint(20, 45)), season_end=season,
        headcount=max(1, (known.headcount or 1) + rng.randint(-1, 1)),
    )  # fmt: skip
    open_post(day.session, vacancy.employer, Posted(again, day.on), figures, day.at(15), day.staff.supervisor)
