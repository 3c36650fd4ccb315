"""Messages that fall due while the nightly match runs, in one worker process that does both; beside it a quiet hour.

`python -m benchmarks.push.night SECONDS JOB` is that worker: its clock is so many seconds ahead, so that messages may
come and the match falls due when the benchmark runs; a JOB that is none leaves it to the messages.
"""

import math
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from statistics import quantiles

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from benchmarks.county import ROOT
from benchmarks.measuring import say
from benchmarks.push.phones import ACCOUNT, TEMPLATES
from benchmarks.push.town import Told, Town
from jobmatch import clock, db
from jobmatch.jobs.life import SlotState
from jobmatch.jobs.model import JobSlot, JobWorker
from jobmatch.jobs.registry import JOBS, LOOPS, Job
from jobmatch.jobs.timetable import Daily
from jobmatch.jobs.worker import Worker
from jobmatch.settings import settings

EVERY, AT_ONCE = 0.5, 10
"""Twenty messages a second fall due."""
QUIET = 15.0
PATIENCE = 10.0
LONGEST = 600.0
BEGINS_AFTER = timedelta(seconds=6)


def measure(place: Town, at: datetime) -> None:
    """Prints how long messages that fell due waited for their telephone, in a quiet hour and beside the match."""
    ahead = at - clock.now()
    say(f"{AT_ONCE / EVERY:.0f} messages a second fall due, one worker process; seconds from due to the telephone")
    say(f"{'what':<30}{'messages':>10}{'median':>8}{'95 %':>8}{'last':>8}{'within 10 s':>13}")
    for what, job in (("nothing else", "none"), ("the nightly match, meanwhile", "match")):
        place.accept(place.people, clock.now() + ahead)
        with _worker(place, ahead, job):
            waited, seconds = _fall_due(place, ahead, job)
        twentieth = quantiles(waited, n=20)
        within = sum(one <= PATIENCE for one in waited) / len(waited)
        say(
            f"{what:<30}{len(waited):>10}{twentieth[9]:>8.1f}{twentieth[18]:>8.1f}{max(waited):>8.1f}{within:>13.1%}"
            f"   over {seconds:.0f} s"
        )


def _fall_due(place: Town, ahead: timedelta, job: str) -> tuple[list[float], float]:
    """How long each message took, and for how many seconds they fell due."""
    begun = _begun(place, JobSlot.id if job == "match" else JobWorker.id)
    due: list[tuple[Told, float]] = []
    people = list(place.people)
    before = {one: len(seen) for one, seen in place.arrived(people).items()}
    while people and not _over(place, begun, job):
        some, people = people[:AT_ONCE], people[AT_ONCE:]
        place.write(some, job, clock.now() + ahead)
        due += [(one, time.time()) for one in some]
        time.sleep(EVERY)
    seconds = time.time() - begun
    return [_arrival(place, one, before[one]) - since for one, since in due], seconds


def _arrival(place: Town, one: Told, before: int) -> float:
    ends = time.time() + LONGEST
    while time.time() < ends:
        seen = place.arrived([one])[one]
        if len(seen) > before:
            return seen[before]
        time.sleep(EVERY)
    return math.inf


def _begun(place: Town, sign: InstrumentedAttribute[int]) -> float:
    """When the first row of a table is there: the match runs, or at least the worker."""
    while True:
        with db.reading(place.engine) as session:
            if session.scalar(select(sign)) is not None:
                return time.time()
        time.sleep(0.1)


def _over(place: Town, begun: float, job: str) -> bool:
    if job != "match":
        return time.time() - begun >= QUIET
    assert _slot(place) in (SlotState.RUNNING, SlotState.DONE)
    return _slot(place) is SlotState.DONE


def _slot(place: Town) -> SlotState | None:
    with db.reading(place.engine) as session:
        return session.scalar(select(JobSlot.state))


@contextmanager
def _worker(place: Town, ahead: timedelta, job: str) -> Iterator[None]:
    environment = dict(place.environment) | {
        "WECHAT_API_ROOT": place.platform.root, "WECHAT_APPID": ACCOUNT.app_id, "WECHAT_SECRET": ACCOUNT.secret,
        "WECHAT_TEMPLATES": str(TEMPLATES),
    }  # fmt: skip
    command = [sys.executable, "-m", "benchmarks.push.night", str(ahead.total_seconds()), job]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as running:
        try:
            yield
        finally:
            running.terminate()


def work(ahead: timedelta, job: str) -> None:
    """The worker's process, until it is told to end."""

    def now() -> datetime:
        return clock.now() + ahead

    soon = (now() + BEGINS_AFTER).astimezone(clock.SHANGHAI).time()
    jobs = tuple(Job(one.name, Daily(soon), one.catch_up, one.run) for one in JOBS if one.name == job)
    loops = tuple(loop for loop in LOOPS if loop.name == "send")
    Worker(db.engine_for(settings().database_url), jobs, loops, now).run()


if __name__ == "__main__":
    work(timedelta(seconds=float(sys.argv[1])), sys.argv[2])
