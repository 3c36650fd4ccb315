"""Who may send a delivery now: claims with a lease, and what becomes of those whose worker was heard of no more.

A lease that ran out without a try is simply free again. With a try that nobody heard the end of, the delivery is
`unknown`: WeChat has no key to ask by. It is tried a second time after a while, once, and the row says so.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from jobmatch.push import receipts
from jobmatch.push.channels import Way
from jobmatch.push.life import DeliveryState, DeliveryVerb, MessageState, MessageVerb
from jobmatch.push.model import Attempt, Delivery, Message, OpenId
from jobmatch.push.moving import end_if_open, end_ways, move_delivery, put_back

LEASE = timedelta(minutes=2)
"""Longer than a whole pass takes when every call runs into its time limit."""
SPOILT = timedelta(hours=1)
"""No lease is so long: the clock that wrote it was wrong."""
ASK_AGAIN_AFTER = timedelta(minutes=10)
LOST = "no_answer"


def claim(session: Session, ways: Collection[str], owner: str, at: datetime, most: int) -> list[int]:
    """Take up to `most` due deliveries, one of each WeChat user, none of a user who is being sent to; their ids."""
    in_flight = aliased(Delivery)
    busy = select(in_flight.openid_id).where(
        in_flight.state == DeliveryState.CLAIMED, in_flight.openid_id.is_not(None)
    )  # fmt: skip
    candidates = session.execute(
        select(Delivery.id, Delivery.openid_id)
        .where(
            Delivery.state == DeliveryState.DUE,
            Delivery.next_at <= at,
            Delivery.channel.in_(ways),
            or_(Delivery.openid_id.is_(None), Delivery.openid_id.not_in(busy)),
        )
        .order_by(Delivery.next_at, Delivery.id)
        .limit(4 * most)
    ).all()
    first_of: dict[int, int] = {}
    for delivery_id, openid_id in candidates:
        first_of.setdefault(openid_id or -delivery_id, delivery_id)
    wanted = list(first_of.values())[:most]
    users = {openid_id for delivery_id, openid_id in candidates if openid_id and delivery_id in wanted}
    # Locking the users keeps two workers on PostgreSQL from beginning with one of them at the same moment.
    held = session.scalars(
        select(OpenId.id).where(OpenId.id.in_(users)).order_by(OpenId.id).with_for_update(skip_locked=True)
    ).all()
    free = set(held) - set(session.scalars(busy.where(in_flight.openid_id.in_(held))))
    rows = session.scalars(
        select(Delivery)
        .where(Delivery.id.in_(wanted), Delivery.state == DeliveryState.DUE)
        .order_by(Delivery.id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    taken = {row.id: row for row in rows if row.openid_id is None or row.openid_id in free}
    for row in taken.values():
        move_delivery(row, DeliveryVerb.CLAIM, at, row.error_code)
        row.leased_by, row.lease_until = owner, at + LEASE
    session.flush()
    return [delivery_id for delivery_id in wanted if delivery_id in taken]


def lost(session: Session, at: datetime, most: int) -> Sequence[int]:
    """Up to `most` deliveries whose lease has run out, or was written by a clock that ran far ahead."""
    return session.scalars(
        select(Delivery.id)
        .where(
            Delivery.state == DeliveryState.CLAIMED,
            or_(Delivery.lease_until <= at, Delivery.lease_until > at + SPOILT),
        )
        .order_by(Delivery.id)
        .limit(most)
    ).all()


def take_back(session: Session, delivery_id: int, at: datetime) -> None:
    """A lease has run out: free again where nobody had called, else unknown unless a receipt says more."""
    delivery = session.get_one(Delivery, delivery_id, with_for_update=True, populate_existing=True)
    ran_out = delivery.lease_until is None or delivery.lease_until <= at or delivery.lease_until > at + SPOILT
    if delivery.state is not DeliveryState.CLAIMED or not ran_out:
        return
    open_try = session.scalars(
        select(Attempt).where(Attempt.delivery_id == delivery.id, Attempt.outcome.is_(None))
    ).first()  # fmt: skip
    if open_try is None:
        put_back(delivery, min(delivery.next_at, at), at, "lease_ran_out")
        return
    open_try.outcome, open_try.code, open_try.answered_at = "unknown", LOST, at
    become_unknown(session, delivery, at, LOST)


def become_unknown(session: Session, delivery: Delivery, at: datetime, why: str) -> None:
    """Nobody knows whether it was sent, unless a receipt has come that says so."""
    move_delivery(delivery, DeliveryVerb.LOSE, at, why)
    if not receipts.settle_by_waiting(session, delivery, at) and may_ask_again(delivery):
        delivery.next_at = at + ASK_AGAIN_AFTER


def may_ask_again(delivery: Delivery) -> bool:
    """A WeChat message that became unknown may be sent a second time, once; a text message costs and is not."""
    return delivery.channel is Way.WECHAT and not delivery.asked_again


def to_ask_again(session: Session, at: datetime, most: int) -> Sequence[int]:
    """Up to `most` unknown deliveries whose second try is due."""
    return session.scalars(
        select(Delivery.id)
        .where(
            Delivery.state == DeliveryState.UNKNOWN,
            Delivery.channel == Way.WECHAT,
            Delivery.asked_again.is_(False),
            Delivery.next_at <= at,
        )
        .order_by(Delivery.id)
        .limit(most)
    ).all()


def ask_again(session: Session, delivery_id: int, at: datetime) -> None:
    """The second and last try of an unknown delivery becomes due."""
    delivery = session.get_one(Delivery, delivery_id, with_for_update=True, populate_existing=True)
    if delivery.state is not DeliveryState.UNKNOWN or not may_ask_again(delivery):
        return
    if delivery.message.state is not MessageState.UNDER_WAY:
        delivery.asked_again = True  # ended meanwhile: there is nothing left to ask for
        return
    move_delivery(delivery, DeliveryVerb.ASK_AGAIN, at, delivery.error_code)
    delivery.asked_again, delivery.next_at = True, at


def too_late(session: Session, at: datetime, most: int) -> Sequence[int]:
    """Up to `most` messages under way that say nothing any more; those being sent at this moment come later."""
    sending = select(Delivery.message_id).where(Delivery.state == DeliveryState.CLAIMED)
    return session.scalars(
        select(Message.id)
        .where(
            Message.state == MessageState.UNDER_WAY,
            Message.expires_at <= at,
            Message.id.not_in(sending),
        )
        .order_by(Message.id)
        .limit(most)
    ).all()


def expire(session: Session, message_id: int, at: datetime) -> None:
    """End a message that came too late, with the way it was on."""
    message = session.get_one(Message, message_id, with_for_update=True, populate_existing=True)
    end_ways(message, at, "too_late")
    end_if_open(message, MessageVerb.EXPIRE, "too_late")
