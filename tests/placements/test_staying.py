"""Still there: the seventh day, three and six months by the calendar, consecutive employers as one, the first pay."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements import leaving, staying
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import LeaveReason, ReferralState
from tests.placements.hired import introduced, post, started
from tests.placements.people import NOON, TODAY, Case, settle

SINCE = TODAY  # 1 June 2026


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


@pytest.fixture
def helper(case: Case) -> Actor:
    return case.actor(Role.HELPER)


@pytest.fixture
def job(session: Session, case: Case) -> Referral:
    return started(session, case)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def test_the_seventh_day_is_the_first_on_which_somebody_is_used_to_it(
    session: Session, job: Referral, helper: Actor
) -> None:
    with pytest.raises(staying.TooEarlyError, match="2026-06-07"):
        staying.stay(session, job.id, helper, noon(date(2026, 6, 6)))
    assert staying.stay(session, job.id, helper, noon(date(2026, 6, 7))).state == ReferralState.ON_JOB


def test_three_and_six_months_are_months_of_the_calendar(session: Session, job: Referral, helper: Actor) -> None:
    with pytest.raises(staying.TooEarlyError, match="2026-09-01"):
        staying.hold_3m(session, job.id, helper, noon(date(2026, 8, 31)))
    assert staying.hold_3m(session, job.id, helper, noon(date(2026, 9, 1))).state == ReferralState.STABLE_3M
    with pytest.raises(staying.TooEarlyError, match="2026-12-01"):
        staying.hold_6m(session, job.id, helper, noon(date(2026, 11, 30)))
    assert staying.hold_6m(session, job.id, helper, noon(date(2026, 12, 1))).state == ReferralState.STABLE_6M


def test_said_again_or_said_late_it_changes_nothing(session: Session, job: Referral, helper: Actor) -> None:
    later = noon(date(2026, 12, 1))
    staying.hold_6m(session, job.id, helper, later)
    for verb in (staying.stay, staying.hold_3m, staying.hold_6m):
        assert verb(session, job.id, helper, later).state == ReferralState.STABLE_6M
    assert [move.verb for move in job.moves][-2:] == ["start", "hold_6m"]


@pytest.mark.parametrize(("idle", "counts"), [(15, True), (16, False)])
def test_consecutive_employers_count_as_one_up_to_fifteen_idle_days(
    session: Session, case: Case, job: Referral, helper: Actor, idle: int, counts: bool
) -> None:
    left = date(2026, 8, 1)
    leaving.leave(session, job.id, left, LeaveReason.ENDED, helper, noon(left))
    begins = left + timedelta(days=idle + 1)
    second = started(session, case, post(session, "乙厂"), on=begins, at=noon(begins))
    september = noon(date(2026, 9, 1))
    if counts:
        assert staying.hold_3m(session, second.id, helper, september).state == ReferralState.STABLE_3M
    else:
        with pytest.raises(staying.TooEarlyError, match="2026-11-18"):
            staying.hold_3m(session, second.id, helper, september)


def test_nobody_is_still_there_who_never_came(session: Session, case: Case, helper: Actor) -> None:
    referral = introduced(session, case.person_id, case.vacancy_id)
    for verb in (staying.stay, staying.hold_3m, staying.hold_6m):
        with pytest.raises(IllegalMoveError):
            verb(session, referral.id, helper, NOON)


def test_neither_the_employer_nor_the_person_says_it(session: Session, case: Case, job: Referral) -> None:
    with pytest.raises(IllegalMoveError):
        staying.stay(session, job.id, case.actor(Role.RESIDENT), noon(date(2026, 7, 1)))
    with pytest.raises(Refused):
        staying.stay(session, job.id, Actor("an employer", Role.EMPLOYER), noon(date(2026, 7, 1)))


def test_the_first_pay_is_kept_and_may_be_corrected(session: Session, job: Referral, helper: Actor) -> None:
    staying.note_first_wage(session, job.id, Decimal("2900.50"), helper, noon(date(2026, 7, 10)))
    assert job.first_wage == "2900.5"
    staying.note_first_wage(session, job.id, Decimal(3000), helper, noon(date(2026, 7, 11)))
    assert job.first_wage == "3000"
    for yuan in (Decimal(-1), Decimal(3_000_000)):
        with pytest.raises(staying.NoSuchWageError):
            staying.note_first_wage(session, job.id, yuan, helper, noon(date(2026, 7, 12)))


def test_nobody_is_paid_before_the_start(session: Session, case: Case, helper: Actor) -> None:
    referral = introduced(session, case.person_id, case.vacancy_id)
    with pytest.raises(staying.NoSuchWageError):
        staying.note_first_wage(session, referral.id, Decimal(3000), helper, NOON)
