"""A village that has lived through two months until today, with its users, and who walks through its pages.

What seldom happens has happened there once (`seldom`).
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from jobmatch import clock, db
from jobmatch.access import operator
from jobmatch.demo.hiring import open_employer
from jobmatch.demo.layout import layout
from jobmatch.demo.teaching import open_trainer
from jobmatch.demo.users import EMPLOYER, PASSWORD, TRAINER, demo_users, open_accounts
from tests import databases, seldom
from tests.demo.test_play import lived, planted
from wsgi import create_app

VILLAGE = layout("village")
USERS = tuple(one.name for one in (*demo_users(VILLAGE), EMPLOYER, TRAINER))
MONTHS, OK = 2, 200


@contextmanager
def lived_village() -> Iterator[str]:
    """The address of a database of its own; the two months are lived once for all who ask in a run of tests."""
    with databases.sqlite_copy(databases.made_once("village.sqlite", _live)) as url:
        yield url


def _live(file: Path) -> None:
    shutil.copyfile(databases.sqlite_template(), file)
    engine = db.engine_for(f"sqlite:///{file}")
    lived(engine, planted(engine, 1, MONTHS, today=clock.today()))
    with db.transaction(engine) as session:
        open_accounts(session, VILLAGE, clock.now(), operator("test"))
        open_employer(session, VILLAGE, clock.now())
        open_trainer(session, VILLAGE, clock.now(), operator("test"))
    seldom.happen(engine, file.parent)
    engine.dispose()


@contextmanager
def signed_in(url: str, user: str) -> Iterator[tuple[Flask, FlaskClient]]:
    """A user of the village at an application of their own."""
    app = create_app(url)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/sign-in", data={"name": user, "password": PASSWORD})
    yield app, client
    app.extensions["jobmatch.engine"].dispose()


def shown(client: FlaskClient, address: str) -> str | None:
    """What an address shows; None where it leads on, is refused, or is a file to keep."""
    answer = client.get(address)
    told = answer.status_code == OK and answer.mimetype == "text/html"
    return answer.get_data(as_text=True) if told else None


@pytest.fixture(scope="module")
def village() -> Iterator[str]:
    """The address of the village's database, for all tests of a module."""
    with lived_village() as url:
        yield url
