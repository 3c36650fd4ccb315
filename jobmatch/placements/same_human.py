"""Which person records probably mean one human, so that a pair of records gets one referral to a vacancy (MC15)."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobmatch.households.duplicates.model import DuplicatePair, PairState
from jobmatch.households.model import Person


def records_of_one_human(session: Session, person_id: int) -> set[int]:
    """The ids of the record itself, of those merged with it, and of those nobody has told apart from it yet."""
    pairs = session.execute(
        select(DuplicatePair.smaller_id, DuplicatePair.larger_id).where(
            DuplicatePair.state == PairState.OPEN,
            or_(DuplicatePair.smaller_id == person_id, DuplicatePair.larger_id == person_id),
        )
    )
    return {*merged_records(session, person_id), *(one for pair in pairs for one in pair)}


def kept_record(session: Session, person_id: int) -> int:
    """The record that goes on for this human: the one it was merged into, over however many steps, or itself."""
    person = session.get_one(Person, person_id)
    while person.merged_into_id is not None:
        person = session.get_one(Person, person.merged_into_id)
    return person.id


def merged_records(session: Session, person_id: int) -> set[int]:
    """The ids of the record itself and of those that somebody has found to be the same human.

    This is for what takes something away: by a mere likeness nobody loses an answer that is still to come.
    """
    kept = kept_record(session, person_id)
    merged = session.scalars(select(Person.id).where(or_(Person.id == kept, Person.merged_into_id == kept)))
    return {person_id, *merged}
