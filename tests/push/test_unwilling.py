"""Who takes the yes back, at whatever moment, hears nothing more by any way, and nobody has to ring."""

import pytest
from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.push import service as push
from jobmatch.push.channels import Letter, Refused, Retry, Way
from jobmatch.push.errors import NOT_REACHED
from jobmatch.push.life import DeliveryState, MessageState
from jobmatch.push.model import Recipient
from tests.push.world import DAY, HOUR, MORNING, Fake, person, states, told, ways, write

DUE, REFUSED, EXPIRED = DeliveryState.DUE, DeliveryState.REFUSED, DeliveryState.EXPIRED


def change(engine: Engine, **values: object) -> None:
    with db.transaction(engine) as session:
        for name, value in values.items():
            setattr(session.scalars(select(Recipient)).one(), name, value)


@pytest.mark.parametrize(
    ("values", "why"), [({"agrees": False}, "no_consent"), ({"opted_out_at": MORNING}, "opted_out")]
)
def test_who_takes_the_yes_back_before_the_sending_hears_nothing_and_finds_it_in_the_inbox(
    engine: Engine, values: dict[str, object], why: str
) -> None:
    with db.transaction(engine) as session:
        someone = person(session, 1, openid="o-1", sms=True)
        message = write(session, someone, "k", at=MORNING + 2 * HOUR)
    told(engine, Fake(), at=MORNING + 2 * HOUR)  # noon: it has its way and waits for the afternoon
    assert ways(engine)[0][1] is DUE
    change(engine, **values)
    wechat = Fake()
    told(engine, wechat, at=MORNING + 5 * HOUR)
    assert wechat.given == []
    assert (states(engine), ways(engine)) == ([MessageState.KEPT], [(Way.WECHAT, REFUSED, why)])
    with db.reading(engine) as session:
        assert [one.id for one in push.inbox(session, [someone], None, 9)] == [message]


@pytest.mark.parametrize(
    ("values", "why"), [({"agrees": False}, "no_consent"), ({"opted_out_at": MORNING}, "opted_out")]
)
def test_who_is_to_hear_nothing_is_on_no_list_of_calls(engine: Engine, values: dict[str, object], why: str) -> None:
    with db.transaction(engine) as session:
        someone = person(session, 1, openid="o-1")
        write(session, someone, "k")
    told(engine, Fake(does=lambda _: Retry(NOT_REACHED)))
    change(engine, **values)
    with db.transaction(engine) as session:
        write(session, someone, "later")
    told(engine)  # an installation that has lost its account: the next way would be a call
    told(engine, Fake(does=lambda _: Refused(43101)), at=MORNING + HOUR)
    assert states(engine) == [MessageState.KEPT] * 2
    assert ways(engine) == [(Way.WECHAT, REFUSED, why)]
    with db.transaction(engine) as session:
        assert push.forget_old(session, MORNING + DAY, 9) == 2


def test_who_takes_the_yes_back_between_two_ways_is_not_rung(engine: Engine) -> None:
    def takes_it_back(_: Letter) -> Refused:
        change(engine, agrees=False)
        return Refused(43101)

    with db.transaction(engine) as session:
        write(session, person(session, 1, openid="o-1"), "k")
    told(engine, Fake(does=takes_it_back))
    assert (states(engine), ways(engine)) == ([MessageState.KEPT], [(Way.WECHAT, REFUSED, "43101")])


def test_an_opt_out_ends_the_call_that_waits_and_can_be_taken_back_before_the_next_message(engine: Engine) -> None:
    with db.transaction(engine) as session:
        someone = person(session, 1)
        write(session, someone, "call")
        write(session, someone, "tomorrow", due_at=MORNING + DAY)
    told(engine)
    with db.transaction(engine) as session:
        push.opt_out(session, someone, MORNING + HOUR)
    assert (states(engine), ways(engine)) == (
        [MessageState.KEPT, MessageState.WAITING], [(Way.CALL, EXPIRED, "opted_out")],
    )  # fmt: skip
    with db.transaction(engine) as session:
        push.opt_in(session, someone)
    told(engine, at=MORNING + DAY)
    assert states(engine) == [MessageState.KEPT, MessageState.UNDER_WAY]
