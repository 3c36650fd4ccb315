"""Table M3: the classes of a month by type of course, and what became of our people in them."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date
from typing import TypeAlias

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from jobmatch.courses.codes import CourseType
from jobmatch.courses.enrolments.cycle import HOLDS_SEAT, EnrolmentState, Verb
from jobmatch.courses.enrolments.model import STANDS, Enrolment, EnrolmentMove
from jobmatch.courses.model import Course
from jobmatch.courses.on_the_job.model import TrainedMonth, WorkTraining
from jobmatch.courses.outcomes import LEARNED, SOON
from jobmatch.courses.subsidies.model import SubsidyClaim, SubsidyKind
from jobmatch.households.codes import WORKING
from jobmatch.households.model import Household, Membership
from jobmatch.households.working_life import Employment
from jobmatch.reports import definitions
from jobmatch.reports import month as months
from jobmatch.reports.table import Row, Sum, Table, Value

ADDED = ("enrolled", "completed", "certified", "placed", "subsidy")
"""What the types of course add up to; one person in two types is two there, and one in the total of people."""
_OF_CLASSES = ("classes", "places", "enrolled")
Type: TypeAlias = CourseType | None


def training(session: Session, month: date, site_ids: Collection[int | None]) -> Table:
    """M3: courses belong to no site, and their places are public; of people those of some sites are counted."""
    found: dict[Type, dict[str, int]] = defaultdict(dict)
    for kind, classes, places, enrolled in session.execute(_classes(month)):
        found[kind] |= {"classes": classes, "places": places or 0, "enrolled": enrolled or 0}
    ours = Enrolment.person_id.in_(_people(site_ids))
    for column, query in _of_people(month):
        for kind, number in session.execute(query.where(ours).group_by(Course.type)):
            found[kind][column] = number
    for kind, number in _placed(session, month, ours).items():
        found[kind]["placed"] = number
    if months_at_work := session.scalar(_claimed_at_work(month).where(WorkTraining.person_id.in_(_people(site_ids)))):
        found[CourseType.ON_THE_JOB]["subsidy"] = found[CourseType.ON_THE_JOB].get("subsidy", 0) + months_at_work
    held = select(func.count(func.distinct(Enrolment.person_id))).join(Course, Course.id == Enrolment.course_id)
    everybody = session.scalar(held.where(ours, _sits(), _held_in(month))) or 0
    kinds: list[Type] = [kind for kind in (*CourseType, None) if kind in found]
    rows = [
        Row(
            kind or "", definitions.word(kind.value if kind else "no_course_type"), _values(found[kind]),
            section=definitions.word("by_course"),
        )
        for kind in kinds
    ]  # fmt: skip
    whole = {name: sum(counts.get(name, 0) for counts in found.values()) for name in (*_OF_CLASSES, *ADDED)}
    total = Row(
        "total", definitions.word("total"), _values(whole | {"people": everybody}), 0, definitions.word("by_course")
    )
    sums = tuple(Sum(("total", name), tuple(((row.key, name), 1) for row in rows)) for name in ADDED) if rows else ()
    return Table(
        "M3", definitions.title("M3"), definitions.columns("M3"), (*rows, total), definitions.notes("M3"), sums
    )


def _values(counts: dict[str, int]) -> dict[str, Value]:
    return {name: counts.get(name, 0) for name in (*_OF_CLASSES, "people", *ADDED)}


def _classes(month: date) -> Select[Type, int, int | None, int]:
    places, enrolled = func.coalesce(func.sum(Course.capacity), 0), func.sum(Course.enrolled)
    return select(Course.type, func.count(), places, enrolled).where(_held_in(month)).group_by(Course.type)


def _held_in(month: date) -> ColumnElement[bool]:
    last = months.last_day(month)
    return (
        (Course.starts_on <= last)
        & or_(Course.ends_on >= month, Course.ends_on.is_(None) & (Course.starts_on >= month))
        & or_(Course.cancelled_on.is_(None), Course.cancelled_on > last)
    )


def _of_people(month: date) -> list[tuple[str, Select[Type, int]]]:
    """What is counted of people, each by the type of their course."""
    last = months.last_day(month)
    people = select(Course.type, func.count(func.distinct(Enrolment.person_id)))
    each = select(Course.type, func.count(func.distinct(Enrolment.id)))
    people, each = (one.join_from(Enrolment, Course, Course.id == Enrolment.course_id) for one in (people, each))
    moved = each.join(EnrolmentMove, EnrolmentMove.enrolment_id == Enrolment.id).where(
        EnrolmentMove.at >= months.begins(month), EnrolmentMove.at < months.begins(months.after(month)), STANDS
    )
    claimed = each.join(SubsidyClaim, SubsidyClaim.enrolment_id == Enrolment.id).where(
        SubsidyClaim.kind == SubsidyKind.TRAINING,
        SubsidyClaim.claimed_on.between(month, last),
        SubsidyClaim.taken_back_at.is_(None),
    )
    return [
        ("people", people.where(_sits(), _held_in(month))),
        ("completed", moved.where(EnrolmentMove.verb == Verb.COMPLETE)),
        ("certified", moved.where(EnrolmentMove.verb == Verb.CERTIFY)),
        ("subsidy", claimed),
    ]


def _claimed_at_work(month: date) -> Select[int]:
    """The months claimed for whom an employer teaches at work: there is no class, and each is a claim."""
    months_claimed = select(func.count(TrainedMonth.id)).join(WorkTraining, WorkTraining.id == TrainedMonth.training_id)
    in_month = TrainedMonth.claimed_on.between(month, months.last_day(month))
    return months_claimed.where(in_month, TrainedMonth.taken_back_at.is_(None))


def _placed(session: Session, month: date, ours: ColumnElement[bool]) -> Counter[Type]:
    """Completed classes after which somebody began work in the month, within 90 days, by type."""
    rows = session.execute(
        select(Course.type, Enrolment.id, Course.ends_on, Employment.since)
        .join_from(Enrolment, Course, Course.id == Enrolment.course_id)
        .join(Employment, Employment.person_id == Enrolment.person_id)
        .where(ours, Enrolment.state.in_(LEARNED), Employment.status.in_(WORKING))
        .where(Employment.since.between(month, months.last_day(month)), Employment.since >= Course.ends_on)
    )
    return Counter(
        kind for kind, _ in {(kind, one) for kind, one, over, since in rows if over and since <= over + SOON}
    )


def _sits() -> ColumnElement[bool]:
    return Enrolment.state.in_(HOLDS_SEAT - {EnrolmentState.OFFERED})


def _people(site_ids: Collection[int | None]) -> Select[int]:
    """Who belongs to a household of some sites now."""
    known = [one for one in site_ids if one is not None]
    here: ColumnElement[bool] = Household.site_id.in_(known)
    if None in site_ids:
        here = or_(here, Household.site_id.is_(None))
    living = select(Membership.person_id).join(Household, Household.id == Membership.household_id)
    return living.where(here, Membership.left_on.is_(None))
