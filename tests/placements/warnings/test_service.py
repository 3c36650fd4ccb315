"""Warnings over the days: raised once, kept, over when it is no longer so, and seen to with words."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.db import transaction
from jobmatch.households import working
from jobmatch.households.codes import Capacity, EmploymentStatus, LeaveReason, Relation
from jobmatch.households.model import Household, Membership, Person
from jobmatch.placements import leaving
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import LeaveReason as Why
from jobmatch.placements.rights import service as rights
from jobmatch.placements.rights.life import RightsKind
from jobmatch.placements.warnings import service
from jobmatch.placements.warnings.model import EarlyWarning, Signal
from jobmatch.placements.zero_clock.life import Found, ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.vacancies.model import Vacancy
from tests.placements.follow_ups.asked import PROGRAM, does, grown, noon
from tests.placements.hired import started
from tests.placements.people import NOON, TODAY, Case, settle

STRANGER = Actor("x", Role.CLERK, frozenset({"ELSE"}))


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


def day(n: int) -> date:
    return TODAY + timedelta(days=n)


def look(session: Session, case: Case, n: int = 0) -> int:
    return service.look(session, [case.household_id], day(n), noon(day(n)), PROGRAM)


def at_employers(session: Session, n: int = 0) -> int:
    return service.look_at_employers(session, day(n), noon(day(n)), PROGRAM)


def rows(session: Session) -> Sequence[EarlyWarning]:
    return session.scalars(select(EarlyWarning).order_by(EarlyWarning.id)).all()


def stands(session: Session) -> list[tuple[str, str, str]]:
    return [(row.signal.value, row.due_on.isoformat()[5:], row.state.value) for row in rows(session)]


def stops(session: Session, person_id: int, n: int) -> None:
    working.end_work(session, person_id, day(n), noon(day(n)), PROGRAM)


def test_the_last_earner_is_seen_the_same_day_and_once(session: Session, case: Case) -> None:
    does(session, case.person_id, EmploymentStatus.EMPLOYED)
    assert look(session, case, 10) == 0
    stops(session, case.person_id, 10)
    assert look(session, case, 10) == 1
    assert stands(session) == [("last_earner_left", "06-11", "open")]
    assert look(session, case, 10) == look(session, case, 11) == 0
    assert [(move.verb, move.role) for move in rows(session)[0].moves] == [("raise", "system")]


def test_it_is_over_when_somebody_works_again_and_news_when_it_is_lost_again(session: Session, case: Case) -> None:
    does(session, case.person_id, EmploymentStatus.EMPLOYED)
    stops(session, case.person_id, 5)
    look(session, case, 5)
    does(session, case.twin_id, EmploymentStatus.FLEXIBLE, day(6))
    look(session, case, 6)
    stops(session, case.twin_id, 9)
    look(session, case, 9)
    assert stands(session) == [("last_earner_left", "06-06", "over"), ("last_earner_left", "06-10", "open")]
    assert rows(session)[0].ended_on == day(6)


def test_an_earner_who_moves_out_or_dies_leaves_too_and_one_with_a_new_relation_does_not(
    session: Session, case: Case
) -> None:
    does(session, case.person_id, EmploymentStatus.EMPLOYED)
    home = session.scalars(select(Membership).where(Membership.person_id == case.person_id)).one()
    home.left_on, home.left_because = day(3), LeaveReason.NEW_RELATION
    again = Membership(
        household_id=case.household_id, person_id=case.person_id, joined_on=day(3), relation=Relation.HEAD
    )
    session.add(again)
    session.flush()
    assert look(session, case, 3) == 0
    again.left_on, again.left_because = day(4), LeaveReason.MARRIED
    session.flush()
    assert look(session, case, 4) == 1
    assert stands(session) == [("last_earner_left", "06-05", "open")]


def test_a_household_that_never_had_an_earner_loses_none(session: Session, case: Case) -> None:
    grown(session, case.person_id)
    does(session, case.person_id, EmploymentStatus.SEEKING)
    assert look(session, case) == 0


def test_wages_in_arrears_are_red_until_the_ticket_is_settled(session: Session, case: Case) -> None:
    does(session, case.person_id, EmploymentStatus.EMPLOYED)
    supervisor = case.actor(Role.SUPERVISOR)
    ticket = rights.open_ticket(session, case.person_id, RightsKind.ARREARS, "测试厂", NOON, supervisor)
    look(session, case)
    assert stands(session) == [("wage_arrears", "06-02", "open")]
    rights.settle(session, ticket.id, "补发了", supervisor, NOON)
    look(session, case)
    assert stands(session) == [("wage_arrears", "06-02", "over")]


def test_a_season_that_ends_and_a_public_post_are_told_a_month_ahead(session: Session, case: Case) -> None:
    started(session, case)
    session.get_one(Vacancy, case.vacancy_id).season_end = day(40)
    does(session, case.twin_id, EmploymentStatus.PUBLIC_POST, date(2025, 6, 20))
    look(session, case)
    assert stands(session) == [("job_ends", "06-08", "open")]
    assert rows(session)[0].person_id == case.twin_id
    look(session, case, 10)
    assert [row.person_id for row in rows(session)] == [case.twin_id, case.person_id]
    look(session, case, 20)
    assert [row.state for row in rows(session)] == ["over", "open"]


def test_who_is_back_without_a_plan_is_seen_after_fifteen_days(session: Session, case: Case) -> None:
    does(session, case.twin_id, EmploymentStatus.EMPLOYED)
    does(session, case.person_id, EmploymentStatus.EMPLOYED)
    stops(session, case.person_id, 1)
    assert look(session, case, 15) == 0
    look(session, case, 16)
    assert stands(session) == [("returned_without_plan", "06-24", "open")]
    session.add(Referral(person_id=case.person_id, vacancy_id=case.vacancy_id, state="introduced", opened_at=NOON))
    look(session, case, 17)
    assert stands(session) == [("returned_without_plan", "06-24", "over")]


def test_an_earner_who_cannot_work_by_the_form_is_seen(session: Session, case: Case) -> None:
    grown(session, case.person_id)
    does(session, case.person_id, EmploymentStatus.EMPLOYED)
    session.get_one(Person, case.person_id).capacity = Capacity.NONE
    look(session, case)
    assert stands(session) == [("earner_unable", "06-04", "open")]


def test_a_grandmother_who_dies_leaves_a_child_without_a_carer(session: Session, case: Case) -> None:
    grown(session, case.person_id, case.twin_id)
    does(session, case.person_id, EmploymentStatus.EMPLOYED)
    child = Person(name="测试丙", name_pinyin="", birth_date=date(2020, 3, 1), updated_at=NOON)
    session.add(Membership(household_id=case.household_id, person=child, joined_on=TODAY))
    carer = session.scalars(select(Membership).where(Membership.person_id == case.twin_id)).one()
    carer.left_on, carer.left_because = day(2), LeaveReason.DIED
    session.flush()
    look(session, case, 2)
    assert stands(session) == [("carer_lost", "06-06", "open")]


def test_a_relapse_is_a_warning_of_its_own(session: Session, case: Case) -> None:
    facts: dict[str, Any] = {
        "household_id": case.household_id, "found_how": Found.SYSTEM, "help_due_on": day(3), "work_due_on": day(5),
    }  # fmt: skip
    cleared = ZeroSpell(found_on=TODAY, state=ZeroState.CLEARED, ended_on=day(40), **facts)
    session.add(cleared)
    session.flush()
    session.add(ZeroSpell(found_on=day(60), state=ZeroState.FOUND, relapse_of_id=cleared.id, **facts))
    session.flush()
    look(session, case, 60)
    assert stands(session) == [("relapse", "07-31", "open")]


def test_low_income_that_was_seen_to_is_raised_again_after_a_quarter_if_it_is_still_so(
    session: Session, case: Case
) -> None:
    home = session.get_one(Household, case.household_id)
    for name in ("income_wage", "income_business", "cost_business", "income_property", "income_transfer"):
        setattr(home, name, "0")
    look(session, case)
    service.see_to(session, rows(session)[0].id, "报了低保", case.actor(Role.HELPER), NOON)
    home.updated_at = noon(day(89))  # no stale record besides
    assert look(session, case, 89) == 0
    assert look(session, case, 90) == 1
    assert [(row.signal, row.state) for row in rows(session)] == [
        (Signal.LOW_INCOME, "seen_to"), (Signal.LOW_INCOME, "open"),
    ]  # fmt: skip


def test_a_stale_record_is_on_the_list_until_somebody_is_heard_of(session: Session, case: Case) -> None:
    look(session, case, 90)
    assert stands(session) == [("stale", "09-29", "open")]
    session.get_one(Household, case.household_id).updated_at = noon(day(91))
    look(session, case, 91)
    assert stands(session) == [("stale", "09-29", "over")]


def test_nothing_is_warned_of_where_nobody_is_served_any_more(session: Session, case: Case) -> None:
    look(session, case, 90)
    session.get_one(Household, case.household_id).closed_on = day(91)
    look(session, case, 91)
    assert [row.state for row in rows(session)] == ["over"]


def test_an_employer_that_stops_is_red_for_a_fortnight(session: Session, case: Case) -> None:
    job = started(session, case)
    assert at_employers(session) == 0
    leaving.leave(session, job.id, day(5), Why.LAID_OFF, case.actor(Role.HELPER), noon(day(5)))
    assert at_employers(session, 5) == 1
    assert at_employers(session, 5) == 0
    (row,) = rows(session)
    assert (row.signal, row.level, row.due_on, row.household_id) == (
        Signal.EMPLOYER_LOSES_PEOPLE, "red", day(6), None,
    )  # fmt: skip
    assert at_employers(session, 19) == 1
    assert row.state == "over"


def test_two_whom_one_employer_does_not_pay_are_one_warning_about_it(session: Session, case: Case) -> None:
    helper = case.actor(Role.HELPER)
    for person in (case.person_id, case.person_id, case.twin_id):
        rights.open_ticket(session, person, RightsKind.ARREARS, "测试厂", NOON, helper)
    assert at_employers(session) == 1
    assert stands(session) == [("wage_arrears", "06-02", "open")]


def test_a_warning_is_seen_to_with_words_and_by_those_who_serve_the_family(session: Session, case: Case) -> None:
    look(session, case, 90)
    (row,), helper = rows(session), case.actor(Role.HELPER)
    for nothing in ("", "  "):
        with pytest.raises(service.NoWordsError):
            service.see_to(session, row.id, nothing, helper, noon(day(90)))
    for stranger in (STRANGER, case.actor(Role.RESIDENT), case.actor(Role.COUNTY)):
        with pytest.raises(Refused):
            service.see_to(session, row.id, "去看过", stranger, noon(day(90)))
    done = service.see_to(session, row.id, " 去看过 ", helper, noon(day(90)))
    assert (done.state, done.done, done.ended_by) == ("seen_to", "去看过", "a helper")
    assert len(service.see_to(session, row.id, "去看过", helper, noon(day(90))).moves) == 2
    assert look(session, case, 91) == 0
    with pytest.raises(service.NoSuchWarningError):
        service.see_to(session, row.id + 99, "去看过", helper, noon(day(90)))


def test_red_comes_first_and_what_is_overdue_before_what_is_not(session: Session, case: Case) -> None:
    does(session, case.person_id, EmploymentStatus.EMPLOYED)
    does(session, case.twin_id, EmploymentStatus.EMPLOYED)
    stops(session, case.person_id, 60)
    look(session, case, 75)
    look(session, case, 150)
    rights.open_ticket(session, case.twin_id, RightsKind.ARREARS, "测试厂", NOON, case.actor(Role.HELPER))
    look(session, case, 151)
    found = service.waiting(session, day(151), case.actor(Role.HELPER))
    assert [row.signal.value for row in found] == ["wage_arrears", "returned_without_plan", "stale"]
    assert service.waiting(session, day(151), STRANGER) == []
    with pytest.raises(Refused):
        service.waiting(session, day(151), case.actor(Role.EMPLOYER))


def test_a_night_looks_step_by_step(session: Session, case: Case) -> None:
    last = service.look_next(session, 0, 1, day(90), noon(day(90)), PROGRAM)
    assert last == case.household_id
    assert service.look_next(session, last, 1, day(90), noon(day(90)), PROGRAM) is None
    assert len(rows(session)) == 1


def test_two_who_look_at_once_raise_each_warning_once(engine: Engine) -> None:
    with transaction(engine) as session:
        case = settle(session)
        job = started(session, case)
        leaving.leave(session, job.id, day(5), Why.LAID_OFF, case.actor(Role.HELPER), noon(day(5)))

    def look_at_it(_: int) -> int:
        with transaction(engine) as session:
            return look(session, case, 5) + at_employers(session, 5)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(look_at_it, range(2))) == [0, 2]
