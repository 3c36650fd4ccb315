"""Whoever took up work at the hours of a class is asked whether the seat is still wanted; it waits for the answer.

Found by the clock, by whichever way the work or the hours became known. The worker has it on the list of warnings,
from which it goes within minutes once the seat is given up.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.placements import class_hours
from jobmatch.placements.warnings.life import WarningState
from jobmatch.placements.warnings.model import EarlyWarning, Signal
from jobmatch.push.model import Message
from jobmatch.push.templates import SeatNews
from jobmatch.tidings.seats import tell


def ask(session: Session, at: datetime) -> int:
    """Write to each who has not been asked about this seat and this work; returns to how many."""
    sitting = class_hours.seats_of_who_works(session)
    beside_work = class_hours.taken_up_since(session, sitting, clock.local_day(at))
    keys = {one.id: f"seat_at_work:{one.id}:{beside_work[one.id]}" for one in sitting if one.id in beside_work}
    asked = set(session.scalars(select(Message.dedupe_key).where(Message.dedupe_key.in_(keys.values()))))
    to_ask = [one for one in sitting if one.id in keys and keys[one.id] not in asked]
    return tell(session, [(one, SeatNews.AT_WORK, keys[one.id]) for one in to_ask], at)


def answered(session: Session, at: datetime) -> list[int]:
    """The households that are warned of such a seat which nobody has any more, or which lies over no work."""
    warned = session.execute(
        select(EarlyWarning.household_id, EarlyWarning.person_id, EarlyWarning.mark).where(
            EarlyWarning.signal == Signal.SEAT_AT_WORK, EarlyWarning.state == WarningState.OPEN
        )
    ).all()
    sitting = class_hours.seats_of(session, {person for _, person, _ in warned if person is not None})
    beside_work = class_hours.taken_up_since(session, sitting, clock.local_day(at))
    marks = {f"{Signal.SEAT_AT_WORK}:enrolment:{seat}" for seat in beside_work}
    return sorted({home for home, _, mark in warned if home is not None and mark not in marks})
