"""The page of what runs by the clock, and its figures: what is fine, what is not, and who may look."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine

from desk import job_words
from jobmatch import clock, db
from jobmatch.access import Actor, Role
from jobmatch.jobs import nightly, presence, slots
from jobmatch.jobs.life import SlotState
from jobmatch.jobs.model import JobSlot, JobWorker
from jobmatch.jobs.presence import Pulse
from jobmatch.jobs.registry import JOBS, LOOPS
from jobmatch.jobs.standing import Condition, overview
from jobmatch.jobs.work import Work
from tests.matches.conftest import NOON, place, settled
from wsgi import create_app

__all__ = ["place", "settled"]

COUNTY = Actor("county", Role.COUNTY, None)
A_DAY = timedelta(days=1)


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    made = create_app(database_url, who=lambda: COUNTY)
    yield made
    made.extensions["jobmatch.engine"].dispose()


def fill(engine: Engine, at: datetime, **states: SlotState) -> None:
    """Every job has run its last slot well, but for those that are named."""
    with db.transaction(engine) as session:
        for job in JOBS:
            state = states.get(job.name, SlotState.DONE)
            begun = job.timetable.latest(at) + timedelta(seconds=1)
            ended = None if state is SlotState.RUNNING else begun + timedelta(seconds=40)
            session.add(
                JobSlot(
                    job=job.name, slot=job.timetable.latest(at), state=state, owner="center:1:abc", run=1, beats=9,
                    failures=int(state is SlotState.FAILED), heartbeat_at=begun, started_at=begun, ended_at=ended,
                    came_to={"new": 31, "people": 12} if job.name == "match" else None,
                    error="ValueError at jobmatch/flow.py:190" if state is SlotState.FAILED else None,
                )
            )  # fmt: skip


def come(engine: Engine, seen: datetime, name: str = "center:1:abc") -> None:
    with db.transaction(engine) as session:
        presence.come(session, name, seen - 2 * A_DAY)
        pulses = {"read_lists": Pulse(9, 2, seen.isoformat(), {"lists": 3}, "OSError at jobmatch/jobs/uploads.py:9")}
        presence.note_seen(session, name, pulses, seen)


def conditions(engine: Engine, at: datetime) -> dict[str, Condition]:
    with db.reading(engine) as session:
        return {one.job: one.condition for one in overview(session, at).jobs}


def test_before_there_was_a_worker_nothing_was_missed_and_the_page_says_how_to_start_one(app: Flask) -> None:
    page = app.test_client().get("/jobs").text
    assert "现在没有程序在做" in page
    assert page.count("还没到时候") == len(JOBS)
    assert "做事的程序" not in page


def test_where_all_is_well_the_page_says_so(app: Flask, engine: Engine) -> None:
    fill(engine, clock.now())
    come(engine, clock.now())
    page = app.test_client().get("/jobs").text
    assert "都好的" in page
    assert "新推荐31条" in page
    assert "用了40秒" in page
    assert "有2回没做成" in page
    english = app.test_client().get("/jobs?lang=en").text
    assert "All is well" in english
    assert "31 new proposals" in english


def test_what_failed_is_named_with_where_it_broke(app: Flask, engine: Engine) -> None:
    fill(engine, clock.now(), match=SlotState.FAILED)
    come(engine, clock.now())
    page = app.test_client().get("/jobs").text
    assert "有1件事要看一下" in page
    assert "ValueError at jobmatch/flow.py:190" in page


@pytest.mark.parametrize(
    ("state", "later", "condition"),
    [
        (SlotState.DONE, timedelta(0), Condition.FINE),
        (SlotState.FAILED, timedelta(0), Condition.FAILED),
        (SlotState.STOPPED, timedelta(0), Condition.STOPPED),
        (SlotState.RUNNING, timedelta(0), Condition.RUNNING),
        (SlotState.RUNNING, timedelta(minutes=10), Condition.STUCK),
        (SlotState.DONE, A_DAY, Condition.MISSED),
        (SlotState.STOPPED, A_DAY, Condition.MISSED),
    ],
)
def test_how_a_job_stands(engine: Engine, state: SlotState, later: timedelta, condition: Condition) -> None:
    slot = JOBS[0].timetable.latest(NOON)
    come(engine, slot)
    fill(engine, slot, **{JOBS[0].name: state})
    at = slot + timedelta(minutes=1) + later
    # A day later the next slot has just been due for longer than anybody needs to begin it.
    assert conditions(engine, at + timedelta(minutes=5) if later >= A_DAY else at)[JOBS[0].name] is condition


def test_the_figures_tell_what_is_in_trouble_and_how_many_workers_there_are(app: Flask, engine: Engine) -> None:
    client = app.test_client()
    assert "jobmatch_workers 0.0" in client.get("/metrics").text
    fill(engine, clock.now(), match=SlotState.FAILED)
    come(engine, clock.now())
    figures = client.get("/metrics").text
    assert "jobmatch_workers 1.0" in figures
    assert 'jobmatch_job_trouble{job="match"} 1.0' in figures
    assert 'jobmatch_job_trouble{job="expire"} 0.0' in figures
    assert 'jobmatch_job_last_done{job="expire"}' in figures
    assert 'jobmatch_job_last_done{job="match"}' not in figures


def test_figures_of_the_server_are_there_though_the_database_is_not(blank_database_url: str) -> None:
    client = create_app(blank_database_url).test_client()
    client.get("/healthz")
    assert 'page="state.alive"' in client.get("/metrics").text


@pytest.mark.parametrize("role", list(Role))
def test_who_may_look(sqlite_url: str, role: Role) -> None:
    client = create_app(sqlite_url, who=lambda: Actor("x", role, frozenset({"PLSQ"}))).test_client()
    allowed = {Role.COUNTY, Role.ADMINISTRATOR, Role.SYSTEM}
    assert (client.get("/jobs").status_code == 200) is (role in allowed)


def test_everything_that_runs_has_words_for_the_page(settled: Engine) -> None:
    assert set(job_words.JOB) == {job.name for job in JOBS}
    assert set(job_words.LOOP) == {loop.name for loop in LOOPS}
    assert set(job_words.CONDITION) == set(Condition)
    assert set(job_words.STATE) == set(SlotState)
    figures: set[str] = set()
    for job in JOBS:
        with db.transaction(settled) as session:
            claim = slots.claim(session, job.name, NOON, slots.Patience(1, A_DAY), None, "test", NOON)
        assert claim is not None
        figures |= set(job.run(Work(settled, claim, lambda: NOON)))
    for loop in LOOPS:
        figures |= set(loop.run(settled, lambda: NOON, "test"))
    assert figures == set(job_words.FIGURE)


def test_a_worker_of_long_ago_is_forgotten(engine: Engine) -> None:
    come(engine, NOON - nightly.KEPT - A_DAY, "old")
    come(engine, NOON, "new")
    with db.transaction(engine) as session:
        presence.forget(session, NOON - nightly.KEPT)
        assert [row.owner for row in session.query(JobWorker)] == ["new"]
