"""One pass of the loop that sends: mend what was left behind, give what is due a way, claim, check, call, settle.

Every step is a transaction of its own and is named where the house keeps its list of them; calls are made with none. A
pass takes one armful and ends; whoever runs it asks the clock again for the next.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.push import checking, claiming, planning, settling
from jobmatch.push.channels import Channel, Outcome, Unknown
from jobmatch.push.checking import Ready
from jobmatch.push.circumstances import InStep, as_written
from jobmatch.push.settling import Answered

ARMFUL = 192
HANDS = 48
"""Calls under way at once, and the most that is checked at once: what waits for a hand is not checked yet."""

GATHERING = 0.025
"""Seconds in which answers are gathered to be written together: a transaction for each takes longer than a call."""

T = TypeVar("T")
R = TypeVar("R")


def deliver(
    engine: Engine,
    channels: Sequence[Channel],
    at: datetime,
    owner: str,
    in_step: InStep = as_written,
    armful: int = ARMFUL,
) -> int:
    """One pass; returns how much it found to do, so that 0 means: rest a while. `owner` names this worker.

    Two workers may run it at once, and either may die at any point of it. A row that cannot be worked on holds up
    nobody else; what was wrong with the first of them is raised at the end.
    """
    by_name = {str(channel.name): channel for channel in channels}
    steps = _Steps(engine)
    done = _mend(steps, at, by_name, armful, in_step)
    with db.transaction(engine) as session:
        claimed = claiming.claim(session, by_name.keys(), owner, at, armful)
    if claimed:
        _hand_over(steps, by_name, claimed, owner, at, in_step)
    if steps.broken:
        raise steps.broken[0]
    return done + len(claimed)


class _Steps:
    """Transactions over several rows: one for all, or one for each where a row among them cannot be worked on."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.broken: list[Exception] = []

    def take(self, rows: Sequence[T], step: Callable[[Session, Sequence[T]], Sequence[R] | None]) -> list[R]:
        """Do a step for some rows; what it gave for those for which it went well."""
        if not rows:
            return []
        try:
            return self._once_more_if_busy(rows, step)
        except OperationalError as error:
            self.broken.append(error)  # no row of these is at fault: to take them one by one would not help
            return []
        except Exception as error:
            if len(rows) == 1:
                self.broken.append(error)
                return []
        return [given for row in rows for given in self.take([row], step)]

    def _once_more_if_busy(
        self, rows: Sequence[T], step: Callable[[Session, Sequence[T]], Sequence[R] | None]
    ) -> list[R]:
        """Two who wait for each other are parted by the database, at the expense of one."""
        try:
            return self._once(rows, step)
        except OperationalError:
            return self._once(rows, step)

    def _once(self, rows: Sequence[T], step: Callable[[Session, Sequence[T]], Sequence[R] | None]) -> list[R]:
        with db.transaction(self.engine) as session:
            return list(step(session, rows) or ())

    def take_each(self, rows: Sequence[T], step: Callable[[Session, T], None]) -> None:
        """Do a step for each of some rows by itself: for what is rare."""
        for row in rows:
            self.take([row], lambda session, one: step(session, one[0]))


def _mend(steps: _Steps, at: datetime, ways: Mapping[str, Channel], armful: int, in_step: InStep) -> int:
    """What is left of others and what has come due."""
    with db.reading(steps.engine) as session:
        lost = claiming.lost(session, at, armful)
        again = claiming.to_ask_again(session, at, armful)
        late = claiming.too_late(session, at, armful)
        to_plan = planning.recipients_to_plan(session, at, armful)
        wayless = planning.without_a_way(session, armful)
    steps.take_each(lost, lambda session, one: claiming.take_back(session, one, at))
    steps.take_each(again, lambda session, one: claiming.ask_again(session, one, at))
    steps.take_each(late, lambda session, one: claiming.expire(session, one, at))
    steps.take(to_plan, lambda session, ids: planning.plan(session, ids, at, ways, in_step))
    steps.take(wayless, lambda session, ids: planning.go_on(session, ids, at, ways, in_step))
    return len(lost) + len(again) + len(late) + len(to_plan) + len(wayless)


def _hand_over(
    steps: _Steps, channels: Mapping[str, Channel], claimed: Sequence[int], owner: str, at: datetime, in_step: InStep
) -> None:
    """Check, call and settle what is claimed: as many begin together as hands are free, and settle as are answered.

    This thread alone writes. SQLite has no queue for writers, and those who wait there wait in the dark.
    """
    waiting = deque(claimed)
    under_way: dict[Future[Outcome], Ready] = {}
    with ThreadPoolExecutor(max_workers=min(HANDS, len(claimed)), thread_name_prefix="push") as hands:
        while waiting or under_way:
            free = min(HANDS - len(under_way), len(waiting))
            handful = [waiting.popleft() for _ in range(free)]
            for ready in steps.take(handful, lambda session, ids: checking.begin(session, ids, owner, at, in_step)):
                under_way[hands.submit(_call, channels[ready.way], ready)] = ready
            answered: list[Answered] = [
                (under_way.pop(call), call.result()) for call in wait(under_way, timeout=GATHERING).done
            ]
            steps.take(answered, lambda session, some: settling.settle(session, some, owner, at))


def _call(channel: Channel, ready: Ready) -> Outcome:
    """A channel that raises has broken its word: whether anything was sent, nobody knows."""
    try:
        return channel.send(ready.letter)
    except Exception as error:
        return Unknown(type(error).__name__)
