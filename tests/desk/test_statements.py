"""Every page that a user can reach by links asks the database a bounded number of times, however much there is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from benchmarks.pages.walk import kind, kinds
from jobmatch import clock, db
from jobmatch.access import operator
from jobmatch.demo.layout import layout
from jobmatch.demo.users import PASSWORD, demo_users, open_accounts
from tests import databases
from tests.demo.test_play import lived, planted
from tests.desk.office.office_desk import counted
from wsgi import create_app

MOST = 30
"""Five of them find out who asks, and two read whom the hall calls; a page that reads row by row goes beyond."""
MORE = {"/homes/…": 70}
"""All that every stage knows of one family stands on one page, and who may see what of it is asked of every row."""
FEW_PAGES, OK = 10, 200
PLACE = layout("village")


@dataclass
class Walk:
    """Somebody at the desk; `asked` is how often the database was asked for each page, by its kind."""

    client: FlaskClient
    engine: Engine
    asked: dict[str, int] = field(default_factory=dict)

    def show(self, address: str) -> str | None:
        """What the page shows when it is asked for again: what is counted once a day has been counted."""
        self.client.get(address)
        with counted(self.engine) as statements:
            answer = self.client.get(address)
        if answer.status_code != OK or answer.mimetype != "text/html":
            return None
        # Who is named is noted for each person named; PostgreSQL takes the notes in one statement.
        asked = sum(not one.startswith("INSERT INTO audit_event") for one in statements)
        self.asked[kind(address)] = max(self.asked.get(kind(address), 0), asked)
        return answer.get_data(as_text=True)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a village that has lived through two months until today."""
    with databases.sqlite_database(tmp_path_factory.mktemp("village"), migrated=True) as url:
        engine = db.engine_for(url)
        lived(engine, planted(engine, 1, 2, today=clock.today()))
        with db.transaction(engine) as session:
            open_accounts(session, PLACE, clock.now(), operator("test"))
        engine.dispose()
        yield url


@pytest.mark.parametrize("user", [one.name for one in demo_users(PLACE)])
def test_every_page_is_read_in_few_statements(village: str, user: str) -> None:
    app = create_app(village)
    app.config["WTF_CSRF_ENABLED"] = False
    walk = Walk(app.test_client(), app.extensions["jobmatch.engine"])
    walk.client.post("/sign-in", data={"name": user, "password": PASSWORD})
    assert len(kinds(walk.show)) > FEW_PAGES, "nobody has signed in"
    assert {page: times for page, times in walk.asked.items() if times > MORE.get(page, MOST)} == {}
    walk.engine.dispose()
