"""Planned from dates, once, and lapsing with what it was about; on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.db import transaction
from jobmatch.households.codes import EmploymentStatus, WorkArea
from jobmatch.households.model import Household, Membership
from jobmatch.placements import employing, leaving
from jobmatch.placements.follow_ups import service
from jobmatch.placements.follow_ups.life import FollowUpKind
from jobmatch.placements.referral import LeaveReason
from jobmatch.placements.zero_clock.life import Found, ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from tests.placements.follow_ups.asked import (
    PROGRAM,
    answer,
    begins_work,
    does,
    grown,
    noon,
    one,
    plan,
    rows,
    standing,
)
from tests.placements.hired import introduced, started
from tests.placements.people import NOON, TODAY, Case, settle

K = FollowUpKind


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


def day(n: int) -> date:
    return TODAY + timedelta(days=n)


def test_planning_twice_makes_nothing_twice(session: Session, case: Case) -> None:
    started(session, case)
    assert plan(session, case, TODAY) == 2
    assert standing(session) == [("work_day_1", "06-01", "due"), ("work_day_7", "06-07", "due")]
    assert plan(session, case, TODAY) == 0
    assert [move.verb for move in rows(session)[0].moves] == ["plan"]
    events = session.scalars(select(AuditEvent.action).where(AuditEvent.action.startswith("follow_up"))).all()
    assert events == ["follow_up_plan"] * 2


def test_after_a_pause_of_two_weeks_there_is_one_talk_and_not_two(session: Session, case: Case) -> None:
    started(session, case)
    plan(session, case, day(14))
    assert standing(session) == [("work_day_7", "06-07", "due")]


def test_a_talk_that_was_not_held_gives_way_to_the_next_when_its_day_comes(session: Session, case: Case) -> None:
    started(session, case)
    for n in range(30):
        plan(session, case, day(n))
    assert standing(session) == [
        ("work_day_1", "06-01", "lapsed"),
        ("work_day_7", "06-07", "lapsed"),
        ("work_day_30", "06-30", "due"),
    ]


def test_who_has_left_gets_no_call_of_day_90_and_is_asked_what_now(session: Session, case: Case) -> None:
    job = started(session, case)
    plan(session, case, day(90))
    leaving.leave(session, job.id, day(90), LeaveReason.HOMESICK, case.actor(Role.HELPER), noon(day(90)))
    plan(session, case, day(90))
    assert standing(session) == [
        ("work_day_30", "06-30", "lapsed"),
        ("work_day_90", "09-01", "lapsed"),
        ("returned", "09-02", "due"),
    ]


def test_who_was_taken_on_is_asked_about_arriving_before_there_is_a_start(session: Session, case: Case) -> None:
    job = introduced(session, case.person_id, case.vacancy_id)
    employing.hire(session, job.id, case.actor(Role.HELPER), NOON)
    plan(session, case, TODAY)
    assert standing(session) == [("work_day_1", "06-02", "due")]


def of_kind(session: Session, kind: str) -> list[tuple[str, str, str]]:
    """Of what stands, one kind; the household's own clock calls for talks too."""
    return [one for one in standing(session) if one[0] == kind]


def test_who_looks_is_asked_every_fourteen_days_and_not_when_work_is_found(session: Session, case: Case) -> None:
    grown(session, case.person_id)
    does(session, case.person_id, EmploymentStatus.SEEKING)
    assert plan(session, case, day(7)) == 1
    answer(session, case, K.SEEKING, day(14))
    plan(session, case, day(21))
    assert of_kind(session, "seeking") == [("seeking", "06-15", "done"), ("seeking", "06-29", "due")]
    begins_work(session, case, case.person_id, day(22))
    plan(session, case, day(22))
    assert of_kind(session, "seeking")[-1] == ("seeking", "06-29", "lapsed")


