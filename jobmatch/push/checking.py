"""The moment of sending: everything that may stand against it is asked again, then the try is written down.

Between a message's writing and its sending lie minutes or days. Whether it is still true, whether the person still
agrees, whether the hour is right and something is left of what was accepted, is asked here, whatever was asked before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch.push import hours
from jobmatch.push.channels import Letter, Way
from jobmatch.push.life import DeliveryState, DeliveryVerb, MessageState, MessageVerb
from jobmatch.push.model import Attempt, Delivery, Message, Recipient
from jobmatch.push.moving import end_if_open, move_delivery, put_back
from jobmatch.push.outbox import call_off
from jobmatch.push.planning import has_left, pause_of, pauses_too_long, told_of_posts
from jobmatch.push.recipients import links_of
from jobmatch.push.templates import said

InStep = Callable[[Session, Message, datetime], bool]
"""Brings the recipient's row in step with the person's record, and says whether what the message tells still holds."""


@dataclass(frozen=True)
class Ready:
    """A try that is written down and may be made: by which way, with which letter."""

    delivery_id: int
    attempt_id: int
    way: Way
    letter: Letter


def as_written(_session: Session, _message: Message, _at: datetime) -> bool:
    """For where nothing stands behind a message that could have changed."""
    return True


def begin(session: Session, delivery_id: int, owner: str, at: datetime, in_step: InStep) -> Ready | None:
    """Ask everything again and write the try down; None where it is not to be made, and the row says why."""
    delivery = session.get_one(Delivery, delivery_id, with_for_update=True, populate_existing=True)
    if not _holds(delivery, owner, at):
        return None
    message = session.get_one(Message, delivery.message_id, with_for_update=True)
    # Two messages to one person at the same moment would each count as the second of the week.
    recipient = session.get_one(Recipient, message.recipient_id, with_for_update=True)
    if not _may_be_told(session, delivery, message, recipient, at, in_step):
        return None
    if not _in_time(session, delivery, message, at):
        return None
    to = _address(session, delivery, message, recipient)
    if to is None:
        _refuse(delivery, at, "no_longer_reached")
        return None
    attempt = Attempt(delivery_id=delivery.id, at=at, by=owner)
    session.add(attempt)
    delivery.attempts += 1
    message.begun_at = message.begun_at or at
    session.flush()
    text = said(message.template, message.fields).text
    fields = {name: str(value) for name, value in message.fields.items() if value is not None}
    return Ready(
        delivery.id, attempt.id, delivery.channel,
        Letter(to, message.template.value, fields, text, message.page, message.id),
    )  # fmt: skip


def _holds(delivery: Delivery, owner: str, at: datetime) -> bool:
    """Whether the claim is still that of this worker."""
    mine = delivery.state is DeliveryState.CLAIMED and delivery.leased_by == owner
    return mine and delivery.lease_until is not None and delivery.lease_until > at


def _may_be_told(
    session: Session, delivery: Delivery, message: Message, recipient: Recipient, at: datetime, in_step: InStep
) -> bool:
    if message.state is not MessageState.UNDER_WAY:
        move_delivery(delivery, DeliveryVerb.EXPIRE, at, "message_ended")
    elif message.expires_at is not None and message.expires_at <= at:
        move_delivery(delivery, DeliveryVerb.EXPIRE, at, "too_late")
        end_if_open(message, MessageVerb.EXPIRE, "too_late")
    elif not in_step(session, message, at):
        move_delivery(delivery, DeliveryVerb.EXPIRE, at, "no_longer_true")
        call_off(session, message, "no_longer_true", at)
    elif recipient.opted_out_at is not None or not recipient.agrees:
        why = "opted_out" if recipient.opted_out_at is not None else "no_consent"
        _refuse(delivery, at, why)
        end_if_open(message, MessageVerb.KEEP, why)
    else:
        return True
    return False


def _in_time(session: Session, delivery: Delivery, message: Message, at: datetime) -> bool:
    opens = hours.next_open(message.template, at)
    in_measure = at
    if message.begun_at is None:  # a second way of the same message is no second message
        in_measure = hours.next_in_measure(message.template, told_of_posts(session, message), at)
    pause = pause_of(session, delivery.channel, message.template, at)
    if pause is not None and pauses_too_long(pause, message):
        _refuse(delivery, at, "paused")
    elif pause is not None and pause.until is not None:
        put_back(delivery, pause.until, at, "paused")
    elif in_measure > at:
        put_back(delivery, in_measure, at, "enough_this_week")
    elif opens > at:
        put_back(delivery, opens, at, "quiet_hours")
    else:
        return True
    return False


def _address(session: Session, delivery: Delivery, message: Message, recipient: Recipient) -> str | None:
    """The openid or number, where it is still linked or agreed and something is left of what was accepted."""
    if delivery.channel is Way.SMS:
        return recipient.phone if recipient.sms_agreed else None
    user = delivery.openid
    if user is None or user.flagged_at is not None:
        return None
    linked = any(one.openid_id == user.id for one in links_of(session, recipient.id))
    return user.openid if linked and has_left(session, user.id, message.template) else None


def _refuse(delivery: Delivery, at: datetime, code: str) -> None:
    move_delivery(delivery, DeliveryVerb.REFUSE, at, code)
