"""`python -m benchmarks.counter`: a family of twelve with five seekers against 420 posts; cold, warm and everybody.

The same household is matched in this fresh process for the first time, then again and again; beside it stands a run
over everybody in the same place, which is what a counter without `match_household` would have to wait for.
"""

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import TypeVar

from sqlalchemy import Engine

from benchmarks.counter.place import BY, COURSES, DAY, NOON, VACANCIES, settled
from jobmatch import db, flow
from jobmatch.matches.bridges import bridges_of

TURNS = 21
T = TypeVar("T")


def main() -> None:
    """Prints the table."""
    with settled() as (engine, household):
        first, matched = _timed(lambda: _match(engine, household))
        warm = median(_timed(lambda: _match(engine, household))[0] for _ in range(TURNS))
        whole, everybody = _timed(lambda: flow.match(engine, DAY, None, lambda: NOON, BY))
        again = median(_timed(lambda: _match(engine, household))[0] for _ in range(TURNS))
        person = next(iter(matched.cards))
        bridge = median(_timed(lambda: _bridges(engine, person))[0] for _ in range(TURNS))
    _say(f"{VACANCIES} posts, {COURSES} courses, {len(everybody.cards)} people who ask for work")
    _say(f"{'what':<52}{'ms':>8}{'everybody ÷ it':>16}")
    for name, seconds in (
        ("everybody, as a run does", whole),
        (f"one household with {len(matched.cards)} seekers, first in the process", first),
        ("the same again", warm),
        ("the same after the run over everybody", again),
        ("the courses that open more to one person", bridge),
    ):
        _say(f"{name:<52}{1000 * seconds:>8.0f}{whole / seconds:>16.1f}")


def _match(engine: Engine, household: int) -> flow.Matched:
    with db.transaction(engine) as session:
        return flow.match_household(session, household, DAY, NOON, BY)


def _bridges(engine: Engine, person: int) -> object:
    with db.reading(engine) as session:
        return bridges_of(session, person, DAY)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    done = work()
    return time.perf_counter() - began, done


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
