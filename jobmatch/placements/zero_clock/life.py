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
    FALL_BACK = "fall_back"
    CLEAR = "clear"
    LOSE_LABOUR = "lose_labour"
    LOSE_WISH = "lose_wish"
    TREAT_AS_NO_WISH = "treat_as_no_wish"
    GO = "go"


_WORKERS = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR})

# Whoever writes down what makes it so moves the clock with it; the system does it at night.
_WHOEVER_WROTE = _WORKERS | {Role.SYSTEM, Role.RESIDENT, Role.EMPLOYER, Role.ADMINISTRATOR}

ZERO = LifeCycle(
    "household without an earner",
    # A worker helps; who only looks at the clock afterwards may be anybody, and finds the act.
    move(Verb.HELP, ZeroState.FOUND, ZeroState.HELPED, by=_WHOEVER_WROTE),
    move(Verb.HELP, ZeroState.IN_WORK, ZeroState.IN_WORK, by=_WHOEVER_WROTE),
    move(Verb.WORK, (ZeroState.FOUND, ZeroState.HELPED), ZeroState.IN_WORK, by=_WHOEVER_WROTE),
    # The work was lost before the thirtieth day: the same spell goes on, and who was never helped still waits for it.
    move(Verb.LOSE, ZeroState.IN_WORK, ZeroState.HELPED, by=_WHOEVER_WROTE),
    move(Verb.FALL_BACK, ZeroState.IN_WORK, ZeroState.FOUND, by=_WHOEVER_WROTE),
    # The days do it; whoever comes first after the last of them writes it down.
    move(Verb.CLEAR, ZeroState.IN_WORK, ZeroState.CLEARED, by=_WHOEVER_WROTE),
    move(Verb.LOSE_LABOUR, (ZeroState.FOUND, ZeroState.HELPED), ZeroState.NO_LABOUR, by=_WHOEVER_WROTE),
    # Only with the reason written down.
    move(Verb.LOSE_WISH, (ZeroState.FOUND, ZeroState.HELPED), ZeroState.NO_WISH, by=_WHOEVER_WROTE),
    # Refusals alone never say it: a human does, with the refused posts listed.
    move(Verb.TREAT_AS_NO_WISH, (ZeroState.FOUND, ZeroState.HELPED), ZeroState.NO_WISH, by={Role.SUPERVISOR}),
    move(Verb.GO, (ZeroState.FOUND, ZeroState.HELPED), ZeroState.GONE, by=_WHOEVER_WROTE),
)
