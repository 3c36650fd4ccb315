"""A month of the calendar as its first day, as ledgers and tables name it. Pure."""

import re
from datetime import UTC, date, datetime, time, timedelta

from jobmatch import clock

_WRITTEN = re.compile(r"(\d{4})-(\d{2})")
_FIRST_YEAR = 2016


class NoSuchMonthError(ValueError):
    """What was written names no month, or none that there can be a table of."""


def read(text: str) -> date:
    """`2026-10` as the first day of that month; raises NoSuchMonthError."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) < _FIRST_YEAR:
        raise NoSuchMonthError(f"{text[:20]} is no month; write it as 2026-10")
    return date(int(found[1]), int(found[2]), 1)


def written(month: date) -> str:
    """`2026-10`."""
    return f"{month:%Y-%m}"


def of(day: date) -> date:
    """The month in which a day lies."""
    return day.replace(day=1)


def before(month: date) -> date:
    """The month before."""
    return of(month - timedelta(days=1))


def after(month: date) -> date:
    """The month after."""
    return of(month + timedelta(days=31))


def last_day(month: date) -> date:
    """Its last day, on which everybody is counted."""
    return after(month) - timedelta(days=1)


def begins(month: date) -> datetime:
    """The instant at which it begins in Guizhou; it ends at the instant at which the next one begins."""
    return datetime.combine(month, time(), clock.SHANGHAI).astimezone(UTC)


def require_begun(month: date, today: date) -> None:
    """Raises NoSuchMonthError for a month of which there is nothing to tell yet."""
    if month > today:
        raise NoSuchMonthError(f"{written(month)} has not begun; the newest month is {written(of(today))}")
