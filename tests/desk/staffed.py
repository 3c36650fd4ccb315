"""A desk with staff: accounts of every role, and a browser that signs in as one of them the way a person does."""

import re
from datetime import datetime

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from jobmatch import clock, db
from jobmatch.access import Role, operator
from jobmatch.accounts import service
from jobmatch.households.model import Site

PASSWORD = "我家门前有一棵柚子树"
SCRIPT = {"Accept": "application/json"}


def staff(url: str, at: datetime | None = None) -> None:
    """Two sites, and one account of each role, named like it, those who serve a site at PLSQ."""
    engine = db.engine_for(url)
    with db.transaction(engine) as session:
        session.add(Site(code="PLSQ", name="蟠龙社区安置点", division="520322"))
        session.add(Site(code="CMZ", name="楚米镇安置点", division="520322"))
        for role in service.ROLES:
            sites = frozenset({"PLSQ"}) if role in service.OF_A_SITE else frozenset[str]()
            phone = "19900000038" if role is Role.HELPER else None
            new = service.NewAccount(role, role, "范红梅" if role is Role.HELPER else f"测试{role}", sites, phone)
            service.add(session, new, PASSWORD, at or clock.now(), operator("tests"))
    engine.dispose()


def token_of(client: FlaskClient, page: str = "/sign-in") -> str:
    """The token of the forms of a page."""
    found = re.search(r'name="csrf[-_]token" (?:value|content)="([^"]+)"', client.get(page).text)
    assert found, f"{page} has no form"
    return found[1]


def sign_in(
    client: FlaskClient, name: str = "clerk", password: str = PASSWORD, address: str = "/sign-in"
) -> TestResponse:
    """Fill in the page and send it."""
    fields = {"csrf_token": token_of(client, address), "name": name, "password": password}
    return client.post(address, data=fields)


def signed_in(app: Flask, name: str = "clerk") -> FlaskClient:
    """A browser of its own in which somebody has signed in."""
    client = app.test_client()
    assert sign_in(client, name).status_code == 302
    return client
