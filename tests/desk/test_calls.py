"""The call list of a site and the county's page of messages: who sees what, and what a press of a button does."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from desk import calls
from jobmatch import clock, db, telling
from jobmatch.access import Actor, Role
from jobmatch.households import consent
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.push import hours
from jobmatch.push import service as push
from jobmatch.push.channels import Stop, Way
from jobmatch.push.life import DeliveryState, MessageState
from jobmatch.push.model import Delivery, Message, Recipient
from jobmatch.push.templates import Template
from tests.desk.staffed import token_of
from tests.push.world import Fake, link
from wsgi import create_app

CLERK = Actor("a clerk", Role.CLERK, frozenset({"S1"}))
ELSEWHERE = Actor("a clerk of another site", Role.CLERK, frozenset({"S2"}))
COUNTY = Actor("somebody of the county", Role.COUNTY)
ADMINISTRATOR = Actor("an administrator", Role.ADMINISTRATOR, sites=None)
LONG = "测" * 30
FEW_DAYS = timedelta(days=6)
"""Long enough ago that an hour in which anything may come lies before today, feast or not."""


@pytest.fixture
def url(database_url: str) -> str:
    """Somebody to be rung, somebody without telephone, and somebody whose WeChat is stopped."""
    people(database_url)
    return database_url


def people(url: str) -> None:
    engine = db.engine_for(url)
    now = hours.next_open(Template.ANSWER, clock.now() - FEW_DAYS)
    with db.transaction(engine) as session:
        site = Site(code="S1", name="蟠龙社区安置点", division="520322")
        session.add_all([site, Site(code="S2", name="楚米镇安置点", division="520322")])
        for n, (name, phone) in enumerate([("测试甲", "19900000001"), (LONG, None), ("测试丙", "19900000003")]):
            person = Person(name=name, name_pinyin="", phone=phone, updated_at=now)
            home = Household(
                number=f"TZ-S1-{n:06d}", site=site, dwelling="3栋2单元501", registered_at=now, updated_at=now,
            )  # fmt: skip
            session.add_all([person, home, Membership(household=home, person=person, joined_on=clock.today())])
            session.flush()
            matching = ConsentPurpose.MATCH_AND_TELL
            consent.give(session, person.id, matching, ConsentGiven.IN_PERSON, clock.local_day(now), now)
            to = telling.recipient(session, person.id, now)
            facts = {"title": "缝纫工", "employer": "测试厂", "place": "蟠龙工业园", "when": "6月2日（星期二）09:00"}
            push.enqueue(session, to, Template.ANSWER, facts, f"k{n}", now)
            if n == 2:
                link(session, "o-3", to, 3)
    while push.deliver(engine, [Fake(does=lambda _: Stop(48001, "no permission"))], now, "w1"):
        pass
    engine.dispose()


@pytest.fixture
def app(url: str) -> Iterator[Flask]:
    made = create_app(url, who=lambda: CLERK)
    yield made
    made.extensions["jobmatch.engine"].dispose()


def press(client: FlaskClient, delivery_id: int, what: str) -> int:
    token = token_of(client, "/calls")
    return client.post(f"/calls/{delivery_id}/{what}", data={"csrf_token": token}).status_code


def delivery_of(app: Flask, name: str, way: Way = Way.CALL) -> Delivery:
    with db.reading(app.extensions["jobmatch.engine"]) as session:
        return session.scalars(
            select(Delivery)
            .join(Message, Message.id == Delivery.message_id)
            .join(Recipient, Recipient.id == Message.recipient_id)
            .join(Person, Person.id == Recipient.person_id)
            .where(Person.name == name, Delivery.channel == way)
        ).one()


def state_of(app: Flask, delivery: Delivery) -> tuple[DeliveryState, MessageState]:
    with db.reading(app.extensions["jobmatch.engine"]) as session:
        row = session.get_one(Delivery, delivery.id)
        return row.state, row.message.state


def test_the_list_says_whom_to_ring_and_what_to_say(app: Flask) -> None:
    page = app.test_client().get("/calls").text
    assert 'href="tel:19900000001"' in page
    assert "测试厂等您去：缝纫工。" in page
    assert LONG in page, "who has no telephone gets a slip"


def test_a_long_list_comes_in_pages_and_a_press_stays_on_its_page(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "AT_ONCE", 1)
    client = app.test_client()
    pages = [client.get(f"/calls?page={n}").text for n in (1, 2, 3)]
    for name in ("测试甲", LONG, "测试丙"):
        assert sum(f"<h2>{name}</h2>" in page or f"<h3>{name}</h3>" in page for page in pages) == 1
    assert f"<h3>{LONG}</h3>" in pages[2], "calls come before slips"
    assert "第2页，共3页" in pages[1]
    whose = re.findall(r"/calls/(\d+)/told\?page=2", pages[1])
    answer = client.post(f"/calls/{whose[0]}/missed?page=2", data={"csrf_token": token_of(client, "/calls")})
    assert answer.location.endswith("/calls?page=2")


def test_told_is_told_and_the_second_press_changes_nothing(app: Flask) -> None:
    client, call = app.test_client(), delivery_of(app, "测试甲")
    assert press(client, call.id, "told") == 303
    assert state_of(app, call) == (DeliveryState.DELIVERED, MessageState.TOLD)
    answer = client.post(f"/calls/{call.id}/missed", data={"csrf_token": token_of(client, "/calls")})
    assert answer.location.endswith("/calls?gone=1")
    assert "这一个已经有人办了" in client.get(answer.location).text
    assert "19900000001" not in client.get("/calls").text


def test_who_wants_no_more_can_have_them_again_with_the_next_press(app: Flask) -> None:
    client, call = app.test_client(), delivery_of(app, "测试甲")

    def silent() -> bool:
        with db.reading(app.extensions["jobmatch.engine"]) as session:
            return session.get_one(Delivery, call.id).message.recipient.opted_out_at is not None

    answer = client.post(f"/calls/{call.id}/none", data={"csrf_token": token_of(client, "/calls")})
    assert silent()
    page = client.get(answer.location).text
    assert "以后不再给测试甲发消息" in page
    assert f'action="/calls/{call.id}/again"' in page
    assert press(client, call.id, "again") == 303
    assert not silent()
    assert "以后不再给" not in client.get(answer.location).text


@pytest.mark.parametrize("number", ["0", "999", "x", "9" * 30])
def test_a_made_up_address_silences_nobody(app: Flask, number: str) -> None:
    page = app.test_client().get(f"/calls?silenced={number}")
    assert (page.status_code, "以后不再给" in page.text) == (200, False)


def test_nobody_answered_is_not_rung_again_at_once(app: Flask) -> None:
    client, call = app.test_client(), delivery_of(app, "测试甲")
    press(client, call.id, "missed")
    assert "19900000001" not in client.get("/calls").text
    assert state_of(app, call) == (DeliveryState.DUE, MessageState.UNDER_WAY)


def test_after_three_calls_the_slip_takes_its_place(app: Flask) -> None:
    engine, call = app.extensions["jobmatch.engine"], delivery_of(app, "测试甲")
    with db.transaction(engine) as session:
        for _ in range(3):
            push.missed(session, call.id, clock.now(), CLERK)
    push.deliver(engine, [], clock.now(), "w1")
    assert state_of(app, call)[0] is DeliveryState.REFUSED
    slip = delivery_of(app, "测试甲", Way.SLIP)
    assert "缝纫工" in app.test_client().get(f"/calls/{slip.id}/slip").text


def test_who_wants_no_more_is_left_in_peace(app: Flask) -> None:
    call = delivery_of(app, "测试甲")
    press(app.test_client(), call.id, "none")
    assert state_of(app, call) == (DeliveryState.DELIVERED, MessageState.TOLD)
    with db.transaction(app.extensions["jobmatch.engine"]) as session:
        to = session.get_one(Delivery, call.id).message.recipient
        assert to.opted_out_at
        push.enqueue(session, to.id, Template.ANSWER, {}, "later", clock.now())
    push.deliver(app.extensions["jobmatch.engine"], [], clock.now(), "w1")
    assert "19900000001" not in app.test_client().get("/calls").text


def test_another_site_sees_nobody_and_may_press_nothing(url: str, app: Flask) -> None:
    call = delivery_of(app, "测试甲")
    client = create_app(url, who=lambda: ELSEWHERE).test_client()
    page = client.get("/calls").text
    assert "现在没有要打的电话" in page
    assert press(client, call.id, "told") == 403
    assert state_of(app, call)[0] is DeliveryState.DUE


def test_the_county_sees_what_is_stuck_and_no_names(url: str) -> None:
    client = create_app(url, who=lambda: COUNTY).test_client()
    page = client.get("/pushes").text
    assert "测试甲" not in page
    assert "缝纫工" not in page
    assert "测**" in page
    assert "48001 no permission" in page
    press_on = {"csrf_token": token_of(client, "/pushes"), "api": "wechat"}
    assert client.post("/pushes/lift", data=press_on).status_code == 403, "the county looks and changes nothing"


def test_the_county_sees_each_site_and_may_look_at_one_alone(url: str) -> None:
    app = create_app(url, who=lambda: COUNTY)
    client = app.test_client()
    page = client.get("/pushes").text
    assert re.search(r"蟠龙社区安置点</a></th><td>3</td>", page)
    assert "楚米镇安置点" not in page  # nothing was written to anybody there
    whole, of_courses = (client.get(f"/pushes?site=S1{kind}").text.count("测**") for kind in ("", "&kind=course"))
    assert whole > of_courses
    assert "只看：" not in client.get("/pushes?site=nowhere").text
    app.extensions["jobmatch.engine"].dispose()


def test_whoever_runs_the_installation_sets_going_what_was_stopped(url: str) -> None:
    client = create_app(url, who=lambda: ADMINISTRATOR).test_client()
    answer = client.post("/pushes/lift", data={"csrf_token": token_of(client, "/pushes"), "api": "wechat"})
    assert answer.status_code == 303
    assert "48001 no permission" not in client.get("/pushes").text


@pytest.mark.parametrize(
    "address", ["/pushes?after=1", "/pushes?kind=answer", "/pushes?kind=nothing", "/pushes?after=x"]
)
def test_the_countys_list_takes_every_address(url: str, address: str) -> None:
    assert create_app(url, who=lambda: COUNTY).test_client().get(address).status_code == 200


@pytest.mark.parametrize(("who", "address"), [(CLERK, "/pushes"), (COUNTY, "/calls")])
def test_each_page_is_for_those_whose_work_it_is(url: str, who: Actor, address: str) -> None:
    assert create_app(url, who=lambda: who).test_client().get(address).status_code == 403
