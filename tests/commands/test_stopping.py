"""Ctrl-C: a clean word, a status of its own, and what was finished stays."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from jobmatch import clock, db, parameters
from jobmatch.demo.village import village
from jobmatch.households.roster.export import write_records
from tests import databases
from tests.matches.conftest import rows

ROOT = Path(__file__).resolve().parents[2]
HOUSEHOLDS = "SELECT household_id, count(*) FROM membership GROUP BY 1 ORDER BY 1"
# A fast machine may finish a short list before it is stopped; then a longer one is tried.
SIZES = (40, 120, 360)


def jobmatch(url: str, *words: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "jobmatch", *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | {"JOBMATCH_DATABASE_URL": url},
    )  # fmt: skip


def stop_an_import(url: str, roster: Path) -> tuple[int, bytes]:
    """Send Ctrl-C when the first household is there; the exit status and what was said.

    Looked for past the program's own connections, which stand in line for the lock while an import holds it.
    """
    running = jobmatch(url, "import", "households", str(roster))
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as looking:
        while running.poll() is None and not looking.execute("SELECT 1 FROM membership LIMIT 1").fetchall():
            time.sleep(0.002)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=120)
    return running.returncode, said


def test_an_import_that_is_stopped_keeps_what_it_finished_and_goes_on_later(tmp_path: Path) -> None:
    for size in SIZES:
        roster = tmp_path / f"roster{size}.xlsx"
        write_records(roster, village(size, 1, clock.today()).households, clock.today())
        with databases.sqlite_database() as url:
            engine = db.engine_for(url)
            with db.transaction(engine) as session:
                parameters.plant_first_rows(session)
            status, said = stop_an_import(url, roster)
            finished = rows(engine, HOUSEHOLDS)
            if len(finished) == size:
                continue
            assert status == 130
            assert b"stopped" in said
            assert b"Traceback" not in said
            assert jobmatch(url, "import", "households", str(roster)).wait() == 0
            everybody = rows(engine, HOUSEHOLDS)
            engine.dispose()
        assert len(everybody) == size
        assert everybody[: len(finished)] == finished
        return
    pytest.skip("this machine is too fast to be stopped in the middle")
