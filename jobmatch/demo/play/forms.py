"""The form at the counter: a family that was not here of late goes through it before posts are looked for.

What K5 measures lies between its saving and the first post that is read out.
"""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import select

from jobmatch import flow, parameters
from jobmatch.access import Actor
from jobmatch.demo.layout import HOME as COUNTY
from jobmatch.demo.play import behaviour, customs
from jobmatch.demo.play.day import Day
from jobmatch.households.model import Membership
from jobmatch.households.working_life import Intention
from jobmatch.visits import service
from jobmatch.visits.asked import home_asked_on
from jobmatch.visits.fields import HOME, Topic
from jobmatch.visits.model import Visit

_OF_LATE = timedelta(days=45)
_OF_THE_WORK_PAGE = frozenset({Topic.NOW, Topic.WISH, Topic.PAY})
"""What is read back to everybody who looks for work; the other questions change less from one visit to the next."""


def go_through(day: Day, household_id: int, clerk: Actor, minute: int) -> Visit | None:
    """The form of a family, saved in time for its posts to be read out after ten; None where it was done of late."""
    session = day.session
    if day.on - home_asked_on(session, household_id) < _OF_LATE:
        return None
    rng = behaviour.dice(day.seed, day.on, "form", household_id)
    waits = timedelta(minutes=customs.minutes_to_first_post(rng))
    saved_at = day.at(10, minute) - waits
    visit = service.begin(session, household_id, "", None, saved_at - timedelta(minutes=12), clerk)
    read_back: dict[str, Collection[Topic]] = {HOME: (Topic.HOME,)}
    read_back |= {str(person_id): _OF_THE_WORK_PAGE for person_id in _who_look(day, household_id)}
    try:
        flow.save_form(session, visit.code, parameters.load(session), COUNTY, saved_at, clerk, read_back)
    except flow.RefusedRecordError:
        # A paper is missing: the family is served by what is known, and the form waits for it.
        service.close(session, visit.code, saved_at, clerk, throw_away=True)
        return None
    return visit


def go_home(day: Day, visit: Visit | None, clerk: Actor, minute: int, *, shown: bool) -> None:
    """The family has heard its first post, where there was one, and leaves the counter."""
    if visit is None:
        return
    if shown:
        service.note_shown(visit, day.at(10, minute))
    service.close(day.session, visit.code, day.at(11, minute), clerk)


def _who_look(day: Day, household_id: int) -> list[int]:
    return list(
        day.session.scalars(
            select(Intention.person_id)
            .join(Membership, Membership.person_id == Intention.person_id)
            .where(
                Membership.household_id == household_id, Membership.left_on.is_(None), Intention.willing.is_(True)
            )
            .order_by(Intention.person_id)
        )
    )  # fmt: skip
