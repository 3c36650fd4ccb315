"""When a job is due: slots are the same for everybody, and a missed one is caught up as far back as its rule says."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.clock import SHANGHAI
from jobmatch.jobs.timetable import Daily, Every, Monthly, Timetable, due

INSTANTS = st.timedeltas(timedelta(0), timedelta(days=20_000)).map(lambda span: datetime(1999, 1, 1, tzinfo=UTC) + span)
TABLES = st.one_of(
    st.builds(Daily, st.times()),
    st.builds(Monthly, st.times()),
    st.builds(Every, st.integers(1, 100_000).map(lambda seconds: timedelta(seconds=seconds))),
)
HALF_PAST_TWO = Daily(time(2, 30))
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def there(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant by the clock on the wall in Guizhou."""
    return datetime(2026, 6, day, hour, minute, tzinfo=SHANGHAI)


@given(TABLES, INSTANTS)
def test_an_instant_lies_between_two_slots_that_follow_each_other(table: Timetable, at: datetime) -> None:
    latest, following = table.latest(at), table.following(at)
    assert latest <= at < following
    assert table.latest(latest) == latest
    assert table.latest(following - timedelta(microseconds=1)) == latest
    assert table.following(latest) == following


@given(TABLES, INSTANTS)
def test_slots_are_told_in_utc(table: Timetable, at: datetime) -> None:
    assert table.latest(at.astimezone(SHANGHAI)) == table.latest(at)
    assert table.latest(at.astimezone(SHANGHAI)).tzinfo is UTC


def test_a_day_begins_in_guizhou() -> None:
    assert HALF_PAST_TWO.latest(there(2, 2, 29)) == there(1, 2, 30)
    assert HALF_PAST_TWO.latest(there(2, 2, 30)) == there(2, 2, 30)
    assert HALF_PAST_TWO.following(there(2, 2, 30)) == there(3, 2, 30)


@pytest.mark.parametrize(
    ("at", "since", "slot"),
    [
        (there(2, 2, 30), LONG_AGO, there(2, 2, 30)),
        (there(2, 22, 30), LONG_AGO, there(2, 2, 30)),
        (there(2, 22, 31), LONG_AGO, None),
        (there(9, 3), LONG_AGO, there(9, 2, 30)),
        (there(2, 8), there(2, 3), None),
        (there(2, 8), there(2, 2, 30), there(2, 2, 30)),
    ],
    ids=["on time", "just in time", "too late", "a week later the last one alone", "before there was a worker", "not"],
)
def test_what_is_due(at: datetime, since: datetime, slot: datetime | None) -> None:
    assert due(HALF_PAST_TWO, timedelta(hours=20), since, at) == slot
