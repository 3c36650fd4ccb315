"""What push forgets: everything about people who are erased, and messages that were told long ago."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from jobmatch.push.life import MessageState
from jobmatch.push.model import Attempt, Delivery, Link, Message, OpenId, Recipient
from jobmatch.push.wechat_model import Balance, Receipt

_GOING_ON = (MessageState.WAITING, MessageState.UNDER_WAY)


def telephones_of_nobody_else(session: Session, person_ids: Sequence[int]) -> list[str]:
    """The look-ups of the WeChat users through whom some people are reached, or were, and nobody else."""
    links = select(Link.openid_id).join(Recipient, Recipient.id == Link.recipient_id)
    others = links.where(Recipient.person_id.not_in(person_ids))
    found = select(OpenId.openid_index).where(
        OpenId.id.in_(links.where(Recipient.person_id.in_(person_ids))), OpenId.id.not_in(others)
    )
    return list(session.scalars(found))


def forget(session: Session, person_ids: Sequence[int]) -> int:
    """Erase everything that push holds of some people; a WeChat user whom nobody else is reached by goes too.

    Returns how many recipients there were.
    """
    gone = session.scalars(select(Recipient.id).where(Recipient.person_id.in_(person_ids))).all()
    users = session.scalars(select(Link.openid_id).where(Link.recipient_id.in_(gone)).distinct()).all()
    _forget_messages(session, select(Message.id).where(Message.recipient_id.in_(gone)))
    session.execute(delete(Link).where(Link.recipient_id.in_(gone)))
    session.execute(delete(Recipient).where(Recipient.id.in_(gone)))
    still = select(Link.openid_id).where(Link.openid_id.in_(users))
    alone = [one for one in users if one not in set(session.scalars(still))]
    session.execute(delete(Balance).where(Balance.openid_id.in_(alone)))
    session.execute(delete(Receipt).where(Receipt.openid_id.in_(alone)))
    # What was sent to this user for others stays theirs, without the telephone that it went to.
    session.execute(update(Delivery).where(Delivery.openid_id.in_(alone)).values(openid_id=None))
    session.execute(delete(OpenId).where(OpenId.id.in_(alone)))
    return len(gone)


def forget_old(session: Session, before: datetime, most: int) -> int:
    """Remove messages that were written before an instant and have ended, at most so many; returns how many."""
    old = session.scalars(
        select(Message.id)
        .where(Message.created_at < before, Message.state.not_in(_GOING_ON))
        .order_by(Message.id)
        .limit(most)
    ).all()
    if old:
        _forget_messages(session, select(Message.id).where(Message.id.in_(old)))
    return len(old)


def _forget_messages(session: Session, messages: Select[int]) -> None:
    """With their ways and tries; what was merged into one of them stands alone from now on."""
    deliveries = select(Delivery.id).where(Delivery.message_id.in_(messages))
    session.execute(delete(Attempt).where(Attempt.delivery_id.in_(deliveries)))
    session.execute(update(Receipt).where(Receipt.delivery_id.in_(deliveries)).values(delivery_id=None))
    session.execute(delete(Delivery).where(Delivery.message_id.in_(messages)))
    session.execute(update(Message).where(Message.merged_into_id.in_(messages)).values(merged_into_id=None))
    session.execute(delete(Message).where(Message.id.in_(messages)))
