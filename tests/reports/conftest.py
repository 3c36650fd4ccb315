"""A village of thirty households in the test's own database, and the months in which it is reported on."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from jobmatch import access, db, parameters
from jobmatch.access import Actor, Role
from jobmatch.demo.plant import plant
from jobmatch.demo.village import Village, village
from jobmatch.reports import closing
from tests import databases

TODAY = date(2026, 6, 1)
NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
IN_JULY, IN_AUGUST = date(2026, 7, 1), date(2026, 8, 1)
BY = access.operator("test")
COUNTY = Actor("county", Role.COUNTY, None)


@pytest.fixture(scope="session")
def place() -> Village:
    whole = village(30, 5, TODAY)
    return replace(whole, firms=whole.firms[:6])


@pytest.fixture
def settled(engine: Engine, database_url: str, place: Village) -> Engine:
    def write(url: str) -> None:
        first = db.engine_for(url)
        with db.transaction(first) as session:
            parameters.plant_first_rows(session)
        plant(lambda: db.transaction(first), place, TODAY, NOON, BY)
        first.dispose()

    databases.settle(database_url, "village-of-thirty", write)
    return engine


def close(session: Session, month: date, on: date, at: datetime = NOON) -> None:
    """Close a month to its end."""
    while closing.close_next(session, month, on, at, BY) is not None:
        pass
