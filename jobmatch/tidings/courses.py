"""The class that opens most to somebody, told once; after that only to who has asked for a class (domain.md 6.4)."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobmatch import clock, telling
from jobmatch.concerns.model import Concern, ConcernKind
from jobmatch.courses.model import Course
from jobmatch.courses.service import upcoming
from jobmatch.households.model import Household, Membership
from jobmatch.matching.bridge import bridges
from jobmatch.matching.ground import Ground
from jobmatch.places import division_name
from jobmatch.push import service as push
from jobmatch.push.model import Message, Recipient
from jobmatch.push.templates import Template

TOLD_A_SEAT, USUAL_SEATS = 2, 30
NEW = timedelta(days=3)
_PAGE = "pages/courses/courses"


def to_be_told(session: Session, person_ids: list[int]) -> list[int]:
    """Those of some people who were never told of a class, or have asked for one themselves."""
    told = select(Recipient.person_id).join(Message, Message.recipient_id == Recipient.id)
    told_before = set(session.scalars(told.where(Message.template == Template.COURSE)))
    asked = set(session.scalars(select(Concern.person_id).where(Concern.kind == ConcernKind.COURSE_WISH)))
    return [one for one in person_ids if one not in told_before or one in asked]


def in_order_of_need(session: Session, person_ids: list[int]) -> list[int]:
    """Those of a household in which nobody works first, the longest first; then the others as they came."""
    rows = session.execute(
        select(Membership.person_id, Household.zero_employment_since)
        .join(Household, Household.id == Membership.household_id)
        .where(Membership.left_on.is_(None), Household.zero_employment_since.is_not(None))
    )
    since = dict(rows.all())
    return sorted(person_ids, key=lambda one: since.get(one) or date.max)


def room(session: Session, at: datetime) -> dict[int, int]:
    """How many people may still be told of each new class: twice its free seats, since not all who hear of it come.

    Who comes to the counter later than that sees the class there.
    """
    classes = [one for one in upcoming(session, clock.local_day(at)) if one.created_at > at - NEW]
    rows = session.execute(
        select(Message.about, func.count()).where(Message.template == Template.COURSE).group_by(Message.about)
    )
    told = dict(rows.all())
    return {
        one.id: TOLD_A_SEAT * (USUAL_SEATS if one.seats is None else one.seats) - told.get(_about(one.id), 0)
        for one in classes
    }


def best_class(ground: Ground, person_id: int, among: Collection[int]) -> int | None:
    """Of some classes the one that opens most to a person; None where it has first to be asked whether one can go."""
    found = (int(one.course.id) for one in bridges(ground, str(person_id)) if not one.asks)
    return next((course for course in found if course in among), None)


def tell(session: Session, person_id: int, course_id: int, at: datetime) -> bool:
    """Write to a person about a class, once about each; False where it can be joined no more."""
    course = session.get_one(Course, course_id)
    if not holds(session, course_id, at):
        return False
    starts = course.starts_on
    facts = {
        "title": course.title,
        "when": None if starts is None else f"{starts.month}月{starts.day}日",
        "place": course.site or (division_name(course.division) if course.division else None),
    }
    begins = None if starts is None else datetime.combine(starts, time(0), clock.SHANGHAI)
    push.enqueue(
        session, telling.recipient(session, person_id, at), Template.COURSE, facts, f"course:{person_id}:{course_id}",
        at, expires_at=begins or at + timedelta(days=14), page=_PAGE, about=_about(course_id),
    )  # fmt: skip
    return True


def holds(session: Session, course_id: int, at: datetime) -> bool:
    """Whether a class can still be joined."""
    return course_id in {one.id for one in upcoming(session, clock.local_day(at))}


def _about(course_id: int) -> str:
    return f"course:{course_id}"
