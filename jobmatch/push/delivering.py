"""One pass of the loop that sends: mend what was left behind, give what is due a way, claim, check, call, settle.

Every step is a transaction of its own and is named where the house keeps its list of them; the call itself is made with
none. A pass takes one armful and ends; whoever runs it asks the clock again for the next.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Lock

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.push import checking, claiming, planning, settling
from jobmatch.push.channels import Channel, Outcome, Unknown
from jobmatch.push.checking import InStep, Ready, as_written

ARMFUL = 64
HANDS = 16
"""Calls under way at once: at 50 ms each they hand over three hundred a second, more than the database can note."""


def deliver(
    engine: Engine,
    channels: Sequence[Channel],
    at: datetime,
    owner: str,
    in_step: InStep = as_written,
    armful: int = ARMFUL,
) -> int:
    """One pass; returns how much it found to do, so that 0 means: rest a while. `owner` names this worker.

    Two workers may run it at once, and either may die at any point of it.
    """
    by_name = {str(channel.name): channel for channel in channels}
    done = _mend(engine, at, by_name, armful)
    with db.transaction(engine) as session:
        claimed = claiming.claim(session, by_name.keys(), owner, at, armful)
    # One writer of this process at a time: SQLite has no queue for writers, and those who wait there wait in the dark.
    one_by_one = Lock()

    def hand_over(delivery_id: int) -> None:
        with one_by_one, db.transaction(engine) as session:
            ready = checking.begin(session, delivery_id, owner, at, in_step)
        if ready is None:
            return
        outcome = _call(by_name[ready.way], ready)
        with one_by_one, db.transaction(engine) as session:
            settling.settle(session, ready, outcome, owner, at)

    if claimed:
        with ThreadPoolExecutor(max_workers=min(HANDS, len(claimed)), thread_name_prefix="push") as hands:
            list(hands.map(hand_over, claimed))
    return done + len(claimed)


def _mend(engine: Engine, at: datetime, ways: Iterable[str], armful: int) -> int:
    """What is left of others and what has come due, one row a step."""
    names = frozenset(ways)
    with db.reading(engine) as session:
        lost, again, late = (
            claiming.lost(session, at),
            claiming.to_ask_again(session, at),
            claiming.too_late(session, at),
        )
        to_plan = planning.recipients_to_plan(session, at, armful)
        wayless = planning.without_a_way(session, armful)
    done = _each(engine, lost, lambda session, one: claiming.take_back(session, one, at))
    done += _each(engine, again, lambda session, one: claiming.ask_again(session, one, at))
    done += _each(engine, late, lambda session, one: claiming.expire(session, one, at))
    done += _each(engine, to_plan, lambda session, one: planning.plan(session, one, at, names))
    return done + _each(engine, wayless, lambda session, one: planning.go_on(session, one, at, names))


def _each(engine: Engine, ids: Iterable[int], step: Callable[[Session, int], None]) -> int:
    done = 0
    for one in ids:
        with db.transaction(engine) as session:
            step(session, one)
        done += 1
    return done


def _call(channel: Channel, ready: Ready) -> Outcome:
    """A channel that raises has broken its word: whether anything was sent, nobody knows."""
    try:
        return channel.send(ready.letter)
    except Exception as error:
        return Unknown(type(error).__name__)
