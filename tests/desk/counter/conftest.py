"""A clerk at a counter over the network: a site, posts near by, a family that is known, and nobody's real data."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from jobmatch.access import Actor
from jobmatch.db import engine_for, reading, transaction
from jobmatch.households.model import Household
from jobmatch.visits.model import Visit
from tests import databases
from tests.desk import posts
from tests.households.people import take_in
from tests.visits.counter import CLERK
from wsgi import create_app


@dataclass
class Counter:
    """A client whose requests are made by `actor`, and the database behind it."""

    client: FlaskClient
    engine: Engine
    household_id: int
    actor: Actor = CLERK

    def open(self, household: int | None = None, opening: str = "o") -> str:
        """The code of a visit."""
        form: dict[str, Any] = {"opening": opening, "household": household} if household else {"opening": opening}
        done = self.client.post("/counter", data=form | {"site": "PLSQ"})
        return str(done.location).split("/")[2]

    def keep(self, code: str, key: str, value: object, seen: int = 0, token: str = "t") -> Any:
        """One answer, as the page sends it."""
        body = {"key": key, "value": value, "seen": seen, "token": token}
        return self.client.put(f"/counter/{code}/answers", json=body)

    def visit(self, code: str) -> Visit:
        """The visit as the database has it."""
        with reading(self.engine) as session:
            found = session.query(Visit).filter_by(code=code).one()
            session.expunge_all()
            return found


def _settle(url: str) -> None:
    engine = engine_for(url)
    with transaction(engine) as session:
        factory = posts.settle(session)
        take_in(session)
        for number, title in (("V-1", "平车工"), ("V-2", "保洁员"), ("V-3", "帮厨")):
            posts.post(session, factory, number, title=title, certificates=())
        elsewhere = posts.Site(code="ELSE", name="别处社区", division="520322")
        session.add(elsewhere)
    engine.dispose()


@pytest.fixture
def counter(database_url: str) -> Iterator[Counter]:
    """The counter on the first of June."""
    databases.settle(database_url, "counter", _settle)
    engine = engine_for(database_url)
    with reading(engine) as session:
        household_id = session.scalars(select(Household.id)).one()
    app = create_app(database_url, who=lambda: made.actor)
    app.config["WTF_CSRF_ENABLED"] = False
    with time_machine.travel(posts.NOON, tick=False), app.test_client() as client:
        made = Counter(client, engine, household_id)
        yield made
    engine.dispose()
