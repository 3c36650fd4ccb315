"""What else runs for a person beside one referral, held still while a verb decides over all of it."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.placements.model import Referral
from jobmatch.placements.moving import lock_people
from jobmatch.placements.referral import RUNNING
from jobmatch.placements.same_human import merged_records


def hold_person(session: Session, referral_id: int) -> set[int]:
    """Lock whom a referral is about, every record of that human; returns their ids, none for a wrong number."""
    person_id = session.scalar(select(Referral.person_id).where(Referral.id == referral_id))
    if person_id is None:
        return set()
    people = merged_records(session, person_id)
    lock_people(session, people)
    return people


def running_beside(session: Session, people: Collection[int], referral: Referral) -> Sequence[Referral]:
    """The other referrals that run for the same human, under their locks; to be asked after `hold_person`."""
    session.flush()
    found = select(Referral).where(
        Referral.person_id.in_(people), Referral.id != referral.id, Referral.state.in_(RUNNING)
    )
    return session.scalars(
        found.order_by(Referral.id).with_for_update(key_share=True), execution_options={"populate_existing": True}
    ).all()  # fmt: skip
