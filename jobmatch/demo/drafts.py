"""Posts that employers have just handed in and nobody has passed yet: the review of a demo has something to look at."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from jobmatch.access import Actor
from jobmatch.demo.plant import REVIEWERS
from jobmatch.vacancies import offer, service
from jobmatch.vacancies.codes import REVIEWERS_NEEDED, Source, VacancyKind, VacancyState
from jobmatch.vacancies.model import Vacancy

KINDS = (
    VacancyKind.COMPANY, VacancyKind.WORKSHOP, VacancyKind.LABOUR_EXPORT, VacancyKind.LABOUR_EXPORT,
    VacancyKind.HOUSEHOLD,
)  # fmt: skip
_OPEN_FOR = timedelta(days=30)


def hand_in(session: Session, at: datetime, actor: Actor) -> list[Vacancy]:
    """Known employers offer once more what they offer, of each kind as often as it is named; of those that two people
    look at the first was looked at by one already. A kind that the place lacks is left out."""
    made: list[Vacancy] = []
    for kind in dict.fromkeys(KINDS):
        known = session.scalars(
            select(Vacancy)
            .where(Vacancy.kind == kind, Vacancy.state == VacancyState.PUBLISHED)
            .options(selectinload(Vacancy.certificates), selectinload(Vacancy.employer))
            .order_by(Vacancy.id)
            .limit(KINDS.count(kind))
        ).all()
        for number, one in enumerate(known):
            again = replace(offer.read(one), start_on=None, season_end=None, expires_on=at.date() + _OPEN_FOR)
            draft = service.post(session, one.employer, again, Source.EMPLOYER, at, actor)
            if REVIEWERS_NEEDED.get(kind, 1) > 1 and number == 0:
                service.review(session, draft, REVIEWERS[0], "看过,属实", at, actor)
            made.append(draft)
    return made
