"""The work of people: who is to be rung, what came of it, and the slips that are printed where no telephone helps.

A call that nobody answers may be made again; after three the slip takes its place, for the next time the person comes.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, contains_eager

from jobmatch import audit
from jobmatch.access import Actor, Permission, require
from jobmatch.push.channels import BY_PEOPLE, Way
from jobmatch.push.life import DeliveryState, DeliveryVerb, MessageState
from jobmatch.push.model import Attempt, Delivery, Message, Recipient
from jobmatch.push.moving import move_delivery, tell
from jobmatch.push.recipients import opt_out
from jobmatch.push.templates import Template

MOST_CALLS = 3
URGENCY = (
    Template.MEETING_TOMORROW,
    Template.CORRECTION,
    Template.ANSWER,
    Template.SEAT,
    Template.COURSE,
    Template.DIGEST,
    Template.NEW_MATCH,
    Template.RECORD_CHANGED,
)
"""Whom to ring first: who is expected somewhere, then who waits for an answer."""
RING_AGAIN_AFTER = timedelta(hours=3)
_Row = TypeVar("_Row")


CallVerb = Callable[[Session, int, datetime, Actor], None]
"""What can be said of a call or a slip: `told`, `missed`, `wants_none`."""


class SettledAlreadyError(ValueError):
    """Somebody else has rung meanwhile, or the message has ended."""


def waiting(
    session: Session, person_ids: Select[int], at: datetime, way: Way, most: int, skip: int = 0
) -> list[Delivery]:
    """What people have to do now for the persons that are selected: the most urgent, and what comes too late, first.

    At most so many, after the first `skip` of them.
    """
    urgency = case({template: place for place, template in enumerate(URGENCY)}, value=Message.template)
    query = (
        _to_do(select(Delivery), person_ids, at, way)
        .options(contains_eager(Delivery.message).contains_eager(Message.recipient))
        .order_by(urgency, Message.expires_at.is_(None), Message.expires_at, Delivery.id)
    )
    return list(session.scalars(query.limit(most).offset(skip)))


def how_many_wait(session: Session, person_ids: Select[int], at: datetime, way: Way) -> int:
    """How many that are, before each of them is asked whether it still holds."""
    return session.scalar(_to_do(select(func.count(Delivery.id)), person_ids, at, way)) or 0


def _to_do(of: Select[_Row], person_ids: Select[int], at: datetime, way: Way) -> Select[_Row]:
    return (
        of.join(Delivery.message)
        .join(Message.recipient)
        .where(
            Delivery.channel == way,
            Delivery.state == DeliveryState.DUE,
            Delivery.next_at <= at,
            Message.state == MessageState.UNDER_WAY,
            Message.expires_at.is_(None) | (Message.expires_at > at),
            Recipient.opted_out_at.is_(None),
            Recipient.agrees,
            Recipient.person_id.in_(person_ids),
        )
    )


def rung(session: Session, after: int, most: int) -> list[Message]:
    """The messages that wait for a call or a slip, whoever they are for, in the order of their ids."""
    query = (
        select(Message)
        .join(Message.deliveries)
        .where(
            Message.id > after,
            Message.state == MessageState.UNDER_WAY,
            Delivery.channel.in_(BY_PEOPLE),
            Delivery.state == DeliveryState.DUE,
        )
    )
    return list(session.scalars(query.order_by(Message.id).limit(most)))


def told(session: Session, delivery_id: int, at: datetime, actor: Actor) -> None:
    """The person has heard it, at the telephone or with the slip in the hand."""
    delivery = _open(session, delivery_id, at, actor)
    _note(session, delivery, "told", at, actor)
    move_delivery(delivery, DeliveryVerb.ARRIVE, at, role=actor.role)
    delivery.settled_by = actor.name
    tell(delivery.message, actor.role)
    session.flush()


def missed(session: Session, delivery_id: int, at: datetime, actor: Actor) -> None:
    """Nobody answered: again in some hours, at most three times."""
    delivery = _open(session, delivery_id, at, actor)
    _note(session, delivery, "missed", at, actor)
    if delivery.attempts < MOST_CALLS:
        delivery.next_at = at + RING_AGAIN_AFTER
    else:
        move_delivery(delivery, DeliveryVerb.REFUSE, at, "not_reached", actor.role)
        delivery.settled_by = actor.name
    session.flush()


def wants_none(session: Session, delivery_id: int, at: datetime, actor: Actor) -> None:
    """The person has heard it and wants no more messages: that holds from now on for all of them."""
    delivery = _open(session, delivery_id, at, actor)
    told(session, delivery_id, at, actor)
    opt_out(session, delivery.message.recipient_id, at)


def _open(session: Session, delivery_id: int, at: datetime, actor: Actor) -> Delivery:
    require(actor, Permission.SERVE_AT_COUNTER)
    delivery = session.get(Delivery, delivery_id, with_for_update=True, populate_existing=True)
    if delivery is None or delivery.state is not DeliveryState.DUE or delivery.channel not in BY_PEOPLE:
        raise SettledAlreadyError("somebody has seen to this already")
    if delivery.message.state is not MessageState.UNDER_WAY:
        raise SettledAlreadyError("there is nothing to tell any more")
    return delivery


def _note(session: Session, delivery: Delivery, outcome: str, at: datetime, actor: Actor) -> None:
    session.add(Attempt(delivery_id=delivery.id, at=at, by=actor.name, outcome=outcome, answered_at=at))
    delivery.attempts += 1
    delivery.message.begun_at = delivery.message.begun_at or at
    person = f"person:{delivery.message.recipient.person_id}"
    audit.record(session, actor, f"push_{outcome}", person, at, f"{delivery.channel} {delivery.message.template}")
