"""The rows that many households at once become are those that the counter's verb writes, one after another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select

from jobmatch import db, parameters, tables
from jobmatch.access import operator
from jobmatch.demo import bulk
from jobmatch.demo.homes import Home
from jobmatch.demo.plant import plant
from jobmatch.demo.village import Village, village
from jobmatch.households import consent
from jobmatch.households import service as households
from jobmatch.households.checks import check, check_together, refuses
from jobmatch.households.codes import Source
from jobmatch.households.duplicates import propose
from jobmatch.households.model import Site
from tests.databases import sqlite_database

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
BY = operator("test")
# What the planting notes of itself has no counterpart at the counter.
PLANTING = ("demo.begin", "demo.market")


@pytest.fixture(scope="module")
def place() -> Village:
    """The first village in which somebody is written down twice, without its market."""
    villages = (village(60, seed, TODAY) for seed in range(1, 50))
    whole = next(one for one in villages if check_together(one.households, TODAY, fictitious_ids=True))
    return replace(whole, firms=(), schools=())


@pytest.fixture
def another() -> Iterator[Engine]:
    with sqlite_database() as url:
        engine = db.engine_for(url)
        yield engine
        engine.dispose()


def test_bulk_and_verb_write_equal_rows(engine: Engine, another: Engine, place: Village) -> None:
    for one in (engine, another):
        with db.transaction(one) as session:
            parameters.plant_first_rows(session)
    plant(lambda: db.transaction(engine), place, TODAY, NOON, BY)
    with db.transaction(engine) as session:
        propose.find_all(session, TODAY)
    _one_by_one(another, place)
    bulky, careful = everything(engine), everything(another)
    assert {name: len(rows) for name, rows in bulky.items()} == {name: len(rows) for name, rows in careful.items()}
    for name, rows in careful.items():
        assert bulky[name] == rows, name
    filled = {name for name, rows in careful.items() if rows}
    assert filled >= {
        "household", "person", "membership", "employment", "intention", "person_constraint", "certificate", "skill",
        "experience", "answered", "consent", "duplicate_pair", "audit_event", "household_counter", "site",
    }  # fmt: skip


def _one_by_one(engine: Engine, place: Village) -> None:
    site = place.county.sites[0]
    with db.transaction(engine) as session:
        session.add(
            Site(
                code=site.code, name=site.name, division=site.division, population_band=site.population_band,
                latitude=site.latitude, longitude=site.longitude,
            )
        )  # fmt: skip
        book = parameters.load(session)
    for home in place.homes:
        with db.transaction(engine) as session:
            _at_the_counter(session, home, book)


def _at_the_counter(session: Any, home: Home, book: parameters.ParameterBook) -> None:
    on, at = home.asked_on, bulk.asked_at(home, NOON)
    # As `flow.take_in` takes in, without the look at clocks and talks that it ends with: the next night has that look.
    assert not refuses(check(home.record, book, "520322", on))
    taken = households.take_in(session, home.record, said_before=None, on=on, at=at, actor=BY, source=Source.COUNTER)
    propose.find_for(session, taken.people_new, on)
    assert taken.people == {one.key: int(one.key) for one in home.record.members}
    for agreed in home.agreements:
        given = consent.give(
            session, taken.people[agreed.person_key], agreed.purpose, agreed.given, agreed.given_on, at,
            witness=bulk.WITNESS,
        )  # fmt: skip
        given.withdrawn_on = agreed.withdrawn_on


def everything(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, opened, without the ids that nothing refers to and without when a pair was found."""
    found = {}
    with db.reading(engine) as session:
        for table in tables.metadata().sorted_tables:
            if table.name == "parameter":
                continue
            rows = [dict(row._mapping) for row in session.execute(select(table))]
            for row in rows:
                row.pop("found_on", None)
                if table.name not in ("household", "person", "site"):
                    row.pop("id", None)
            kept = [row for row in rows if row.get("action") not in PLANTING]
            found[table.name] = sorted(kept, key=repr)
    return found
