"""Who has died, moved away, or had the record erased holds no place, and nothing is stuck with nobody to end it."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access
from jobmatch.access import Refused, Role
from jobmatch.departing import leave_home
from jobmatch.erasing import service as erasing
from jobmatch.households.codes import WORKING, ConsentPurpose, LeaveReason
from jobmatch.households.model import Household, Membership
from jobmatch.households.working_life import Employment
from jobmatch.placements import employing, leaving, service
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import LeaveReason as Why
from jobmatch.placements.referral import ReferralState
from jobmatch.vacancies.model import Vacancy
from tests.placements.hired import answers_for, introduced, post, started
from tests.placements.people import DAY, NOON, TODAY, Case, agree, settle

LATER = NOON + 20 * DAY
GONE = TODAY + 20 * DAY


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


def go(session: Session, case: Case, because: LeaveReason, on: date = GONE) -> None:
    leave_home(session, case.person_id, case.household_id, on, because, LATER, case.actor(Role.CLERK))


def seats(session: Session, vacancy_id: int) -> int:
    return session.get_one(Vacancy, vacancy_id).filled


def at_work(session: Session, case: Case) -> bool:
    spells = select(Employment).where(Employment.person_id == case.person_id, Employment.status.in_(WORKING))
    return any(one.ended_on is None for one in session.scalars(spells))


@pytest.mark.parametrize("because", [LeaveReason.DIED, LeaveReason.MISSING])
def test_the_place_of_who_is_there_no_more_is_free(session: Session, case: Case, because: LeaveReason) -> None:
    job = started(session, case)
    go(session, case, because)
    assert (job.state, job.left_on, seats(session, job.vacancy_id)) == (ReferralState.LEFT, GONE, 0)
    last = job.moves[-1]
    assert (last.verb, last.reason, last.role) == ("end", None, Role.SYSTEM.value)
    assert not at_work(session, case)


@pytest.mark.parametrize("because", [LeaveReason.MARRIED, LeaveReason.MOVED, LeaveReason.SPLIT])
def test_who_moves_away_keeps_the_job_and_the_last_site_can_still_end_it(
    session: Session, case: Case, because: LeaveReason
) -> None:
    job = started(session, case)
    go(session, case, because)
    assert (job.state, seats(session, job.vacancy_id), at_work(session, case)) == (ReferralState.STARTED, 1, True)
    leaving.leave(session, job.id, GONE + DAY, Why.HOMESICK, case.actor(Role.HELPER), LATER + DAY)
    assert (job.state, seats(session, job.vacancy_id), at_work(session, case)) == (ReferralState.LEFT, 0, False)


def test_staff_of_another_site_end_nothing_of_who_has_moved_away(session: Session, case: Case) -> None:
    job = started(session, case)
    go(session, case, LeaveReason.MOVED)
    elsewhere = access.Actor("another clerk", Role.CLERK, frozenset({"S2"}))
    with pytest.raises(Refused):
        leaving.leave(session, job.id, GONE, Why.HOMESICK, elsewhere, LATER)


@pytest.mark.parametrize("because", [LeaveReason.DIED, LeaveReason.MOVED])
def test_whatever_was_on_the_way_is_called_off(session: Session, case: Case, because: LeaveReason) -> None:
    promised = employing.hire(
        session, introduced(session, case.person_id, case.vacancy_id).id, case.actor(Role.CLERK), NOON
    )
    asked = introduced(session, case.person_id, post(session, "乙厂"), ReferralState.OFFERED)
    of_another = introduced(session, case.twin_id, case.vacancy_id)
    go(session, case, because)
    assert [promised.state, asked.state] == [ReferralState.CANCELLED] * 2
    assert of_another.state == ReferralState.INTRODUCED
    assert seats(session, case.vacancy_id) == 0


def test_who_lives_in_another_household_of_ours_as_well_goes_on(session: Session, case: Case) -> None:
    home = session.get_one(Household, case.household_id)
    other = Household(number="TZ-S1-000002", site=home.site, registered_at=NOON, updated_at=NOON)
    session.add(Membership(household=other, person_id=case.person_id, joined_on=GONE))
    asked = introduced(session, case.person_id, case.vacancy_id)
    go(session, case, LeaveReason.MARRIED)
    assert asked.state == ReferralState.INTRODUCED


@pytest.mark.parametrize("because", [LeaveReason.DIED, LeaveReason.MOVED])
def test_nobody_is_hired_and_nothing_suggested_for_who_is_served_no_more(
    session: Session, case: Case, because: LeaveReason
) -> None:
    agree(session, case, ConsentPurpose.MATCH_AND_TELL)
    go(session, case, because)
    left_over = introduced(session, case.person_id, case.vacancy_id)
    for actor in (case.actor(Role.CLERK), answers_for(session, case.vacancy_id)):
        with pytest.raises(employing.NotServedError):
            employing.hire(session, left_over.id, actor, LATER)
    with pytest.raises(Refused):
        service.suggest(session, case.proposal_id, case.actor(Role.CLERK), LATER)


@pytest.mark.parametrize("moved", [False, True])
def test_erasing_somebody_at_work_frees_the_place_first(session: Session, case: Case, moved: bool) -> None:
    job = started(session, case)
    waiting = introduced(session, case.person_id, post(session, "早点铺"))
    if moved:
        go(session, case, LeaveReason.MOVED)
    erasing.erase(session, case.person_id, LATER, access.operator("tests"))
    found = session.scalars(select(Referral.state).order_by(Referral.id)).all()
    assert found == [ReferralState.LEFT, ReferralState.CANCELLED], (job.id, waiting.id)
    assert seats(session, case.vacancy_id) == 0
