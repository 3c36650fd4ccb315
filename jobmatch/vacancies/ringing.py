"""What employers say on the telephone about a post that is shown: still open, full, over, or nobody answers.

A post that nobody confirms is hidden after 14 days (`openness.py`), so every call that reaches somebody counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from jobmatch import audit, clock
from jobmatch.access import Actor, Permission, require
from jobmatch.vacancies import service
from jobmatch.vacancies.adverts.findings import Finding
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.confirming import REMIND_DAYS
from jobmatch.vacancies.life import Verb
from jobmatch.vacancies.model import Employer, Review, Vacancy

NOT_REACHED, RANG = "not_reached", "rang"
_A_CLICK = timedelta(seconds=10)


@dataclass(frozen=True)
class ToRing:
    """One page of posts to ring about, those nobody has rung about today first; `total` of them there are."""

    posts: tuple[Vacancy, ...]
    total: int


def to_ring(session: Session, as_of: date, confirmed_days: int, size: int, page: int) -> ToRing:
    """Published posts that are hidden because nobody confirmed them, or soon will be; the longest unconfirmed first."""
    total = session.scalar(select(func.count(Vacancy.id)).where(_is_due(as_of, confirmed_days))) or 0
    today = datetime.combine(as_of, time(), clock.SHANGHAI)
    rung = (
        select(Review.vacancy_id)
        .where(Review.verb == NOT_REACHED, Review.at >= today, Review.vacancy_id == Vacancy.id)
        .exists()
    )
    query: Select[Vacancy] = (
        select(Vacancy)
        .join(Vacancy.employer)
        .where(_is_due(as_of, confirmed_days))
        .options(contains_eager(Vacancy.employer))
        .order_by(case((rung, 1), else_=0), Vacancy.last_confirmed.asc().nulls_first(), Employer.id, Vacancy.id)
        .limit(size)
        .offset((page - 1) * size)
    )
    return ToRing(tuple(session.scalars(query)), total)


def not_reached_since(session: Session, posts: Sequence[Vacancy]) -> dict[int, list[datetime]]:
    """When somebody rang in vain, by post, since it was last confirmed."""
    confirmed = {one.id: one.last_confirmed for one in posts}
    rows = session.execute(
        select(Review.vacancy_id, Review.at)
        .where(Review.vacancy_id.in_(confirmed), Review.verb == NOT_REACHED)
        .order_by(Review.id)
    )
    found: dict[int, list[datetime]] = {}
    for vacancy_id, at in rows:
        last = confirmed[vacancy_id]
        if last is None or clock.local_day(at) > last:
            found.setdefault(vacancy_id, []).append(at)
    return found


class CalledAgainError(ValueError):
    """Somebody has rung about the post since: what that call heard is not taken back with an older one."""


def still_open(session: Session, vacancy: Vacancy, places: int, at: datetime, who: Actor) -> Review:
    """The post is open, with so many free places (1 or more); the row of the call. Raises NoSuchPlacesError."""
    require(who, Permission.REVIEW_VACANCY)
    if places < 1:
        raise service.NoSuchPlacesError("a post that is open has a free place")
    service.say_places(session, vacancy, places, at, who)
    service.confirm(session, vacancy, clock.local_day(at), at, who)
    return _rang(session, vacancy, at, who)


def full(session: Session, vacancy: Vacancy, at: datetime, who: Actor) -> Review:
    """No place is free any more; one that becomes free opens the post again. Returns the row of the call."""
    require(who, Permission.REVIEW_VACANCY)
    service.confirm(session, vacancy, clock.local_day(at), at, who)
    service.say_places(session, vacancy, 0, at, who)
    return _rang(session, vacancy, at, who)


def gone(session: Session, vacancy: Vacancy, at: datetime, who: Actor) -> Review:
    """The employer offers this work no more; the row of the call. Raises IllegalMoveError."""
    require(who, Permission.REVIEW_VACANCY)
    service.move(session, vacancy, Verb.WITHDRAW, "", at, who)
    return _rang(session, vacancy, at, who)


def not_reached(session: Session, vacancy: Vacancy, at: datetime, who: Actor) -> None:
    """Nobody answered: the post waits for the next call."""
    require(who, Permission.REVIEW_VACANCY)
    vacancy.reviews.append(Review(verb=NOT_REACHED, by=who.name[:100], at=at, reason=""))
    audit.record(session, who, "vacancy.not_reached", f"vacancy:{vacancy.id}", at)


@dataclass(frozen=True)
class Before:
    """How a post stood before a call, for whoever takes the call back; `call` is the row of that call."""

    call: int
    confirmed: date | None
    headcount: int | None


def take_back(
    session: Session, vacancy: Vacancy, before: Before, findings: Sequence[Finding], at: datetime, who: Actor
) -> None:
    """What was written down today about the wrong post: it stands again as it did before.

    It is never confirmed by this: a later day than the one known is not believed, and places that are filled stay so.
    A post that was called gone is public again if nothing stands in the way. Raises CalledAgainError where somebody
    has rung since, NotPublishableError.
    """
    require(who, Permission.REVIEW_VACANCY)
    calls = [one.id for one in vacancy.reviews if one.verb in (RANG, NOT_REACHED)]
    if not calls or calls[-1] != before.call:
        raise CalledAgainError(f"somebody has rung about vacancy {vacancy.id} since")
    if vacancy.state is VacancyState.WITHDRAWN:
        service.move(session, vacancy, Verb.SUBMIT, "", at, who)
        service.publish(session, vacancy, findings, clock.local_day(at), at, who)
    known = vacancy.last_confirmed
    if before.confirmed is None or (known is not None and before.confirmed <= known):
        vacancy.last_confirmed = before.confirmed
    if before.headcount is None or before.headcount >= vacancy.filled:
        vacancy.headcount = before.headcount
    audit.record(session, who, "vacancy.unconfirm", f"vacancy:{vacancy.id}", at)
    service.settle_places(session, vacancy, at, who)


def _rang(session: Session, vacancy: Vacancy, at: datetime, who: Actor) -> Review:
    """The row of a call; a double click is one call."""
    last = next((one for one in reversed(vacancy.reviews) if one.verb in (RANG, NOT_REACHED)), None)
    if last is not None and (last.verb, last.by) == (RANG, who.name[:100]) and at - last.at < _A_CLICK:
        return last
    done = Review(verb=RANG, by=who.name[:100], at=at, reason="")
    vacancy.reviews.append(done)
    session.flush()
    return done


def _is_due(as_of: date, confirmed_days: int) -> ColumnElement[bool]:
    asked_from = as_of - timedelta(days=confirmed_days - REMIND_DAYS)
    return and_(
        Vacancy.state == VacancyState.PUBLISHED,
        or_(Vacancy.expires_on.is_(None), Vacancy.expires_on >= as_of),
        or_(Vacancy.last_confirmed.is_(None), Vacancy.last_confirmed <= asked_from),
    )
