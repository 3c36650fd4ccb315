"""WeChat's error codes as one table: what is done about each, and when it may be tried again.

The negative codes below -1 are ours, for what never got as far as an answer of the platform's.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from jobmatch.clock import SHANGHAI


class Action(StrEnum):
    """What is done about a code."""

    SENT = "sent"
    BACK_OFF = "back_off"
    WAIT = "wait"
    REFRESH = "refresh"
    NEXT_MINUTE = "next_minute"
    SERIALISE = "serialise"
    PAUSE_TODAY = "pause_today"
    NEXT_DAY = "next_day"
    NEXT_CHANNEL = "next_channel"
    STOP_TEMPLATE = "stop_template"
    FLAG_USER = "flag_user"
    STOP_ALL = "stop_all"
    OUR_BUG = "our_bug"
    PERSON_LOOKS = "person_looks"
    UNKNOWN = "unknown"


NOT_REACHED = -2
"""The platform was not reached, so nothing has been sent."""
NO_TEMPLATE = -3
"""This installation has no template of WeChat's for this kind of message."""
NO_FILE = -4
"""The file of this installation's templates cannot be used."""
NOT_ACCEPTED = 43101
"""The user has accepted no message of this kind that has not come yet."""
OUR_FIELD = 47003
"""A field that breaks its rule; the same code whether the platform finds it or we do."""

TABLE: dict[int, Action] = {
    0: Action.SENT,
    -1: Action.BACK_OFF,
    NOT_REACHED: Action.WAIT,
    NO_TEMPLATE: Action.NEXT_CHANNEL,
    NO_FILE: Action.STOP_ALL,
    40001: Action.REFRESH,
    40014: Action.REFRESH,
    42001: Action.REFRESH,
    45011: Action.NEXT_MINUTE,
    43108: Action.SERIALISE,
    45009: Action.PAUSE_TODAY,
    40038: Action.NEXT_DAY,
    NOT_ACCEPTED: Action.NEXT_CHANNEL,
    43107: Action.STOP_TEMPLATE,
    40003: Action.FLAG_USER,
    40037: Action.STOP_ALL,
    41030: Action.STOP_ALL,
    40013: Action.STOP_ALL,
    40125: Action.STOP_ALL,
    40164: Action.STOP_ALL,
    48001: Action.STOP_ALL,
    48004: Action.STOP_ALL,
    50002: Action.STOP_ALL,
    OUR_FIELD: Action.OUR_BUG,
    45168: Action.PERSON_LOOKS,
}

LATER = frozenset(
    {
        Action.BACK_OFF, Action.WAIT, Action.NEXT_MINUTE, Action.SERIALISE, Action.PAUSE_TODAY, Action.NEXT_DAY
    }
)  # fmt: skip
"""Not now, but the same message may go through another time."""
PAUSING = frozenset({Action.WAIT, Action.NEXT_MINUTE, Action.PAUSE_TODAY, Action.NEXT_DAY})
"""Of these, what every other message would hear as well: nothing is called until the time has come."""
FOR_EVERYBODY = frozenset({Action.REFRESH, Action.STOP_TEMPLATE, Action.STOP_ALL})
"""Nothing gets through until a person has looked. A refused token is one of these once a new one was refused too."""

_A_MOMENT = timedelta(seconds=2)
_A_MINUTE = timedelta(minutes=1)
_A_DAY = timedelta(days=1)


def action(code: int) -> Action:
    """What is done about a code; one that the table does not know is nobody's guess."""
    return TABLE.get(code, Action.UNKNOWN)


def not_before(done: Action, at: datetime) -> datetime | None:
    """When the same may be tried again after what happened at `at`; None where the pause grows with every try.

    Quotas of the day begin anew at midnight in Shanghai.
    """
    match done:
        case Action.NEXT_MINUTE:
            return at + _A_MINUTE
        case Action.SERIALISE:
            return at + _A_MOMENT
        case Action.PAUSE_TODAY | Action.NEXT_DAY:
            tomorrow = at.astimezone(SHANGHAI) + _A_DAY
            return tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
        case _:
            return None


class Trouble(StrEnum):
    """Why a sign-in or another call that somebody waits for did not go through."""

    AGAIN = "again"
    """The one-time code is spent or too old: the phone asks for a new one, once."""
    BLOCKED = "blocked"
    """WeChat lets this user sign in nowhere."""
    LATER = "later"
    """Nothing is wrong with what was asked; the platform is slow, far or out of breath."""
    BROKEN = "broken"
    """The installation is wrongly set up; a person has to look."""


_ONE_TIME = {40029: Trouble.AGAIN, 40163: Trouble.AGAIN, 40226: Trouble.BLOCKED}


def trouble(code: int) -> Trouble:
    """What a code means to somebody who waits for the answer."""
    if code in _ONE_TIME:
        return _ONE_TIME[code]
    return Trouble.LATER if action(code) in LATER else Trouble.BROKEN
