"""The process that runs what is due: one heart that beats, and a thread for each job and each loop.

APScheduler is the metronome: it looks at every job and passes through every loop every few seconds, and knows nothing
of slots. Which slot is whose the database decides, so that two workers run each once. Who is alive is told by whether
their signs change while one watches, by a clock that nobody can set; the wall clock only says which slot is due.
"""

import logging
import os
import secrets
import socket
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Lock
from time import monotonic, sleep

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from jobmatch import clock, db
from jobmatch.jobs import presence, slots
from jobmatch.jobs.presence import Pulse
from jobmatch.jobs.registry import JOBS, LOOPS, Job, Loop
from jobmatch.jobs.slots import LostClaimError, Patience, Sign
from jobmatch.jobs.timetable import due
from jobmatch.jobs.work import StoppedError, Work

_PACKAGE = Path(__file__).parents[1]
_A_SECOND = 1.0
_log = logging.getLogger(__name__)
# It complains whenever a job takes longer than the time between two looks.
logging.getLogger("apscheduler").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Pace:
    """How often a worker looks, shows that it is alive, and how patient it is with others; all in seconds.

    `silent` is longer than the longest wait of a well run: on SQLite it waits for whoever writes.
    """

    look: float = 5
    beat: float = 5
    silent: float = 60
    retry: float = 300
    grace: float = 8


