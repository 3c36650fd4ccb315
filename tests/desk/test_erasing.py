"""The supervisor reads out what goes and what stays, asks once more, and hands over a paper; nobody else, and once."""

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import Engine

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.concerns.model import Concern
from jobmatch.households.model import Person
from tests.desk.staffed import token_of
from tests.erasing.test_service import asked, case
from tests.placements.people import NOON, Case
from wsgi import create_app

__all__ = ["case"]


def browser(engine: Engine, actor: Actor) -> FlaskClient:
    """A browser in which somebody is signed in."""
    client = create_app(engine.url.render_as_string(hide_password=False), who=lambda: actor).test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "zh"
    return client


@pytest.fixture
def concern(engine: Engine, case: Case) -> int:
    return asked(engine, case)


def test_it_is_read_out_then_done_and_said_on_paper(engine: Engine, case: Case, concern: int) -> None:
    with time_machine.travel(NOON, tick=False):
        client = browser(engine, case.actor(Role.SUPERVISOR))
        assert "看看要删哪些" in client.get("/concerns").text
        page = client.get(f"/concerns/{concern}/erase").text
        for word in ("测试甲", "2029年5月31日", "测试厂"):
            assert word in page
        token = token_of(client, f"/concerns/{concern}/erase")
        address = f"/concerns/{concern}/erase"
        assert client.post(address, data={"csrf_token": token}).status_code == 400
        with db.reading(engine) as session:
            assert session.get_one(Person, case.person_id).name == "测试甲"
        done = client.post(address, data={"csrf_token": token, "asked": "yes"})
        assert "您的登记删了" in done.text
        assert "测试厂" in done.text
        assert client.post(address, data={"csrf_token": token, "asked": "yes"}).status_code == 303
        assert client.get(address).status_code == 303
    with db.reading(engine) as session:
        assert "2029年5月31日" in (session.get_one(Concern, concern).reply or "")
        assert session.get_one(Person, case.person_id).name != "测试甲"


@pytest.mark.parametrize("role", [Role.CLERK, Role.HELPER, Role.COUNTY, Role.ADMINISTRATOR])
def test_others_do_not_even_see_it(engine: Engine, case: Case, concern: int, role: Role) -> None:
    assert browser(engine, case.actor(role)).get(f"/concerns/{concern}/erase").status_code == 403


def test_a_supervisor_of_another_site_is_refused(engine: Engine, concern: int) -> None:
    elsewhere = Actor("elsewhere", Role.SUPERVISOR, frozenset({"S2"}))
    assert browser(engine, elsewhere).get(f"/concerns/{concern}/erase").status_code == 403
