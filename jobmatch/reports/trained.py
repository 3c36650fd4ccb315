"""What table M3 is made of: the classes of a month, and what became of our people in them, each with its school, its
type and the type of the household.
"""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, Subquery, func, or_, select
from sqlalchemy.orm import Session

from jobmatch.courses.class_cycle import ClassState, ClassVerb
from jobmatch.courses.codes import CourseType
from jobmatch.courses.enrolments.cycle import HOLDS_SEAT, EnrolmentState, Verb
from jobmatch.courses.enrolments.model import STANDS, Enrolment, EnrolmentMove
from jobmatch.courses.model import Course, CourseMove
from jobmatch.courses.on_the_job.model import TrainedMonth, WorkTraining
from jobmatch.courses.outcomes import LEARNED, SOON
from jobmatch.courses.subsidies.model import SubsidyClaim, SubsidyKind
from jobmatch.households.codes import WORKING, HouseholdType
from jobmatch.households.model import Household, Membership
from jobmatch.households.working_life import HELD_A_DAY, Employment
from jobmatch.reports import month as months
from jobmatch.reports.table import Value

OF_CLASSES = ("classes", "places", "enrolled")
CAME_OF_IT = ("completed", "certified", "placed", "subsidy")
Type: TypeAlias = CourseType | None


@dataclass(frozen=True)
class Of:
    """Where something is counted: by whom it was taught (None: by an employer, at work), and whose household it is."""

    school: int | None
    kind: Type
    group: HouseholdType | None


@dataclass
class Trained:
    """A month: the columns of the classes by school and type, those of what came of them, and who sat in which."""

    classes: dict[tuple[int | None, Type], dict[str, int]]
    came: dict[str, Counter[Of]]
    sat: set[tuple[int, Of]]

    def values(self, fits: Callable[[Of], bool]) -> dict[str, Value]:
        """What was counted of our people where it fits; people are counted once each."""
        values: dict[str, Value] = {"people": len({person for person, of in self.sat if fits(of)})}
        for name in CAME_OF_IT:
            values[name] = sum(number for of, number in self.came[name].items() if fits(of))
        return values

    def with_classes(self, fits: Callable[[Of], bool]) -> dict[str, Value]:
        """The same with the classes, which belong to no household."""
        held = [counts for (school, kind), counts in self.classes.items() if fits(Of(school, kind, None))]
        return {name: sum(one[name] for one in held) for name in OF_CLASSES} | self.values(fits)

    def everywhere(self) -> set[Of]:
        """Where anything was counted; of classes without a household."""
        of_people = {of for counter in self.came.values() for of, number in counter.items() if number}
        return of_people | {of for _, of in self.sat} | {Of(school, kind, None) for school, kind in self.classes}


def trained(session: Session, month: date, site_ids: Collection[int | None]) -> Trained:
    """A month; classes belong to no site, of people those of some sites are counted."""
    homes = _homes(site_ids)
    classes: dict[tuple[int | None, Type], dict[str, int]] = {
        (school, kind): {"classes": number, "places": places or 0, "enrolled": enrolled}
        for school, kind, number, places, enrolled in session.execute(_classes(month))
    }
    came: dict[str, Counter[Of]] = {name: Counter() for name in CAME_OF_IT}
    for name, query in _came_of_it(month, homes):
        for school, kind, group, number in session.execute(query):
            came[name][Of(school, kind, group)] = number
    came["placed"] = _placed(session, month, homes)
    for group, number in session.execute(_claimed_at_work(month, homes)):
        came["subsidy"][Of(None, CourseType.ON_THE_JOB, group)] = number
    sitting = _ours(homes, Enrolment.person_id).where(_sits(), _held_in(month)).distinct()
    sat = {(person, Of(school, kind, group)) for person, school, kind, group in session.execute(sitting)}
    return Trained(classes, came, sat)


def _homes(site_ids: Collection[int | None]) -> Subquery:
    """Who belongs to a household of some sites now, with its type; who belongs to two is counted in the first."""
    known = [one for one in site_ids if one is not None]
    here: ColumnElement[bool] = Household.site_id.in_(known)
    if None in site_ids:
        here = or_(here, Household.site_id.is_(None))
    first = (
        select(Membership.person_id, func.min(Membership.household_id).label("household_id"))
        .join(Household, Household.id == Membership.household_id)
        .where(here, Membership.left_on.is_(None))
        .group_by(Membership.person_id)
        .subquery()
    )
    with_type = select(first.c.person_id, Household.household_type)
    return with_type.join(Household, Household.id == first.c.household_id).subquery()


