"""The days of the lunar new year, held to the new moon and to the published holidays."""

from datetime import UTC, date, datetime, timedelta
from math import radians, sin

import chinese_calendar
import pytest

from jobmatch import clock
from jobmatch.placements.returns.seasons import NEW_YEARS, UnknownSeasonError, new_year, season_on

J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)


def new_moon_before(day: date) -> datetime:
    """The last new moon that is over when a day ends in Beijing, right to some minutes (Meeus, chapter 49)."""
    k = round((day.year + (day.timetuple().tm_yday / 365.25) - 2000) * 12.3685) + 1
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), clock.SHANGHAI)
    while (instant := _new_moon(k)) >= end:
        k -= 1
    return instant


def _new_moon(k: int) -> datetime:
    t = k / 1236.85
    days = 5.09766 + 29.530588861 * k + 0.00015437 * t**2
    e = 1 - 0.002516 * t
    m, moon = radians(2.5534 + 29.1053567 * k), radians(201.5643 + 385.81693528 * k + 0.0107582 * t**2)
    f = radians(160.7108 + 390.67050284 * k - 0.0016118 * t**2)
    node = radians(124.7746 - 1.56375588 * k + 0.0020672 * t**2)
    days += (
        -0.40720 * sin(moon) + 0.17241 * e * sin(m) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * f)
        + 0.00739 * e * sin(moon - m) - 0.00514 * e * sin(moon + m) + 0.00208 * e * e * sin(2 * m)
        - 0.00111 * sin(moon - 2 * f) - 0.00057 * sin(moon + 2 * f) + 0.00056 * e * sin(2 * moon + m)
        - 0.00042 * sin(3 * moon) + 0.00042 * e * sin(m + 2 * f) + 0.00038 * e * sin(m - 2 * f)
        - 0.00024 * e * sin(2 * moon - m) - 0.00017 * sin(node)
    )  # fmt: skip
    dynamical = 69 + 30 * t  # seconds by which the earth's turning lags behind the clocks of the formula
    return J2000 + timedelta(days=days, seconds=-dynamical)


@pytest.mark.parametrize("day", NEW_YEARS.values(), ids=str)
def test_each_new_year_is_a_day_of_new_moon_in_beijing(day: date) -> None:
    assert clock.local_day(new_moon_before(day)) == day


@pytest.mark.parametrize("year", range(2016, 2027))
def test_the_holidays_that_were_published_hold_the_new_year(year: int) -> None:
    assert chinese_calendar.get_holiday_detail(new_year(year)) == (True, "Spring Festival")


def test_a_season_lasts_until_it_is_over_and_then_comes_the_next() -> None:
    assert season_on(date(2026, 3, 19), 10, 30).year == 2026
    assert season_on(date(2026, 3, 20), 10, 30).year == 2027
    assert season_on(date(2026, 3, 20), 10, 30).asked_from == date(2027, 1, 27)


def test_a_year_that_is_not_known_says_what_is_known() -> None:
    with pytest.raises(UnknownSeasonError, match="2016 to 2050"):
        new_year(2051)
