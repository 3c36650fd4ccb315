"""The loop: what is due goes its way, everything is asked again at the moment of sending, and ways follow in order."""

import time
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.push import service as push
from jobmatch.push.channels import Letter, Refused, Sent, Way
from jobmatch.push.life import DeliveryState, MessageState
from jobmatch.push.model import Delivery, LinkRole, Message, Recipient
from jobmatch.push.templates import Template
from jobmatch.seal import SealError
from tests.push.world import DAY, HOUR, MORNING, Fake, link, person, states, told, tries, ways, write

POST = Template.NEW_MATCH
SENT, DUE, REFUSED, EXPIRED = DeliveryState.SENT, DeliveryState.DUE, DeliveryState.REFUSED, DeliveryState.EXPIRED


def test_a_message_goes_by_wechat_and_takes_one_of_what_was_accepted(engine: Engine) -> None:
    with db.transaction(engine) as session:
        someone = person(session, 1, openid="o-1", accepts=2)
        message = write(session, someone, "k")
    wechat = Fake()
    told(engine, wechat)
    assert [(one.to, one.template, one.message_id) for one in wechat.given] == [("o-1", "answer", message)]
    assert "测试厂等您去" in wechat.given[0].text
    assert (states(engine), tries(engine)) == ([MessageState.TOLD], ["sent"])
    with db.reading(engine) as session:
        user = push.links_of(session, someone)[0].openid_id
        assert push.balances(session, user)[Template.ANSWER] == 1


def test_nothing_is_called_within_a_transaction(engine: Engine) -> None:
    def writes_meanwhile(letter: Letter) -> Sent:
        with db.transaction(engine) as session:  # would wait for ever where the loop held one
            session.get_one(Recipient, 1).phone = "19900009999"
        return Sent()

    with db.transaction(engine) as session:
        write(session, person(session, 1, openid="o-1"), "k")
    told(engine, Fake(does=writes_meanwhile))
    assert states(engine) == [MessageState.TOLD]


def test_what_is_not_due_waits(engine: Engine) -> None:
    with db.transaction(engine) as session:
        write(session, person(session, 1, openid="o-1"), "k", due_at=MORNING + HOUR)
    wechat = Fake()
    told(engine, wechat, at=MORNING + HOUR - timedelta(seconds=1))
    assert wechat.given == []
    told(engine, wechat, at=MORNING + HOUR)
    assert len(wechat.given) == 1


def test_ways_follow_in_order_and_a_telephone_of_the_family_comes_before_the_text_message(engine: Engine) -> None:
    with db.transaction(engine) as session:
        someone = person(session, 1, sms=True)
        link(session, "o-son", someone, 1, LinkRole.RELATIVE)
        link(session, "o-own", someone, 1)
        write(session, someone, "k")
    wechat = Fake(does=lambda letter: Refused(43101))
    sms = Fake(Way.SMS, does=lambda letter: Refused(0))
    told(engine, wechat, sms)
    assert [one.to for one in wechat.given] == ["o-own", "o-son"]
    assert [one.to for one in sms.given] == ["19900000001"]
    assert [(way, state) for way, state, _ in ways(engine)] == [
        (Way.WECHAT, REFUSED), (Way.WECHAT, REFUSED), (Way.SMS, REFUSED), (Way.CALL, DUE),
    ]  # fmt: skip
    with db.reading(engine) as session:
        for one in push.links_of(session, someone):
            assert push.balances(session, one.openid_id)[Template.ANSWER] == 0


@pytest.mark.parametrize(
    ("about", "way"),
    [
        ({"openid": "o-1", "accepts": 0}, Way.CALL),
        ({"openid": "o-1", "reads": False}, Way.CALL),
        ({"sms": True}, Way.SMS),
        ({}, Way.CALL),
        ({"phone": None}, Way.SLIP),
        ({"phone": None, "reads": False}, Way.SLIP),
    ],
)
def test_the_first_way_is_the_first_that_reaches_the_person(engine: Engine, about: dict[str, object], way: Way) -> None:
    with db.transaction(engine) as session:
        write(session, person(session, 1, **about), "k")
    told(engine, Fake(), Fake(Way.SMS))
    assert [one[0] for one in ways(engine)] == [way]


