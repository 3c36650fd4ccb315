"""An invented place into an empty database: households many at once, employers and posts through the verbs of all.

Every site is one step and every county's market is one. The log says what was begun and when it was ended, so that a
planting that was killed is gone on with and never taken for whole; nothing is ever added to a database of others.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobmatch import audit, parameters, tables
from jobmatch.access import Actor
from jobmatch.audit import AuditEvent
from jobmatch.courses import service as classes
from jobmatch.demo import bulk
from jobmatch.demo.market import Firm, Posted
from jobmatch.demo.place import Community, Market
from jobmatch.households.model import Household, Site
from jobmatch.matches.facts import wage_parameters
from jobmatch.matching.facts import Parameters
from jobmatch.parameters import Parameter
from jobmatch.vacancies import employers, service
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.codes import REVIEWERS_NEEDED, Source
from jobmatch.vacancies.facts import employer_facts, to_facts
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.workbooks.progress import Progress, silent

Step: TypeAlias = Callable[[], AbstractContextManager[Session]]
REVIEWERS = ("业务员小冉", "股长老娄")
_VISITED = 3
_BEGUN, _ENDED, _OPENED = "demo.begin", "demo.end", "demo.market"


class HoldsDataError(ValueError):
    """The database is not empty; an invented place would mix with real people."""


class UnfinishedError(ValueError):
    """Another invented place was begun in the database and never finished."""


class Settlement(Protocol):
    """A place as it is planted: `Place` of any size, or a `Village` in memory; `totals` counts households and posts."""

    @property
    def name(self) -> str: ...
    @property
    def totals(self) -> tuple[int, int]: ...
    def communities(self) -> Iterator[Community]: ...
    def markets(self) -> Iterator[Market]: ...


@dataclass(frozen=True)
class Begun:
    """A planting that has not ended: which place, as of which day."""

    name: str
    on: date


def begun(session: Session) -> Begun | None:
    """The planting that was begun in this database and has not ended."""
    last = session.scalar(
        select(AuditEvent).where(AuditEvent.action.in_((_BEGUN, _ENDED))).order_by(AuditEvent.id.desc()).limit(1)
    )
    if last is None or last.action == _ENDED:
        return None
    return Begun(last.subject.removeprefix("place:"), date.fromisoformat(last.detail))


def require_place_for(session: Session, name: str) -> None:
    """Raises HoldsDataError unless the database is empty or holds this very place, unfinished; else UnfinishedError."""
    there = begun(session)
    if there is None:
        require_empty(session)
    elif there.name != name:
        size, seed, *months = there.name.split(":")
        played = f" --play {months[0]}" if months else ""
        raise UnfinishedError(
            f"an unfinished {size} is in the database: `demo --size {size} --seed {seed}{played}` goes on with it, "
            "or point JOBMATCH_DATABASE_URL to a new database and run `init`"
        )


def require_empty(session: Session) -> None:
    """Raises HoldsDataError when anything but parameters and the log is in the database."""
    for table in tables.metadata().sorted_tables:
        beside = table.name in (Parameter.__tablename__, AuditEvent.__tablename__)
        if not beside and session.execute(select(table.c[0]).limit(1)).first():
            raise HoldsDataError(
                f"the database holds data (table {table.name}), and invented people would mix with it: "
                "point JOBMATCH_DATABASE_URL to a new database and run `init`"
            )


def plant(step: Step, place: Settlement, today: date, at: datetime, actor: Actor, progress: Progress = silent) -> None:
    """Settle everybody, one site or market a step; what an earlier, killed planting of the place has done is kept.

    Raises HoldsDataError or UnfinishedError before anything is written.
    """
    with step() as session:
        require_place_for(session, place.name)
        if begun(session) is None:
            audit.record(session, actor, _BEGUN, f"place:{place.name}", at, today.isoformat())
        settled = set(session.scalars(select(Site.code)))
        opened = set(session.scalars(select(AuditEvent.subject).where(AuditEvent.action == _OPENED)))
        book = parameters.load(session)
    homes, posts = place.totals
    with progress("settling", homes) as advance:
        for community in place.communities():
            if community.site.code not in settled:
                with step() as session:
                    first = (session.scalar(select(func.max(Household.id))) or 0) + 1
                    bulk.settle(session, community, first, book, at, actor)
            advance(len(community.homes))
    figures = wage_parameters(book, today)
    with progress("opening posts", posts) as advance:
        for market in place.markets():
            subject = f"division:{market.county.division}"
            if subject not in opened:
                with step() as session:
                    _open_market(session, market, figures, today, at, actor)
                    audit.record(session, actor, _OPENED, subject, at)
            advance(sum(len(firm.posts) for firm in market.firms))


def finish(session: Session, place: Settlement, at: datetime, actor: Actor) -> None:
    """Note that the place is whole: from now on the database is one that holds data."""
    audit.record(session, actor, _ENDED, f"place:{place.name}", at)


def _open_market(
    session: Session, market: Market, figures: Parameters, today: date, at: datetime, actor: Actor
) -> None:
    """Employers with their posts, then the schools, whose ordered classes name the posts they are held for."""
    posts: dict[str, list[int]] = defaultdict(list)
    for firm in market.firms:
        for vacancy in _open_firm(session, firm, figures, today, at, actor):
            if vacancy.openings and vacancy.occupation is not None:
                posts[vacancy.occupation].append(vacancy.id)
    for school in market.schools:
        provider = classes.register_provider(session, school.name, at, actor)
        for lesson in school.lessons:
            ordered = posts[lesson.content.occupation or ""] if lesson.ordered else []
            classes.hold(session, provider, lesson.content, at, actor, ordered)


def _open_firm(
    session: Session, firm: Firm, figures: Parameters, today: date, at: datetime, actor: Actor
) -> Iterator[Vacancy]:
    employer = employers.register(session, firm.registration, at, actor)
    how = "到厂里看过" if firm.level >= _VISITED else "回拨公开电话"
    employers.verify(session, employer, firm.level, how, today, at, actor)
    for posted in firm.posts:
        yield open_post(session, employer, posted, figures, at, actor)


def open_post(
    session: Session, employer: Employer, posted: Posted, figures: Parameters, at: datetime, actor: Actor
) -> Vacancy:
    """Posted, looked at, checked against the law, published on its day, confirmed, and as full as it is."""
    content = posted.offer
    vacancy = service.post(session, employer, content, Source.CLERK, at, actor)
    for reviewer in REVIEWERS[: REVIEWERS_NEEDED.get(content.kind, 1)]:
        service.review(session, vacancy, reviewer, "看过,属实", at, actor)
    barred_or_not = employer_facts(employer, posted.published_on)
    findings = check_advert(content.posted_text, to_facts(vacancy), figures, employer=barred_or_not)
    service.publish(session, vacancy, findings, posted.published_on, at, actor)
    if posted.confirmed_on is not None:
        service.confirm(session, vacancy, posted.confirmed_on, at, actor)
    if posted.filled:
        service.fill(session, vacancy, posted.filled, at, actor)
    return vacancy
