"""The night that reckons everybody, and the loop that finds what was written by day."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from jobmatch import clock, db
from jobmatch.jobs import clocks
from tests.jobs.test_nightly import work_on
from tests.matches.conftest import NOON, place, rows, settled
from tests.placements.zero_clock.families import COUPLE, MONDAY, jobless, lose, noon, reckon, settle

__all__ = ["place", "settled"]

DAY = timedelta(days=1)
SPELLS = "SELECT household_id, found_on, state FROM zero_spell ORDER BY id"


def test_the_night_goes_through_everybody_and_the_next_changes_nothing(
    settled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clocks, "AT_ONCE", 3)
    households = len(rows(settled, "SELECT 1 FROM household"))
    jobless_there = len(rows(settled, "SELECT 1 FROM household WHERE employment_state = 'zero'"))
    first = clocks.look_at_everybody(work_on(settled))
    assert first == {"looked": households, "moved": jobless_there}
    assert len(rows(settled, SPELLS)) == jobless_there > 0
    assert clocks.look_at_everybody(work_on(settled, NOON + DAY)) == {"looked": households, "moved": 0}
    assert rows(settled, "SELECT 1 FROM household WHERE employment_state IS NULL") == []


def test_what_was_written_by_day_is_found_by_the_loop_and_once(engine: Engine) -> None:
    with db.transaction(engine) as session:
        home = settle(session, COUPLE, MONDAY - DAY)
        settle(session, jobless(), MONDAY)
    now = noon(MONDAY)
    assert clock.local_day(now) == MONDAY
    assert clocks.look_soon(engine, lambda: now, "test") == {"moved": 1}
    with db.transaction(engine) as session:
        lose(session, home.people["1"], MONDAY)
        reckon(session, home.household_id, MONDAY)
    assert clocks.look_soon(engine, lambda: now, "test") == {"moved": 1}
    assert clocks.look_soon(engine, lambda: now, "test") == {"moved": 0}
    assert [str(found_on)[:10] for _, found_on, _ in rows(engine, SPELLS)] == [MONDAY.isoformat()] * 2
