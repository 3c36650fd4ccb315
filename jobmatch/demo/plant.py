"""An invented place into an empty database, through the same verbs as a real one: forms, consents, employers, posts."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import flow, parameters, tables
from jobmatch.access import Actor
from jobmatch.courses import service as classes
from jobmatch.demo.market import COUNTY, SITE_CODE, SITE_NAME, Firm
from jobmatch.demo.village import Village
from jobmatch.households import consent
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.households.model import Site
from jobmatch.households.record import HouseholdRecord
from jobmatch.matches.facts import wage_parameters
from jobmatch.parameters import Parameter, ParameterBook
from jobmatch.vacancies import employers, service
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.codes import REVIEWERS_NEEDED, Source
from jobmatch.vacancies.facts import employer_facts, to_facts
from jobmatch.workbooks.progress import Progress, silent

Step: TypeAlias = Callable[[], AbstractContextManager[Session]]
ADULT = 16
CALLED_BACK = 2
# One grown-up in so many keeps the data to themselves, one seeker in so many wants no employer told yet.
KEEPS_TO_SELF, TELLS_NO_EMPLOYER = 23, 4
REVIEWERS = ("业务员小冉", "股长老娄")


class HoldsDataError(ValueError):
    """The database is not empty; an invented place would mix with real people."""


def require_empty(session: Session) -> None:
    """Raises HoldsDataError when anything but parameters and the log is in the database."""
    for table in tables.metadata().sorted_tables:
        beside = table.name in (Parameter.__tablename__, "audit_event")
        if not beside and session.execute(select(table.c[0]).limit(1)).first():
            raise HoldsDataError(
                f"the database holds data (table {table.name}), and invented people would mix with it: "
                "point JOBMATCH_DATABASE_URL to a new database and run `init`"
            )


def plant(step: Step, place: Village, today: date, at: datetime, actor: Actor, progress: Progress = silent) -> None:
    """Settle everybody, one household or employer a step. Raises HoldsDataError before anything is written."""
    with step() as session:
        require_empty(session)
        latitude, longitude = place.site
        session.add(
            Site(
                code=SITE_CODE, name=SITE_NAME, division=COUNTY, population_band="800+", latitude=latitude,
                longitude=longitude,
            )
        )  # fmt: skip
        _open_school(session, place, at, actor)
        book = parameters.load(session)
    with progress("settling", len(place.households) + len(place.firms)) as advance:
        for number, record in enumerate(place.households):
            with step() as session:
                _settle(session, number, record, book, today, at, actor)
            advance(1)
        for firm in place.firms:
            with step() as session:
                _open_firm(session, firm, book, today, at, actor)
            advance(1)


def _settle(
    session: Session, number: int, record: HouseholdRecord, book: ParameterBook, today: date, at: datetime, actor: Actor
) -> None:
    done = flow.take_in(session, record, book, COUNTY, today, at, actor)
    for place, member in enumerate(record.members):
        if member.birth_date is None or (today - member.birth_date).days < ADULT * 366:
            continue
        dice = number * 5 + place
        if dice % KEEPS_TO_SELF == KEEPS_TO_SELF - 1:
            continue
        person = done.people[member.key]
        consent.give(session, person, ConsentPurpose.MATCH_AND_TELL, ConsentGiven.SIGNATURE, today, at, witness="窗口")
        if member.willing and dice % TELLS_NO_EMPLOYER:
            consent.give(
                session, person, ConsentPurpose.DISCLOSE_TO_EMPLOYER, ConsentGiven.SIGNATURE, today, at, witness="窗口"
            )


def _open_firm(session: Session, firm: Firm, book: ParameterBook, today: date, at: datetime, actor: Actor) -> None:
    employer = employers.register(session, firm.registration, at, actor)
    employers.verify(
        session, employer, firm.level, "到厂里看过" if firm.level > 2 else "回拨公开电话", today, at, actor
    )
    for content in firm.offers:
        vacancy = service.post(session, employer, content, Source.CLERK, at, actor)
        for reviewer in REVIEWERS[: REVIEWERS_NEEDED.get(content.kind, 1)]:
            service.review(session, vacancy, reviewer, "看过,属实", at, actor)
        findings = check_advert(
            content.posted_text,
            to_facts(vacancy),
            wage_parameters(book, today),
            employer=employer_facts(employer, today),
        )
        service.publish(session, vacancy, findings, today, at, actor)


def _open_school(session: Session, place: Village, at: datetime, actor: Actor) -> None:
    school = classes.register_provider(session, place.provider, at, actor)
    for content in place.courses:
        classes.hold(session, school, content, at, actor)