def test_what_lapsed_by_mistake_is_planned_again(session: Session, case: Case) -> None:
    grown(session, case.person_id)
    does(session, case.person_id, EmploymentStatus.SEEKING)
    plan(session, case, day(14))
    home = session.get_one(Household, case.household_id)
    home.closed_on = day(14)
    plan(session, case, day(14))
    home.closed_on = None
    assert plan(session, case, day(14)) == 1
    assert plan(session, case, day(14)) == 0
    assert standing(session) == [("seeking", "06-15", "lapsed"), ("seeking", "06-15", "due")]


def test_a_household_without_an_earner_is_visited_until_the_spell_ends(session: Session, case: Case) -> None:
    spell = ZeroSpell(
        household_id=case.household_id, found_on=TODAY, found_how=Found.SYSTEM, help_due_on=day(3), work_due_on=day(5),
        state=ZeroState.FOUND,
    )  # fmt: skip
    session.add(spell)
    plan(session, case, day(5))
    assert standing(session) == [("zero", "06-06", "due"), ("zero", "06-11", "due")]
    spell.state = ZeroState.CLEARED
    plan(session, case, day(6))
    assert {state for _, _, state in standing(session)} == {"lapsed"}


def test_a_household_in_which_nobody_wants_to_is_visited_and_its_members_not_one_by_one(
    session: Session, case: Case
) -> None:
    grown(session, case.person_id, case.twin_id)
    for person in (case.person_id, case.twin_id):
        does(session, person, EmploymentStatus.NOT_SEEKING)
    plan(session, case, day(30))
    assert standing(session) == [("no_wish", "07-01", "due")]


def test_who_works_far_away_is_asked_about_the_festival_and_the_family_is_visited(session: Session, case: Case) -> None:
    does(session, case.person_id, EmploymentStatus.EMPLOYED, area=WorkArea.COUNTRY)
    plan(session, case, date(2027, 1, 27))
    assert standing(session) == [("away_family", "08-31", "due"), ("spring_festival", "01-27", "due")]


def test_who_moves_to_another_household_takes_along_what_waits(session: Session, case: Case) -> None:
    started(session, case)
    plan(session, case, day(7))
    new = Household(number="TZ-S1-000002", site_id=1, registered_at=NOON, updated_at=NOON)
    session.add(new)
    old = session.scalars(select(Membership).where(Membership.person_id == case.person_id)).one()
    old.left_on = day(8)
    session.add(Membership(household=new, person_id=case.person_id, joined_on=day(8)))
    session.flush()
    service.plan(session, [new.id, case.household_id], day(8), noon(day(8)), PROGRAM)
    (row,) = [row for row in rows(session) if row.state.value == "due"]
    assert (row.kind, row.household_id) == (K.WORK_DAY_7, new.id)


def test_a_night_plans_step_by_step_and_goes_on_where_it_stopped(session: Session, case: Case) -> None:
    started(session, case)
    last = service.plan_next(session, 0, 1, TODAY, NOON, PROGRAM)
    assert last == case.household_id
    assert service.plan_next(session, last, 1, TODAY, NOON, PROGRAM) is None
    assert len(rows(session)) == 2


def test_a_trainer_plans_nothing(session: Session, case: Case) -> None:
    with pytest.raises(Refused):
        service.plan(session, [case.household_id], TODAY, NOON, Actor("t", Role.TRAINER, None))


def test_two_who_plan_at_once_make_each_follow_up_once(engine: Engine) -> None:
    with transaction(engine) as session:
        case = settle(session)
        started(session, case)

    def plan_it(_: int) -> int:
        with transaction(engine) as session:
            return plan(session, case, TODAY)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(plan_it, range(2))) == [0, 2]


def test_a_talk_that_was_answered_is_not_planned_again(session: Session, case: Case) -> None:
    started(session, case)
    plan(session, case, TODAY)
    answer(session, case, K.WORK_DAY_1, TODAY)
    assert plan(session, case, day(1)) == 0
    assert one(session, K.WORK_DAY_7)
