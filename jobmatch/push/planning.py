"""From a message that is due to the way it goes: several new posts become one digest, and ways are tried in order.

WeChat, a text message, the worker's call, the printed slip: the next way of a message is the first that can be gone and
has not been tried. Who cannot read is rung. The slip can always be gone, so no message is without a way.
"""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from sqlalchemy import or_, select, true
from sqlalchemy.orm import Session

from jobmatch.push import hours
from jobmatch.push.channels import BY_PEOPLE, Way
from jobmatch.push.life import DeliveryState, MessageState, MessageVerb
from jobmatch.push.model import Delivery, Message, OpenId, Recipient
from jobmatch.push.moving import move_message
from jobmatch.push.outbox import enqueue
from jobmatch.push.recipients import links_of
from jobmatch.push.templates import ABOUT_NEW_POSTS, Template
from jobmatch.push.wechat_model import Balance, Pause

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


def plan(session: Session, recipient_id: int, at: datetime, ways: Collection[str]) -> None:
    """Give each due message of a recipient its first way; `ways` are the channels that this installation has."""
    recipient = session.get_one(Recipient, recipient_id, with_for_update=True)
    due = session.scalars(
        select(Message)
        .where(
            Message.recipient_id == recipient_id, Message.state == MessageState.WAITING, Message.due_at <= at
        )
        .order_by(Message.id)
        .with_for_update()
    ).all()  # fmt: skip
    for message in _digested(session, due, at):
        if message.expires_at is not None and message.expires_at <= at:
            move_message(message, MessageVerb.EXPIRE, "too_late")
            continue
        opens = hours.next_in_measure(message.template, told_of_posts(session, message), at)
        if opens > at:
            message.due_at = opens
            continue
        move_message(message, MessageVerb.BEGIN)
        _open_next(session, message, recipient, at, ways)
    session.flush()


def without_a_way(session: Session, most: int, message_id: int | None = None) -> list[int]:
    """The messages under way whose last way has ended without telling anybody; or whether one is such a message."""
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
        .where(true() if message_id is None else Message.id == message_id)
        .order_by(Message.id)
        .limit(most)
    )
    return list(found)


def go_on(session: Session, message_id: int, at: datetime, ways: Collection[str]) -> None:
    """Open the next way of a message that is under way and has none."""
    message = session.get_one(Message, message_id, with_for_update=True, populate_existing=True)
    if message.state is MessageState.UNDER_WAY and message.id in without_a_way(session, 1, message_id):
        _open_next(session, message, message.recipient, at, ways)


def _open_next(
    session: Session, message: Message, recipient: Recipient, at: datetime, ways: Collection[str]
) -> Delivery:
    channel, openid_id = next(_open_ways(session, message, recipient, at, ways))
    delivery = Delivery(
        message=message, channel=channel, openid_id=openid_id, state=DeliveryState.DUE, attempts=0,
        asked_again=False, created_at=at,
        next_at=hours.next_open(message.template, at) if channel not in BY_PEOPLE else at,
    )  # fmt: skip
    session.add(delivery)
    session.flush()
    return delivery


def told_of_posts(session: Session, but: Message) -> list[datetime]:
    """When a recipient was told of new posts, apart from one message."""
    found = session.scalars(
        select(Message.begun_at).where(
            Message.recipient_id == but.recipient_id,
            Message.template.in_(ABOUT_NEW_POSTS),
            Message.begun_at.is_not(None),
            Message.id != but.id,
        )
    )
    return [moment for moment in found if moment is not None]


def pause_of(session: Session, way: Way, template: Template, at: datetime) -> Pause | None:
    """What stands against a way now: a pause of the whole of it, or for this kind of message."""
    found = session.scalars(select(Pause).where(Pause.api.in_((way.value, f"{way}:{template}"))))
    standing = [one for one in found if one.until is None or one.until > at]
    return max(standing, key=lambda one: (one.until is None, one.until or at), default=None)


def pauses_too_long(pause: Pause, message: Message) -> bool:
    """Whether waiting for the end of a pause would be too late for what the message tells."""
    return pause.until is None or (message.expires_at is not None and message.expires_at <= pause.until)


def _digested(session: Session, due: Collection[Message], at: datetime) -> list[Message]:
    """The messages to go, with one digest in the place of several new posts."""
    posts = [message for message in due if message.template is Template.NEW_MATCH]
    posts = [message for message in posts if message.expires_at is None or message.expires_at > at]
    if len(posts) < 2:
        return list(due)
    newest = posts[-1]
    digest = enqueue(
        session, newest.recipient_id, Template.DIGEST,
        {"count": len(posts), "title": posts[0].fields.get("title"), "messages": [one.id for one in posts]},
        f"digest:{newest.recipient_id}:{newest.id}", at, expires_at=at + PATIENCE, page=_LIST_PAGE,
    )  # fmt: skip
    for message in posts:
        move_message(message, MessageVerb.MERGE)
        message.merged_into_id = digest.id
    return [message for message in due if message not in posts] + [digest]


def _open_ways(
    session: Session, message: Message, recipient: Recipient, at: datetime, ways: Collection[str]
) -> Iterator[tuple[Way, int | None]]:
    tried = {(one.channel, one.openid_id) for one in message.deliveries}
    order: list[Way] = sorted(Way, key=lambda way: way is not Way.CALL) if recipient.reads is False else list(Way)
    if any(one.state is DeliveryState.UNKNOWN or one.error_code in LOOKED_AT for one in message.deliveries):
        order = [Way.CALL, Way.SLIP]  # whether it came, and what is wrong with its words, only a person can tell
    for way in order:
        for openid_id in _ends(session, way, message, recipient, at, ways):
            if (way, openid_id) not in tried:
                yield way, openid_id
    yield Way.SLIP, None


def _ends(
    session: Session, way: Way, message: Message, recipient: Recipient, at: datetime, ways: Collection[str]
) -> list[int | None]:
    """Through which telephones a way leads: WeChat users with something left, or just the one number."""
    if way not in BY_PEOPLE:
        pause = pause_of(session, way, message.template, at)
        if way not in ways or (pause is not None and pauses_too_long(pause, message)):
            return []
    if way is Way.WECHAT:
        return [openid_id for openid_id in _users(session, recipient) if has_left(session, openid_id, message.template)]
    if way is Way.SMS:
        return [None] if recipient.phone and recipient.sms_agreed else []
    return [None] if way is Way.SLIP or recipient.phone else []


def _users(session: Session, recipient: Recipient) -> list[int]:
    links = links_of(session, recipient.id)
    flagged = set(
        session.scalars(
            select(OpenId.id).where(
                OpenId.id.in_([one.openid_id for one in links]), OpenId.flagged_at.is_not(None)
            )
        )
    )  # fmt: skip
    return [one.openid_id for one in links if one.openid_id not in flagged]


def has_left(session: Session, openid_id: int, template: Template) -> bool:
    """Whether a user has accepted a message of this kind that has not come yet."""
    left = session.scalar(
        select(Balance.balance).where(Balance.openid_id == openid_id, Balance.template == template)
    )  # fmt: skip
    return bool(left)
