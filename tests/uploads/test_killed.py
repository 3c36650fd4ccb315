"""A server that is killed in the middle of an import: it is seen to have stopped, goes on, and nothing is doubled."""

import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from jobmatch import clock, db, parameters
from jobmatch.jobs.uploads import work_off
from jobmatch.settings import settings
from jobmatch.uploads import service
from jobmatch.uploads.life import UploadState, Verb
from jobmatch.uploads.model import Upload
from jobmatch.uploads.service import HandedIn
from jobmatch.workbooks.lists import Kind
from tests.households.roster import rosters
from tests.matches.conftest import rows
from tests.uploads.desk import COUNTY

ROOT = Path(__file__).resolve().parents[2]
HOUSEHOLDS = "SELECT household_id, count(*) FROM membership GROUP BY 1 ORDER BY 1"
SIZE = 60


def test_an_import_that_is_killed_goes_on_from_what_is_still_to_do(database_url: str, tmp_path: Path) -> None:
    engine = db.engine_for(database_url)
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    file = rosters.write(tmp_path / "june.xlsx", [rosters.couple(str(n), n) for n in range(1, SIZE + 1)])
    handed = HandedIn("1", Kind.HOUSEHOLDS, date(2026, 6, 1), file.name, file.read_bytes())
    with db.transaction(engine) as session:
        upload_id = service.hand_in(session, handed, clock.now(), COUNTY).id
    work_off(engine, Verb.READ, clock.now)
    with db.transaction(engine) as session:
        service.decide(session, session.get_one(Upload, upload_id), Verb.CONFIRM, clock.now(), COUNTY)
    engine.dispose()

    running = subprocess.Popen(
        [sys.executable, "-m", "tests.uploads.test_killed"],
        cwd=ROOT,
        env=os.environ | {"JOBMATCH_DATABASE_URL": database_url},
    )
    while running.poll() is None and len(rows(engine, HOUSEHOLDS)) < 3:
        time.sleep(0.002)
    running.send_signal(signal.SIGKILL)
    running.wait()
    finished = rows(engine, HOUSEHOLDS)
    if len(finished) == SIZE:
        pytest.skip("this machine is too fast to be killed in the middle")

    later = clock.now() + service.SILENT + timedelta(seconds=1)
    with db.transaction(engine) as session:
        upload = session.get_one(Upload, upload_id)
        assert upload.state is UploadState.IMPORTING
        service.note_killed(session, later)
        assert upload.state is UploadState.STOPPED
        assert 0 < upload.done < SIZE
        assert upload.total == SIZE
        service.decide(session, upload, Verb.GO_ON, later, COUNTY)
    work_off(engine, Verb.BEGIN, clock.now)
    with db.reading(engine) as session:
        upload = session.get_one(Upload, upload_id)
        assert (upload.state, upload.good, upload.done) == (UploadState.DONE, SIZE, SIZE)
    everybody = rows(engine, HOUSEHOLDS)
    engine.dispose()
    assert everybody[: len(finished)] == finished
    assert [people for _, people in everybody] == [2] * SIZE


def main() -> None:
    """What the process does that is killed."""
    work_off(db.engine_for(settings().database_url), Verb.BEGIN, clock.now)


if __name__ == "__main__":
    main()
