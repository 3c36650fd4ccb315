"""Which days are worked by the calendar of the State Council, with its holidays and make-up working Saturdays. Pure.

The calendar of a year is published in the November before it. For a year that the library does not know yet, only what
is certain is taken: weekends, and the holidays that lie on fixed days. The others (Spring Festival, Qingming, Dragon
Boat, Mid-Autumn) and the Saturdays that are worked for them are then missing, so that a deadline counted across them
falls early, never by more than the days of one festival, and never late but for a make-up Saturday.
"""

from datetime import date, timedelta

import chinese_calendar

_SATURDAY = 5
_FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Month and day of the statutory holidays that lie on the same days every year (rules in force since 2025)."""


def is_working_day(day: date) -> bool:
    """Whether offices and factories work on a day, as far as its year's calendar is known."""
    if is_published(day.year):
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < _SATURDAY and (day.month, day.day) not in _FIXED


def after(day: date, working_days: int) -> date:
    """The last of so many working days after a day, which itself does not count; the day itself for none."""
    found = day
    for _ in range(working_days):
        found += timedelta(days=1)
        while not is_working_day(found):
            found += timedelta(days=1)
    return found


def is_published(year: int) -> bool:
    """Whether the whole calendar of a year is known; otherwise weekends and fixed holidays stand in for it."""
    return year in _KNOWN_YEARS


_KNOWN_YEARS = frozenset(day.year for day in chinese_calendar.constants.holidays)
