"""A small invented place in the test's own database, and what the tests of runs ask about it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from jobmatch import db, flow, parameters
from jobmatch.access import Actor, operator
from jobmatch.demo.plant import plant
from jobmatch.demo.village import Village, village
from jobmatch.matches.matched import Matched

TODAY = date(2026, 6, 1)
NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
DAY = timedelta(days=1)
BY = operator("test")


def now() -> datetime:
    return NOON


@pytest.fixture(scope="session")
def place() -> Village:
    """Eight households and ten employers."""
    whole = village(8, 11, TODAY)
    return replace(whole, firms=whole.firms[:10])


@pytest.fixture
def settled(engine: Engine, place: Village) -> Engine:
    """The engine of a database that holds the place, not matched yet."""
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    plant(lambda: db.transaction(engine), place, TODAY, NOON, BY)
    return engine


@pytest.fixture
def match(settled: Engine) -> Callable[..., Matched]:
    """`match()` runs everybody of the place on the first day, `match(on=…)` on another."""

    def run(on: date = TODAY, site: str | None = None, actor: Actor = BY) -> Matched:
        return flow.match(settled, on, site, now, actor)

    return run


def rows(engine: Engine, query: str) -> list[tuple[Any, ...]]:
    """What a query finds, as the database stores it: sealed columns as their bytes."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]
