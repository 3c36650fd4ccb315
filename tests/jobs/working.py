"""A worker in a process of its own, whose clock a file puts forward and back, and a job that tells who took which step.

Run as `python -m tests.jobs.working OFFSET_FILE`, with the database in the environment.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, text

from jobmatch import clock, db
from jobmatch.jobs.registry import Job
from jobmatch.jobs.timetable import Every
from jobmatch.jobs.work import Work
from jobmatch.jobs.worker import Pace, Worker
from jobmatch.settings import settings

ROOT = Path(__file__).resolve().parents[2]
STEPS = 12
QUICK = Pace(look=0.1, beat=0.1, silent=4, retry=0.2, grace=5)
HOUR = timedelta(hours=1)


def prepare(engine: Engine) -> None:
    """The table in which the job's steps are kept; nothing in it keeps a step from being taken twice."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE step (slot VARCHAR(40), number INTEGER, owner VARCHAR(80))"))


def walk(work: Work) -> dict[str, int]:
    """Take the steps of the slot that nobody has taken yet."""
    slot, taken = work.claim.slot.isoformat(), 0
    for number in range(STEPS):
        with work.step() as session:
            known = {"slot": slot, "number": number, "owner": str(os.getpid())}
            there = session.execute(text("SELECT 1 FROM step WHERE slot = :slot AND number = :number"), known)
            if there.first() is None:
                session.execute(text("INSERT INTO step VALUES (:slot, :number, :owner)"), known)
                taken += 1
        time.sleep(0.05)
    return {"taken": taken}


WALK = Job("walk", Every(HOUR), timedelta(minutes=59), walk)


def shifted(file: Path) -> Callable[[], datetime]:
    """The wall clock as the file says it was set: so many seconds from the true time."""
    return lambda: clock.now() + timedelta(seconds=float(file.read_text() or 0))


def start(url: str, file: Path) -> "subprocess.Popen[bytes]":
    """A worker in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.working", str(file)],
        cwd=ROOT,
        env=os.environ | {"JOBMATCH_DATABASE_URL": url},
    )


def main(file: Path) -> int:
    """What the process does."""
    worker = Worker(db.engine_for(settings().database_url), (WALK,), (), shifted(file), QUICK)
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    return 0 if worker.run() else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
