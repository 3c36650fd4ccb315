"""Workers that are killed: each life is a process that sends until it kills itself at a chosen point.

The points are every beginning and every end of a transaction, and before and after every handing-over. A life ends by
SIGKILL, so nothing is tidied up. What the provider was handed stands in a file that outlives them all.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import event

from jobmatch import db
from jobmatch.push import service as push
from jobmatch.push.channels import Letter, Outcome, Sent, Way

FIRST_DAY = datetime(2026, 6, 1, 1, tzinfo=UTC)
LIVES_A_DAY = 24
BETWEEN = timedelta(minutes=4)
"""Longer than a lease, so that every life finds what the last one left."""
JUMPS = tuple(timedelta(minutes=minutes) for minutes in (0, 25, 0, -25, 50))
"""How wrong the clock of one life after another is, where clocks jump."""


class Provider:
    """Takes every letter and writes it down, before it answers."""

    name = Way.WECHAT.value

    def __init__(self, file: Path, point: Callable[[], None]) -> None:
        self._file, self._point = file, point

    def send(self, letter: Letter) -> Outcome:
        self._point()
        with self._file.open("ab", buffering=0) as handed:
            handed.write(f"{letter.message_id}\n".encode())
        self._point()
        return Sent(f"m-{letter.message_id}")


def clock_of(life: int) -> datetime:
    """When a life goes on: in the morning, so that nothing but the killing keeps messages back."""
    day, turn = divmod(life, LIVES_A_DAY)
    return FIRST_DAY + timedelta(days=day) + turn * BETWEEN


def live(url: str, file: Path, life: int, points: int, at: datetime) -> None:
    """One life: send what is due, and die at the n-th point (0: never)."""
    reached = 0

    def point(*_: object) -> None:
        nonlocal reached
        reached += 1
        if reached == points:
            os.kill(os.getpid(), signal.SIGKILL)

    engine = db.engine_for(url)
    for name in ("begin", "commit", "rollback"):
        event.listen(engine, name, point)
    provider = Provider(file, point)
    while push.deliver(engine, [provider], at, f"life {life}", armful=16):
        pass


def main() -> None:
    """`url file first_life lives clocks points…`: lives one after another, each a process of its own."""
    url, file, first, lives, clocks, *points = sys.argv[1:]
    for n in range(int(lives)):
        child = os.fork()
        if child == 0:
            life = int(first) + n
            jump = JUMPS[n % len(JUMPS)] if clocks == "jumping" else JUMPS[0]
            live(url, Path(file), life, int(points[n % len(points)]), clock_of(life) + jump)
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
