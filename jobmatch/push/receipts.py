"""What WeChat says afterwards about its messages: it arrived, or it did not. In any order, and more than once.

A receipt may come before our own call has been answered, and it may be all that is ever heard of a call that was not.
It is kept by its number, so the second one of the same changes nothing.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import case, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch.push.channels import Way
from jobmatch.push.life import DeliveryState, DeliveryVerb, MessageState, MessageVerb
from jobmatch.push.model import Attempt, Delivery, Message
from jobmatch.push.moving import move_delivery, move_message, tell
from jobmatch.push.recipients import find_openid
from jobmatch.push.templates import Template
from jobmatch.push.wechat_model import Balance, Receipt

ARRIVED = 0
SKEW = timedelta(minutes=1)
"""The platform's clock and ours differ by no more."""


def note(
    session: Session, openid: str, template: Template | None, msgid: str, code: int, at: datetime
) -> bool:  # fmt: skip
    """Keep a receipt and do what it says; False where it is known already. `code` 0 says that it arrived."""
    user = find_openid(session, openid)
    receipt = Receipt(
        msgid=msgid, openid_id=None if user is None else user.id, template=template, code=code, at=at
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(receipt)
    except IntegrityError:
        return False
    delivery = session.scalar(select(Delivery).where(Delivery.wechat_msgid == msgid).with_for_update())
    if delivery is None and user is not None and template is not None:
        delivery = _only_unknown(session, user.id, template)
    if delivery is not None:
        delivery.wechat_msgid = msgid
        _apply(session, delivery, receipt, at)
    return True


def settle_by_numbers(session: Session, deliveries: Collection[Delivery], at: datetime) -> None:
    """The answers of our calls brought numbers: receipts that came before them are heard now."""
    by_number = {one.wechat_msgid: one for one in deliveries if one.wechat_msgid is not None}
    waiting = select(Receipt).where(Receipt.msgid.in_(list(by_number)), Receipt.delivery_id.is_(None))
    for receipt in session.scalars(waiting.order_by(Receipt.msgid)).all():
        _apply(session, by_number[receipt.msgid], receipt, at)


def settle_by_waiting(session: Session, delivery: Delivery, at: datetime) -> bool:
    """Our call was never answered: a receipt for this user and kind, come since, is that of this call.

    There is one in flight for each user, so no other call can be meant.
    """
    begun = session.scalar(select(Attempt.at).where(Attempt.delivery_id == delivery.id).order_by(Attempt.id.desc()))
    if delivery.channel is not Way.WECHAT or begun is None:
        return False
    receipt = session.scalars(
        select(Receipt)
        .where(
            Receipt.openid_id == delivery.openid_id,
            Receipt.template == delivery.message.template,
            Receipt.delivery_id.is_(None),
            Receipt.at >= begun - SKEW,
        )
        .order_by(Receipt.at)
    ).first()
    if receipt is None:
        return False
    delivery.wechat_msgid = receipt.msgid
    _apply(session, delivery, receipt, at)
    return True


def _only_unknown(session: Session, openid_id: int, template: Template) -> Delivery | None:
    """The one delivery to a user that a receipt without a call of its own can mean; None where two could be meant."""
    found = session.scalars(
        select(Delivery)
        .join(Message, Message.id == Delivery.message_id)
        .where(
            Delivery.openid_id == openid_id,
            Delivery.wechat_msgid.is_(None),
            Message.template == template,
            (Delivery.state == DeliveryState.UNKNOWN) | ((Delivery.state == DeliveryState.DUE) & Delivery.asked_again),
        )
        .limit(2)
        .with_for_update()
    ).all()
    return found[0] if len(found) == 1 else None


def _apply(session: Session, delivery: Delivery, receipt: Receipt, at: datetime) -> None:
    receipt.delivery_id = delivery.id
    message, was = delivery.message, delivery.state
    if receipt.code == ARRIVED and was in (DeliveryState.SENT, DeliveryState.UNKNOWN, DeliveryState.DUE):
        move_delivery(delivery, DeliveryVerb.ARRIVE, at)
        tell(message)
        if was is not DeliveryState.SENT and delivery.openid_id is not None:
            spend(session, [(delivery.openid_id, message.template)], at)
    elif receipt.code != ARRIVED and was in (DeliveryState.SENT, DeliveryState.UNKNOWN):
        move_delivery(delivery, DeliveryVerb.BOUNCE, at, str(receipt.code))
        if message.state is MessageState.TOLD:
            move_message(message, MessageVerb.NOT_TOLD)
    session.flush()


def spend(session: Session, gone: Collection[tuple[int, Template]], at: datetime) -> None:
    """A message has gone to each of some users: each has one of its kind less to get."""
    one_less = case((Balance.balance > 0, Balance.balance - 1), else_=0)
    session.execute(
        update(Balance)
        .where(tuple_(Balance.openid_id, Balance.template).in_(gone))
        .values(balance=one_less, changed_at=at)
        .execution_options(synchronize_session=False)
    )
