"""What is to be told, written down in the transaction of the thing itself; and the inbox, which is the same table.

Nothing here calls anybody. `enqueue` with a key that is known gives back the message that is there: what is announced
twice is told once.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch.push.life import DeliveryState, MessageState, MessageVerb
from jobmatch.push.model import Message
from jobmatch.push.moving import end_if_open, end_ways, move_message
from jobmatch.push.templates import Template
from jobmatch.push.wechat_model import Balance

ACCEPT = "accept"
_MAY_HAVE_ARRIVED = (
    DeliveryState.CLAIMED, DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.UNKNOWN,
)  # fmt: skip
NOT_READ = (MessageState.VOID, MessageState.MERGED)
"""What never was true for long, and what a digest tells in its place."""


class NoTransactionError(RuntimeError):
    """A message stands or falls with what it tells, so it is never written down alone."""


def enqueue(
    session: Session,
    recipient_id: int,
    template: Template,
    fields: Mapping[str, object],
    dedupe_key: str,
    at: datetime,
    *,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    page: str | None = None,
    about: str | None = None,
) -> Message:
    """Write down a message in the caller's transaction, once for each key; it is told from `due_at` on.

    `fields` are plain facts in JSON's types; `about` is the row that it tells of, as `kind:id`. Raises
    NoTransactionError outside a transaction.
    """
    message = draft(
        recipient_id, template, fields, dedupe_key, at, due_at=due_at, expires_at=expires_at, page=page, about=about
    )  # fmt: skip
    return write_down(session, [message])[0]


def write_down(session: Session, drafts: Sequence[Message]) -> list[Message]:
    """`enqueue` for several messages at once; raises NoTransactionError outside a transaction."""
    if not session.in_transaction():
        raise NoTransactionError("write a message in the transaction of what it tells")
    keys = [message.dedupe_key for message in drafts]
    known = {one.dedupe_key: one for one in session.scalars(select(Message).where(Message.dedupe_key.in_(keys)))}
    fresh = {message.dedupe_key: message for message in drafts if message.dedupe_key not in known}
    try:
        with session.begin_nested():
            session.add_all(fresh.values())
    except IntegrityError:  # somebody has written one of them at this very moment
        return [_written(session, message) for message in drafts]
    return [(known | fresh)[key] for key in keys]


def _written(session: Session, message: Message) -> Message:
    """One message, or the one of its key that is there."""
    same = select(Message).where(Message.dedupe_key == message.dedupe_key)
    try:
        with session.begin_nested():
            session.add(message)
    except IntegrityError:
        return session.scalars(same).one()
    return message


def draft(
    recipient_id: int,
    template: Template,
    fields: Mapping[str, object],
    dedupe_key: str,
    at: datetime,
    *,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    page: str | None = None,
    about: str | None = None,
) -> Message:
    """A message as it begins, for whoever holds what makes its key the only one of its kind."""
    return Message(
        recipient_id=recipient_id, template=template, dedupe_key=dedupe_key, about=about, fields=dict(fields),
        page=page, state=MessageState.WAITING, due_at=due_at or at, expires_at=expires_at, created_at=at,
    )  # fmt: skip


def call_off(session: Session, message: Message, why: str, at: datetime) -> bool:
    """What a message tells is no longer true: it is not told any more. False where it has been told, or is void."""
    if message.state not in (MessageState.WAITING, MessageState.UNDER_WAY):
        return False
    move_message(message, MessageVerb.CALL_OFF, why)
    end_ways(message, at)
    session.flush()
    return True


def withdraw(session: Session, message: Message, why: str, at: datetime) -> bool:
    """What a message tells was a mistake: it is told no more. False where somebody may have heard or read it already.

    Then it stays in the inbox as it was told, and the correction is a message of its own.
    """
    known = message.read_at is not None or any(one.state in _MAY_HAVE_ARRIVED for one in message.deliveries)
    if message.state is MessageState.KEPT and not known:
        move_message(message, MessageVerb.WITHDRAW, why)
        session.flush()
        return True
    if known:
        keep(session, message, why, at)
        session.flush()
        return False
    return call_off(session, message, why, at)


def keep(session: Session, message: Message, why: str, at: datetime) -> None:
    """Nobody is to be told of a message by any way; it stays in the inbox. One that was told stays as it is."""
    end_ways(message, at, why)
    end_if_open(message, MessageVerb.KEEP, why)


def inbox(session: Session, recipient_ids: Collection[int], after: int | None, most: int) -> Sequence[Message]:
    """The messages of some recipients, newest first; `after` is the id of the last one of the page before.

    What reminds of something is written long before, and is nothing to read until it is time. A digest stands for what
    went into it.
    """
    early = (Message.template == Template.MEETING_TOMORROW) & (Message.state == MessageState.WAITING)
    query = select(Message).where(Message.recipient_id.in_(recipient_ids), Message.state.not_in(NOT_READ), ~early)
    if after is not None:
        query = query.where(Message.id < after)
    return session.scalars(query.order_by(Message.id.desc()).limit(most)).all()


def mark_read(session: Session, message_id: int, recipient_ids: Collection[int], at: datetime) -> Message | None:
    """Note that a message was read, at the first time; None where it is no message of these recipients."""
    message = session.scalar(
        select(Message).where(Message.id == message_id, Message.recipient_id.in_(recipient_ids))
    )  # fmt: skip
    if message is not None and message.read_at is None:
        message.read_at = at
    return message


def accepted(session: Session, openid_id: int, answers: Mapping[Template, str], at: datetime) -> None:
    """A user has answered which messages may come: each `accept` is good for one more of its kind."""
    for template, answer in answers.items():
        if answer == ACCEPT:
            row = balance_of(session, openid_id, template, at)
            row.balance += 1
            row.changed_at = at
    session.flush()


def balances(session: Session, openid_id: int) -> dict[Template, int]:
    """How many messages of each kind a user has left, as far as we know."""
    rows = session.scalars(select(Balance).where(Balance.openid_id == openid_id))
    return {row.template: row.balance for row in rows}


def balance_of(session: Session, openid_id: int, template: Template, at: datetime) -> Balance:
    """The row of a balance, locked; a new one at zero where there is none."""
    key = (openid_id, template)
    row = session.get(Balance, key, with_for_update=True)
    if row is None:
        row = Balance(openid_id=openid_id, template=template, balance=0, changed_at=at)
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            row = session.get_one(Balance, key, with_for_update=True)
    return row
