"""Working days by the published calendar, and by what is certain where none is published yet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import working_days


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 9, 30), True),  # Wednesday before the National Day
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),  # Wednesday, still the holiday
        (date(2026, 10, 10), True),  # Saturday, worked for it
        (date(2026, 10, 11), False),  # Sunday
        (date(2026, 2, 28), True),  # Saturday after the Spring Festival
    ],
)
def test_the_published_calendar_holds(day: date, works: bool) -> None:
    assert working_days.is_published(day.year)
    assert working_days.is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2099, 1, 1), False),  # Thursday
        (date(2099, 5, 1), False),
        (date(2099, 5, 4), True),  # Monday
        (date(2099, 10, 2), False),
        (date(2099, 10, 8), True),
        (date(2099, 10, 10), False),  # Saturday: who works for whom is not published
    ],
)
def test_a_year_without_a_calendar_has_weekends_and_what_is_certain(day: date, works: bool) -> None:
    assert not working_days.is_published(day.year)
    assert working_days.is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "days", "last"),
    [
        (date(2026, 6, 1), 0, date(2026, 6, 1)),
        (date(2026, 6, 1), 3, date(2026, 6, 4)),
        (date(2026, 6, 5), 1, date(2026, 6, 8)),  # Friday
        (date(2026, 9, 30), 3, date(2026, 10, 10)),  # the holiday lies between, the Saturday is worked
        (date(2026, 9, 18), 5, date(2026, 9, 24)),  # Friday; Sunday the 20th is worked
    ],
)
def test_so_many_working_days_later(day: date, days: int, last: date) -> None:
    assert working_days.after(day, days) == last


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 15))
def test_so_many_working_days_lie_between(day: date, days: int) -> None:
    last = working_days.after(day, days)
    between = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    assert sum(map(working_days.is_working_day, between)) == days
    assert working_days.is_working_day(last)
