"""Somebody leaves the household for good: the family's record, and what was on the way for whoever left.

One verb for the counter's form, an office's list and the played year alike, so that no seat stays taken by the dead.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import seats
from jobmatch.access import Actor
from jobmatch.courses.enrolments.cycle import BEFORE, RUNNING
from jobmatch.households import service as households
from jobmatch.households.codes import LeaveReason
from jobmatch.households.model import Membership
from jobmatch.placements import ending
from jobmatch.placements.same_human import merged_records


def leave_home(
    session: Session, person_id: int, household_id: int, on: date, because: LeaveReason, at: datetime, actor: Actor
) -> None:
    """As `households.leave`; of who lives in no other household that we serve, what was on the way ends too.

    A class that somebody sits in already goes on for who moved away, as a job does.

    What it means for the clock, the talks and the warnings is looked at once the whole form or list is written.
    Raises NotAMemberError, Refused.
    """
    if because in ending.WORK_ENDS or not _lives_elsewhere(session, person_id, household_id):
        people, gone = merged_records(session, person_id), because in ending.WORK_ENDS
        seats.give_up_all(session, people, RUNNING if gone else BEFORE, at, actor)
        ending.end_all_of(session, person_id, on, because, actor, at)
    households.leave(session, person_id, household_id, on, because, at, actor)


def _lives_elsewhere(session: Session, person_id: int, household_id: int) -> bool:
    other = select(Membership.id).where(
        Membership.person_id == person_id, Membership.household_id != household_id, Membership.left_on.is_(None)
    )
    return session.scalar(other.limit(1)) is not None
