"""Every page that a user can reach by links asks the database a bounded number of times, however much there is."""

from dataclasses import dataclass, field

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from benchmarks.pages.walk import kind, kinds
from tests.desk.office.office_desk import counted
from tests.lived import USERS, signed_in, village

__all__ = ["village"]

MOST = 30
"""Five of them find out who asks, and two read whom the hall calls; a page that reads row by row goes beyond."""
MORE = {
    "/today": 35,  # seven lists, each with its rows and its people
    "/homes/…": 70,  # all that every stage knows of one family, and who may see what of it is asked of every row
    "/office/posts/…": 45,  # what matching reads of everybody whom one post might suit
    "/homes/…/people/…/posts": 45,  # the same, of one person and every post
    "/training/posts/…": 45,  # the same, of everybody whom a class might bring to it
}
FEW_PAGES, OK = 10, 200


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


@pytest.mark.parametrize("user", USERS)
def test_every_page_is_read_in_few_statements(village: str, user: str) -> None:
    with signed_in(village, user) as (app, client):
        walk = Walk(client, app.extensions["jobmatch.engine"])
        assert len(kinds(walk.show)) > FEW_PAGES, "nobody has signed in"
    assert {page: times for page, times in walk.asked.items() if times > MORE.get(page, MOST)} == {}