class Worker:
    """One worker; `now` is the wall clock, and `parent` the process without which it ends."""

    def __init__(
        self,
        engine: Engine,
        jobs: tuple[Job, ...] = JOBS,
        loops: tuple[Loop, ...] = LOOPS,
        now: Callable[[], datetime] = clock.now,
        pace: Pace = Pace(),
        parent: int | None = None,
    ) -> None:
        self.owner = f"{socket.gethostname()[:50]}:{os.getpid()}:{secrets.token_hex(3)}"
        self._engine = engine
        self._jobs = jobs
        self._loops = loops
        self._now = now
        self._pace = pace
        self._parent = parent
        self._stopping = Event()
        self._lock = Lock()
        self._works: dict[int, Work] = {}
        self._passing: set[str] = set()
        self._watched: dict[str, tuple[Sign, float]] = {}
        self._pulses = {loop.name: Pulse() for loop in loops}

    def stop(self) -> None:
        """End soon: between two steps of whatever runs."""
        self._stopping.set()

    def run(self) -> bool:
        """Work until told to stop; False where something would not end in time and has to die with the process."""
        with db.transaction(self._engine) as session:
            self._since = presence.come(session, self.owner, self._now())
        scheduler = self._metronome()
        scheduler.start()
        told, beaten = _clocks(), monotonic()
        while not self._stopping.wait(min(_A_SECOND, self._pace.beat)):
            if self._parent is not None and os.getppid() != self._parent:
                break
            if abs(_clocks() - told) > _A_SECOND:
                told = _clocks()
                for waiting in scheduler.get_jobs():
                    waiting.modify(next_run_time=clock.now())  # or it would sleep until the old hour comes again
            if monotonic() - beaten >= self._pace.beat:
                self._beat()
                beaten = monotonic()
        self._stopping.set()
        scheduler.shutdown(wait=False)
        return self._leave()

    def _metronome(self) -> BackgroundScheduler:
        threads = ThreadPoolExecutor(len(self._jobs) + len(self._loops))
        scheduler = BackgroundScheduler(executors={"default": threads}, timezone=clock.SHANGHAI)
        always = {"max_instances": 1, "misfire_grace_time": None, "next_run_time": clock.now()}
        for job in self._jobs:
            scheduler.add_job(self._look, _Beat(self._pace.look), args=[job], **always)
        for loop in self._loops:
            scheduler.add_job(self._pass, _Beat(loop.every.total_seconds()), args=[loop], **always)
        return scheduler

    def _look(self, job: Job) -> None:
        """Run what is due of a job, and what somebody has left behind."""
        try:
            while not self._stopping.is_set() and self._take_up(job):
                pass
        except SQLAlchemyError as error:
            _log.warning("%s waits: %s", job.name, account(error))

    def _take_up(self, job: Job) -> bool:
        """Run one slot; False where there is none to run, or somebody is at it."""
        at = self._now()
        self._since = min(self._since, at)  # the first worker may have come under a clock that was wrong
        slot = due(job.timetable, job.catch_up, self._since, at)
        patience = Patience(job.tries, timedelta(seconds=self._pace.retry))
        with db.reading(self._engine) as session:
            sign = slots.sign_of_life(session, job.name)
            waits = sign is None and slot is not None and slots.waits(session, job.name, slot, patience, at)
        silent = self._silent(job.name, sign)
        if not (waits or silent):
            return False
        try:
            with db.transaction(self._engine) as session:
                claim = slots.claim(session, job.name, slot, patience, silent, self.owner, at)
        except IntegrityError:
            return False  # another worker began at the same moment
        if claim is None:
            return False
        self._carry_out(job, Work(self._engine, claim, self._now, self._stopping.is_set))
        return True

    def _silent(self, job: str, sign: Sign | None) -> Sign | None:
        """The sign, where it has been the same for too long by this process's own clock."""
        seen, since = self._watched.get(job, (None, 0.0))
        if sign is None or sign != seen:
            self._watched.pop(job, None)
            if sign is not None:
                self._watched[job] = (sign, monotonic())
            return None
        return sign if monotonic() - since >= self._pace.silent else None

    def _carry_out(self, job: Job, work: Work) -> None:
        claim = work.claim
        with self._lock:
            self._works[claim.slot_id] = work
        try:
            self._settle(job, work)
        except LostClaimError:
            _log.warning("%s of %s was taken over by another worker", job.name, claim.slot.isoformat())
        finally:
            with self._lock:
                self._works.pop(claim.slot_id, None)

    def _settle(self, job: Job, work: Work) -> None:
        try:
            came_to = job.run(work)
        except StoppedError:
            self._give_back(work)
        except LostClaimError:
            raise
        except Exception as error:
            _log.error("%s broke off: %s", job.name, account(error))
            with db.transaction(self._engine) as session:
                slots.fail(session, work.claim, place(error), self._now())
        else:
            with db.transaction(self._engine) as session:
                slots.finish(session, work.claim, came_to, self._now())

    def _give_back(self, work: Work) -> None:
        with db.transaction(self._engine) as session:
            slots.stop(session, work.claim, self._now())

    def _pass(self, loop: Loop) -> None:
        """Pass through a loop once; what goes wrong is noted, and the next pass comes."""
        pulse = self._pulses[loop.name]
        with self._lock:
            self._passing.add(loop.name)
        try:
            came_to = loop.run(self._engine, self._now, self.owner)
        except Exception as error:
            _log.error("%s broke off: %s", loop.name, account(error))
            with self._lock:
                pulse.failures, pulse.error = pulse.failures + 1, place(error)
        else:
            with self._lock:
                pulse.error = None
                for name, number in came_to.items():
                    pulse.came_to[name] = pulse.came_to.get(name, 0) + number
        finally:
            with self._lock:
                pulse.passes, pulse.at = pulse.passes + 1, self._now().isoformat()
                self._passing.discard(loop.name)

    def _beat(self) -> None:
        """Show that the worker is alive, and hear which of its runs are its own no more."""
        with self._lock:
            works = list(self._works.values())
        try:
            for work in works:
                self._beat_for(work)
            with db.transaction(self._engine) as session, self._lock:
                presence.note_seen(session, self.owner, self._pulses, self._now())
        except SQLAlchemyError as error:
            _log.warning("no sign of life could be given: %s", account(error))

    def _beat_for(self, work: Work) -> None:
        try:
            with db.transaction(self._engine) as session:
                slots.beat(session, work.claim, self._now())
        except LostClaimError:
            work.lost = True

    def _leave(self) -> bool:
        """Wait for what runs to end between two steps; give back what does not."""
        ends = monotonic() + self._pace.grace
        while monotonic() < ends and (self._works or self._passing):
            sleep(0.05)
        with self._lock:
            left, ended = list(self._works.values()), not (self._works or self._passing)
        try:
            for work in left:
                self._give_back_though_it_runs(work)
            with db.transaction(self._engine) as session, self._lock:
                presence.note_seen(session, self.owner, self._pulses, self._now())
                presence.leave(session, self.owner, self._now())
        except SQLAlchemyError as error:
            _log.warning("the worker left without a word: %s", account(error))
        return ended

    def _give_back_though_it_runs(self, work: Work) -> None:
        with suppress(LostClaimError):  # it has just ended, or is another worker's
            self._give_back(work)


class _Beat(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """So long after now, whatever was missed: a clock that was put forward by a year does not call for a year."""

    def __init__(self, seconds: float) -> None:
        self._every = timedelta(seconds=seconds)

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        return now + self._every


def account(error: Exception) -> str:
    """Where it happened and of what kind it was; its words may repeat what stands in a row."""
    return "".join([*traceback.format_tb(error.__traceback__), type(error).__name__])


def place(error: Exception) -> str:
    """The same in one line: the last line of ours that was reached."""
    ours = [
        f"{Path(frame.filename).relative_to(_PACKAGE.parent)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if _PACKAGE in Path(frame.filename).parents
    ]
    return f"{type(error).__name__} at {ours[-1]}" if ours else type(error).__name__


def _clocks() -> float:
    """How far the wall clock is from the one that nobody can set."""
    return clock.now().timestamp() - monotonic()
