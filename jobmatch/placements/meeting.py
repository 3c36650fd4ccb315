"""What is agreed with an employer: the day and the hour, where, and whom to ask for. Pure; the time is an argument."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from jobmatch import clock

LONGEST_PLACE, LONGEST_WHOM = 100, 50
FAR_OFF = timedelta(days=365)
"""Whoever is expected later than that is asked once more: mostly it is a slip of the finger in the year."""
DAYBREAK = time(5)
"""Whoever is expected between midnight and then is asked once more: mostly the afternoon is meant."""
_HOUR = re.compile(r"\d{2}:\d{2}")


@dataclass(frozen=True)
class Meeting:
    """When (aware), where, and whom to ask for; each may be open: the employer knows, and will ring about the day."""

    at: datetime | None = None
    place: str | None = None
    whom: str | None = None


class Doubt(StrEnum):
    """What is wrong with a day and an hour, or has to be asked once more."""

    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_HOUR = "no_such_hour"
    HOUR_WITHOUT_DAY = "hour_without_day"
    DAY_WITHOUT_HOUR = "day_without_hour"
    DAY_PAST = "day_past"
    HOUR_PAST = "hour_past"
    FAR_OFF = "far_off"
    AT_NIGHT = "at_night"


ASKED_BACK = frozenset({Doubt.FAR_OFF, Doubt.AT_NIGHT})
"""What may be meant so: it is written down once somebody has said that it is."""


class MeetingError(ValueError):
    """Nobody can be there then, or nobody has said that it is meant so."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(f"this is no day and hour to be somewhere: {doubt}")
        self.doubt = doubt


def agreed_instant(day: str, hour: str) -> datetime | None:
    """The local day and hour as they were written; None where both are open; nothing is guessed.

    Raises MeetingError.
    """
    if not day and not hour:
        return None
    if not day:
        raise MeetingError(Doubt.HOUR_WITHOUT_DAY)
    on = _day(day)
    if not hour:
        raise MeetingError(Doubt.DAY_WITHOUT_HOUR)
    return datetime.combine(on, _hour(hour), clock.SHANGHAI)


def require_ahead(at: datetime | None, standing: datetime | None, now: datetime) -> None:
    """Raises MeetingError for an instant that is over, unless it stands written down so already."""
    if at is None or at == standing or at >= now:
        return
    raise MeetingError(Doubt.DAY_PAST if clock.local_day(at) < clock.local_day(now) else Doubt.HOUR_PAST)


def require_likely(at: datetime | None, now: datetime) -> None:
    """Raises MeetingError for what one asks about before writing it down: very far ahead, or in the dead of night."""
    if at is None:
        return
    if at - now > FAR_OFF:
        raise MeetingError(Doubt.FAR_OFF)
    if at.astimezone(clock.SHANGHAI).time() < DAYBREAK:
        raise MeetingError(Doubt.AT_NIGHT)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise MeetingError(Doubt.NO_SUCH_DAY) from error


def _hour(text: str) -> time:
    if not _HOUR.fullmatch(text):  # "8" and "0830" would pass as times, and nobody has said them so
        raise MeetingError(Doubt.NO_SUCH_HOUR)
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise MeetingError(Doubt.NO_SUCH_HOUR) from error
