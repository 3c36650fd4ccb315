"""What benchmarks share: how long something took, and a line of the table."""

import sys
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def by_the_clock(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> tuple[float, T]:
    """Seconds that somebody waits for it, and what came of it."""
    began = time.perf_counter()
    done = work(*given, **named)
    return time.perf_counter() - began, done


def by_the_processor(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> tuple[float, T]:
    """Seconds that this process worked on it, and what came of it."""
    began = time.process_time()
    done = work(*given, **named)
    return time.process_time() - began, done


def say(line: str) -> None:
    """A line, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
