"""What is not called for a while: a quota that is used up, a platform that is far away, or until somebody has looked.

A pause is of a whole channel or of one kind of message in it. While it stands messages wait, and go another way where
waiting would be too late for them (`circumstances.pauses_too_long`).
"""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch.push.channels import Retry, Stop
from jobmatch.push.errors import Action, action
from jobmatch.push.model import Delivery
from jobmatch.push.wechat_model import Pause

SHORTEST = timedelta(seconds=15)
LONGEST = timedelta(minutes=5)
"""A platform that is back is called again after so long at most."""
OVER = timedelta(minutes=10)
"""Who was reached for so long and then is not, is away anew."""


def begin(session: Session, delivery: Delivery, outcome: Retry, at: datetime) -> Pause:
    """What one delivery was told holds for all others too; the pause that stands now."""
    row = _of(session, delivery, action(outcome.code) is not Action.NEXT_DAY, str(outcome.code), at)
    if row.until is not None:
        if row.until + OVER < at:
            row.since = at
        row.until = max(row.until, outcome.not_before or at + _length(row, at))
        row.why = str(outcome.code)
    return row


def stop(session: Session, delivery: Delivery, outcome: Stop, at: datetime) -> None:
    """Nothing of this kind until somebody has looked."""
    why = f"{outcome.code} {outcome.why}"
    row = _of(session, delivery, action(outcome.code) is not Action.STOP_TEMPLATE, why, at)
    if row.until is not None:
        row.until, row.why, row.since = None, why[:200], at


def lift(session: Session, api: str) -> None:
    """Somebody has looked: what was paused may be called again."""
    pause = session.get(Pause, api)
    if pause is not None:
        session.delete(pause)


def _of(session: Session, delivery: Delivery, whole: bool, why: str, at: datetime) -> Pause:
    """The row of a pause, locked; a new one that is over at once where there is none."""
    api = delivery.channel.value if whole else f"{delivery.channel}:{delivery.message.template}"
    row = session.get(Pause, api, with_for_update=True)
    if row is None:
        row = Pause(api=api, until=at, why=why[:200], since=at)
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:  # another worker has met the same answer
            row = session.get_one(Pause, api, with_for_update=True)
    return row


def _length(pause: Pause, at: datetime) -> timedelta:
    """Longer the longer the platform has been away."""
    return min(max((at - pause.since) / 4, SHORTEST), LONGEST)
