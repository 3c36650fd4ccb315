"""When a job is due: at an hour of every day or every month in Guizhou, or every so often.

Pure; slots are aware instants in UTC.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from jobmatch import clock

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


class Timetable(Protocol):
    """Slots that are the same whoever reckons them, and whenever."""

    def latest(self, at: datetime) -> datetime:
        """The last slot that is not after an instant."""

    def following(self, at: datetime) -> datetime:
        """The first slot after an instant."""


@dataclass(frozen=True)
class Daily:
    """Once a day, at an hour of Guizhou's clocks."""

    hour: time

    def latest(self, at: datetime) -> datetime:
        """The last slot that is not after an instant."""
        today = datetime.combine(clock.local_day(at), self.hour, clock.SHANGHAI).astimezone(UTC)
        return today if today <= at else today - _DAY

    def following(self, at: datetime) -> datetime:
        """The first slot after an instant."""
        return self.latest(at) + _DAY


@dataclass(frozen=True)
class Monthly:
    """On the first of every month, at an hour of Guizhou's clocks."""

    hour: time

    def latest(self, at: datetime) -> datetime:
        """The last slot that is not after an instant."""
        this = self._slot(clock.local_day(at).replace(day=1))
        return this if this <= at else self._slot((clock.local_day(at).replace(day=1) - _DAY).replace(day=1))

    def following(self, at: datetime) -> datetime:
        """The first slot after an instant."""
        first = clock.local_day(self.latest(at)).replace(day=1)
        return self._slot((first + 31 * _DAY).replace(day=1))

    def _slot(self, first: date) -> datetime:
        return datetime.combine(first, self.hour, clock.SHANGHAI).astimezone(UTC)


@dataclass(frozen=True)
class Every:
    """Every so many minutes or hours."""

    span: timedelta

    def latest(self, at: datetime) -> datetime:
        """The last slot that is not after an instant."""
        return at.astimezone(UTC) - (at - _EPOCH) % self.span

    def following(self, at: datetime) -> datetime:
        """The first slot after an instant."""
        return self.latest(at) + self.span


def due(timetable: Timetable, catch_up: timedelta, since: datetime, at: datetime) -> datetime | None:
    """The slot that is to be run at an instant if nobody has run it; None where there is none, or it is too late.

    A slot stands for all before it: whoever comes back after a week runs the last one. What fell due before there was
    ever a worker (`since`) was not missed.
    """
    slot = timetable.latest(at)
    return slot if slot >= since and at - slot <= catch_up else None
