"""Referrals on the way from the introduction to the job, and further posts, for tests of what employers answer."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from jobmatch.access import Actor, Role
from jobmatch.placements import employing, starting
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState, StartProof
from jobmatch.vacancies.codes import Source, VacancyKind, VacancyState
from jobmatch.vacancies.model import Employer, Vacancy
from tests.placements.people import NOON, TODAY, Case


def post(session: Session, name: str, **facts: Any) -> int:
    """A published vacancy of an employer of its own; its id."""
    employer = Employer(name=name, level=2, registered_at=NOON, updated_at=NOON)
    columns = {"kind": VacancyKind.COMPANY, "state": VacancyState.PUBLISHED, "headcount": 1} | facts
    vacancy = Vacancy(
        number=name, source=Source.CLERK, employer=employer, title="普工", created_at=NOON, updated_at=NOON, **columns
    )  # fmt: skip
    session.add(vacancy)
    session.flush()
    return vacancy.id


def introduced(session: Session, person_id: int, vacancy_id: int, state: str = ReferralState.INTRODUCED) -> Referral:
    """A referral of which the employer has been told, or in another state without a seat."""
    referral = Referral(person_id=person_id, vacancy_id=vacancy_id, state=state, opened_at=NOON)
    session.add(referral)
    session.flush()
    return referral


def answers_for(session: Session, vacancy_id: int) -> Actor:
    """Whoever answers for the employer of a vacancy."""
    employer_id = session.get_one(Vacancy, vacancy_id).employer_id
    return Actor("an employer", Role.EMPLOYER, employer_ids=frozenset({employer_id}))


def started(
    session: Session, case: Case, vacancy_id: int | None = None, on: date = TODAY, at: datetime = NOON
) -> Referral:  # fmt: skip
    """The person was hired and has started: two words for the same day."""
    referral = introduced(session, case.person_id, vacancy_id or case.vacancy_id)
    helper = case.actor(Role.HELPER)
    employing.hire(session, referral.id, helper, at)
    starting.attest(session, referral.id, StartProof.RESIDENT, on, case.actor(Role.RESIDENT), at)
    return starting.attest(session, referral.id, StartProof.EMPLOYER, on, helper, at)
