"""One worker: what is missed is caught up, what breaks is tried again and noted, a loop goes on, clocks may be set."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
import time_machine
from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.jobs.model import JobWorker
from jobmatch.jobs.registry import Job, Loop
from jobmatch.jobs.timetable import Every
from jobmatch.jobs.work import Work
from jobmatch.jobs.worker import Pace, Worker
from tests.matches.conftest import rows

HOUR = timedelta(hours=1)
QUICK = Pace(look=0.02, beat=0.05, silent=3, retry=0.1, grace=5)
TEN_PAST = datetime(2026, 6, 1, 4, 10, tzinfo=UTC)
PATIENCE = 30


def wait_until(reached: Callable[[], object]) -> None:
    ends = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < ends, "it never came to this"
        time.sleep(0.01)


@contextmanager
def at_work(worker: Worker) -> Iterator[Worker]:
    """A worker in a thread of its own, which has come: what falls due from now on, it has seen begin."""
    ended: list[bool] = []
    thread = Thread(target=lambda: ended.append(worker.run()))
    thread.start()
    try:
        wait_until(lambda: worker.owner in {row[0] for row in rows(worker._engine, "SELECT owner FROM job_worker")})
        yield worker
    finally:
        worker.stop()
        thread.join(PATIENCE)
    assert ended == [True]


class Clock:
    """A wall clock that somebody sets."""

    def __init__(self) -> None:
        self.at = TEN_PAST

    def __call__(self) -> datetime:
        return self.at


class Diary:
    """A job that writes down when it ran, and breaks off as often as it is told."""

    def __init__(self, breaks: int = 0) -> None:
        self.slots: list[datetime] = []
        self.breaks = breaks

    def __call__(self, work: Work) -> dict[str, int]:
        self.slots.append(work.claim.slot)
        if len(self.slots) <= self.breaks:
            raise ValueError("王大山 520322000000000000")
        return {"times": len(self.slots)}

    def job(self, catch_up: timedelta = HOUR) -> Job:
        return Job("diary", Every(HOUR), catch_up, self)


def stands(engine: Engine) -> list[tuple[object, ...]]:
    return rows(engine, "SELECT state, run, failures FROM job_slot ORDER BY slot")


def test_the_first_worker_catches_nothing_up_and_the_next_what_was_missed(engine: Engine) -> None:
    now, diary = Clock(), Diary()
    with at_work(Worker(engine, (diary.job(),), (), now, QUICK)):
        time.sleep(0.3)
    assert diary.slots == []
    now.at += 5 * HOUR
    with at_work(Worker(engine, (diary.job(),), (), now, QUICK)):
        wait_until(lambda: stands(engine) == [("done", 1, 0)])
    assert diary.slots == [TEN_PAST.replace(hour=9, minute=0)]


def test_what_is_too_late_is_left(engine: Engine) -> None:
    now, diary = Clock(), Diary()
    with at_work(Worker(engine, (diary.job(timedelta(minutes=5)),), (), now, QUICK)):
        now.at += HOUR
        time.sleep(0.3)
        assert diary.slots == []
        now.at += timedelta(minutes=53)
        wait_until(lambda: diary.slots)


def test_what_breaks_off_is_tried_again_and_noted_without_its_words(engine: Engine) -> None:
    now, diary = Clock(), Diary(breaks=9)
    with at_work(Worker(engine, (diary.job(),), (), now, QUICK)):
        now.at += HOUR
        for failures in (1, 2, 3):
            wait_until(lambda failures=failures: stands(engine) == [("failed", failures, failures)])
            now.at += timedelta(seconds=1)
        time.sleep(0.3)
    assert len(diary.slots) == 3
    ((error,),) = rows(engine, "SELECT error FROM job_slot")
    assert str(error).startswith("ValueError at jobmatch/")
    assert "王大山" not in str(error)


def test_a_long_job_is_not_taken_for_dead_by_another_worker(engine: Engine) -> None:
    now, ran = Clock(), []

    def long(work: Work) -> dict[str, int]:
        ran.append(work.claim)
        time.sleep(1.5 * QUICK.silent)
        return {}

    job = Job("long", Every(HOUR), HOUR, long)
    with at_work(Worker(engine, (job,), (), now, QUICK)), at_work(Worker(engine, (job,), (), now, QUICK)):
        now.at += HOUR
        wait_until(lambda: stands(engine) == [("done", 1, 0)])
    assert len(ran) == 1


def test_a_long_job_does_not_keep_another_waiting(engine: Engine) -> None:
    now, diary = Clock(), Diary()
    go_on: list[bool] = []

    def long(work: Work) -> dict[str, int]:
        wait_until(lambda: go_on)
        return {}

    jobs = (Job("long", Every(HOUR), HOUR, long), diary.job())
    with at_work(Worker(engine, jobs, (), now, QUICK)):
        now.at += HOUR
        wait_until(lambda: rows(engine, "SELECT 1 FROM job_slot WHERE job = 'diary' AND state = 'done'"))
        wait_until(lambda: rows(engine, "SELECT state FROM job_slot WHERE job = 'long'") == [("running",)])
        go_on.append(True)


def test_a_loop_that_breaks_goes_on_and_tells_how_it_goes(engine: Engine) -> None:
    passes: list[str] = []

    def loop(_engine: Engine, _now: Callable[[], datetime], owner: str) -> dict[str, int]:
        passes.append(owner)
        if len(passes) == 2:
            raise ValueError
        return {"sent": 2}

    with at_work(Worker(engine, (), (Loop("push", timedelta(seconds=0.05), loop),), Clock(), QUICK)) as worker:
        wait_until(lambda: len(passes) >= 4)
    assert set(passes) == {worker.owner}
    with db.reading(engine) as session:
        row = session.scalars(select(JobWorker)).one()
        pulse = row.loops["push"]
        assert row.ended_at is not None
    assert pulse["passes"] == len(passes)
    assert pulse["failures"] == 1
    assert pulse["came_to"] == {"sent": 2 * (len(passes) - 1)}
    assert pulse["error"] is None


@pytest.mark.parametrize("jump", [-timedelta(days=40), timedelta(days=400)], ids=["back", "forward"])
def test_the_metronome_goes_on_when_the_machine_s_clock_is_set(sqlite_url: str, jump: timedelta) -> None:
    engine, passes = db.engine_for(sqlite_url), []
    loop = Loop("count", timedelta(seconds=0.05), lambda *_: passes.append(1) or {})
    with time_machine.travel(TEN_PAST) as traveller, at_work(Worker(engine, (), (loop,), pace=QUICK)):
        wait_until(lambda: len(passes) >= 3)
        traveller.shift(jump)
        before = len(passes)
        wait_until(lambda: len(passes) >= before + 10)
        assert len(passes) < 1000
    engine.dispose()
