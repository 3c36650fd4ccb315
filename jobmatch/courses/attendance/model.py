"""The tables of attendance: each half-day of a class, a mark for each of its people, and the log of marks corrected."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course
from jobmatch.db import Base, words
from jobmatch.moves import MoveRow
from jobmatch.privacy import NOT_PERSONAL, TAUGHT, Keep, Purpose, personal

_SEEN = TAUGHT | {Role.AUDITOR}


class Half(StrEnum):
    """The part of a day in which a class comes together."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Mark(StrEnum):
    """What was seen of somebody on a half-day; who is excused was not there, and has said why."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


class MarkVerb(StrEnum):
    """What is done with a mark; `set` writes the first."""

    SET = "set"
    CORRECT = "correct"


class ClassSession(Base):
    """One half-day of a class that was held: what it was about and who taught; none was, where it is taken back."""

    __tablename__ = "class_session"
    __table_args__ = (UniqueConstraint("course_id", "on", "half"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey(Course.id), index=True)
    on: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    half: Mapped[Half] = mapped_column(words(Half), info=NOT_PERSONAL)
    topic: Mapped[str] = mapped_column(String(100), default="", info=NOT_PERSONAL)
    teacher: Mapped[str] = mapped_column(
        String(50),
        default="",
        info=personal("who taught", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN | {Role.ADMINISTRATOR}),
    )

    taken_back_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)

    course: Mapped[Course] = relationship()
    marks: Mapped[list["Attendance"]] = relationship(back_populates="session", order_by="Attendance.enrolment_id")


HELD = ClassSession.taken_back_at.is_(None)
"""What counts: half-days that nobody has taken back."""


class Attendance(Base):
    """The mark of one enrolment on one half-day, as it stands; what it was before stands in its moves."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("session_id", "enrolment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey(ClassSession.id))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey(Enrolment.id), index=True)
    mark: Mapped[Mark] = mapped_column(
        words(Mark), info=personal("whether the person came", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    marked_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)

    session: Mapped[ClassSession] = relationship(back_populates="marks")
    enrolment: Mapped[Enrolment] = relationship()
    moves: Mapped[list["AttendanceMove"]] = relationship(back_populates="attendance", order_by="AttendanceMove.id")


class AttendanceMove(MoveRow):
    """A mark set or corrected: by whom, when, from what to what. Rows are only added."""

    __tablename__ = "attendance_move"

    attendance_id: Mapped[int] = mapped_column(ForeignKey(Attendance.id), index=True)

    attendance: Mapped[Attendance] = relationship(back_populates="moves")
