"""The reply rate: who has waited, and who got an answer in time."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from jobmatch import clock, parameters
from jobmatch.access import Role
from jobmatch.placements import employing, service
from jobmatch.placements.referral import ReferralState, RejectReason
from jobmatch.placements.replying import Replies, replies
from jobmatch.vacancies.model import Vacancy
from tests.placements.hired import introduced
from tests.placements.people import NOON, Case, agree, settle
from tests.test_telling import DISCLOSING, MATCHING


@pytest.fixture
def case(session: Session) -> Case:
    made = settle(session)
    agree(session, made, MATCHING)
    agree(session, made, DISCLOSING, witness="村主任")
    return made


def introduce(session: Session, case: Case) -> int:
    referral_id = introduced(session, case.person_id, case.vacancy_id, ReferralState.ACCEPTED).id
    return service.introduce(session, referral_id, case.actor(Role.CLERK), NOON).id


def rate(session: Session, case: Case, days: int) -> Replies:
    employer_id, at = session.get_one(Vacancy, case.vacancy_id).employer_id, NOON + timedelta(days=days)
    return replies(session, [employer_id], parameters.load(session), clock.local_day(at), at)[employer_id]


def counted(session: Session, case: Case, days: int) -> tuple[int, int]:
    found = rate(session, case, days)
    return found.in_time, found.asked


def later(days: int) -> datetime:
    return NOON + timedelta(days=days)


def test_who_waits_counts_once_the_days_are_over(session: Session, case: Case) -> None:
    assert rate(session, case, 1).percent is None
    introduce(session, case)
    assert [counted(session, case, days) for days in (6, 7, 91)] == [(0, 0), (0, 1), (0, 0)]


def test_an_answer_counts_at_once_and_a_late_one_only_as_asked(session: Session, case: Case) -> None:
    referral_id = introduce(session, case)
    employing.invite(session, referral_id, case.actor(Role.CLERK), later(2))
    employing.reject(session, referral_id, RejectReason.SKILL, case.actor(Role.CLERK), later(20))
    assert counted(session, case, 3) == counted(session, case, 30) == (1, 1)


def test_a_late_answer_is_none_in_time(session: Session, case: Case) -> None:
    referral_id = introduce(session, case)
    employing.reject(session, referral_id, RejectReason.SKILL, case.actor(Role.CLERK), later(8))
    assert counted(session, case, 9) == (0, 1)


def test_whose_wait_ended_otherwise_has_asked_nothing(session: Session, case: Case) -> None:
    referral_id = introduce(session, case)
    service.cancel(session, referral_id, case.actor(Role.CLERK), later(3))
    assert counted(session, case, 30) == (0, 0)
