"""What a provider said becomes what the rows say: sent, refused, again later, stopped, or unknown.

The answer to a try is always written beside it, also when it comes so late that the delivery has gone on without it.
What each of WeChat's codes means stands in `errors`, and what is called no more for a while in `pausing`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from jobmatch.push import pausing, receipts
from jobmatch.push.channels import Outcome, Refused, Retry, Sent, Stop, Unknown
from jobmatch.push.checking import Ready
from jobmatch.push.circumstances import pauses_too_long
from jobmatch.push.claiming import become_unknown
from jobmatch.push.errors import NOT_ACCEPTED, PAUSING, Action, action
from jobmatch.push.life import DeliveryState, DeliveryVerb
from jobmatch.push.model import Attempt, Delivery, OpenId
from jobmatch.push.moving import move_delivery, put_back, tell
from jobmatch.push.outbox import balance_of

MOST_TRIES = 5
MINUTE = timedelta(minutes=1)
PROBABLY = "probably_delivered"

Answered = tuple[Ready, Outcome]
"""A try, and what the provider said to it."""


def settle(session: Session, answers: Sequence[Answered], owner: str, at: datetime) -> None:
    """Write down what became of some tries."""
    deliveries, attempts = _held(session, answers)
    sent: list[Delivery] = []
    for ready, outcome in answers:
        if ready.delivery_id not in deliveries:
            continue  # the person has had everything erased meanwhile
        delivery, attempt = deliveries[ready.delivery_id], attempts[ready.attempt_id]
        attempt.outcome, attempt.code, attempt.answered_at = _word(outcome), _code(outcome), at
        mine = delivery.state is DeliveryState.CLAIMED and delivery.leased_by == owner
        if not isinstance(outcome, Sent):
            _not_sent(session, delivery, outcome, mine, at)
        elif mine or delivery.state is DeliveryState.UNKNOWN:
            move_delivery(delivery, DeliveryVerb.SEND, at)
            delivery.wechat_msgid = outcome.msgid
            tell(delivery.message)
            sent.append(delivery)
        # Else both tries stand written down; the second one settles the delivery.
    session.flush()
    gone = [(one.openid_id, one.message.template) for one in sent if one.openid_id is not None]
    if gone:
        receipts.spend(session, gone, at)
        receipts.settle_by_numbers(session, sent, at)


def _held(
    session: Session, answers: Sequence[Answered]
) -> tuple[dict[int, Delivery], dict[int, Attempt]]:  # fmt: skip
    """The deliveries with their messages, all held, and the tries, by their ids."""
    rows = session.scalars(
        select(Delivery)
        .where(Delivery.id.in_([ready.delivery_id for ready, _ in answers]))
        .order_by(Delivery.id)
        .options(joinedload(Delivery.message, innerjoin=True))
        .with_for_update()
    )
    tries = session.scalars(select(Attempt).where(Attempt.id.in_([ready.attempt_id for ready, _ in answers])))
    return {row.id: row for row in rows}, {one.id: one for one in tries}


def _not_sent(
    session: Session, delivery: Delivery, outcome: Refused | Retry | Stop | Unknown, mine: bool, at: datetime
) -> None:
    if isinstance(outcome, Refused | Stop) and (mine or delivery.state is DeliveryState.UNKNOWN):
        _no(session, delivery, outcome, at)  # late, but now it is known
    elif not mine:
        return  # the lease ran out and somebody else has gone on
    elif isinstance(outcome, Unknown):
        become_unknown(session, delivery, at, "unknown")
    elif isinstance(outcome, Retry):
        _again(session, delivery, outcome, at)


def _again(session: Session, delivery: Delivery, outcome: Retry, at: datetime) -> None:
    code = str(outcome.code)
    if action(outcome.code) in PAUSING:
        pause = pausing.begin(session, delivery, outcome, at)
        if pauses_too_long(pause, delivery.message, delivery.created_at):
            move_delivery(delivery, DeliveryVerb.REFUSE, at, code)
        else:
            put_back(delivery, pause.until or at, at, code)
        return
    tried = _times(session, delivery, code)
    if tried >= MOST_TRIES:
        move_delivery(delivery, DeliveryVerb.FAIL, at, code)
    else:
        put_back(delivery, outcome.not_before or at + _wait(delivery, tried), at, code)


def _no(session: Session, delivery: Delivery, outcome: Refused | Stop, at: datetime) -> None:
    what = action(outcome.code)
    code = str(outcome.code)
    # Only WeChat knows what a user has accepted: that we have no template says nothing about it.
    if outcome.code == NOT_ACCEPTED and delivery.openid_id is not None:
        row = balance_of(session, delivery.openid_id, delivery.message.template, at)
        row.balance, row.changed_at = 0, at
        if delivery.asked_again:
            # The first try took what the user had accepted: that is why nothing is left for the second.
            move_delivery(delivery, DeliveryVerb.SEND, at, PROBABLY)
            tell(delivery.message)
            return
    if what is Action.FLAG_USER and delivery.openid_id is not None:
        session.get_one(OpenId, delivery.openid_id).flagged_at = at
    if isinstance(outcome, Stop):
        pausing.stop(session, delivery, outcome, at)
    failed = what in (Action.OUR_BUG, Action.PERSON_LOOKS)
    move_delivery(delivery, DeliveryVerb.FAIL if failed else DeliveryVerb.REFUSE, at, code)


def _times(session: Session, delivery: Delivery, code: str) -> int:
    """How often a delivery has met a code, this time included: waiting for a platform far away is no such time."""
    session.flush()
    same = select(func.count()).where(Attempt.delivery_id == delivery.id, Attempt.code == code)
    return session.scalars(same).one()


def _wait(delivery: Delivery, tried: int) -> timedelta:
    """Longer each time, and not the same for all: what failed together must not come back together."""
    spread = (delivery.id * 2654435761) % 1000 / 1000
    times: float = 2 ** (tried - 1) * (0.75 + spread / 2)
    return MINUTE * times


def _word(outcome: Outcome) -> str:
    return type(outcome).__name__.lower()


def _code(outcome: Outcome) -> str | None:
    if isinstance(outcome, Sent):
        return outcome.msgid and outcome.msgid[:40]
    return outcome.why[:40] if isinstance(outcome, Unknown) else str(outcome.code)
