"""A run that is killed outright leaves whole households behind, and the next run ends as if nothing had happened."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from jobmatch import clock, db, flow, parameters
from jobmatch.demo.plant import plant
from jobmatch.demo.village import village
from jobmatch.matches.service import Changes
from tests.matches.conftest import BY, rows

ROOT = Path(__file__).resolve().parents[2]
OPEN = "SELECT person_id, vacancy_id FROM proposal WHERE ended_on IS NULL ORDER BY 1, 2"


@pytest.mark.parametrize("household", [0, 3])
def test_a_run_that_is_killed_has_finished_whole_households(sqlite_url: str, household: int) -> None:
    engine = db.engine_for(sqlite_url)
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    place = village(24, 3, clock.today())
    place = replace(place, firms=place.firms[:8])
    plant(lambda: db.transaction(engine), place, clock.today(), clock.now(), BY)
    killed = subprocess.Popen(
        [sys.executable, "-m", "jobmatch", "match"],
        cwd=ROOT, env=os.environ | {"JOBMATCH_DATABASE_URL": sqlite_url}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    while killed.poll() is None and len(rows(engine, OPEN)) <= household * 20:
        time.sleep(0.002)
    killed.send_signal(signal.SIGKILL)
    killed.wait()

    left = Counter(person for person, _ in rows(engine, OPEN))
    again = flow.match(engine, clock.today(), None, clock.now, BY)
    whole = Counter(person for person, _ in rows(engine, OPEN))
    assert all(left[person] == whole[person] for person in left), "nobody was left with half a list"
    assert set(whole) == {person for person, shown in again.cards.items() if shown}
    assert flow.match(engine, clock.today(), None, clock.now, BY).changes == Changes(same=whole.total())
    assert again.changes.same == left.total()
    engine.dispose()
