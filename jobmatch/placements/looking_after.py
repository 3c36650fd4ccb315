"""What follows for a household when something was written about its work: its clock, its follow-ups, its warnings."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.access import Actor
from jobmatch.households import reading, recognise
from jobmatch.placements.follow_ups.planning import plan_for
from jobmatch.placements.same_human import kept_record
from jobmatch.placements.warnings import service as warnings
from jobmatch.placements.zero_clock.looking import look_at


def look_after(session: Session, household_ids: Collection[int], at: datetime, actor: Actor) -> None:
    """Bring all three to the day, in this order: what the clock says calls for talks and warnings.

    Whoever may write what happened sets this going. Done again it changes nothing.
    """
    known = reading.read(session, reading.hold(session, household_ids), clock.local_day(at))
    look_at(session, known, at, actor)
    plan_for(session, known, at, actor)
    warnings.look_at(session, known, at, actor)


def look_after_person(session: Session, person_id: int, at: datetime, actor: Actor) -> None:
    """`look_after` the household in which a person, by whichever record of theirs, lives now."""
    home = recognise.open_membership(session, kept_record(session, person_id))
    if home is not None:
        look_after(session, [home.household_id], at, actor)
