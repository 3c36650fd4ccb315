"""The life cycle of a spell without an earner: which verb leads where, and who may. Pure."""

from enum import StrEnum

from jobmatch.access import Role
from jobmatch.life_cycle import LifeCycle, move


class ZeroState(StrEnum):
    """Where the household stands; the last four end the spell."""

    FOUND = "found"
    HELPED = "helped"  # somebody has begun to help
    IN_WORK = "in_work"  # a willing member works, and the thirtieth day has not come
    CLEARED = "cleared"
    NO_LABOUR = "no_labour"  # nobody is left who could work: other support
    NO_WISH = "no_wish"  # nobody wants to, with the reason written down: visited every month
    GONE = "gone"  # the household has moved away, was closed, or was found by mistake


STANDING = (ZeroState.FOUND, ZeroState.HELPED, ZeroState.IN_WORK)


class Found(StrEnum):
    """How the household was found."""

    SYSTEM = "system"
    VISIT = "visit"
    APPLICATION = "application"


class Verb(StrEnum):
    """What happens to a spell; `find` opens one."""

    FIND = "find"
    HELP = "help"
    WORK = "work"
    LOSE = "lose"
    CLEAR = "clear"
    LOSE_LABOUR = "lose_labour"
    LOSE_WISH = "lose_wish"
    TREAT_AS_NO_WISH = "treat_as_no_wish"
    GO = "go"


_SYSTEM = frozenset({Role.SYSTEM})
_WORKERS = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR})

# Whoever writes down what makes it so moves the clock with it; the system does it at night.
_WHOEVER_WROTE = _SYSTEM | _WORKERS | {Role.RESIDENT, Role.EMPLOYER, Role.ADMINISTRATOR}

ZERO = LifeCycle(
    "household without an earner",
    move(Verb.HELP, ZeroState.FOUND, ZeroState.HELPED, by=_WORKERS),
    move(Verb.WORK, (ZeroState.FOUND, ZeroState.HELPED), ZeroState.IN_WORK, by=_WHOEVER_WROTE),
    # The work was lost before the thirtieth day: the same spell goes on.
    move(Verb.LOSE, ZeroState.IN_WORK, ZeroState.HELPED, by=_WHOEVER_WROTE),
    move(Verb.CLEAR, ZeroState.IN_WORK, ZeroState.CLEARED, by=_SYSTEM),
    move(Verb.LOSE_LABOUR, STANDING, ZeroState.NO_LABOUR, by=_WHOEVER_WROTE),
    move(Verb.LOSE_WISH, STANDING, ZeroState.NO_WISH, by=_WHOEVER_WROTE),
    # Refusals alone never say it: a human does, with the refused posts listed.
    move(Verb.TREAT_AS_NO_WISH, (ZeroState.FOUND, ZeroState.HELPED), ZeroState.NO_WISH, by={Role.SUPERVISOR}),
    move(Verb.GO, STANDING, ZeroState.GONE, by=_WHOEVER_WROTE),
)