def test_an_installation_without_wechat_goes_the_other_ways(engine: Engine) -> None:
    with db.transaction(engine) as session:
        write(session, person(session, 1, openid="o-1", sms=True), "k")
    told(engine, Fake(Way.SMS))
    assert [(way, state) for way, state, _ in ways(engine)] == [(Way.SMS, SENT)]


def test_a_link_that_was_ended_meanwhile_leads_nowhere(engine: Engine) -> None:
    with db.transaction(engine) as session:
        someone = person(session, 1, openid="o-1")
        write(session, someone, "k", at=MORNING + 2 * HOUR)
    told(engine, Fake(), at=MORNING + 2 * HOUR)
    with db.transaction(engine) as session:
        push.unlink(session, "o-1", someone, MORNING + 3 * HOUR)
    wechat = Fake()
    told(engine, wechat, at=MORNING + 5 * HOUR)
    assert wechat.given == []
    assert ways(engine) == [(Way.WECHAT, REFUSED, "no_longer_reached"), (Way.CALL, DUE, None)]


def test_what_is_no_longer_true_is_told_to_nobody(engine: Engine) -> None:
    def filled(_session: Session, messages: Sequence[Message], _at: object) -> dict[int, str]:
        return {message.id: "" for message in messages if message.about != "proposal:7"}

    with db.transaction(engine) as session:
        someone = person(session, 1, openid="o-1")
        push.enqueue(session, someone, POST, {}, "k", MORNING, about="proposal:7")
    wechat = Fake()
    push.deliver(engine, [wechat], MORNING, "w1", filled)
    assert wechat.given == []
    assert (states(engine), ways(engine)) == ([MessageState.VOID], [(Way.WECHAT, EXPIRED, "no_longer_true")])
    with db.reading(engine) as session:
        assert push.inbox(session, [someone], None, 9) == []


def test_a_telephone_of_several_says_for_whom_it_is_and_opens_for_that_person(engine: Engine) -> None:
    def named(_session: Session, messages: Sequence[Message], _at: object) -> dict[int, str]:
        return {message.id: "罗*强" for message in messages}

    with db.transaction(engine) as session:
        for number, openid in ((1, "o-family"), (2, "o-own")):
            someone = person(session, number, openid=openid)
            push.enqueue(session, someone, POST, {"title": "缝纫工"}, f"k{number}", MORNING, page="pages/a/a?id=3")
        link(session, "o-family", person(session, 3), 1)
        texted = person(session, 4, sms=True)
        push.enqueue(session, texted, POST, {"title": "缝纫工"}, "k4", MORNING, page="pages/b/b")
    wechat, sms = Fake(), Fake(Way.SMS)
    push.deliver(engine, [wechat, sms], MORNING, "w1", named)
    found = {one.to: (one.fields.get("who"), one.page) for one in wechat.given}
    assert found == {
        "o-family": ("罗*强", "pages/a/a?id=3&person=1"), "o-own": (None, "pages/a/a?id=3&person=2"),
    }  # fmt: skip
    assert [one.page for one in sms.given] == ["pages/b/b?person=4"]
    assert sms.given[0].text.startswith("给罗*强的：有个活合适您：缝纫工"), "a number is often that of a household"


