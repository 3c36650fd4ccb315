"""Ctrl-C: a clean word, a status of its own, and what was finished stays."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from jobmatch import clock, db
from jobmatch.demo.village import village
from jobmatch.households.roster.export import write_records
from tests.matches.conftest import rows

ROOT = Path(__file__).resolve().parents[2]


def test_an_import_that_is_stopped_keeps_what_it_finished_and_goes_on_later(sqlite_url: str, tmp_path: Path) -> None:
    roster = tmp_path / "roster.xlsx"
    write_records(roster, village(60, 1, clock.today()).households, clock.today())
    environment = os.environ | {"JOBMATCH_DATABASE_URL": sqlite_url}
    command = [sys.executable, "-m", "jobmatch"]
    subprocess.run([*command, "init"], cwd=ROOT, env=environment, check=True, capture_output=True)
    stopped = subprocess.Popen(
        [*command, "import", "households", str(roster)], cwd=ROOT, env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    engine = db.engine_for(sqlite_url)
    while stopped.poll() is None and not rows(engine, "SELECT id FROM household"):
        time.sleep(0.005)
    stopped.send_signal(signal.SIGINT)
    _, said = stopped.communicate(timeout=60)
    assert stopped.returncode == 130
    assert b"stopped" in said
    assert b"Traceback" not in said
    finished = rows(engine, "SELECT household_id, count(*) FROM membership GROUP BY 1 ORDER BY 1")
    assert 0 < len(finished) < 60

    done = subprocess.run(
        [*command, "import", "households", str(roster)], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0
    all_of_them = rows(engine, "SELECT household_id, count(*) FROM membership GROUP BY 1 ORDER BY 1")
    assert len(all_of_them) == 60
    assert all_of_them[: len(finished)] == finished
    engine.dispose()
