"""Two workers at once, killed in the middle, under clocks that jump: each slot is run once, and none is lost."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

import pytest
from sqlalchemy import Engine

from jobmatch.jobs.life import SlotState
from tests.conftest import SOAKING
from tests.jobs import working
from tests.matches.conftest import rows

PATIENCE = 90
JUMPS_H = (1, -3, 0, 2, 30, 3)
ROUNDS = 12 if SOAKING else 1


@dataclass
class Trial:
    """A database, the file that sets the clock of all workers, and the workers."""

    engine: Engine
    url: str
    clock: Path
    workers: "list[Popen[bytes]]" = field(default_factory=list)

    def start(self) -> None:
        self.workers.append(working.start(self.url, self.clock))

    def set_clock(self, hours: float) -> None:
        """At once for everybody: a file that is being written must not be read."""
        fresh = self.clock.with_suffix(".new")
        fresh.write_text(str(hours * 3600))
        fresh.rename(self.clock)

    def steps(self) -> list[tuple[str, int, int]]:
        """Every step with how often it was taken."""
        return rows(self.engine, "SELECT slot, number, count(*) FROM step GROUP BY 1, 2 ORDER BY 1, 2")

    def done(self) -> int:
        return len(rows(self.engine, f"SELECT 1 FROM job_slot WHERE state = '{SlotState.DONE}'"))

    def present(self) -> int:
        return len(rows(self.engine, "SELECT 1 FROM job_worker"))

    def at_work(self) -> "Popen[bytes] | None":
        """The worker in whose hands a slot is, with some steps taken."""
        query = "SELECT owner FROM job_slot WHERE state = 'running'"
        owners = {int(owner.split(":")[1]) for (owner,) in rows(self.engine, query)}
        return next((worker for worker in self.workers if worker.pid in owners), None) if self.steps() else None


def wait_until(reached: Callable[[], object], what: str) -> None:
    ends = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < ends, f"{what} was not reached"
        time.sleep(0.01)


@pytest.fixture
def trial(engine: Engine, database_url: str, tmp_path: Path) -> Iterator[Trial]:
    working.prepare(engine)
    (tmp_path / "clock").write_text("0")
    made = Trial(engine, database_url, tmp_path / "clock")
    with ended(made):
        yield made


@contextmanager
def ended(trial: Trial) -> Iterator[None]:
    try:
        yield
    finally:
        for worker in trial.workers:
            worker.kill()
            worker.wait()


def assert_each_step_once(trial: Trial) -> None:
    taken = trial.steps()
    assert {times for _, _, times in taken} == {1}
    slots = {slot for slot, _, _ in taken}
    assert len(taken) == len(slots) * working.STEPS
    known = rows(trial.engine, "SELECT job, slot, state FROM job_slot")
    assert len(known) == len(slots)
    assert {state for _, _, state in known} == {SlotState.DONE}


def test_a_worker_that_is_killed_is_followed_by_the_other_from_what_is_still_to_do(trial: Trial) -> None:
    for _ in range(2):
        trial.start()
    wait_until(lambda: trial.present() == 2, "two workers")
    for round_ in range(1, ROUNDS + 1):
        before, came = len(trial.steps()), trial.present()
        trial.set_clock(round_)
        wait_until(lambda before=before: len(trial.steps()) >= before + 3, "some steps")
        victim = trial.at_work()
        assert victim is not None
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        trial.workers.remove(victim)
        assert before + 3 <= len(trial.steps()) < before + working.STEPS
        wait_until(lambda round_=round_: trial.done() == round_, "the end of the slot")
        trial.start()
        wait_until(lambda came=came: trial.present() == came + 1, "a new worker")
    assert_each_step_once(trial)
    begun = rows(trial.engine, "SELECT run, failures FROM job_slot")
    assert begun == [(2, 1)] * ROUNDS


def test_clocks_that_jump_lose_no_slot_and_run_none_twice(trial: Trial) -> None:
    for _ in range(2):
        trial.start()
    wait_until(lambda: trial.present() == 2, "two workers")
    expected = set()
    for hours in JUMPS_H:
        trial.set_clock(hours)
        wanted = working.WALK.timetable.latest(working.shifted(trial.clock)())
        if hours >= 0:  # before there was a worker nothing was due
            expected.add(wanted.isoformat())
            wait_until(lambda: trial.done() == len(expected), f"the slot after the jump to {hours} hours")
        else:
            time.sleep(1)
    assert_each_step_once(trial)
    assert {slot for slot, _, _ in trial.steps()} == expected


def test_a_worker_that_is_told_to_end_gives_its_slot_back_between_two_steps(trial: Trial) -> None:
    trial.start()
    wait_until(lambda: trial.present() == 1, "a worker")
    trial.set_clock(1)
    wait_until(lambda: len(trial.steps()) >= 2, "some steps")
    first = trial.workers[0]
    first.terminate()
    assert first.wait(timeout=30) == 0
    assert rows(trial.engine, "SELECT state, failures FROM job_slot") == [(SlotState.STOPPED, 0)]
    assert rows(trial.engine, "SELECT 1 FROM job_worker WHERE ended_at IS NULL") == []
    trial.start()
    wait_until(lambda: trial.done() == 1, "the end of the slot")
    assert_each_step_once(trial)
