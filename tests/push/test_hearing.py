"""What WeChat tells us by itself: receipts, and who switched messages off."""

from datetime import datetime

from sqlalchemy import Engine

from jobmatch import db
from jobmatch.push import service as push
from jobmatch.push.channels import Sent, Way
from jobmatch.push.events import Arrived, Asked, Changed, Event, Said
from jobmatch.push.hearing import hear
from jobmatch.push.life import DeliveryState
from jobmatch.push.templates import Template
from tests.push.world import HOUR, MINUTE, MORNING, Fake, link, person, told, ways, write

NAMES = {"tpl-1": Template.ANSWER}
SOON: datetime = MORNING + MINUTE


def heard(engine: Engine, *events: Event) -> None:
    with db.transaction(engine) as session:
        hear(session, events, NAMES, SOON)


def left(engine: Engine) -> int:
    with db.reading(engine) as session:
        user = push.find_openid(session, "o-1")
        assert user
        return push.balances(session, user.id)[Template.ANSWER]


def test_a_receipt_comes_twice_and_out_of_order_and_counts_once(engine: Engine) -> None:
    with db.transaction(engine) as session:
        write(session, person(session, 1, openid="o-1"), "k")
    told(engine, Fake(does=lambda _: Sent("m-1")))
    arrived = Arrived("o-1", "tpl-1", SOON, msgid="m-1", code=0, status="success")
    other = Arrived("o-1", "tpl-unknown", SOON, msgid="m-2", code=0, status="success")
    heard(engine, other, arrived)
    heard(engine, arrived, other)
    assert ways(engine) == [(Way.WECHAT, DeliveryState.DELIVERED, None)]
    assert left(engine) == 4


def test_a_no_that_is_repeated_or_comes_late_takes_no_newer_yes_away(engine: Engine) -> None:
    with db.transaction(engine) as session:
        user = link(session, "o-1", person(session, 1), accepts=1)
    said_no = Changed("o-1", "tpl-1", SOON, Said.REJECT)
    heard(engine, said_no)
    assert left(engine) == 0
    with db.transaction(engine) as session:
        push.accepted(session, user, {Template.ANSWER: "accept"}, SOON + HOUR)
    for late in (said_no, Changed("o-1", "tpl-1", SOON - MINUTE / 2, Said.BAN)):
        heard(engine, late)
        assert left(engine) == 1


def test_who_switches_messages_off_has_none_left_and_an_acceptance_is_not_counted_again(engine: Engine) -> None:
    with db.transaction(engine) as session:
        person(session, 1, openid="o-1", accepts=3)
    heard(engine, Asked("o-1", "tpl-1", SOON, Said.ACCEPT), Changed("o-nobody", "tpl-1", SOON, Said.REJECT))
    assert left(engine) == 3
    heard(engine, Changed("o-1", "tpl-1", SOON, Said.REJECT))
    assert left(engine) == 0
