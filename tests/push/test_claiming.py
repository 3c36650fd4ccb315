"""Claims and leases: who died is taken over, who is late is believed, and clocks may be wrong."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.push import checking, circumstances, claiming, planning, settling
from jobmatch.push import service as push
from jobmatch.push.channels import Refused, Sent, Way
from jobmatch.push.checking import Ready
from jobmatch.push.life import DeliveryState, MessageState
from jobmatch.push.model import Delivery
from tests.push.world import HOUR, MINUTE, MORNING, Fake, person, states, told, tries, ways, write

DUE, CLAIMED, SENT, UNKNOWN = DeliveryState.DUE, DeliveryState.CLAIMED, DeliveryState.SENT, DeliveryState.UNKNOWN
OVER = claiming.LEASE


@pytest.fixture
def due(engine: Engine) -> int:
    """A delivery that may be claimed."""
    with db.transaction(engine) as session:
        someone = person(session, 1, openid="o-1", sms=True)
        write(session, someone, "k")
        planning.plan(session, [someone], MORNING, {Way.WECHAT})
    with db.reading(engine) as session:
        return session.scalars(select(Delivery.id)).one()


def take(engine: Engine, owner: str, at: datetime) -> list[int]:
    with db.transaction(engine) as session:
        return claiming.claim(session, {Way.WECHAT}, owner, at, 9)


def begin(engine: Engine, delivery_id: int, owner: str, at: datetime) -> Ready | None:
    with db.transaction(engine) as session:
        return next(iter(checking.begin(session, [delivery_id], owner, at, circumstances.as_written)), None)


def state(engine: Engine) -> tuple[DeliveryState, int, str | None]:
    with db.reading(engine) as session:
        row = session.scalars(select(Delivery).order_by(Delivery.id)).first()
        assert row is not None
        return row.state, row.attempts, row.leased_by


def test_what_is_claimed_is_nobody_elses(engine: Engine, due: int) -> None:
    assert take(engine, "w1", MORNING) == [due]
    assert take(engine, "w2", MORNING) == []
    assert begin(engine, due, "w2", MORNING) is None
    assert begin(engine, due, "w1", MORNING) is not None


def test_a_worker_that_died_before_it_called_leaves_nothing_in_doubt(engine: Engine, due: int) -> None:
    take(engine, "w1", MORNING)
    wechat = Fake()
    told(engine, wechat, at=MORNING + OVER - MINUTE, owner="w2")
    assert (wechat.given, state(engine)) == ([], (CLAIMED, 0, "w1"))
    told(engine, wechat, at=MORNING + OVER, owner="w2")
    assert (len(wechat.given), ways(engine)) == (1, [(Way.WECHAT, SENT, None)])


def test_a_worker_that_died_in_the_call_leaves_it_unknown(engine: Engine, due: int) -> None:
    take(engine, "w1", MORNING)
    begin(engine, due, "w1", MORNING)
    wechat = Fake()
    told(engine, wechat, at=MORNING + OVER, owner="w2")
    assert (wechat.given, state(engine)) == ([], (UNKNOWN, 1, None))
    told(engine, wechat, at=MORNING + OVER + claiming.ASK_AGAIN_AFTER, owner="w2")
    assert (len(wechat.given), tries(engine)) == (1, ["unknown", "sent"])


def test_whose_lease_has_run_out_does_not_call_any_more(engine: Engine, due: int) -> None:
    take(engine, "w1", MORNING)
    assert begin(engine, due, "w1", MORNING + OVER) is None


def test_an_answer_that_comes_late_is_believed(engine: Engine, due: int) -> None:
    take(engine, "w1", MORNING)
    ready = begin(engine, due, "w1", MORNING)
    assert ready
    push.deliver(engine, [Fake()], MORNING + OVER, "w2")
    with db.transaction(engine) as session:
        settling.settle(session, [(ready, Sent("m-1"))], "w1", MORNING + OVER)
    assert (state(engine)[0], tries(engine), states(engine)) == (SENT, ["sent"], [MessageState.TOLD])


def test_a_no_that_comes_late_is_believed(engine: Engine, due: int) -> None:
    take(engine, "w1", MORNING)
    ready = begin(engine, due, "w1", MORNING)
    assert ready
    push.deliver(engine, [Fake()], MORNING + OVER, "w2")
    with db.transaction(engine) as session:
        settling.settle(session, [(ready, Refused(43101))], "w1", MORNING + OVER)
    assert state(engine)[0] is DeliveryState.REFUSED


def test_two_tries_that_both_went_out_both_stand_written_down(engine: Engine, due: int) -> None:
    take(engine, "w1", MORNING)
    first = begin(engine, due, "w1", MORNING)
    assert first
    later = MORNING + OVER + claiming.ASK_AGAIN_AFTER
    push.deliver(engine, [Fake()], MORNING + OVER, "w2")
    told(engine, Fake(), at=later, owner="w2")
    with db.transaction(engine) as session:
        settling.settle(session, [(first, Sent("m-1"))], "w1", later)
    assert (state(engine)[:2], tries(engine)) == ((SENT, 2), ["sent", "sent"])


@pytest.mark.parametrize("ahead", [timedelta(hours=2), timedelta(days=400)])
def test_a_clock_that_ran_far_ahead_does_not_hold_a_message_for_ever(
    engine: Engine, due: int, ahead: timedelta
) -> None:
    assert take(engine, "w1", MORNING + ahead) == [due]
    wechat = Fake()
    told(engine, wechat, at=MORNING + MINUTE, owner="w2")
    assert (len(wechat.given), ways(engine)) == (1, [(Way.WECHAT, SENT, None)])


def test_a_clock_that_is_behind_takes_nothing_away(engine: Engine, due: int) -> None:
    take(engine, "w1", MORNING)
    wechat = Fake()
    told(engine, wechat, at=MORNING - HOUR / 2, owner="w2")
    assert (wechat.given, state(engine)) == ([], (CLAIMED, 0, "w1"))


def test_claims_take_one_of_each_telephone(session: Session) -> None:
    family = [person(session, n, openid="o-family") for n in range(3)]
    for n, one in enumerate([*family, person(session, 9, openid="o-9")]):
        write(session, one, f"k{n}")
        planning.plan(session, [one], MORNING, {Way.WECHAT})
    taken = claiming.claim(session, {Way.WECHAT}, "w1", MORNING, 9)
    rows = [session.get_one(Delivery, one) for one in taken]
    assert len(rows) == len({row.openid_id for row in rows}) == 2
    assert claiming.claim(session, {Way.WECHAT}, "w2", MORNING, 9) == []
