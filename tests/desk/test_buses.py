"""The Spring Festival by its pages: a word is written down and changed, a bus is fixed, left, and cancelled."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.placements.returns.model import FestivalReturn, TransportGroup, TransportSeat
from tests.placements.people import Case, settle
from wsgi import create_app

NOW = datetime(2027, 2, 8, 2, tzinfo=UTC)
CLERK = Actor("a clerk", Role.CLERK, frozenset({"S1"}))
STRANGER = Actor("x", Role.CLERK, frozenset({"ELSE"}))
GOES = {"comes": "back", "goes": "same", "leaves_on": "2027-02-21", "place": "佛山市禅城区", "bus": "yes"}
BUS = {"site": "S1", "division": "440600", "day": "2027-02-21", "hour": "07:30", "seats": "2"}


@pytest.fixture
def case(engine: Engine) -> Case:
    with db.transaction(engine) as session:
        return settle(session)


@pytest.fixture
def desk(engine: Engine, case: Case) -> Iterator[FlaskClient]:
    sitting[0] = CLERK
    app = create_app(engine.url.render_as_string(hide_password=False), who=lambda: sitting[0])
    app.config["WTF_CSRF_ENABLED"] = False
    with time_machine.travel(NOW, tick=False):
        yield app.test_client()
    app.extensions["jobmatch.engine"].dispose()


sitting: list[Actor] = [CLERK]


def both_want_seats(desk: FlaskClient, case: Case) -> None:
    for person_id in (case.person_id, case.twin_id):
        assert desk.post(f"/buses/word/{person_id}", data=GOES).status_code == 303


def count(engine: Engine, table: type) -> int:
    with db.reading(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_bus_is_proposed_fixed_left_boarded_and_cancelled(desk: FlaskClient, engine: Engine, case: Case) -> None:
    assert "没有人等着坐车" in desk.get("/buses").text
    both_want_seats(desk, case)
    assert "2人想坐" in desk.get("/buses").text
    fixed = desk.post("/buses", data=BUS)
    page = desk.get(fixed.location).text
    assert "去佛山市的车" in page
    assert "2人有座位" in page
    assert count(engine, TransportSeat) == 2
    with db.reading(engine) as session:
        word = session.scalars(select(FestivalReturn.id).where(FestivalReturn.person_id == case.person_id)).one()
    off = desk.post(f"{fixed.location}/off", data={"who": word}, follow_redirects=True).text
    assert "座位空出来了" in off
    assert "坐这趟" in off
    assert "1号" in desk.post(f"{fixed.location}/on", data={"who": word}, follow_redirects=True).text
    assert "测试甲" in desk.get(f"{fixed.location}?as=csv").data.decode("utf-8-sig")
    desk.post(f"{fixed.location}/cancel")
    assert (count(engine, TransportGroup), count(engine, TransportSeat)) == (0, 0)
    assert "2人想坐" in desk.get("/buses").text


def test_a_word_is_changed_and_the_seat_given_back(desk: FlaskClient, engine: Engine, case: Case) -> None:
    both_want_seats(desk, case)
    desk.post("/buses", data=BUS)
    assert 'value="2027-02-21"' in desk.get(f"/buses/word/{case.person_id}").text
    desk.post(f"/buses/word/{case.person_id}", data={"comes": "back", "goes": "home"})
    assert count(engine, TransportSeat) == 1
    listed = desk.get("/buses/returns").text
    assert "留在家" in listed
    assert "2号座位" in listed


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"comes": ""}, "回不回来"),
        ({"goes": ""}, "出不出去"),
        ({"leaves_on": "明天"}, "哪天走"),
        ({"place": "很远的地方"}, "没认出这个地方"),
    ],
)
def test_what_is_unclear_is_asked_again_and_nothing_typed_is_lost(
    desk: FlaskClient, engine: Engine, case: Case, changed: dict[str, str], words: str
) -> None:
    answer = desk.post(f"/buses/word/{case.person_id}", data={**GOES, **changed})
    assert answer.status_code == 422
    assert words in answer.text
    assert {**GOES, **changed}["place"] in answer.text
    assert count(engine, FestivalReturn) == 0


@pytest.mark.parametrize("changed", [{"day": "x"}, {"hour": "x"}, {"seats": "0"}, {"seats": "999"}])
def test_a_form_that_no_page_sends_is_refused(desk: FlaskClient, engine: Engine, changed: dict[str, str]) -> None:
    assert desk.post("/buses", data={**BUS, **changed}).status_code == 400
    assert count(engine, TransportGroup) == 0


def test_a_second_tap_fixes_no_second_bus(desk: FlaskClient, engine: Engine, case: Case) -> None:
    both_want_seats(desk, case)
    desk.post("/buses", data=BUS)
    again = desk.post("/buses", data=BUS, follow_redirects=True)
    assert "没有人等了" in again.text
    assert count(engine, TransportGroup) == 1


def test_who_serves_another_site_sees_and_moves_nothing(desk: FlaskClient, engine: Engine, case: Case) -> None:
    both_want_seats(desk, case)
    where = desk.post("/buses", data=BUS).location
    sitting[0] = STRANGER
    assert "佛山" not in desk.get("/buses").text
    assert "测试甲" not in desk.get("/buses/returns").text
    for path in (where, f"{where}?as=csv", f"/buses/word/{case.person_id}"):
        assert desk.get(path).status_code == 403, path
    for path in ("/buses", f"{where}/on", f"{where}/off", f"{where}/cancel", f"/buses/word/{case.person_id}"):
        assert desk.post(path, data={**BUS, "who": "1"}).status_code == 403, path
    assert count(engine, TransportSeat) == 2