def _classes(month: date) -> Select[int, Type, int, int | None, int]:
    return (
        select(Course.provider_id, Course.type, func.count(), func.sum(Course.capacity), func.sum(Course.enrolled))
        .where(_held_in(month))
        .group_by(Course.provider_id, Course.type)
    )


def _held_in(month: date) -> ColumnElement[bool]:
    """A class with a day in the month; one that nobody could join is none, and one called off is while it ran."""
    last = months.last_day(month)
    begun = select(CourseMove.id).where(CourseMove.course_id == Course.id, CourseMove.verb == ClassVerb.BEGIN).exists()
    return (
        (Course.starts_on <= last)
        & or_(Course.ends_on >= month, Course.ends_on.is_(None) & (Course.starts_on >= month))
        & Course.state.not_in((ClassState.PLANNED, ClassState.PUBLISHED))
        & or_(Course.cancelled_on.is_(None), (Course.cancelled_on > last) & begun)
    )


def _ours(homes: Subquery, *columns: Any) -> Select[Any]:
    """Of the enrolments of our people some columns, with the school, the type of course and that of the household."""
    return (
        select(*columns, Course.provider_id, Course.type, homes.c.household_type)
        .join_from(Enrolment, Course, Course.id == Enrolment.course_id)
        .join(homes, homes.c.person_id == Enrolment.person_id)
    )


def _came_of_it(month: date, homes: Subquery) -> list[tuple[str, Select[Any]]]:
    """What is counted once for each enrolment, by school, type of course and type of household."""
    last = months.last_day(month)
    each = _ours(homes).add_columns(func.count(func.distinct(Enrolment.id)))
    each = each.group_by(Course.provider_id, Course.type, homes.c.household_type)
    moved = each.join(EnrolmentMove, EnrolmentMove.enrolment_id == Enrolment.id).where(
        EnrolmentMove.at >= months.begins(month), EnrolmentMove.at < months.begins(months.after(month)), STANDS
    )
    claimed = each.join(SubsidyClaim, SubsidyClaim.enrolment_id == Enrolment.id).where(
        SubsidyClaim.kind == SubsidyKind.TRAINING,
        SubsidyClaim.claimed_on.between(month, last),
        SubsidyClaim.taken_back_at.is_(None),
    )
    return [
        ("completed", moved.where(EnrolmentMove.verb == Verb.COMPLETE)),
        ("certified", moved.where(EnrolmentMove.verb == Verb.CERTIFY)),
        ("subsidy", claimed),
    ]


def _claimed_at_work(month: date, homes: Subquery) -> Select[Any]:
    """The months claimed for whom an employer teaches at work: there is no class, and each is a claim."""
    return (
        select(homes.c.household_type, func.count(TrainedMonth.id))
        .join_from(TrainedMonth, WorkTraining, WorkTraining.id == TrainedMonth.training_id)
        .join(homes, homes.c.person_id == WorkTraining.person_id)
        .where(TrainedMonth.claimed_on.between(month, months.last_day(month)), TrainedMonth.taken_back_at.is_(None))
        .group_by(homes.c.household_type)
    )


def _placed(session: Session, month: date, homes: Subquery) -> Counter[Of]:
    """Completed classes after which somebody began work in the month, within 90 days."""
    rows = session.execute(
        _ours(homes, Enrolment.id, Course.ends_on, Employment.since)
        .join(Employment, Employment.person_id == Enrolment.person_id)
        .where(Enrolment.state.in_(LEARNED), Employment.status.in_(WORKING), HELD_A_DAY)
        .where(Employment.since.between(month, months.last_day(month)), Employment.since >= Course.ends_on)
    )
    soon = {(one, Of(school, kind, group)) for one, over, since, school, kind, group in rows if since <= over + SOON}
    return Counter(of for _, of in soon)


def _sits() -> ColumnElement[bool]:
    return Enrolment.state.in_(HOLDS_SEAT - {EnrolmentState.OFFERED})
