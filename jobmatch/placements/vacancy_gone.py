"""A vacancy that can be had no more takes with it what nobody has decided yet; who was hired keeps the place."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Permission, require
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import by_rule, move
from jobmatch.placements.referral import UNDECIDED, Verb
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy

GONE = frozenset({VacancyState.WITHDRAWN, VacancyState.EXPIRED, VacancyState.REFUSED})


def call_off(session: Session, vacancy_id: int, actor: Actor, at: datetime) -> int:
    """Cancel the referrals to a vacancy that is gone; returns how many. Where it is not gone nothing happens.

    Asked of whoever may withdraw a vacancy, and no area: people of other sites wanted to go there too.
    """
    require(actor, Permission.CHANGE_VACANCY)
    if session.get_one(Vacancy, vacancy_id, populate_existing=True).state not in GONE:
        return 0
    waiting = session.scalars(
        select(Referral)
        .where(Referral.vacancy_id == vacancy_id, Referral.state.in_(UNDECIDED))
        .order_by(Referral.id)
        .with_for_update(key_share=True),
        execution_options={"populate_existing": True},
    ).all()
    for referral in waiting:
        move(session, referral, Verb.CANCEL, by_rule(actor), at)
    return len(waiting)


def still_waited_for(session: Session, most: int) -> Sequence[int]:
    """The vacancies that are gone and for which somebody still waits, by id, so many at most."""
    waited = select(Referral.vacancy_id).where(Referral.state.in_(UNDECIDED))
    gone = select(Vacancy.id).where(Vacancy.state.in_(GONE), Vacancy.id.in_(waited))
    return session.scalars(gone.order_by(Vacancy.id).limit(most)).all()
