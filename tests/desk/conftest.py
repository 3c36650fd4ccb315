"""A desk with staff, and two pages more: one for who may read households, one for who may set parameters."""

from collections.abc import Iterator

import pytest
from flask import Flask

from jobmatch import web
from jobmatch.access import Permission
from tests import databases
from tests.desk.staffed import staff
from wsgi import create_app


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    databases.settle(database_url, "staff", staff)
    made = create_app(database_url)
    made.add_url_rule(
        "/households", "households", web.permission(Permission.READ_HOUSEHOLD)(seen), methods=["GET", "POST"]
    )
    made.add_url_rule("/parameters", "parameters", web.permission(Permission.SET_PARAMETERS)(lambda: "figures"))
    yield made
    made.extensions["jobmatch.engine"].dispose()


def seen() -> str:
    actor = web.current_actor()
    return f"{actor.name} {actor.role} {sorted(actor.sites or ())} {sorted(actor.household_ids)}"
