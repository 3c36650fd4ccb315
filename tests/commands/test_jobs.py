"""`jobs` tells how everything stands, in a table and as a document."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from jobmatch import clock
from jobmatch.jobs.life import SlotState
from jobmatch.jobs.registry import JOBS
from tests.commands.conftest import Ended
from tests.desk.test_jobs import come, fill

Command = Callable[..., Ended]


def test_before_there_was_a_worker_the_table_says_how_to_start_one(command: Command) -> None:
    done = command("jobs")
    assert done.status == 0
    assert [line.split()[:3] for line in done.out.splitlines()[1 : len(JOBS) + 1]] == [
        [job.name, "new", "-"] for job in JOBS
    ]
    assert "no worker is there" in done.out


def test_the_table_shows_what_ran_what_came_of_it_and_what_broke(command: Command, engine: Engine) -> None:
    now = clock.now()
    fill(engine, now, expire=SlotState.FAILED)
    come(engine, now)
    come(engine, now - timedelta(hours=1), "center:2:def")
    told = command("jobs").out
    lines = {line.split()[0]: line for line in told.splitlines()}
    assert "40.0 s" in lines["match"]
    assert "new 31, people 12" in lines["match"]
    assert "failed" in lines["expire"]
    assert "ValueError at jobmatch/flow.py:190" in lines["expire"]
    assert "worker center:1:abc: at work" in told
    assert "worker center:2:def: gone without a word" in told
    assert "no worker is there" not in told


@pytest.mark.parametrize("state", [SlotState.DONE, SlotState.FAILED])
def test_the_document_holds_the_same(command: Command, engine: Engine, state: SlotState) -> None:
    now = clock.now()
    fill(engine, now, match=state)
    come(engine, now)
    document = json.loads(command("jobs", "--json").out)
    match = next(one for one in document["jobs"] if one["job"] == "match")
    assert match["condition"] == ("fine" if state is SlotState.DONE else "failed")
    assert match["past"][0]["came_to"] == {"new": 31, "people": 12}
    assert match["next"] > match["past"][0]["slot"]
    assert [worker["alive"] for worker in document["workers"]] == [True]
    assert document["workers"][0]["loops"]["read_lists"]["came_to"] == {"lists": 3}
