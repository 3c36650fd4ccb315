"""What moves or is told while a month is closed, or after it: everybody has one line, and a reason is not lost."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.access import Role
from jobmatch.households.codes import Capacity, Education, EmploymentStatus, LeaveReason, Source
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.households.working_life import Employment
from jobmatch.placements import leaving
from jobmatch.placements.referral import LeaveReason as WorkReason
from jobmatch.reports import closing, ledger
from jobmatch.reports.lines import PersonLine
from jobmatch.reports.m2_changes import changes
from jobmatch.reports.model import HouseholdMonth, PersonMonth
from jobmatch.reports.scope import scope_of
from tests.placements.hired import post, started
from tests.placements.people import NOON, TODAY, Case, settle
from tests.reports.conftest import BY, COUNTY, IN_AUGUST, IN_JULY, JULY, JUNE, close

DAY = timedelta(days=1)


@pytest.fixture
def case(session: Session) -> Case:
    found = settle(session)
    for person in session.scalars(select(Person)):
        person.birth_date, person.capacity = date(1990, 1, 1), Capacity.ORDINARY
        person.education = Education.JUNIOR_MIDDLE
    session.flush()
    return found


def at(day: date) -> datetime:
    return NOON + (day - TODAY)


def line_of(session: Session, person_id: int, month: date) -> PersonLine:
    (line,) = [one for one in ledger.read(session, month).people if one.person_id == person_id]
    return line


def rows_of_m2(session: Session, month: date) -> dict[str, tuple[object, ...]]:
    """What the table of changes says, by row: people, labourers, employed."""
    before = (month - DAY).replace(day=1)
    table = changes(ledger.read(session, before), ledger.read(session, month), scope_of(session, COUNTY))
    return {row.key: tuple(row.values.values()) for row in table.rows}


@pytest.mark.parametrize("forward", [True, False])
def test_a_household_that_moves_between_two_steps_has_one_line(settled: Engine, forward: bool) -> None:
    """To a site that is still to be written, or back to one that is written already."""
    with db.transaction(settled) as session:
        first = session.scalars(select(Site).order_by(Site.code)).first()
        assert first is not None
        last = Site(code="ZZ", name="最后一个", division=first.division)
        session.add(last)
        session.flush()
        home = session.scalars(select(Household).where(Household.site_id == first.id)).first()
        assert home is not None
        home.site_id = first.id if forward else last.id
        home_id, first_id, last_id = home.id, first.id, last.id
    with db.transaction(settled) as session:
        closing.close_next(session, JUNE, IN_JULY, NOON, BY)
        session.get_one(Household, home_id).site_id = last_id if forward else first_id
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
        lines = session.scalars(select(HouseholdMonth.household_id)).all()
        people = session.scalars(select(PersonMonth.person_id)).all()
        assert (lines.count(home_id), len(lines)) == (1, len(set(lines)))
        assert len(people) == len(set(people)) == len(session.scalars(select(Membership.person_id).distinct()).all())
        assert ledger.is_closed(session, JUNE)


def test_who_changes_the_household_between_two_steps_has_one_line(session: Session, case: Case) -> None:
    second = Site(code="S2", name="安置点二", division="520322")
    home = Household(number="TZ-S2-000001", site=second, registered_at=NOON, updated_at=NOON)
    session.add(home)
    session.flush()
    closing.close_next(session, JUNE, IN_JULY, NOON, BY)
    old = session.scalars(select(Membership).where(Membership.person_id == case.person_id)).one()
    old.left_on, old.left_because = TODAY + DAY, LeaveReason.SPLIT
    session.add(Membership(household=home, person_id=case.person_id, joined_on=TODAY + DAY))
    session.flush()
    close(session, JUNE, IN_JULY)
    assert line_of(session, case.person_id, JUNE).household_id == case.household_id
    close(session, JULY, IN_AUGUST)
    assert line_of(session, case.person_id, JULY).household_id == home.id


def test_who_left_work_and_died_in_a_closed_month_is_told_in_the_next(session: Session, case: Case) -> None:
    referral = started(session, case)
    close(session, JUNE, IN_JULY, at(IN_JULY))
    helper, third = case.actor(Role.HELPER), date(2026, 7, 3)
    leaving.leave(session, referral.id, date(2026, 6, 25), WorkReason.ARREARS, helper, at(third))
    gone = session.scalars(select(Membership).where(Membership.person_id == case.twin_id)).one()
    gone.left_on, gone.left_because = date(2026, 6, 28), LeaveReason.DIED
    session.flush()
    close(session, JULY, IN_AUGUST, at(IN_AUGUST))
    found = rows_of_m2(session, JULY)
    assert found["Q3"] == (0, 0, 1)
    assert found["died"] == (1, 1, 0)
    assert found["unknown"] == (0, 0, 0)
    close(session, IN_AUGUST, date(2026, 9, 1), at(date(2026, 9, 1)))
    assert line_of(session, case.person_id, IN_AUGUST).left_work_because is None
    assert case.twin_id not in {one.person_id for one in ledger.read(session, IN_AUGUST).people}


def test_who_left_on_the_last_day_for_work_found_alone_was_not_placed_there(session: Session, case: Case) -> None:
    referral = started(session, case)
    assert line_of(session, case.person_id, JUNE).by_us
    last = date(2026, 6, 30)
    leaving.leave(session, referral.id, last, WorkReason.BETTER, case.actor(Role.HELPER), at(last))
    _works(session, case.person_id, "别的厂", last)
    line = line_of(session, case.person_id, JUNE)
    assert (line.by_us, line.contract, line.employer) == (False, None, "别的厂")


def test_who_changed_the_employer_unsaid_was_not_placed_there(session: Session, case: Case) -> None:
    started(session, case, post(session, "V9"))
    _works(session, case.person_id, "别的厂", date(2026, 6, 20))
    assert not line_of(session, case.person_id, JUNE).by_us


def _works(session: Session, person_id: int, employer: str, since: date) -> None:
    running = select(Employment).where(Employment.person_id == person_id, Employment.ended_on.is_(None))
    for one in session.scalars(running):
        one.ended_on = since
    session.add(
        Employment(
            person_id=person_id, status=EmploymentStatus.EMPLOYED, employer=employer, since=since, noted_at=NOON,
            source=Source.COUNTER,
        )
    )  # fmt: skip
    session.flush()
