"""The time for which something may be kept is over (`keep_…_days`): what goes then, without anybody asking for it.

Each verb takes one step and says how much it found, so that a job goes on while there is more. What the register calls
`WHILE_SEEKING` goes with `forget_seeking`; a test holds the two together.
"""

from datetime import date, datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from jobmatch.access import Actor
from jobmatch.audit import AuditEvent
from jobmatch.erasing import clearing
from jobmatch.erasing.service import erase
from jobmatch.households.model import Membership, Person
from jobmatch.households.working_life import ConstraintRow, Intention
from jobmatch.matches.model import Proposal
from jobmatch.placements.model import Referral
from jobmatch.push import service as push


def erase_next(session: Session, before: date, at: datetime, actor: Actor) -> bool:
    """Erase one person who has belonged to no household since before a day; False where there is nobody left."""
    last = select(Membership.person_id).group_by(Membership.person_id)
    gone = last.having(func.count() == func.count(Membership.left_on), func.max(Membership.left_on) < before)
    found = session.scalars(
        select(Person.id)
        .where(Person.id.in_(gone), Person.erased_at.is_(None), Person.merged_into_id.is_(None))
        .order_by(Person.id)
        .limit(1)
    ).first()
    if found is not None:
        erase(session, found, at, actor)
    return found is not None


def remove_evidence(session: Session, before: datetime, most: int) -> int:
    """Remove what was left of people who were erased before an instant; returns how many people."""
    found = session.scalars(
        select(Person.id).where(Person.erased_at < before).order_by(Person.id).limit(most)
    ).all()  # fmt: skip
    if found:
        clearing.remove(session, found)
    return len(found)


def forget_log(session: Session, before: datetime, most: int) -> int:
    """Remove entries of the log that are older than evidence has to be; returns how many."""
    found = session.scalars(
        select(AuditEvent.id).where(AuditEvent.at < before).order_by(AuditEvent.id).limit(most)
    ).all()  # fmt: skip
    session.execute(delete(AuditEvent).where(AuditEvent.id.in_(found)))
    return len(found)


def forget_seeking(session: Session, before: date, at: datetime, most: int) -> int:
    """Remove what nobody looks for work with any more: ended proposals, old messages, wishes of people who are gone.

    `at` is the instant at which that day begins. Returns how many rows.
    """
    ended = session.scalars(
        select(Proposal.id).where(Proposal.ended_on < before).order_by(Proposal.id).limit(most)
    ).all()  # fmt: skip
    session.execute(update(Referral).where(Referral.proposal_id.in_(ended)).values(proposal_id=None))
    session.execute(delete(Proposal).where(Proposal.id.in_(ended)))
    last = select(Membership.person_id).group_by(Membership.person_id)
    gone = last.having(func.count() == func.count(Membership.left_on), func.max(Membership.left_on) < before)
    rows = len(ended) + push.forget_old(session, at, most)
    for table in (Intention, ConstraintRow):
        rows += len(session.scalars(delete(table).where(table.person_id.in_(gone)).returning(table.person_id)).all())
    return rows
