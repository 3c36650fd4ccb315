"""What a provider said becomes what the rows say: sent, refused, again later, stopped, or unknown.

The answer to a try is always written beside it, also when it comes so late that the delivery has gone on without it.
What each of WeChat's codes means stands in `errors`.
"""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch.push.channels import Outcome, Refused, Retry, Sent, Stop, Unknown
from jobmatch.push.checking import Ready
from jobmatch.push.claiming import become_unknown
from jobmatch.push.errors import Action, action
from jobmatch.push.life import DeliveryState, DeliveryVerb
from jobmatch.push.model import Attempt, Delivery, OpenId
from jobmatch.push.moving import move_delivery, put_back, tell
from jobmatch.push.outbox import balance_of
from jobmatch.push.receipts import settle_by_number, spend
from jobmatch.push.wechat_model import Pause

MOST_TRIES = 5
MINUTE = timedelta(minutes=1)
PROBABLY = "probably_delivered"


def settle(session: Session, ready: Ready, outcome: Outcome, owner: str, at: datetime) -> None:
    """Write down what became of a try."""
    delivery = session.get_one(Delivery, ready.delivery_id, with_for_update=True, populate_existing=True)
    attempt = session.get_one(Attempt, ready.attempt_id)
    attempt.outcome, attempt.code, attempt.answered_at = _word(outcome), _code(outcome), at
    mine = delivery.state is DeliveryState.CLAIMED and delivery.leased_by == owner
    if isinstance(outcome, Sent):
        _sent(session, delivery, outcome, mine, at)
    elif isinstance(outcome, Refused | Stop) and delivery.state is DeliveryState.UNKNOWN:
        _no(session, delivery, outcome, at)  # late, but now it is known
    elif not mine:
        return  # the lease ran out and somebody else has gone on
    elif isinstance(outcome, Unknown):
        become_unknown(session, delivery, at, "unknown")
    elif isinstance(outcome, Retry):
        _again(session, delivery, outcome, at)
    else:
        _no(session, delivery, outcome, at)
    session.flush()


def lift(session: Session, api: str) -> None:
    """Somebody has looked: what was paused may be called again."""
    pause = session.get(Pause, api)
    if pause is not None:
        session.delete(pause)


def _sent(session: Session, delivery: Delivery, outcome: Sent, mine: bool, at: datetime) -> None:
    if not mine and delivery.state is not DeliveryState.UNKNOWN:
        return  # both tries stand written down; the second one settles the delivery
    move_delivery(delivery, DeliveryVerb.SEND, at)
    delivery.wechat_msgid = outcome.msgid
    tell(delivery.message)
    if delivery.openid_id is not None:
        spend(session, delivery.openid_id, delivery.message.template, at)
    settle_by_number(session, delivery, at)


def _again(session: Session, delivery: Delivery, outcome: Retry, at: datetime) -> None:
    what = action(outcome.code)
    if what in (Action.PAUSE_TODAY, Action.NEXT_DAY) and outcome.not_before is not None:
        _pause(session, delivery, what is Action.PAUSE_TODAY, outcome.not_before, str(outcome.code), at)
        put_back(delivery, outcome.not_before, at, str(outcome.code))
    elif delivery.attempts >= MOST_TRIES:
        move_delivery(delivery, DeliveryVerb.FAIL, at, str(outcome.code))
    else:
        put_back(delivery, outcome.not_before or at + _wait(delivery), at, str(outcome.code))


def _no(session: Session, delivery: Delivery, outcome: Refused | Stop, at: datetime) -> None:
    what = action(outcome.code)
    code = str(outcome.code)
    if what is Action.NEXT_CHANNEL and delivery.openid_id is not None:
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
        _pause(session, delivery, what is not Action.STOP_TEMPLATE, None, f"{code} {outcome.why}", at)
    failed = what in (Action.OUR_BUG, Action.PERSON_LOOKS)
    move_delivery(delivery, DeliveryVerb.FAIL if failed else DeliveryVerb.REFUSE, at, code)


def _pause(
    session: Session, delivery: Delivery, whole: bool, until: datetime | None, why: str, at: datetime
) -> None:  # fmt: skip
    api = delivery.channel.value if whole else f"{delivery.channel}:{delivery.message.template}"
    row = session.get(Pause, api, with_for_update=True)
    if row is None:
        try:
            with session.begin_nested():
                session.add(Pause(api=api, until=until, why=why[:200], since=at))
        except IntegrityError:  # another worker has met the same answer
            return
    elif row.until is not None and (until is None or until > row.until):
        row.until, row.why = until, why[:200]


def _wait(delivery: Delivery) -> timedelta:
    """Longer each time, and not the same for all: what failed together must not come back together."""
    spread = (delivery.id * 2654435761) % 1000 / 1000
    times: float = 2 ** (delivery.attempts - 1) * (0.75 + spread / 2)
    return MINUTE * times


def _word(outcome: Outcome) -> str:
    return type(outcome).__name__.lower()


def _code(outcome: Outcome) -> str | None:
    if isinstance(outcome, Sent):
        return outcome.msgid and outcome.msgid[:40]
    return outcome.why[:40] if isinstance(outcome, Unknown) else str(outcome.code)
