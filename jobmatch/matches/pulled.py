"""For a post that nobody fills: whom of the stored people a class of at most so many days would bring to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import audit, parameters
from jobmatch.access import Actor, Permission, require
from jobmatch.households import area
from jobmatch.households.model import Household
from jobmatch.matches.facts import load_world
from jobmatch.matches.people import READ_FIELDS
from jobmatch.matching.facts import Course
from jobmatch.matching.training.pulling import brought, pulled


@dataclass(frozen=True)
class PulledPerson:
    """Who would qualify, by id, with the class by id; `waits`: nobody of the household has work."""

    person: int
    household: int
    course: int
    title: str
    starts_on: date | None
    days: int
    ready_on: date | None
    in_time: bool
    waits: bool
    asks: bool


@dataclass(frozen=True)
class PullList:
    """`people` of the actor's area, first to be asked first; of everybody how many, and how many of them are in time
    for the post, and of those how many belong to a household without an earner.

    `offers` are classes that could be asked for, by id: how many each would bring, and how many of them wait."""

    people: tuple[PulledPerson, ...]
    all: int
    in_time: int
    waiting: int
    offers: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def pull_lists(
    session: Session, vacancies: tuple[int, ...], most_days: int, as_of: date, at: datetime, actor: Actor,
    offers: Sequence[Course] = (),
) -> dict[int, PullList]:  # fmt: skip
    """Of each open vacancy who would qualify after a class of at most so many days; figures only for the county.

    Of `offers`, classes that nobody has announced, it is said how many each would bring.

    Everybody who asks for work is read once for all of them, and that is written down. A vacancy that is not open has
    an empty list.
    """
    require(actor, Permission.WATCH_VACANCIES)
    loaded = load_world(session, as_of, None, parameters.load(session))
    asking = {person: household for household, people in loaded.seekers.items() for person in people}
    for vacancy in vacancies:
        audit.record(session, actor, "match.pull", f"vacancy:{vacancy}", at, f"{len(asking)} people: {READ_FIELDS}")
    found = pulled(loaded.ground, [str(vacancy) for vacancy in vacancies], most_days)
    own = set(session.scalars(select(Household.id).where(area.seen_by(actor))))
    lists = {}
    for vacancy in vacancies:
        told = [
            PulledPerson(
                int(one.person), asking[int(one.person)], int(one.course.id), one.course.title or "", one.course.start,
                one.days, one.ready,
                one.in_time, one.waits, one.asks,
            )
            for one in found.get(str(vacancy), ())
            if int(one.person) in asking
        ]  # fmt: skip
        ready = [one for one in told if one.in_time]
        lists[vacancy] = PullList(
            people=tuple(one for one in told if one.household in own),
            all=len(told),
            in_time=len(ready),
            waiting=sum(one.waits for one in ready),
            offers={
                offer: (len(one.people), one.waiting)
                for offer, one in brought(loaded.ground, str(vacancy), offers).items()
            },
        )
    return lists
