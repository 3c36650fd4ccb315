"""What a provider offers, as one frozen record: the content of a course, from a form or a plan.

Field names are those of the columns, but for the seats that are other people's. None is "not said".
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, time
from decimal import Decimal

from jobmatch.courses.codes import CourseType
from jobmatch.courses.model import Course


@dataclass(frozen=True)
class CourseContent:
    """One class. Hours are lessons (课时), days days of teaching; money is yuan; `capacity` the most it takes."""

    title: str
    occupation: str | None = None
    level: int | None = None
    type: CourseType | None = None
    practice: bool | None = None
    insurance: str | None = None
    site: str | None = None
    division: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    room: str | None = None
    teacher: str | None = None
    hours: int | None = None
    days: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    daily_from: time | None = None
    daily_to: time | None = None
    certificate: str | None = None
    certificate_kind: str | None = None
    certificate_by: date | None = None
    capacity_least: int | None = None
    capacity: int | None = None
    enrolled: int = 0
    boarding: bool | None = None
    meals: str | None = None
    childcare: bool | None = None
    education_min: str | None = None
    age_min: int | None = None
    age_max: int | None = None
    needs_health_certificate: bool | None = None
    fee: Decimal | None = None
    allowance_per_day: Decimal | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    remark: str | None = None


FIELDS = tuple(one.name for one in fields(CourseContent))
_COLUMNS = {"enrolled": "enrolled_elsewhere"}


def read(course: Course) -> CourseContent:
    """The content of a stored course."""
    return CourseContent(**{name: getattr(course, _COLUMNS.get(name, name)) for name in FIELDS})


def write(course: Course, content: CourseContent, names: Sequence[str]) -> None:
    """Write the named fields into a course's columns."""
    for name in names:
        setattr(course, _COLUMNS.get(name, name), getattr(content, name))
