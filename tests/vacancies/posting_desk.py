"""A clerk's desk for the tests of vacancies: who acts, when, and a post that has nothing wrong with it."""

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from jobmatch.access import Actor, Role
from jobmatch.vacancies import employers, service
from jobmatch.vacancies.codes import Source, VacancyKind, WageType
from jobmatch.vacancies.credit_code import fictitious_credit_code
from jobmatch.vacancies.employers import Registration
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.vacancies.offer import Offer

CLERK = Actor("clerk", Role.CLERK, sites=None)
SUPERVISOR = Actor("supervisor", Role.SUPERVISOR, sites=None)
DAY = date(2026, 6, 1)
AT = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
SEWING = Offer(
    title="缝纫工",
    kind=VacancyKind.COMPANY,
    headcount=2,
    wage_type=WageType.MONTH,
    wage_min=Decimal(3000),
    wage_max=Decimal(4500),
    contact_phone="19900000001",
    expires_on=date(2026, 6, 30),
)


def an_employer(session: Session, serial: int = 1, level: int = 2) -> Employer:
    """An employer that somebody has verified up to `level`."""
    registration = Registration(f"桐梓县第{serial}鞋厂", fictitious_credit_code(serial))
    employer = employers.register(session, registration, AT, CLERK)
    if level:
        employers.verify(session, employer, level, "called back", DAY, AT, CLERK)
    return employer


def a_draft(session: Session, offer: Offer = SEWING, level: int = 2) -> Vacancy:
    """A draft of an offer by a verified employer."""
    return service.post(session, an_employer(session, level=level), offer, Source.CLERK, AT, CLERK)


def a_published(session: Session, offer: Offer = SEWING) -> Vacancy:
    """The same, passed by a reviewer and published."""
    vacancy = a_draft(session, offer)
    service.review(session, vacancy, "clerk", "", AT, CLERK)
    service.publish(session, vacancy, [], DAY, AT, CLERK)
    return vacancy
