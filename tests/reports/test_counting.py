"""Lines of a month: as the profile of each person and the state of each household have it; the clock by date."""

from datetime import date

import pytest
from sqlalchemy import Engine, select

from jobmatch import db, parameters
from jobmatch.households import store
from jobmatch.households.codes import LeaveReason
from jobmatch.households.model import Household, Membership
from jobmatch.placements.zero_clock.life import ZeroState
from jobmatch.reports import ledger
from jobmatch.reports import month as months
from jobmatch.reports.counting import Spell, zero_figures
from jobmatch.reports.status import counted
from tests.reports.conftest import JUNE, MAY

HOME = "520322"
FOUND, CLEARED, GONE = ZeroState.FOUND, ZeroState.CLEARED, ZeroState.GONE


def test_what_is_read_in_columns_counts_as_the_record_itself_does(settled: Engine) -> None:
    with db.reading(settled) as session:
        lines, book, last = ledger.read(session, JUNE), parameters.load(session), months.last_day(JUNE)
        people = {one.person_id: one for one in lines.people}
        homes = {one.household_id: one for one in lines.households}
        records = store.load_rows(session, session.scalars(select(Household)), last)
        members = [member for record in records.values() for member in record.members]
        assert len(members) == len(people) > 100
        for member in members:
            line = people[int(member.key)]
            was = counted(member, book, HOME, last)
            assert (line.status, line.asked) == (was.status, was.asked)
            assert line.employer == (member.work.employer if line.employed else None)
            assert line.wage == (member.work.wage_month if line.employed else None)
        for household_id, record in records.items():
            assert homes[household_id].members == len(record.members)
            assert homes[household_id].type is record.household_type


def test_who_left_in_the_month_has_a_line_and_is_not_there(settled: Engine) -> None:
    with db.transaction(settled) as session:
        left, died = session.scalars(select(Membership).order_by(Membership.id).limit(2))
        left.left_on, left.left_because = date(2026, 6, 10), LeaveReason.MARRIED
        died.left_on, died.left_because = date(2026, 7, 1), LeaveReason.DIED
        session.flush()
        june = {one.person_id: one for one in ledger.read(session, JUNE).people}
        july = {one.person_id: one for one in ledger.read(session, date(2026, 7, 1)).people}
        assert (june[left.person_id].present, june[left.person_id].left_because) == (False, LeaveReason.MARRIED)
        assert june[died.person_id].present, "a membership does not hold on its `left_on`; the last day of June was one"
        assert not july[died.person_id].present
        assert left.person_id not in july


def test_who_moves_to_another_household_has_one_line(settled: Engine) -> None:
    with db.transaction(settled) as session:
        one = session.scalars(select(Membership).order_by(Membership.id)).first()
        assert one is not None
        other = session.scalar(select(Household.id).where(Household.id != one.household_id))
        one.left_on, one.left_because = date(2026, 6, 10), LeaveReason.SPLIT
        session.add(Membership(household_id=other, person_id=one.person_id, joined_on=date(2026, 6, 10)))
        session.flush()
        lines = [line for line in ledger.read(session, JUNE).people if line.person_id == one.person_id]
    assert [(line.household_id, line.present) for line in lines] == [(other, True)]


@pytest.mark.parametrize(
    ("spells", "opening", "figures"),
    [
        ([], None, (0, 0, 0, 0, 0)),
        ([(date(2026, 5, 31), None, FOUND)], None, (1, 0, 0, 0, 1)),
        ([(date(2026, 6, 1), None, FOUND)], None, (0, 1, 0, 0, 1)),
        ([(date(2026, 6, 1), date(2026, 6, 30), CLEARED)], None, (0, 1, 1, 0, 0)),
        ([(date(2026, 4, 1), date(2026, 6, 1), GONE)], 1, (1, 0, 0, 1, 0)),
        ([(date(2026, 4, 1), date(2026, 6, 3), CLEARED), (date(2026, 6, 20), None, FOUND)], 1, (1, 1, 1, 0, 1)),
        # Found on a day of a month that is closed, and written down after it.
        ([(date(2026, 5, 20), None, FOUND)], 0, (0, 1, 0, 0, 1)),
        # Cleared, or gone, on such a day.
        ([(date(2026, 4, 1), date(2026, 5, 30), CLEARED)], 1, (1, 0, 1, 0, 0)),
        ([(date(2026, 4, 1), date(2026, 5, 30), GONE)], 1, (1, 0, 0, 1, 0)),
        ([], 1, (1, 0, 0, 1, 0)),
        # Found after the month: not of it.
        ([(date(2026, 7, 1), None, FOUND)], 0, (0, 0, 0, 0, 0)),
    ],
)
def test_the_clock_of_a_household_by_date(
    spells: list[Spell], opening: int | None, figures: tuple[int, int, int, int, int]
) -> None:
    found = zero_figures(spells, opening, JUNE)
    assert found == figures
    assert found[4] == found[0] + found[1] - found[2] - found[3]


def test_months_are_read_as_people_write_them() -> None:
    assert months.read("2026-06") == JUNE
    assert months.before(JUNE) == MAY
    assert months.last_day(date(2024, 2, 1)) == date(2024, 2, 29)
    for wrong in ("2026-13", "2026", "06-2026", "1999-01", "2026-6"):
        with pytest.raises(months.NoSuchMonthError):
            months.read(wrong)
