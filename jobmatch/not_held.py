"""A class is not held: all of it are told, and who wished for it; whoever counted on it for a post is matched again.

What of it is too much for one step is done a few minutes later by a loop, which also finds the classes that an office's
list has left out. Nothing is noted for that: the proposals that still name such a class say what is to be done.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import clock, flow, parameters, telling
from jobmatch.access import Actor, Role
from jobmatch.courses import cancelling
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course
from jobmatch.households import recognise
from jobmatch.matches.counting_on import who_counts_on
from jobmatch.matches.facts import load_market
from jobmatch.matches.model import MatchRun
from jobmatch.matches.service import Run
from jobmatch.tidings import wishes
from jobmatch.tidings.seats import tell_of_moves

AT_ONCE = 10
"""So many households are matched while somebody waits: about a seventh of a second each in a county."""
_LATELY = timedelta(days=2)
"""Whatever was called off before has been through a night's matching."""


def cancel(session: Session, course: Course, on: date, reason: str, at: datetime, actor: Actor) -> list[int]:
    """The class is called off with all that follows; raises what `cancelling.cancel` raises.

    Returns the enrolments that were called off.
    """
    called_off = cancelling.cancel(session, course, on, reason, at, actor)
    tell_of_moves(session, course.id, at)
    wishes.answer_for(session, course, at)
    seated = set(session.scalars(select(Enrolment.person_id).where(Enrolment.id.in_(called_off))))
    counting = sorted(who_counts_on(session, course), key=lambda person: person not in seated)
    match_again(session, _homes(session, counting)[:AT_ONCE], at, actor)
    return called_off


def still_counting(session: Session, at: datetime) -> list[int]:
    """The households in which somebody counts on a class that was called off of late, whoever did that."""
    lately = select(Course).where(Course.state == ClassState.CANCELLED, Course.updated_at > at - _LATELY)
    found = [who_counts_on(session, one) for one in session.scalars(lately.order_by(Course.id))]
    return _homes(session, [person for people in found for person in people])


def match_again(session: Session, households: Collection[int], at: datetime, actor: Actor) -> None:
    """Match some households as things stand now, and tell them of what is new; what is offered is read once."""
    if not households:
        return
    on, by_rule = clock.local_day(at), Actor(actor.name, Role.SYSTEM, sites=None)
    offered = load_market(session, on, parameters.load(session))
    for household_id in households:
        matched = flow.match_household(session, household_id, on, at, by_rule, offered)
        run = session.get_one(MatchRun, matched.run_id)
        telling.announce(session, Run(run.id, run.as_of, run.rules_hash), matched.cards.keys(), at)


def _homes(session: Session, people: Collection[int]) -> list[int]:
    """The households of people, each once, in their order."""
    homes = [recognise.open_membership(session, one) for one in people]
    return list(dict.fromkeys(home.household_id for home in homes if home is not None))
