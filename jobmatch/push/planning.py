"""From a message that is due to the way it goes: several new posts become one digest, and ways are tried in order.

WeChat, a text message, the worker's call, the printed slip: the next way of a message is the first that can be gone and
has not been tried. Who cannot read is rung. The slip can always be gone, so no message is without a way: unless nobody
is to be told, whose message is kept for the inbox before anybody would have to ring.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from jobmatch.push import circumstances, hours
from jobmatch.push.channels import BY_PEOPLE, Way
from jobmatch.push.circumstances import (
    Circumstances,
    InStep,
    as_written,
    opens,
    opens_too_late,
    pauses_too_long,
    unwilling,
)
from jobmatch.push.life import DeliveryState, MessageState, MessageVerb
from jobmatch.push.model import Delivery, Message, Recipient
from jobmatch.push.moving import move_message
from jobmatch.push.outbox import draft, keep
from jobmatch.push.templates import Template

LOOKED_AT = frozenset({"45168"})
"""Sensitive words: the same text would be refused again elsewhere."""
_LIST_PAGE = "pages/home/home"
PATIENCE = timedelta(days=14)
"""A digest that nobody could be told of for so long says nothing new any more."""


def recipients_to_plan(session: Session, at: datetime, most: int) -> list[int]:
    """Whose messages are due and have no way yet, those that wait longest first."""
    found = session.scalars(
        select(Message.recipient_id)
        .where(Message.state == MessageState.WAITING, Message.due_at <= at)
        .order_by(Message.due_at, Message.id)
        .limit(most)
    )
    return list(dict.fromkeys(found))


def plan(
    session: Session, recipient_ids: Collection[int], at: datetime, ways: Collection[str],
    in_step: InStep = as_written,
) -> None:  # fmt: skip
    """Give each due message of some recipients its first way; `ways` are the channels that this installation has."""
    # Whoever holds the row plans for the recipient: two workers would each make a digest.
    held = session.scalars(
        select(Recipient).where(Recipient.id.in_(recipient_ids)).order_by(Recipient.id).with_for_update()
    ).all()  # fmt: skip
    recipients = {recipient.id: recipient for recipient in held}
    due = session.scalars(
        select(Message)
        .where(
            Message.recipient_id.in_(list(recipients)), Message.state == MessageState.WAITING, Message.due_at <= at
        )
        .order_by(Message.id)
        .with_for_update()
    ).all()  # fmt: skip
    to_go = _digested(session, due, at)
    now = _circumstances(session, to_go, at, in_step)
    for message in to_go:
        unheard = unwilling(recipients[message.recipient_id])
        if message.expires_at is not None and message.expires_at <= at:
            move_message(message, MessageVerb.EXPIRE, "too_late")
            continue
        if unheard is not None:
            keep(session, message, unheard, at)
            continue
        in_measure = hours.next_in_measure(message.template, now.told_of_posts(message), at)
        if in_measure > at:
            message.due_at = in_measure
            continue
        move_message(message, MessageVerb.BEGIN)
        session.add(_next(message, (), recipients[message.recipient_id], now, at, ways))
    session.flush()


def without_a_way(session: Session, most: int) -> list[int]:
    """The messages under way whose last way has ended without telling anybody."""
    going_on = select(Delivery.message_id).where(
        Delivery.message_id == Message.id,
        or_(
            Delivery.state.in_((DeliveryState.DUE, DeliveryState.CLAIMED)),
            (Delivery.state == DeliveryState.UNKNOWN) & (Delivery.channel == Way.WECHAT) & ~Delivery.asked_again,
        ),
    )
    found = session.scalars(
        select(Message.id)
        .where(Message.state == MessageState.UNDER_WAY, ~going_on.exists())
        .order_by(Message.id)
        .limit(most)
    )
    return list(found)


def go_on(
    session: Session, message_ids: Collection[int], at: datetime, ways: Collection[str], in_step: InStep = as_written
) -> None:
    """Open the next way of those messages that are under way and have none."""
    whose = select(Message.recipient_id).where(Message.id.in_(message_ids))
    # First the recipients and then the messages, as everybody takes them.
    session.scalars(select(Recipient).where(Recipient.id.in_(whose)).order_by(Recipient.id).with_for_update()).all()
    held = session.scalars(
        select(Message)
        .where(Message.id.in_(message_ids), Message.state == MessageState.UNDER_WAY)
        .order_by(Message.id)
        .options(joinedload(Message.recipient), selectinload(Message.deliveries))
        .with_for_update(of=Message)
    ).all()
    messages = [message for message in held if not any(_goes_on(one) for one in message.deliveries)]
    now = _circumstances(session, messages, at, in_step)
    for message in messages:
        unheard = unwilling(message.recipient)
        if unheard is not None:
            keep(session, message, unheard, at)
        else:
            session.add(_next(message, message.deliveries, message.recipient, now, at, ways))
    session.flush()


def _circumstances(session: Session, messages: Sequence[Message], at: datetime, in_step: InStep) -> Circumstances:
    """What stands now for some messages, with the recipients as their records are today.

    Whether what a message tells still holds is asked by whoever tells it, and not here.
    """
    session.flush()
    in_step(session, messages, at)
    return circumstances.read(session, messages)


def _goes_on(delivery: Delivery) -> bool:
    """As `without_a_way` asks it of the database, once more of the rows that are held."""
    asks_again = delivery.channel is Way.WECHAT and not delivery.asked_again
    return delivery.state in (DeliveryState.DUE, DeliveryState.CLAIMED) or (
        delivery.state is DeliveryState.UNKNOWN and asks_again
    )


def _next(
    message: Message, tried: Sequence[Delivery], recipient: Recipient, now: Circumstances, at: datetime,
    ways: Collection[str],
) -> Delivery:  # fmt: skip
    channel, openid_id = next(_open_ways(message, tried, recipient, now, at, ways))
    return Delivery(
        message_id=message.id, channel=channel, openid_id=openid_id, state=DeliveryState.DUE, attempts=0,
        asked_again=False, created_at=at,
        next_at=opens(message, at) if channel not in BY_PEOPLE else at,
    )  # fmt: skip


def _digested(session: Session, due: Sequence[Message], at: datetime) -> list[Message]:
    """The messages to go, with one digest in the place of several new posts of one recipient."""
    posts: dict[int, list[Message]] = defaultdict(list)
    for message in due:
        if message.template is Template.NEW_MATCH and (message.expires_at is None or message.expires_at > at):
            posts[message.recipient_id].append(message)
    several = [of_one for of_one in posts.values() if len(of_one) > 1]
    digests = [_digest(of_one, at) for of_one in several]
    session.add_all(digests)
    session.flush()
    for of_one, digest in zip(several, digests, strict=True):
        for message in of_one:
            move_message(message, MessageVerb.MERGE)
            message.merged_into_id = digest.id
    return [message for message in due if message.state is MessageState.WAITING] + digests


def _digest(posts: Sequence[Message], at: datetime) -> Message:
    to = posts[-1].recipient_id
    facts = {
        "count": len(posts), "title": posts[0].fields.get("title"), "messages": [one.id for one in posts]
    }  # fmt: skip
    key = f"digest:{to}:{posts[-1].id}"
    return draft(to, Template.DIGEST, facts, key, at, expires_at=at + PATIENCE, page=_LIST_PAGE)


def _open_ways(
    message: Message, tried: Sequence[Delivery], recipient: Recipient, now: Circumstances, at: datetime,
    ways: Collection[str],
) -> Iterator[tuple[Way, int | None]]:  # fmt: skip
    gone = {(one.channel, one.openid_id) for one in tried}
    order: list[Way] = sorted(Way, key=lambda way: way is not Way.CALL) if recipient.reads is False else list(Way)
    if any(one.state is DeliveryState.UNKNOWN or one.asked_again or one.error_code in LOOKED_AT for one in tried):
        order = [Way.CALL, Way.SLIP]  # whether it came, and what is wrong with its words, only a person can tell
    for way in order:
        for openid_id in _ends(way, message, recipient, now, at, ways):
            if (way, openid_id) not in gone:
                yield way, openid_id
    yield Way.SLIP, None


def _ends(
    way: Way, message: Message, recipient: Recipient, now: Circumstances, at: datetime, ways: Collection[str]
) -> list[int | None]:
    """Through which telephones a way leads: WeChat users with something left, or just the one number."""
    if way not in BY_PEOPLE:
        pause = now.pause_of(way, message.template, at)
        if (
            way not in ways
            or opens_too_late(message, at)
            or (pause is not None and pauses_too_long(pause, message, at))
        ):
            return []
    if way is Way.WECHAT:
        return [user for user in now.links.get(recipient.id, ()) if now.has_left(user, message.template)]
    if way is Way.SMS:
        return [None] if recipient.phone and recipient.sms_agreed else []
    return [None] if way is Way.SLIP or recipient.phone else []
