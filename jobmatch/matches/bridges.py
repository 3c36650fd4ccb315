"""Which courses would open more to a person, in words for both languages; said again whenever somebody asks."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.matches.facts import load_world_of
from jobmatch.matching.bridge import Bridge, bridges
from jobmatch.matching.explain import Language, question, what_opens
from jobmatch.matching.ground import Ground


@dataclass(frozen=True)
class CourseThatOpens:
    """A course by id with what it opens; `waiting` are open today to whoever takes it, `later` open too soon for it.

    `monthly_cash` is what the best of them pays this person in hand, None where no advert tells.
    """

    course: int
    title: str
    starts_on: date | None
    ends_on: date | None
    days: int | None
    fee: Decimal | None
    opens: tuple[int, ...]
    later: tuple[int, ...]
    waiting: tuple[int, ...]
    monthly_cash: Decimal | None
    because: str
    because_en: str
    asks: tuple[str, ...]
    asks_en: tuple[str, ...]


def bridges_of(session: Session, person_id: int, as_of: date) -> tuple[CourseThatOpens, ...]:
    """The course that opens most first; empty for somebody who belongs to no served household."""
    return bridges_in(load_world_of(session, person_id, as_of, parameters.load(session)).ground, person_id)


def bridges_in(ground: Ground, person_id: int) -> tuple[CourseThatOpens, ...]:
    """The same out of a ground that was read already."""
    if str(person_id) not in ground.seekers:
        return ()
    return tuple(map(_told, bridges(ground, str(person_id))))


def _told(bridge: Bridge) -> CourseThatOpens:
    course = bridge.course
    return CourseThatOpens(
        course=int(course.id),
        title=course.title or "",
        starts_on=course.start,
        ends_on=course.end,
        days=bridge.days,
        fee=course.fee,
        opens=tuple(int(one.vacancy) for one in bridge.opens if one.in_time),
        later=tuple(int(one.vacancy) for one in bridge.opens if not one.in_time),
        waiting=tuple(int(one.vacancy) for one in bridge.better),
        monthly_cash=bridge.cash,
        because=what_opens(bridge, Language.ZH),
        because_en=what_opens(bridge, Language.EN),
        asks=tuple(question(ask, Language.ZH) for ask in bridge.asks),
        asks_en=tuple(question(ask, Language.EN) for ask in bridge.asks),
    )
