"""The life cycle of a rights ticket: opened the day it is heard of, reported, settled. Pure."""

from enum import StrEnum

from jobmatch.access import Role
from jobmatch.life_cycle import LifeCycle, move


class RightsKind(StrEnum):
    """What was done to somebody at work."""

    ARREARS = "arrears"  # wages not paid, or cut
    INJURY = "injury"
    ABUSE = "abuse"
    PAPERS = "papers"  # the identity card was kept
    FEES = "fees"  # money was taken for the job


class RightsState(StrEnum):
    """How it stands."""

    OPEN = "open"
    REPORTED = "reported"
    SETTLED = "settled"


class Verb(StrEnum):
    """What is done with a ticket; `open` begins one."""

    OPEN = "open"
    REPORT = "report"
    SETTLE = "settle"
    TAKE_BACK = "take_back"


_AT_THE_SITE = frozenset({Role.HELPER, Role.SUPERVISOR})

RIGHTS = LifeCycle(
    "rights ticket",
    move(Verb.REPORT, RightsState.OPEN, RightsState.REPORTED, by=_AT_THE_SITE),
    # Some are settled by a call to the employer; it is the supervisor who says so.
    move(Verb.SETTLE, RightsState.OPEN, RightsState.SETTLED, by={Role.SUPERVISOR}),
    # The word that opened it was a slip and is taken back, before anybody has added to it.
    move(Verb.TAKE_BACK, RightsState.OPEN, RightsState.SETTLED, by={Role.SYSTEM}),
    move(Verb.SETTLE, RightsState.REPORTED, RightsState.SETTLED, by=_AT_THE_SITE),
)
