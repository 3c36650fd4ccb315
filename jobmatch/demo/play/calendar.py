"""The calendar of a played place: its days, its hours, and the season that moves people. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from jobmatch import clock, working_days
from jobmatch.placements.returns.seasons import new_year

_DAY = timedelta(days=1)
_MARKET_DAY = 3
"""On Thursdays the families come down to the market, and the counters are open until everybody has been heard."""
_HOME_BEFORE, _AWAY_AFTER, _LEAVING_UNTIL = timedelta(days=25), timedelta(days=7), timedelta(days=40)
_HARVEST_MONTHS = (9, 10)
_CLOSING_MONTHS = (6, 7)


class Season(StrEnum):
    """What moves people now: they come home for the festival, leave after it, bring in the harvest, lose their work."""

    RETURNING = "returning"
    FESTIVAL = "festival"
    LEAVING = "leaving"
    HARVEST = "harvest"
    CLOSING = "closing"
    ORDINARY = "ordinary"


@dataclass(frozen=True)
class Span:
    """The days that are played, from the one after the planting to the one before the last; the last is today."""

    begins: date
    months: int

    @property
    def ends(self) -> date:
        """Today: the day as of which the place is shown; what happens on it is not told in advance."""
        return months_after(self.begins, self.months)

    def days(self, after: date | None = None) -> Iterator[date]:
        """The played days, all or those after one."""
        day = (self.begins if after is None else after) + _DAY
        while day < self.ends:
            yield day
            day += _DAY


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later (or earlier, below zero); a shorter month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - _DAY).day))


def instant(on: date, hour: int, minute: int = 0) -> datetime:
    """An hour of a day in Guizhou."""
    return datetime.combine(on, time(hour, minute), clock.SHANGHAI)


def is_office_day(on: date) -> bool:
    """Whether the offices are open: not at weekends, on holidays, or in the week of the Spring Festival."""
    return working_days.is_working_day(on) and season(on) is not Season.FESTIVAL


def next_office_day(on: date, days: int) -> date:
    """So many days later, or the first day after that on which offices are open."""
    day = on + days * _DAY
    while not is_office_day(day):
        day += _DAY
    return day


def is_last_office_day(on: date, before: date) -> bool:
    """Whether offices are open on a day, and on none between it and another."""
    return is_office_day(on) and next_office_day(on, 1) >= before


def is_market_day(on: date) -> bool:
    """Whether families come to the counters on that day."""
    return on.weekday() == _MARKET_DAY and is_office_day(on)


def season(on: date) -> Season:
    """What moves people on a day."""
    festival = new_year(on.year)
    if festival - _HOME_BEFORE <= on < festival - _DAY:
        return Season.RETURNING
    if festival - _DAY <= on < festival + _AWAY_AFTER:
        return Season.FESTIVAL
    if festival + _AWAY_AFTER <= on < festival + _LEAVING_UNTIL:
        return Season.LEAVING
    if on.month in _HARVEST_MONTHS:
        return Season.HARVEST
    return Season.CLOSING if on.month in _CLOSING_MONTHS else Season.ORDINARY
