"""Every address with a row in it × own or other area: whoever serves another site is refused, or finds nothing."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, update
from werkzeug.routing import IntegerConverter, Rule

from jobmatch import db, parameters
from jobmatch.access import ANYBODY, Actor, Role
from jobmatch.db import Base
from jobmatch.households.model import Household, Membership, Person
from tests.shape.rows import fill
from wsgi import create_app

HERE, ELSEWHERE = "1", "elsewhere"
OF_NO_AREA = {
    "what anybody may read": "vacancies. posters. genuine. crawlers. home. mini_program. sign_in. state. waiting.slip",
    "the county's offices serve every site": "office. installation.",
    "plans of classes are the county's and name nobody": "training.",
    "a school's own, and of people only the names of the own site, see tests/trainers": "trainers.",
    "an employer's own, see tests/desk/hiring": "hiring.",
    "a sitting is found by its code, see tests/desk/counter": "counter.",
    "telephones have a table of their own, see tests/mini_program_api/test_access.py": "api. wechat.",
    "titles and lists are the county's; who handed a list in is asked there": """
        queues.name_title queues.take_back_title uploads.
    """,
}
"""Addresses whose rows belong to no site, by the reason why."""

LEADS_BACK = frozenset({"erasing.before", "erasing.erase"})
"""Answers as for a number that nobody has by leading back to a list, or to a page that refuses."""

NOT_SHOWN = frozenset(
    {"calls.slip", "link_codes.used", "queues.pair", "queues.different", "queues.same", "queues.take_back_different"}
)
"""The row of this test is in a state of which nobody is told; the tests beside these pages ask for another site."""
REFUSED = (403, 404)

asking: list[Actor] = [ANYBODY]


@pytest.fixture
def app(sqlite_url: str) -> Iterator[Flask]:
    """A row in every table, all of one household that is served at one site."""
    engine: Engine = db.engine_for(sqlite_url)
    with engine.begin() as connection:
        fill(connection, Base.metadata)
        connection.execute(update(Membership).values(left_on=None))
        for table, kept in ((Household.__table__, "site_id"), (Person.__table__, "")):
            emptied = {one: None for one in table.columns if one.nullable and one.name != kept}
            connection.execute(update(table).values(emptied))
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    engine.dispose()
    made = create_app(sqlite_url, who=lambda: asking[0])
    made.config |= {"WTF_CSRF_ENABLED": False}
    yield made
    made.extensions["jobmatch.engine"].dispose()


def with_rows(app: Flask) -> list[Rule]:
    """The addresses that name a row of somebody's."""
    left_out = tuple(" ".join(OF_NO_AREA.values()).split())
    return [
        rule
        for rule in app.url_map.iter_rules()
        if any(isinstance(one, IntegerConverter) for one in rule._converters.values())
        and not rule.endpoint.startswith(left_out)
        and rule.endpoint not in LEADS_BACK
    ]


def test_whoever_serves_another_site_gets_nowhere_and_whoever_serves_this_one_is_let_in(app: Flask) -> None:
    client = app.test_client()
    for role in (Role.CLERK, Role.HELPER, Role.SUPERVISOR):
        asking[0] = Actor("somebody", role, frozenset({ELSEWHERE}), household_ids=frozenset({999}))
        let_in = {
            (rule.endpoint, method)
            for rule, method, path in addresses(app)
            if client.open(path, method=method).status_code not in REFUSED
        }
        assert let_in == set(), role
    asking[0] = Actor("somebody", Role.SUPERVISOR, frozenset({HERE}))
    shut = {
        rule.endpoint
        for rule, method, path in addresses(app)
        if client.open(path, method=method).status_code in REFUSED
    }
    assert shut == NOT_SHOWN


def addresses(app: Flask) -> Iterator[tuple[Rule, str, str]]:
    """Each of them with every way of asking, filled in with the first row."""
    for rule in with_rows(app):
        values = {name: 1 if isinstance(one, IntegerConverter) else "1" for name, one in rule._converters.items()}
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT"}):
            yield rule, method, app.url_map.bind("localhost").build(rule.endpoint, values, method=method)
