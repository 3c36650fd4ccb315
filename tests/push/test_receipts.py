"""What WeChat says afterwards, in any order and more than once: it arrived, or it did not."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from jobmatch import db
from jobmatch.push import service as push
from jobmatch.push.channels import Letter, Outcome, Sent, Unknown, Way
from jobmatch.push.life import DeliveryState, MessageState
from jobmatch.push.templates import Template
from tests.push.test_outcomes import left, one
from tests.push.world import DAY, HOUR, MINUTE, MORNING, Fake, states, told, ways

SENT, FAILED, UNKNOWN, DELIVERED = (
    DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN, DeliveryState.DELIVERED,
)  # fmt: skip


def receipt(engine: Engine, msgid: str, code: int = 0, openid: str = "o-1", after: timedelta = MINUTE) -> bool:
    with db.transaction(engine) as session:
        return push.note_receipt(session, openid, Template.ANSWER, msgid, code, MORNING + after)


def test_a_receipt_says_that_it_arrived_and_the_second_one_nothing_more(engine: Engine) -> None:
    someone = one(engine)
    told(engine, Fake(does=lambda _: Sent("m-1")))
    assert receipt(engine, "m-1")
    assert not receipt(engine, "m-1")
    assert not receipt(engine, "m-1", code=1)
    assert ways(engine) == [(Way.WECHAT, DELIVERED, None)]
    assert left(engine, someone) == 4


@pytest.mark.parametrize(("code", "state"), [(0, DELIVERED), (1, FAILED)])
def test_a_receipt_that_comes_before_the_answer_is_heard_with_it(
    engine: Engine, code: int, state: DeliveryState
) -> None:
    def answered_late(_: Letter) -> Outcome:
        receipt(engine, "m-1", code)
        return Sent("m-1")

    one(engine)
    told(engine, Fake(does=answered_late))
    assert ways(engine)[0][:2] == (Way.WECHAT, state)


def test_what_did_not_arrive_goes_the_next_way(engine: Engine) -> None:
    one(engine)
    told(engine, Fake(does=lambda _: Sent("m-1")))
    receipt(engine, "m-1", code=1003)
    sms = Fake(Way.SMS)
    told(engine, sms, at=MORNING + HOUR)
    assert ways(engine) == [(Way.WECHAT, FAILED, "1003"), (Way.SMS, SENT, None)]
    assert states(engine) == [MessageState.TOLD]


@pytest.mark.parametrize("before", [True, False])
def test_a_receipt_mends_what_was_unknown(engine: Engine, before: bool) -> None:
    def cut(_: Letter) -> Outcome:
        if before:
            receipt(engine, "m-1")
        return Unknown("reset")

    someone = one(engine)
    wechat = Fake(does=cut)
    told(engine, wechat)
    if not before:
        assert ways(engine)[0][1] is UNKNOWN
        receipt(engine, "m-1")
    told(engine, wechat, at=MORNING + DAY)
    assert (len(wechat.given), ways(engine)) == (1, [(Way.WECHAT, DELIVERED, None)])
    assert (states(engine), left(engine, someone)) == ([MessageState.TOLD], 4)


def test_a_receipt_of_nobodys_message_changes_nothing(engine: Engine) -> None:
    one(engine)
    told(engine, Fake(does=lambda _: Sent("m-1")))
    assert receipt(engine, "m-9")
    assert receipt(engine, "m-8", openid="o-nobody")
    assert ways(engine) == [(Way.WECHAT, SENT, None)]
