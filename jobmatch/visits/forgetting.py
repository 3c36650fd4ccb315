"""What an erasure means for visits: no answer about the person stays at a counter, and no home that is gone."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.households.model import Membership
from jobmatch.visits.model import Visit


def forget(session: Session, person_ids: Collection[int], household_ids: Collection[int]) -> None:
    """Remove what some people answered at the counter; a visit to nobody's home any more stands alone."""
    others = set(
        session.scalars(
            select(Membership.household_id).where(
                Membership.household_id.in_(household_ids), Membership.person_id.not_in(person_ids)
            )
        )
    )
    for visit in session.scalars(select(Visit).where(Visit.household_id.in_(household_ids)).with_for_update()):
        theirs = {str(one) for one in person_ids} | {key for key, one in visit.people.items() if one in person_ids}
        visit.answers = [one for one in visit.answers if one.key.partition(".")[0] not in theirs]
        visit.people = {key: one for key, one in visit.people.items() if one not in person_ids}
        if visit.household_id not in others:
            visit.household_id, visit.people = None, {}
            visit.answers.clear()
    session.flush()
