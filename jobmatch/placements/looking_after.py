"""What follows for a household when something was written about its work: its clock, its follow-ups, its warnings."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.access import Actor
from jobmatch.households import recognise
from jobmatch.households.model import Person
from jobmatch.placements.follow_ups.planning import plan
from jobmatch.placements.warnings import service as warnings
from jobmatch.placements.zero_clock import service as zero_clock


def look_after(session: Session, household_ids: Collection[int], at: datetime, actor: Actor) -> None:
    """Bring all three to the day, in this order: what the clock says calls for talks and warnings.

    Whoever may write what happened sets this going. Done again it changes nothing.
    """
    on, households = clock.local_day(at), sorted(household_ids)
    zero_clock.look(session, households, on, at, actor)
    plan(session, households, on, at, actor)
    warnings.look(session, households, on, at, actor)


def look_after_person(session: Session, person_id: int, at: datetime, actor: Actor) -> None:
    """`look_after` the household in which a person, by whichever record of theirs, lives now."""
    person = session.get_one(Person, person_id)
    home = recognise.open_membership(session, person.merged_into_id or person.id)
    if home is not None:
        look_after(session, [home.household_id], at, actor)
