"""Surprise checks: somebody of the office looks into a class, counts heads and writes down what was seen.

Two things are asked there that no roll shows (domain.md section 4): whether the school sells anything to those who
learn, and whether it keeps their ID cards. The school reads it. How many the roll has for that half-day stands beside
the heads, and is asked when it is shown: a roll that is called later counts too.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from jobmatch import audit, clock
from jobmatch.access import Actor, Permission, Role, require
from jobmatch.courses.attendance.model import HELD, Attendance, ClassSession, Half, Mark
from jobmatch.courses.model import Course
from jobmatch.courses.moving import locked
from jobmatch.courses.refusals import UnacceptableCourseError, WhyNot
from jobmatch.db import Base, words
from jobmatch.privacy import NOT_PERSONAL, TAUGHT, Keep, Purpose, personal

LONGEST = 300


class ClassCheck(Base):
    """What one of the staff saw of a class on a half-day, unannounced. Rows are only added."""

    __tablename__ = "class_check"
    __table_args__ = (UniqueConstraint("course_id", "on", "half", "by"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey(Course.id), index=True)
    on: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    half: Mapped[Half] = mapped_column(words(Half), info=NOT_PERSONAL)
    heads: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    sells: Mapped[bool | None] = mapped_column(info=NOT_PERSONAL)
    keeps_id_cards: Mapped[bool | None] = mapped_column(info=NOT_PERSONAL)
    saw: Mapped[str] = mapped_column(String(LONGEST), info=NOT_PERSONAL)
    by: Mapped[str] = mapped_column(
        String(100),
        info=personal(
            "who looked into a class", Purpose.PROVE, keep=Keep.AS_EVIDENCE,
            seen_by=TAUGHT | {Role.COUNTY, Role.ADMINISTRATOR, Role.AUDITOR},
        ),
    )  # fmt: skip
    at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)

    course: Mapped[Course] = relationship()


@dataclass(frozen=True)
class Seen:
    """What somebody tells who has looked in: when, how many heads there were, and what else; None is not asked."""

    on: date
    half: Half
    heads: int
    saw: str
    sells: bool | None = None
    keeps_id_cards: bool | None = None


@dataclass(frozen=True)
class ToPutRight:
    """What a school has to put right as far as its class was looked into: until a later check finds it otherwise."""

    sells: date | None
    keeps_id_cards: date | None


def look_in(session: Session, course_id: int, seen: Seen, at: datetime, actor: Actor) -> ClassCheck:
    """Write down a check; the same half-day again, by the same person, corrects nothing and adds nothing.

    Raises UnacceptableCourseError for a day on which the class was not held, or that is still to come; Refused.
    """
    require(actor, Permission.LICENSE_SCHOOL)
    course = locked(session, course_id)
    known = session.scalar(
        select(ClassCheck).where(
            ClassCheck.course_id == course.id, ClassCheck.on == seen.on, ClassCheck.half == seen.half,
            ClassCheck.by == actor.name[:100],
        )
    )  # fmt: skip
    if known is not None:
        return known
    first, last = course.starts_on or seen.on, course.ends_on or seen.on
    if not first <= seen.on <= min(last, clock.local_day(at)):
        raise UnacceptableCourseError(WhyNot.CHECK_OUTSIDE, f"{course.number} was not held on {seen.on}", day=seen.on)
    row = ClassCheck(
        course_id=course.id, on=seen.on, half=seen.half, heads=seen.heads, saw=seen.saw[:LONGEST],
        sells=seen.sells, keeps_id_cards=seen.keeps_id_cards, by=actor.name[:100], at=at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    found = ["sells"] * bool(seen.sells) + ["keeps ID cards"] * bool(seen.keeps_id_cards)
    detail = ", ".join([f"{seen.on} {seen.half}: {seen.heads}", *found])
    audit.record(session, actor, "course.check", f"course:{course.id}", at, detail)
    return row


def checks_of(session: Session, course_id: int) -> list[ClassCheck]:
    """The checks of one class, the newest first; who may read them, the page has asked."""
    order = select(ClassCheck).where(ClassCheck.course_id == course_id)
    return list(session.scalars(order.order_by(ClassCheck.on.desc(), ClassCheck.id.desc())))


def to_put_right(newest_first: Iterable[ClassCheck]) -> ToPutRight:
    """Of the checks of one class: the day of the last that asked, where it found what is forbidden."""
    checks = list(newest_first)
    sold = next((one for one in checks if one.sells is not None), None)
    kept = next((one for one in checks if one.keeps_id_cards is not None), None)
    return ToPutRight(
        sold.on if sold is not None and sold.sells else None,
        kept.on if kept is not None and kept.keeps_id_cards else None,
    )


def marked(session: Session, checks: Collection[ClassCheck]) -> dict[int, int]:
    """How many the roll has as present on the half-day of each check, by its id; none where no roll was called."""
    held = (
        select(ClassCheck.id, func.count(Attendance.id))
        .join(
            ClassSession,
            (ClassSession.course_id == ClassCheck.course_id)
            & (ClassSession.on == ClassCheck.on)
            & (ClassSession.half == ClassCheck.half),
        )
        .outerjoin(Attendance, (Attendance.session_id == ClassSession.id) & (Attendance.mark == Mark.PRESENT))
        .where(ClassCheck.id.in_([one.id for one in checks]), HELD)
        .group_by(ClassCheck.id)
    )
    return dict(session.execute(held).all())
