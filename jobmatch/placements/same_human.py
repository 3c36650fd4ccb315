"""Which person records probably mean one human, so that a pair of records gets one referral to a vacancy (MC15)."""

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from jobmatch.households.duplicates.model import DuplicatePair, PairState
from jobmatch.households.model import Person

_UNDECIDED = select(DuplicatePair.smaller_id, DuplicatePair.larger_id).where(
    DuplicatePair.state == PairState.OPEN,
    or_(DuplicatePair.smaller_id == bindparam("person"), DuplicatePair.larger_id == bindparam("person")),
)
_MERGED = select(Person.id).where(or_(Person.id == bindparam("kept"), Person.merged_into_id == bindparam("kept")))
_INTO = select(Person.merged_into_id).where(Person.id == bindparam("person"))


def records_of_one_human(session: Session, person_id: int) -> set[int]:
    """The ids of the record itself, of those merged with it, and of those nobody has told apart from it yet."""
    pairs = session.execute(_UNDECIDED, {"person": person_id})
    return {*merged_records(session, person_id), *(one for pair in pairs for one in pair)}


def kept_record(session: Session, person_id: int) -> int:
    """The record that goes on for this human: the one it was merged into, over however many steps, or itself."""
    kept, into = person_id, _merged_into(session, person_id)
    while into is not None:
        kept, into = into, _merged_into(session, into)
    return kept


def merged_records(session: Session, person_id: int) -> set[int]:
    """The ids of the record itself and of those that somebody has found to be the same human.

    This is for what takes something away: by a mere likeness nobody loses an answer that is still to come.
    """
    kept = kept_record(session, person_id)
    merged = session.scalars(_MERGED, {"kept": kept})
    return {person_id, *merged}


def _merged_into(session: Session, person_id: int) -> int | None:
    # Every verb asks this; to read a whole person for it means to open a dozen seals.
    return session.scalars(_INTO, {"person": person_id}).one()
