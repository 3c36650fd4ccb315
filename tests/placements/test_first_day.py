"""The first day of work that is agreed with a hire: kept, changed, asked about, and refused if it is none."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import telling
from jobmatch.access import Actor, Role
from jobmatch.audit import AuditEvent
from jobmatch.placements import employing
from jobmatch.placements.first_day import AgreedDayError, DayDoubt, agreed_day
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from jobmatch.push.model import Message
from jobmatch.push.templates import said
from jobmatch.vacancies.model import Vacancy
from tests.placements.follow_ups.asked import grown
from tests.placements.hired import introduced
from tests.placements.people import DAY, NOON, TODAY, Case, settle

WEEK = timedelta(7)


@pytest.fixture
def case(session: Session) -> Case:
    made = settle(session)
    grown(session, made.person_id, made.twin_id)
    return made


@pytest.fixture
def clerk(case: Case) -> Actor:
    return case.actor(Role.CLERK)


@pytest.fixture
def referral(session: Session, case: Case) -> Referral:
    return introduced(session, case.person_id, case.vacancy_id)


def due(session: Session) -> list[tuple[date, str]]:
    return [(one.due_on, one.state) for one in session.scalars(select(FollowUp).order_by(FollowUp.id))]


def test_the_agreed_day_is_kept_and_another_takes_its_place(session: Session, referral: Referral, clerk: Actor) -> None:
    employing.hire(session, referral.id, clerk, NOON, TODAY + WEEK)
    for day in (TODAY + 2 * DAY, TODAY + 2 * DAY, None):
        employing.hire(session, referral.id, clerk, NOON, day)
    assert (referral.state, referral.begins_on) == (ReferralState.HIRED, TODAY + 2 * DAY)
    audited = session.scalars(select(AuditEvent.action).where(AuditEvent.action.like("referral%"))).all()
    assert audited == ["referral_hire", "referral_begins"]


@pytest.mark.parametrize(
    ("days", "doubt"), [(-15, DayDoubt.LONG_PAST), (181, DayDoubt.FAR_OFF), (-14, None), (180, None)]
)
def test_a_day_that_nobody_means_hires_nobody(
    session: Session, case: Case, referral: Referral, clerk: Actor, days: int, doubt: DayDoubt | None
) -> None:
    day = TODAY + timedelta(days)
    if doubt is None:
        assert employing.hire(session, referral.id, clerk, NOON, day).begins_on == day
        return
    with pytest.raises(AgreedDayError) as refused:
        employing.hire(session, referral.id, clerk, NOON, day)
    assert refused.value.doubt is doubt
    assert (referral.state, referral.begins_on) == (ReferralState.INTRODUCED, None)
    assert session.get_one(Vacancy, case.vacancy_id).filled == 0


def test_what_is_no_day_is_a_doubt_and_nothing_is_open() -> None:
    assert agreed_day("") is None
    assert agreed_day("2026-09-03") == date(2026, 9, 3)
    with pytest.raises(AgreedDayError, match="no_such_day"):
        agreed_day("3. 9.")


def test_the_talk_about_arriving_waits_for_the_agreed_day_whatever_the_post_says(
    session: Session, case: Case, referral: Referral, clerk: Actor
) -> None:
    session.get_one(Vacancy, case.vacancy_id).start_on = TODAY + 2 * DAY
    telling.hire(session, referral.id, NOON, clerk, TODAY + DAY)
    assert due(session) == [(TODAY + DAY, "due")]


def test_who_works_there_already_is_asked_on_the_day_of_the_hire(
    session: Session, case: Case, referral: Referral, clerk: Actor
) -> None:
    telling.hire(session, referral.id, NOON, clerk, TODAY - 3 * DAY)
    assert due(session) == [(TODAY, "due")]


def test_the_person_hears_the_day_and_every_other_day_that_is_agreed_later(
    session: Session, referral: Referral, clerk: Actor
) -> None:
    for days in (3, 3, 7, 3):
        telling.hire(session, referral.id, NOON, clerk, TODAY + days * DAY)
    told = [said(one.template, one.fields).text for one in session.scalars(select(Message).order_by(Message.id))]
    days = ["6月4日（星期四）", "6月8日（星期一）", "6月4日（星期四）"]
    assert told == [f"好消息，单位要您了：缝纫工，测试厂。{day}上班，不要交钱，不要押身份证。" for day in days]
