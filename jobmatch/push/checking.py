"""The moment of sending: everything that may stand against it is asked again, then the try is written down.

Between a message's writing and its sending lie minutes or days. Whether it is still true, whether the person still
agrees, whether the hour is right and something is left of what was accepted, is asked here, whatever was asked before:
of no more messages at once than are called at once.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from jobmatch.push import circumstances, hours
from jobmatch.push.channels import Letter, Way
from jobmatch.push.circumstances import Circumstances, InStep, opens_too_late, pauses_too_long, unwilling
from jobmatch.push.life import DeliveryState, DeliveryVerb, MessageState, MessageVerb
from jobmatch.push.model import Attempt, Delivery, Message, OpenId, Recipient
from jobmatch.push.moving import end_if_open, move_delivery, put_back
from jobmatch.push.outbox import call_off
from jobmatch.push.templates import addressed, said


@dataclass(frozen=True)
class Ready:
    """A try that is written down and may be made: by which way, with which letter."""

    delivery_id: int
    attempt_id: int
    way: Way
    letter: Letter


@dataclass(frozen=True)
class _Case:
    """What one try is about."""

    delivery: Delivery
    message: Message
    recipient: Recipient


def begin(
    session: Session, delivery_ids: Collection[int], owner: str, at: datetime, in_step: InStep
) -> list[Ready]:  # fmt: skip
    """Ask everything again and write the tries down; of those that are not to be made the rows say why."""
    cases = _held(session, delivery_ids, owner, at)
    open_ones = [case.message for case in cases if _is_open(case.message, at)]
    holding = in_step(session, open_ones, at)
    now = circumstances.read(session, open_ones)
    numbers = _numbers(session, cases)
    shared = circumstances.shared(session, numbers.keys())
    tries: list[tuple[_Case, str, Attempt]] = []
    for case in cases:
        if not (_may_be_told(session, case, holding, at) and _in_time(case, now, at)):
            continue
        to = _address(case, now, numbers)
        if to is None:
            _refuse(case.delivery, at, "no_longer_reached")
            continue
        case.delivery.attempts += 1
        case.message.begun_at = case.message.begun_at or at
        now.note_told(case.message, at)
        tries.append((case, to, Attempt(delivery_id=case.delivery.id, at=at, by=owner)))
    session.add_all([attempt for *_, attempt in tries])
    session.flush()
    return [
        Ready(case.delivery.id, attempt.id, case.delivery.channel, _letter(case, to, holding[case.message.id], shared))
        for case, to, attempt in tries
    ]  # fmt: skip


def _held(session: Session, delivery_ids: Collection[int], owner: str, at: datetime) -> list[_Case]:
    """The deliveries that are still claimed by this worker, each with its message and recipient, all held."""
    rows = session.scalars(
        select(Delivery)
        .where(Delivery.id.in_(delivery_ids))
        .order_by(Delivery.id)
        .options(joinedload(Delivery.message, innerjoin=True))
        .with_for_update()
    ).all()
    mine = [row for row in rows if _holds(row, owner, at)]
    # Two messages to one person at the same moment would each count as the second of the week.
    recipients = {
        row.id: row
        for row in session.scalars(
            select(Recipient)
            .where(Recipient.id.in_({row.message.recipient_id for row in mine}))
            .order_by(Recipient.id)
            .with_for_update()
        )
    }
    return [_Case(row, row.message, recipients[row.message.recipient_id]) for row in mine]


def _holds(delivery: Delivery, owner: str, at: datetime) -> bool:
    """Whether the claim is still that of this worker."""
    mine = delivery.state is DeliveryState.CLAIMED and delivery.leased_by == owner
    return mine and delivery.lease_until is not None and delivery.lease_until > at


def _is_open(message: Message, at: datetime) -> bool:
    in_time = message.expires_at is None or message.expires_at > at
    return message.state is MessageState.UNDER_WAY and in_time


def _may_be_told(session: Session, case: _Case, holding: Collection[int], at: datetime) -> bool:
    delivery, message, recipient = case.delivery, case.message, case.recipient
    if message.state is not MessageState.UNDER_WAY:
        move_delivery(delivery, DeliveryVerb.EXPIRE, at, "message_ended")
    elif not _is_open(message, at):
        move_delivery(delivery, DeliveryVerb.EXPIRE, at, "too_late")
        end_if_open(message, MessageVerb.EXPIRE, "too_late")
    elif message.id not in holding:
        move_delivery(delivery, DeliveryVerb.EXPIRE, at, "no_longer_true")
        call_off(session, message, "no_longer_true", at)
    elif (why := unwilling(recipient)) is not None:
        _refuse(delivery, at, why)
        end_if_open(message, MessageVerb.KEEP, why)
    else:
        return True
    return False


def _in_time(case: _Case, now: Circumstances, at: datetime) -> bool:
    delivery, message = case.delivery, case.message
    opens = circumstances.opens(message, at)
    in_measure = at
    if message.begun_at is None:  # a second way of the same message is no second message
        in_measure = hours.next_in_measure(message.template, now.told_of_posts(message), at)
    pause = now.pause_of(delivery.channel, message.template, at)
    if pause is not None and pauses_too_long(pause, message, delivery.created_at):
        _refuse(delivery, at, "paused")
    elif pause is not None and pause.until is not None:
        put_back(delivery, pause.until, at, "paused")
    elif in_measure > at:
        put_back(delivery, in_measure, at, "enough_this_week")
    elif opens_too_late(message, at):
        _refuse(delivery, at, "quiet_hours")
    elif opens > at:
        put_back(delivery, opens, at, "quiet_hours")
    else:
        return True
    return False


def _numbers(session: Session, cases: Collection[_Case]) -> dict[int, str]:
    """WeChat's own numbers of the users that some deliveries lead to."""
    users = [case.delivery.openid_id for case in cases if case.delivery.openid_id is not None]
    return {user.id: user.openid for user in session.scalars(select(OpenId).where(OpenId.id.in_(users)))}


def _address(case: _Case, now: Circumstances, numbers: dict[int, str]) -> str | None:
    """The openid or number, where it is still linked or agreed and something is left of what was accepted."""
    user, recipient = case.delivery.openid_id, case.recipient
    if case.delivery.channel is Way.SMS:
        return recipient.phone if recipient.sms_agreed else None
    if user is None or user not in now.links.get(recipient.id, ()):
        return None
    return numbers[user] if now.has_left(user, case.message.template) else None


def _letter(case: _Case, to: str, name: str, shared: Collection[int]) -> Letter:
    """What is said, and for whom where others may read it as well: a number often is that of a whole household."""
    message, user = case.message, case.delivery.openid_id
    who = name if user is None or user in shared else ""
    text = addressed(who, said(message.template, message.fields).text)
    fields = {name: str(value) for name, value in message.fields.items() if value is not None}
    if who:
        fields["who"] = who
    return Letter(to, message.template.value, fields, text, _page(case), message.id)


def _page(case: _Case) -> str | None:
    """The page that a tap opens, for this person: the telephone may have been used for another one last."""
    page = case.message.page
    if page is None:
        return None
    return f"{page}{'&' if '?' in page else '?'}person={case.recipient.person_id}"


def _refuse(delivery: Delivery, at: datetime, code: str) -> None:
    move_delivery(delivery, DeliveryVerb.REFUSE, at, code)
