"""Every address of the desk × every role: who is let in is what a person wrote down, not what the route declares."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import BaseConverter, IntegerConverter, Rule

from jobmatch import db, parameters
from jobmatch.access import ANYBODY, Actor
from tests.shape.access_cells import CELLS, WHO
from wsgi import create_app

ELSEWHERE = ("api", "wechat")
"""What telephones and the platform call has tables of its own."""
REFUSE_A_PASSWORD = frozenset({"sign_in.sign_in", "sign_in.unlock"})
"""Open to everybody, and answer a wrong password as a refused address does."""
NOBODYS = 2**31 - 1
"""A number that no row has: whoever is let in is told so, and nothing happens."""
WORDS = {"month": "2026-01", "code": "m1", "name": "mark.svg"}


@pytest.fixture
def app(sqlite_url: str) -> Iterator[Flask]:
    engine = db.engine_for(sqlite_url)
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    engine.dispose()
    made = create_app(sqlite_url, who=lambda: asking[0])
    made.config |= {"WTF_CSRF_ENABLED": False, "TESTING": False}
    yield made
    made.extensions["jobmatch.engine"].dispose()


asking: list[Actor] = [ANYBODY]


def addresses(app: Flask) -> list[Rule]:
    """What can be asked for at the desk."""
    left_out = {rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.partition(".")[0] in ELSEWHERE}
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in left_out | REFUSE_A_PASSWORD]


def cells() -> list[tuple[str, frozenset[str]]]:
    """Each address with who is let in; one that is written twice is there twice."""
    return [(endpoint, who) for who, endpoints in CELLS.items() for endpoint in endpoints.split()]


def test_every_address_has_one_cell(app: Flask) -> None:
    written = [endpoint for endpoint, _ in cells()]
    assert sorted(written) == sorted({rule.endpoint for rule in addresses(app)})


@pytest.mark.parametrize("who", WHO)
def test_who_is_let_in(app: Flask, who: str) -> None:
    asking[0] = WHO[who]
    open_to = {endpoint for endpoint, roles in cells() if who in roles}
    client = app.test_client()
    let_in = set()
    for rule in addresses(app):
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"}):
            answer = client.open(filled_in(app, rule), method=method)
            if not refused(answer.status_code, answer.headers.get("Location", "")):
                let_in.add(rule.endpoint)
    assert let_in == open_to


def filled_in(app: Flask, rule: Rule) -> str:
    """An address of this kind at which nothing is."""
    values = {name: _value(name, converter) for name, converter in rule._converters.items()}
    return app.url_map.bind("localhost").build(rule.endpoint, values, method=next(iter(rule.methods or ())))


def refused(status: int, leads_to: str) -> bool:
    """Whether an answer says that one may not, or that one has to say first who one is."""
    return status in (401, 403) or (status == 302 and leads_to.startswith("/sign-in?"))


def _value(name: str, converter: BaseConverter) -> object:
    if isinstance(converter, IntegerConverter):
        return NOBODYS
    return WORDS.get(name, "nobody")
