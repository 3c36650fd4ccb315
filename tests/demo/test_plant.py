"""Planting: only into an empty database, gone on with after a kill, and never taken for whole before it is."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from jobmatch import db, parameters
from jobmatch.access import operator
from jobmatch.courses.model import Course
from jobmatch.demo.layout import layout
from jobmatch.demo.place import Place
from jobmatch.demo.plant import HoldsDataError, UnfinishedError, begun, finish, plant
from jobmatch.demo.village import Village, village
from jobmatch.households.model import Household, Person, Site
from jobmatch.matches.model import MatchRun
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
BY = operator("test")
ROOT = Path(__file__).resolve().parents[2]


class PowerCutError(Exception):
    """The step is never finished."""


@pytest.fixture
def place() -> Village:
    return village(6, 2, TODAY)


@pytest.fixture
def ready(engine: Engine) -> Engine:
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    return engine


def steps(engine: Engine, cut_at: int | None = None) -> Callable[[], AbstractContextManager[Session]]:
    """The steps of a planting; the power fails at the end of step number `cut_at`."""
    done = 0

    @contextmanager
    def step() -> Iterator[Session]:
        nonlocal done
        done += 1
        with db.transaction(engine) as session:
            yield session
            if done == cut_at:
                raise PowerCutError

    return step


def counts(engine: Engine) -> tuple[int | None, ...]:
    with db.reading(engine) as session:
        return tuple(
            session.scalar(select(func.count()).select_from(one)) for one in (Household, Person, Vacancy, Course)
        )


@pytest.mark.parametrize("cut_at", [1, 2, 3])
def test_a_planting_that_was_cut_off_is_gone_on_with(ready: Engine, place: Village, cut_at: int) -> None:
    with pytest.raises(PowerCutError):
        plant(steps(ready, cut_at), place, TODAY, NOON, BY)
    left = counts(ready)
    assert left[0] in (0, len(place.households)), "a site is there whole or not at all"
    assert left[2] == 0, "and so is a market"
    plant(steps(ready), place, TODAY, NOON, BY)
    people = sum(len(record.members) for record in place.households)
    posts = sum(len(firm.offers) for firm in place.firms)
    assert counts(ready) == (len(place.households), people, posts, 6)
    plant(steps(ready), place, TODAY, NOON, BY)
    assert counts(ready) == (len(place.households), people, posts, 6), "nothing is planted twice"


def test_an_unfinished_place_keeps_its_day_and_lets_no_other_in(ready: Engine, place: Village) -> None:
    plant(steps(ready), place, TODAY, NOON, BY)
    with db.reading(ready) as session:
        there = begun(session)
    assert there is not None
    assert (there.name, there.on) == ("village:2", TODAY)
    with pytest.raises(UnfinishedError, match="demo --size village --seed 2"):
        plant(steps(ready), village(6, 3, TODAY), TODAY, NOON, BY)


def test_what_is_finished_is_data_like_any_other(ready: Engine, place: Village) -> None:
    plant(steps(ready), place, TODAY, NOON, BY)
    with db.transaction(ready) as session:
        finish(session, place, NOON, BY)
    with pytest.raises(HoldsDataError):
        plant(steps(ready), place, TODAY, NOON, BY)


def test_a_database_with_anybody_in_it_is_refused(ready: Engine, place: Village) -> None:
    with db.transaction(ready) as session:
        session.add(Site(code="S", name="真的安置点", division="520322"))
    with pytest.raises(HoldsDataError, match="site"):
        plant(steps(ready), place, TODAY, NOON, BY)
    assert counts(ready) == (0, 0, 0, 0)


def test_posts_stand_as_they_were_meant_to(ready: Engine) -> None:
    """Two employers of the county: published on their days, confirmed, and as full as they are."""
    (market,) = Place(layout("county"), 1, TODAY).markets()
    full = next(firm for firm in market.firms if any(post.filled == post.offer.headcount for post in firm.posts))
    stale = next(
        firm
        for firm in market.firms
        if any(post.confirmed_on is None for post in firm.posts[:1]) and firm.posts[0].published_on < TODAY
    )
    school = next(one for one in market.schools if any(lesson.ordered for lesson in one.lessons))
    place = replace(village(2, 2, TODAY), firms=(full, stale), schools=(school,))
    plant(steps(ready), place, TODAY, NOON, BY)
    meant = [post for firm in place.firms for post in firm.posts]
    with db.reading(ready) as session:
        rows = session.scalars(select(Vacancy).order_by(Vacancy.id)).all()
        for post, row in zip(meant, rows, strict=True):
            assert (row.title, row.publish_from, row.filled) == (post.offer.title, post.published_on, post.filled)
            assert row.last_confirmed == (post.confirmed_on or post.published_on)
            assert row.state is (VacancyState.FILLED if post.filled == post.offer.headcount else VacancyState.PUBLISHED)
        assert session.scalar(select(func.count()).select_from(Course)) == len(school.lessons)


def test_the_next_person_gets_the_next_number(ready: Engine, place: Village) -> None:
    """PostgreSQL's sequences know of the rows that brought their own ids."""
    plant(steps(ready), place, TODAY, NOON, BY)
    with db.transaction(ready) as session:
        person = Person(name="后来人", name_pinyin="hou lai ren", updated_at=NOON)
        session.add(person)
        session.flush()
        assert person.id == sum(len(record.members) for record in place.households) + 1


def test_a_killed_demo_is_whole_after_the_next(sqlite_url: str) -> None:
    """As `make run` does it: killed while it matches, started again with `--if-empty`."""
    environment = os.environ | {"JOBMATCH_DATABASE_URL": sqlite_url}
    demo = [sys.executable, "-m", "jobmatch", "demo", "--size", "village", "--if-empty"]
    assert subprocess.run(
        [sys.executable, "-m", "jobmatch", "init"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    running = subprocess.Popen(demo, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    engine = db.engine_for(sqlite_url)
    while running.poll() is None and not counts(engine)[0]:
        time.sleep(0.002)
    running.send_signal(signal.SIGKILL)
    running.wait()
    ended = subprocess.run(demo, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    assert "40 households" in ended.stdout
    assert counts(engine)[0] == 40
    with db.reading(engine) as session:
        assert begun(session) is None
        assert session.scalar(select(func.count()).where(MatchRun.finished_at.is_not(None))) == 1
    again = subprocess.run(demo, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    assert again.stdout.startswith("sign in at /sign-in")
    assert "households" not in again.stdout
    engine.dispose()
