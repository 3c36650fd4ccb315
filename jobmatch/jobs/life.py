"""The life of a slot as one table of moves: whoever inserts the row has begun it, and it ends done or failed."""

from enum import StrEnum

from jobmatch.access import Role
from jobmatch.life_cycle import LifeCycle, move

_PROGRAM = frozenset({Role.SYSTEM})


class SlotState(StrEnum):
    """Where the run of a slot stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class Verb(StrEnum):
    """What may be done with a slot that has been begun."""

    FINISH = "finish"
    FAIL = "fail"
    STOP = "stop"
    TAKE_OVER = "take_over"


SLOT = LifeCycle(
    "slot",
    move(Verb.FINISH, SlotState.RUNNING, SlotState.DONE, by=_PROGRAM),
    move(Verb.FAIL, SlotState.RUNNING, SlotState.FAILED, by=_PROGRAM),
    # The worker was told to end; the next one goes on at once.
    move(Verb.STOP, SlotState.RUNNING, SlotState.STOPPED, by=_PROGRAM),
    # A run that fell silent, that was stopped, or that failed and is tried again.
    move(Verb.TAKE_OVER, (SlotState.RUNNING, SlotState.STOPPED, SlotState.FAILED), SlotState.RUNNING, by=_PROGRAM),
)
