"""Quiet hours and what ends: nothing comes too early, and nothing so late that it says nothing any more."""

from datetime import datetime

import pytest
from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.push import planning
from jobmatch.push.channels import Way
from jobmatch.push.life import DeliveryState, MessageState
from jobmatch.push.model import Recipient
from jobmatch.push.templates import Template
from tests.push.world import HOUR, MORNING, Fake, person, states, told, ways, write

QUARTER_TO_NOON = MORNING + 1.75 * HOUR
SENT, DUE, REFUSED, EXPIRED = DeliveryState.SENT, DeliveryState.DUE, DeliveryState.REFUSED, DeliveryState.EXPIRED


def test_what_comes_too_late_is_not_sent(engine: Engine) -> None:
    course = Template.COURSE
    with db.transaction(engine) as session:
        someone = person(session, 1, openid="o-1")
        write(session, someone, "k", at=MORNING + 2 * HOUR, template=course, expires_at=MORNING + 9 * HOUR)
        write(session, someone, "late", expires_at=MORNING + HOUR)
        write(session, person(session, 2), "call", expires_at=MORNING + 4 * HOUR)
    wechat = Fake()
    told(engine, wechat, at=MORNING + 2 * HOUR)
    assert (Way.WECHAT, DUE, None) in ways(engine)
    told(engine, wechat, at=MORNING + 10 * HOUR)
    assert wechat.given == []
    assert states(engine) == [MessageState.EXPIRED] * 3
    assert {state for _, state, _ in ways(engine)} == {EXPIRED}


def test_who_is_expected_this_very_afternoon_hears_it_at_noon(engine: Engine) -> None:
    with db.transaction(engine) as session:
        write(session, person(session, 1, openid="o-1"), "k", at=QUARTER_TO_NOON, expires_at=MORNING + 3.5 * HOUR)
    told(engine, Fake(), at=QUARTER_TO_NOON)
    assert (states(engine), ways(engine)) == ([MessageState.TOLD], [(Way.WECHAT, SENT, None)])


@pytest.mark.parametrize(
    ("template", "at", "ends"),
    [
        (Template.COURSE, QUARTER_TO_NOON, MORNING + 5 * HOUR),  # would come at half past two, for three o'clock
        (Template.ANSWER, MORNING + 11 * HOUR, MORNING + 22.5 * HOUR),  # at eight in the morning, for half past
    ],
)
def test_what_the_quiet_hours_would_bring_too_late_is_told_by_a_person(
    engine: Engine, template: Template, at: datetime, ends: datetime
) -> None:
    with db.transaction(engine) as session:
        write(session, person(session, 1, openid="o-1", sms=True), "k", at=at, template=template, expires_at=ends)
    told(engine, Fake(), Fake(Way.SMS), at=at)
    assert ways(engine) == [(Way.CALL, DUE, None)]


def test_a_window_that_closes_before_the_hand_is_free_leaves_time_to_ring(engine: Engine) -> None:
    with db.transaction(engine) as session:
        someone = person(session, 1, openid="o-1")
        write(session, someone, "k", at=MORNING + HOUR, template=Template.COURSE, expires_at=MORNING + 5 * HOUR)
    with db.transaction(engine) as session:
        planning.plan(session, [someone], MORNING + HOUR, {Way.WECHAT})
    told(engine, Fake(), at=QUARTER_TO_NOON)
    assert ways(engine) == [(Way.WECHAT, REFUSED, "quiet_hours"), (Way.CALL, DUE, None)]


def test_quiet_hours_are_asked_at_the_moment_of_sending(engine: Engine) -> None:
    with db.transaction(engine) as session:
        write(session, person(session, 1, openid="o-1"), "k", at=MORNING + HOUR)
    with db.transaction(engine) as session:  # an hour that was good when the way was chosen has passed since
        recipient = session.scalars(select(Recipient.id)).one()
        planning.plan(session, [recipient], MORNING + HOUR, {Way.WECHAT})
    wechat = Fake()
    told(engine, wechat, at=MORNING + 2 * HOUR)
    assert wechat.given == []
    assert ways(engine) == [(Way.WECHAT, DUE, "quiet_hours")]
    told(engine, wechat, at=MORNING + 4 * HOUR + HOUR / 2)
    assert len(wechat.given) == 1
