"""Who was said to have left by mistake: the seat, the work in the record, the clock, the talks and the ticket."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import correcting, flow
from jobmatch.access import Actor, Role
from jobmatch.households import working
from jobmatch.households.codes import ConsentPurpose, EmploymentStatus
from jobmatch.households.model import Household
from jobmatch.households.record import Work
from jobmatch.households.working_life import Employment, Intention
from jobmatch.placements import employing
from jobmatch.placements.follow_ups.life import WAITING
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.hindered import Hindrance, StaysSaidError
from jobmatch.placements.looking_after import look_after_person
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import NoSeatError, by_rule
from jobmatch.placements.referral import LeaveReason, ReferralState
from jobmatch.placements.rights.life import RightsState
from jobmatch.placements.rights.model import RightsTicket
from jobmatch.placements.warnings.model import EarlyWarning
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.vacancies.model import Vacancy
from tests.placements.follow_ups.asked import does, grown
from tests.placements.hired import introduced, post, started
from tests.placements.people import DAY, NOON, TODAY, Case, agree, settle

AFTER, LAST = NOON + 10 * DAY, TODAY + 10 * DAY
LATER = AFTER + timedelta(hours=1)


@pytest.fixture
def case(session: Session) -> Case:
    made = settle(session)
    grown(session, made.person_id, made.twin_id)
    for purpose in (ConsentPurpose.MATCH_AND_TELL, ConsentPurpose.DISCLOSE_TO_EMPLOYER):
        agree(session, made, purpose, "a witness")
    return made


@pytest.fixture
def helper(case: Case) -> Actor:
    return case.actor(Role.HELPER)


@pytest.fixture
def job(session: Session, case: Case, helper: Actor) -> Referral:
    one = started(session, case)
    look_after_person(session, case.person_id, NOON, helper)
    return one


def leave(session: Session, job: Referral, actor: Actor, reason: LeaveReason = LeaveReason.TOO_HARD) -> int:
    flow.leave(session, job.id, LAST, reason, AFTER, actor)
    return job.moves[-1].id


def waits(session: Session) -> list[tuple[str, date]]:
    rows = session.scalars(select(FollowUp).where(FollowUp.state.in_(WAITING)).order_by(FollowUp.due_on, FollowUp.id))
    return [(one.kind.value, one.due_on) for one in rows]


def alarms(session: Session) -> set[str]:
    return {one.signal.value for one in session.scalars(select(EarlyWarning)) if one.ended_on is None}


def test_all_is_as_before_the_word_of_leaving(session: Session, case: Case, job: Referral, helper: Actor) -> None:
    look_after_person(session, case.person_id, AFTER, helper)
    talks, warned = waits(session), alarms(session)
    home = session.get_one(Household, case.household_id)
    move = leave(session, job, helper, LeaveReason.ARREARS)
    assert home.zero_employment_since == LAST
    correcting.take_back(session, job.id, move, LATER, helper)
    correcting.take_back(session, job.id, move, LATER, helper)
    assert (job.state, job.left_on, job.started_on) == (ReferralState.STARTED, None, TODAY)
    assert session.get_one(Vacancy, case.vacancy_id).filled == 1
    running = session.scalars(select(Employment).where(Employment.ended_on.is_(None))).all()
    assert [(one.person_id, one.since, one.status) for one in running if one.person_id == case.person_id] == [
        (case.person_id, TODAY, EmploymentStatus.EMPLOYED)
    ]
    assert working.in_work_since(session, case.person_id, LAST + DAY, 15) == TODAY
    wishes = session.scalars(select(Intention).where(Intention.person_id == case.person_id))
    assert [(wish.willing, wish.seeking_since) for wish in wishes] == [(None, None)]
    assert home.zero_employment_since is None
    assert {one.state for one in session.scalars(select(ZeroSpell).where(ZeroSpell.found_on == LAST))} == {"gone"}
    assert (waits(session), alarms(session)) == (talks, warned)
    ticket = session.scalars(select(RightsTicket)).one()
    assert (ticket.state, ticket.outcome) == ("settled", "说不干了是记错的，撤回了")


def test_the_clock_that_had_run_before_goes_on_with_its_days(session: Session, case: Case, helper: Actor) -> None:
    for person_id in (case.person_id, case.twin_id):
        does(session, person_id, EmploymentStatus.SEEKING)
    look_after_person(session, case.person_id, NOON, helper)
    (spell,) = session.scalars(select(ZeroSpell))
    job = started(session, case)
    look_after_person(session, case.person_id, NOON, helper)
    assert (spell.state, spell.working_since) == ("in_work", TODAY)
    move = leave(session, job, helper)
    assert spell.state in ("found", "helped")
    correcting.take_back(session, job.id, move, LATER, helper)
    assert (spell.state, spell.working_since) == ("in_work", TODAY)


def test_a_ticket_that_was_reported_stands(session: Session, job: Referral, helper: Actor) -> None:
    move = leave(session, job, helper, LeaveReason.INJURY)
    ticket = session.scalars(select(RightsTicket)).one()
    ticket.state = RightsState.REPORTED
    correcting.take_back(session, job.id, move, LATER, helper)
    assert (job.state, ticket.state) == (ReferralState.STARTED, RightsState.REPORTED)


def test_who_never_came_is_awaited_again(session: Session, case: Case, helper: Actor) -> None:
    one = introduced(session, case.person_id, case.vacancy_id)
    employing.hire(session, one.id, helper, AFTER, LAST + DAY)
    move = leave(session, one, helper)
    assert one.state == ReferralState.CANCELLED
    correcting.take_back(session, one.id, move, LATER, helper)
    assert (one.state, one.begins_on) == (ReferralState.HIRED, LAST + DAY)
    assert session.get_one(Vacancy, case.vacancy_id).filled == 1


def test_a_seat_that_somebody_else_has_taken_meanwhile_is_not_given_twice(
    session: Session, case: Case, helper: Actor
) -> None:
    job = started(session, case, post(session, "小店"))
    move = leave(session, job, helper)
    employing.hire(session, introduced(session, case.twin_id, job.vacancy_id).id, helper, LATER)
    with pytest.raises(NoSeatError):
        correcting.take_back(session, job.id, move, LATER, helper)
    assert (job.state, job.left_on) == (ReferralState.LEFT, LAST)


def test_a_leaving_stays_said_once_something_newer_is_known(
    session: Session, case: Case, job: Referral, helper: Actor
) -> None:
    move = leave(session, job, helper)

    def why(actor: Actor) -> Hindrance:
        with pytest.raises(StaysSaidError) as refused:
            correcting.take_back(session, job.id, move, LATER, actor)
        return refused.value.why

    assert why(case.actor(Role.RESIDENT)) is Hindrance.SAID_BY_OTHERS
    farm = Work(status=EmploymentStatus.FARMING)
    working.begin_work(session, case.person_id, farm, LAST, LATER, by_rule(helper))
    assert why(helper) is Hindrance.RECORD_GONE_ON
    assert job.state == ReferralState.LEFT
