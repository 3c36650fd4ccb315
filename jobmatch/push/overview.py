"""What the county sees of push: how much went which way, what is stuck and why, what is paused; no names, no words.

Reads only. Who a person is, a page may know; this stage knows numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from jobmatch.push.channels import BY_PEOPLE, Way
from jobmatch.push.life import DeliveryState, MessageState
from jobmatch.push.model import Delivery, Message, Recipient
from jobmatch.push.templates import Template
from jobmatch.push.wechat_model import Pause

SLOW = timedelta(minutes=15)
"""A due delivery that nobody has taken for so long says that no worker is running, or that its channel is missing."""
LONG = timedelta(days=3)


@dataclass(frozen=True)
class Stuck:
    """A delivery that does not get on, and why in one stable word."""

    delivery: Delivery
    why: str


def by_state(session: Session, since: datetime) -> dict[MessageState, int]:
    """How many messages of a time stand where."""
    rows = session.execute(
        select(Message.state, func.count().label("number")).where(Message.created_at >= since).group_by(Message.state)
    )  # fmt: skip
    return {row.state: row.number for row in rows}


def by_way(session: Session, since: datetime) -> dict[tuple[Way, DeliveryState], int]:
    """How many deliveries of a time went which way, and what became of them."""
    rows = session.execute(
        select(Delivery.channel, Delivery.state, func.count())
        .where(Delivery.created_at >= since)
        .group_by(Delivery.channel, Delivery.state)
    )
    return {(way, state): number for way, state, number in rows}


def pauses(session: Session, at: datetime) -> Sequence[Pause]:
    """What is not called at present; those that wait for somebody to look first."""
    standing = select(Pause).where(Pause.until.is_(None) | (Pause.until > at))
    return session.scalars(standing.order_by(Pause.until.is_not(None), Pause.until)).all()


def stuck(session: Session, at: datetime, most: int) -> list[Stuck]:
    """What does not get on: unknown, failed, waiting too long for a worker or for a person; newest first."""
    by_people = Delivery.channel.in_(BY_PEOPLE)
    slow = (Delivery.state == DeliveryState.DUE) & or_(
        ~by_people & (Delivery.next_at < at - SLOW), by_people & (Delivery.next_at < at - LONG)
    )
    found = session.scalars(
        select(Delivery)
        .join(Delivery.message)
        .options(contains_eager(Delivery.message).joinedload(Message.recipient))
        .where(
            Message.state.in_((MessageState.WAITING, MessageState.UNDER_WAY)),
            or_(Delivery.state.in_((DeliveryState.UNKNOWN, DeliveryState.FAILED)), slow),
        )
        .order_by(Delivery.id.desc())
        .limit(most)
    )
    return [Stuck(delivery, _why(delivery)) for delivery in found]


def latest(
    session: Session, after: int | None, most: int, template: Template | None = None,
    people: Select[int] | None = None,
) -> Sequence[Message]:  # fmt: skip
    """The newest messages with the ways they went; `after` is the id of the last one of the page before.

    `people` narrows it to those of some people.
    """
    query = select(Message).options(joinedload(Message.recipient), selectinload(Message.deliveries))
    if people is not None:
        query = query.join(Message.recipient).where(Recipient.person_id.in_(people))
    if after is not None:
        query = query.where(Message.id < after)
    if template is not None:
        query = query.where(Message.template == template)
    return session.scalars(query.order_by(Message.id.desc()).limit(most)).all()


def _why(delivery: Delivery) -> str:
    if delivery.state in (DeliveryState.UNKNOWN, DeliveryState.FAILED):
        return delivery.state.value
    return "nobody_rang" if delivery.channel in BY_PEOPLE else "no_worker"
