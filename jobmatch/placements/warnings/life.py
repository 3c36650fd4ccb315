"""The life cycle of a warning: raised, and either seen to by somebody or over because it is no longer so. Pure."""

from enum import StrEnum

from jobmatch.access import Role
from jobmatch.life_cycle import LifeCycle, move


class WarningState(StrEnum):
    """How it stands."""

    OPEN = "open"
    SEEN_TO = "seen_to"
    OVER = "over"  # what raised it is no longer so


class Verb(StrEnum):
    """What is done with a warning; `raise` makes one."""

    RAISE = "raise"
    SEE_TO = "see_to"
    END = "end"


_WORKERS = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR})
_WHOEVER_WROTE = _WORKERS | {Role.SYSTEM, Role.RESIDENT, Role.EMPLOYER, Role.ADMINISTRATOR}

WARNING = LifeCycle(
    "warning",
    move(Verb.SEE_TO, WarningState.OPEN, WarningState.SEEN_TO, by=_WORKERS),
    move(Verb.END, WarningState.OPEN, WarningState.OVER, by=_WHOEVER_WROTE),
)
