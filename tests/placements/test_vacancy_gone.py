"""A vacancy that is gone ends what nobody has decided yet, and leaves those who were hired their place."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role, operator
from jobmatch.placements import employing, vacancy_gone
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import UNDECIDED, ReferralState
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy
from tests.placements.hired import introduced, started
from tests.placements.people import NOON, Case, settle

NIGHT = operator("the night")


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


@pytest.mark.parametrize("waits", UNDECIDED)
@pytest.mark.parametrize("gone", ["withdrawn", "expired", "refused"])
def test_who_still_waits_is_told_off_once(session: Session, case: Case, waits: ReferralState, gone: str) -> None:
    referral = introduced(session, case.person_id, case.vacancy_id, waits)
    session.get_one(Vacancy, case.vacancy_id).state = VacancyState(gone)
    session.flush()
    assert vacancy_gone.still_waited_for(session, 10) == [case.vacancy_id]
    assert vacancy_gone.call_off(session, case.vacancy_id, NIGHT, NOON) == 1
    assert vacancy_gone.call_off(session, case.vacancy_id, NIGHT, NOON) == 0
    assert (referral.state, len(referral.moves)) == (ReferralState.CANCELLED, 1)
    assert vacancy_gone.still_waited_for(session, 10) == []


def test_who_was_hired_or_works_keeps_the_place(session: Session, case: Case) -> None:
    works = started(session, case)
    hired = introduced(session, case.twin_id, case.vacancy_id)
    employing.hire(session, hired.id, case.actor(Role.CLERK), NOON)
    session.get_one(Vacancy, case.vacancy_id).state = VacancyState.WITHDRAWN
    assert vacancy_gone.call_off(session, case.vacancy_id, NIGHT, NOON) == 0
    assert (works.state, hired.state) == (ReferralState.STARTED, ReferralState.HIRED)


@pytest.mark.parametrize("stands", ["draft", "published", "paused", "filled"])
def test_a_vacancy_that_is_not_gone_ends_nothing(session: Session, case: Case, stands: str) -> None:
    introduced(session, case.person_id, case.vacancy_id)
    session.get_one(Vacancy, case.vacancy_id).state = VacancyState(stands)
    assert vacancy_gone.call_off(session, case.vacancy_id, NIGHT, NOON) == 0
    assert session.scalars(select(Referral.state)).all() == [ReferralState.INTRODUCED]


def test_no_resident_calls_off_what_others_wait_for(session: Session, case: Case) -> None:
    session.get_one(Vacancy, case.vacancy_id).state = VacancyState.WITHDRAWN
    for actor in (case.actor(Role.RESIDENT), Actor("a trainer", Role.TRAINER)):
        with pytest.raises(Refused):
            vacancy_gone.call_off(session, case.vacancy_id, actor, NOON)