def test_new_posts_that_are_due_together_come_as_one(engine: Engine) -> None:
    with db.transaction(engine) as session:
        someone = person(session, 1, openid="o-1")
        for n in range(3):
            write(session, someone, f"post{n}", template=POST)
        write(session, person(session, 2, openid="o-2"), "single", template=POST)
        write(session, someone, "answer")
    wechat = Fake()
    told(engine, wechat)
    assert sorted((one.to, one.template) for one in wechat.given) == [
        ("o-1", "answer"), ("o-1", "digest"), ("o-2", "new_match"),
    ]  # fmt: skip
    digest = next(one for one in wechat.given if one.template == "digest")
    assert digest.text.startswith("有3个新活合适您")
    assert digest.page == "pages/home/home?person=1"
    assert sorted(states(engine)) == sorted([MessageState.MERGED] * 3 + [MessageState.TOLD] * 3)


def test_at_most_two_messages_a_week_about_new_posts_and_the_third_gathers_the_rest(engine: Engine) -> None:
    with db.transaction(engine) as session:
        someone = person(session, 1, openid="o-1", accepts=9)
    wechat = Fake()
    for day in range(8):
        at = MORNING + day * DAY
        with db.transaction(engine) as session:
            write(session, someone, f"post{day}", at=at, template=POST)
        told(engine, wechat, at=at)
        within = 2 if day < 7 else 3
        assert len(wechat.given) == min(day + 1, within)
    assert [one.template for one in wechat.given] == ["new_match", "new_match", "digest"]
    assert "有6个新活" in wechat.given[-1].text


def test_the_week_is_asked_again_at_the_moment_of_sending(engine: Engine) -> None:
    with db.transaction(engine) as session:
        someone = person(session, 1, openid="o-1", accepts=9)
        ids = [
            write(session, someone, f"post{n}", at=MORNING + 2 * HOUR + n * HOUR / 4, template=POST) for n in range(3)
        ]
    for n in range(3):  # at noon each gets a way of its own, none is sent
        told(engine, Fake(), at=MORNING + 2 * HOUR + n * HOUR / 4)
    wechat = Fake()
    told(engine, wechat, at=MORNING + 5 * HOUR)
    assert [one.message_id for one in wechat.given] == ids[:2]
    assert ways(engine)[2] == (Way.WECHAT, DUE, "enough_this_week")


def test_one_telephone_gets_one_message_at_a_time(engine: Engine) -> None:
    def slowly(letter: Letter) -> Sent:
        time.sleep(0.01)
        return Sent(f"m{letter.message_id}")

    with db.transaction(engine) as session:
        for family in range(4):
            for n in range(4):
                someone = person(session, 10 * family + n, openid=f"o-{family}", accepts=2)
                write(session, someone, f"k{family}-{n}")
    wechat = Fake(does=slowly)
    told(engine, wechat)
    assert (len(wechat.given), wechat.crowded) == (16, 1)
    assert set(states(engine)) == {MessageState.TOLD}


def test_a_worker_that_never_heard_of_a_channel_leaves_its_deliveries_alone(engine: Engine) -> None:
    with db.transaction(engine) as session:
        write(session, person(session, 1, openid="o-1"), "k", at=MORNING + 2 * HOUR)
    told(engine, Fake(), at=MORNING + 2 * HOUR)
    assert push.deliver(engine, [Fake(Way.SMS)], MORNING + 5 * HOUR, "w2") == 0
    with db.reading(engine) as session:
        assert session.scalars(select(Delivery)).one().state is DUE


def test_a_row_that_cannot_be_read_holds_up_nobody_else(engine: Engine) -> None:
    with db.transaction(engine) as session:
        ids = [write(session, person(session, n, openid=f"o-{n}"), f"k{n}") for n in range(1, 6)]
    with db.transaction(engine) as session:
        session.execute(
            text("UPDATE push_message SET fields = :spoilt WHERE id = :id"), {"spoilt": b"no", "id": ids[2]}
        )
    wechat = Fake()
    for _ in range(3):
        with pytest.raises(SealError):
            push.deliver(engine, [wechat], MORNING, "w1")
    assert sorted(letter.message_id for letter in wechat.given) == [*ids[:2], *ids[3:]]
