"""The tables of training providers and their courses, with the log of how each class came to where it stands.

The moves stand in `class_cycle`; who sits in a class in `enrolments`.
"""

from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy import JSON, Date, ForeignKey, Numeric, String, Time, exists, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.courses.class_cycle import ClassState, ClassVerb
from jobmatch.courses.codes import CourseType, ProviderKind
from jobmatch.db import Base, words
from jobmatch.moves import MoveRow
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal
from jobmatch.seal import Sealed

_SEEN = SITE_STAFF | {Role.TRAINER, Role.ADMINISTRATOR}


class Provider(Base):
    """A school, office or enterprise that holds courses; `licence` is the number of a school's (办学许可证)."""

    __tablename__ = "provider"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    kind: Mapped[ProviderKind | None] = mapped_column(words(ProviderKind))
    licence: Mapped[str | None] = mapped_column(String(60))
    licence_until: Mapped[date | None] = mapped_column(Date)
    registered_at: Mapped[datetime]

    courses: Mapped[list["Course"]] = relationship(back_populates="provider", order_by="Course.id")


class Course(Base):
    """One course with its dates, seats, entry rules and the certificate it ends with; `level` is 5 (初级) to 1.

    With `practice`, things are done by hand in it, for which `insurance` (who insures, the policy) has to be there.

    Of the taken seats `enrolled_elsewhere` are those that a list, or whoever answers for the class, says are other
    people's; `enrolled_here` are the enrolments that hold one, counted by `enrolments` alone.
    """

    __tablename__ = "course"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(30), unique=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    title: Mapped[str] = mapped_column(String(100))
    occupation: Mapped[str | None] = mapped_column(String(60))
    level: Mapped[int | None]
    type: Mapped[CourseType | None] = mapped_column(words(CourseType))
    practice: Mapped[bool | None]
    insurance: Mapped[str | None] = mapped_column(String(100))
    state: Mapped[ClassState] = mapped_column(words(ClassState), default=ClassState.OPEN, server_default=text("'open'"))
    site: Mapped[str | None] = mapped_column(String(100))
    division: Mapped[str | None] = mapped_column(String(12))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    room: Mapped[str | None] = mapped_column(String(60))
    teacher: Mapped[str | None] = mapped_column(
        String(50), info=personal("who teaches", Purpose.REACH, seen_by=_SEEN, keep=Keep.UNTIL_REPLACED)
    )
    hours: Mapped[int | None]
    days: Mapped[int | None]
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    daily_from: Mapped[time | None] = mapped_column(Time)
    daily_to: Mapped[time | None] = mapped_column(Time)
    certificate: Mapped[str | None] = mapped_column(String(100))
    certificate_kind: Mapped[str | None] = mapped_column(String(60))
    certificate_by: Mapped[date | None] = mapped_column(Date)
    capacity_least: Mapped[int | None]
    capacity: Mapped[int | None]
    enrolled_elsewhere: Mapped[int] = mapped_column(default=0)
    enrolled_here: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    boarding: Mapped[bool | None]
    meals: Mapped[str | None] = mapped_column(String(60))
    childcare: Mapped[bool | None]
    education_min: Mapped[str | None] = mapped_column(String(30))
    age_min: Mapped[int | None]
    age_max: Mapped[int | None]
    needs_health_certificate: Mapped[bool | None]
    fee: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    allowance_per_day: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    ordered_for: Mapped[list[int] | None] = mapped_column(JSON)
    contact_name: Mapped[str | None] = mapped_column(
        String(50), info=personal("contact person", Purpose.REACH, seen_by=_SEEN, keep=Keep.UNTIL_REPLACED)
    )
    contact_phone: Mapped[str | None] = mapped_column(
        Sealed("course.contact_phone"),
        info=personal("telephone of the contact", Purpose.REACH, seen_by=_SEEN, keep=Keep.UNTIL_REPLACED),
    )
    remark: Mapped[str | None] = mapped_column(String(300))
    cancelled_on: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    provider: Mapped[Provider] = relationship(back_populates="courses")
    moves: Mapped[list["CourseMove"]] = relationship(back_populates="course", order_by="CourseMove.id")

    @hybrid_property
    def enrolled(self) -> int:
        """All who have a seat, whoever counts them."""
        return self.enrolled_elsewhere + self.enrolled_here

    @property
    def seats(self) -> int | None:
        """Seats still free; None where nobody said how many there are."""
        return None if self.capacity is None else max(0, self.capacity - self.enrolled)


class CourseMove(MoveRow):
    """One move of one class: who, when, from where to where, and why. Rows are only added."""

    __tablename__ = "course_move"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    reason: Mapped[str] = mapped_column(String(200), default="", info=NOT_PERSONAL)

    course: Mapped[Course] = relationship(back_populates="moves")


PLANNED_HERE = exists().where(CourseMove.course_id == Course.id, CourseMove.verb == ClassVerb.PLAN).correlate(Course)
"""A class that its school planned here, as against one of an office's list."""
