"""WeChat's error codes for subscribe messages as one table: what is done about each."""

from enum import StrEnum


class Action(StrEnum):
    """What is done about a code."""

    SENT = "sent"
    BACK_OFF = "back_off"
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


_TABLE = {
    0: Action.SENT,
    -1: Action.BACK_OFF,
    **dict.fromkeys((40001, 40014, 42001), Action.REFRESH),
    45011: Action.NEXT_MINUTE,
    43108: Action.SERIALISE,
    45009: Action.PAUSE_TODAY,
    40038: Action.NEXT_DAY,
    43101: Action.NEXT_CHANNEL,
    43107: Action.STOP_TEMPLATE,
    40003: Action.FLAG_USER,
    **dict.fromkeys((40037, 41030, 40013, 40125, 40164, 48001, 48004, 50002), Action.STOP_ALL),
    47003: Action.OUR_BUG,
    45168: Action.PERSON_LOOKS,
}


def action(code: int) -> Action:
    """What is done about a code; one that the table does not know is nobody's guess."""
    return _TABLE.get(code, Action.UNKNOWN)
