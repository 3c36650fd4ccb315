"""Which posts somebody has to ring about: those that will be hidden soon, and those that are (domain.md 6.4)."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy

REMIND_DAYS = 4
"""So long before a post is hidden its employer is asked: on day 10 of 14."""


@dataclass(frozen=True)
class Confirmations:
    """Published posts that are still shown but have to be confirmed by and by, and posts hidden because nobody has."""

    due: int
    hidden: int


def confirmations(session: Session, as_of: date, confirmed_days: int) -> Confirmations:
    """How many there are of each on a day; `confirmed_days` is the parameter `vacancy_confirmed_days`."""
    running = select(func.count(Vacancy.id)).where(
        Vacancy.state == VacancyState.PUBLISHED, or_(Vacancy.expires_on.is_(None), Vacancy.expires_on >= as_of)
    )
    last_fresh = as_of - timedelta(days=confirmed_days)
    asked_from = last_fresh + timedelta(days=REMIND_DAYS)
    due = running.where(Vacancy.last_confirmed >= last_fresh, Vacancy.last_confirmed <= asked_from)
    hidden = running.where(or_(Vacancy.last_confirmed.is_(None), Vacancy.last_confirmed < last_fresh))
    return Confirmations(session.scalar(due) or 0, session.scalar(hidden) or 0)
