"""What ends of itself when somebody is no longer among the people we serve: by death, by moving away, by erasure.

Nobody calls it off and nobody gives a reason, so the program does, in the name of whoever wrote the departure down.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor
from jobmatch.households import spells
from jobmatch.households.codes import LeaveReason
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import by_rule, lock_people, move
from jobmatch.placements.referral import AT_WORK, OPEN, RUNNING, Verb
from jobmatch.placements.same_human import merged_records

WORK_ENDS = frozenset({LeaveReason.DIED, LeaveReason.MISSING})
"""After these nobody is at work any more; who marries or moves away may well keep the job, and it runs on (0098)."""


def end_all_of(
    session: Session, person_id: int, on: date, because: LeaveReason, actor: Actor, at: datetime
) -> int:  # fmt: skip
    """Call off what was on the way for somebody who is served no more, and end the work of who is there no more.

    To be asked before the membership is ended: people are held before their households. Returns how many ended.
    """
    people = merged_records(session, person_id)
    states = RUNNING if because in WORK_ENDS else OPEN
    ended = _end(session, people, states, on, actor, at)
    if because in WORK_ENDS:
        for one in sorted(people):
            spells.end(session, one, on)
    return ended


def end_before_erasing(session: Session, person_ids: Collection[int], on: date, actor: Actor, at: datetime) -> int:
    """End all that runs for somebody whose record is erased: nobody could find it again, and it would hold its seat."""
    return _end(session, person_ids, RUNNING, on, actor, at)


def _end(
    session: Session, people: Collection[int], states: Collection[str], on: date, actor: Actor, at: datetime
) -> int:
    lock_people(session, people)
    session.flush()
    found = select(Referral).where(Referral.person_id.in_(people), Referral.state.in_(states)).order_by(Referral.id)
    running = session.scalars(
        found.with_for_update(key_share=True), execution_options={"populate_existing": True}
    ).all()
    for referral in running:
        if referral.state in AT_WORK:
            move(session, referral, Verb.END, by_rule(actor), at)
            referral.left_on = max(on, referral.started_on or on)
        else:
            move(session, referral, Verb.CANCEL, by_rule(actor), at)
    session.flush()
    return len(running)
