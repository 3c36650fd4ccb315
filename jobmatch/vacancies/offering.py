"""What an employer does with an own post beyond moving it: offering one, and handing in again what was mended."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.access import Actor
from jobmatch.vacancies import offer, service
from jobmatch.vacancies.codes import Source, VacancyState
from jobmatch.vacancies.life import Verb
from jobmatch.vacancies.listing import titles
from jobmatch.vacancies.listing.offers import occupation_of
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.vacancies.offer import Offer

MAY_BE_MENDED = frozenset({VacancyState.DRAFT, VacancyState.REFUSED})
"""What nobody outside has seen; what was public is offered anew instead, so that nobody finds another job under a
number that was told."""


A_MOMENT = timedelta(minutes=10)
"""Two posts that say the same within this time are one that was sent twice."""


class NotToBeMendedError(ValueError):
    """The post is public or over: it is offered anew, as a copy."""


def offer_work(session: Session, employer: Employer, content: Offer, at: datetime, actor: Actor) -> Vacancy:
    """A new post as a draft for the office. A title of which the vocabulary is not sure becomes a clerk's question."""
    return service.post(session, employer, _understood(session, content, at), Source.EMPLOYER, at, actor)


def just_offered(session: Session, employer: Employer, content: Offer, at: datetime) -> Vacancy | None:
    """The draft that says the same and came a moment ago: a second click, or the form sent anew, makes no second post.

    The caller holds the employer, so that two clicks come one after the other.
    """
    said = replace(content, occupation=None)
    drafts = session.scalars(
        select(Vacancy)
        .where(
            Vacancy.employer_id == employer.id, Vacancy.state == VacancyState.DRAFT, Vacancy.source == Source.EMPLOYER,
            Vacancy.title == content.title, Vacancy.created_at >= at - A_MOMENT,
        )
        .order_by(Vacancy.id)
    ).all()  # fmt: skip
    return next((one for one in drafts if replace(offer.read(one), occupation=None) == said), None)


def mend(session: Session, vacancy: Vacancy, content: Offer, names: Sequence[str], at: datetime, actor: Actor) -> None:
    """Write the named fields of a draft, or of what was sent back, which is handed in again.

    Raises NotToBeMendedError.
    """
    if vacancy.state not in MAY_BE_MENDED:
        raise NotToBeMendedError("this post is public or over; offer it anew")
    content = _understood(session, content, at)
    service.amend(session, vacancy, content, (*names, "occupation"), at, actor)
    if vacancy.state is VacancyState.REFUSED:
        service.move(session, vacancy, Verb.SUBMIT, "", at, actor)


def _understood(session: Session, content: Offer, at: datetime) -> Offer:
    today = clock.local_day(at)
    occupation = occupation_of(content.title, titles.answers(session, today))
    if occupation is None:
        titles.ask(session, content.title, today)
    return replace(content, occupation=occupation)
