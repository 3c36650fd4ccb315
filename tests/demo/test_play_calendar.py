"""The calendar of a played place: months, days, seasons and the days on which offices are open."""

from datetime import date

import pytest

from jobmatch.demo.play import calendar
from jobmatch.demo.play.calendar import Season, Span


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 11, 21), -12, date(2025, 11, 21)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, found: date) -> None:
    assert calendar.months_after(day, months) == found


def test_the_played_days_lie_between_the_planting_and_today() -> None:
    span = Span(date(2026, 1, 30), 1)
    assert span.ends == date(2026, 2, 28)
    days = list(span.days())
    assert (days[0], days[-1], len(days)) == (date(2026, 1, 31), date(2026, 2, 27), 28)
    assert list(span.days(after=date(2026, 2, 25))) == [date(2026, 2, 26), date(2026, 2, 27)]


@pytest.mark.parametrize(
    ("on", "season"),
    [
        (date(2026, 1, 22), Season.ORDINARY),
        (date(2026, 1, 23), Season.RETURNING),
        (date(2026, 2, 15), Season.RETURNING),
        (date(2026, 2, 16), Season.FESTIVAL),
        (date(2026, 2, 23), Season.FESTIVAL),
        (date(2026, 2, 24), Season.LEAVING),
        (date(2026, 3, 28), Season.LEAVING),
        (date(2026, 3, 29), Season.ORDINARY),
        (date(2026, 6, 30), Season.CLOSING),
        (date(2026, 9, 1), Season.HARVEST),
    ],
)
def test_seasons_follow_the_festival_and_the_fields(on: date, season: Season) -> None:
    assert calendar.season(on) is season


def test_offices_are_closed_at_weekends_and_for_the_festival() -> None:
    assert not calendar.is_office_day(date(2026, 3, 7))
    assert not calendar.is_office_day(date(2026, 2, 17))
    assert calendar.is_office_day(date(2026, 3, 9))
    assert calendar.next_office_day(date(2026, 3, 6), 1) == date(2026, 3, 9)


def test_an_hour_of_the_day_is_one_of_guizhous() -> None:
    assert calendar.instant(date(2026, 3, 9), 9, 30).isoformat() == "2026-03-09T09:30:00+08:00"
