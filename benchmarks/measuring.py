"""What benchmarks share: how long something took, what memory it needed, and a line of the table."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
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


def peak_memory() -> int:
    """The most bytes that this process has held; Linux only.

    The figure of `getrusage` will not do: a process begins there with what the one that started it held.
    """
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines())
    return int(status["VmHWM"].split()[0]) * 1024


def say(line: str) -> None:
    """A line, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
