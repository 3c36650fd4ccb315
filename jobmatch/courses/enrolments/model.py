"""The enrolment of a person in a class, and the log of its moves; the moves stand in `cycle.py`."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, select, text
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.courses.enrolments.cycle import OVER, DropReason
from jobmatch.courses.model import Course
from jobmatch.db import Base, words
from jobmatch.households.model import Person
from jobmatch.moves import MoveRow
from jobmatch.privacy import NOT_PERSONAL, TAUGHT, Keep, Purpose, personal

_GOES_ON = "state NOT IN ({})".format(", ".join(f"'{state.value}'" for state in sorted(OVER)))
_SEEN = TAUGHT | {Role.AUDITOR}


class Exam(StrEnum):
    """What became of the exam at the end."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    NOT_TAKEN = "not_taken"


class FailReason(StrEnum):
    """Why a class was not completed; who came too seldom is told that first."""

    ATTENDANCE = "attendance"
    EXAM = "exam"


class Enrolment(Base):
    """One person and one class; at most one goes on for a pair. `waits_since` is the place in the waiting list,
    `offered_at` since when a seat is kept."""

    __tablename__ = "enrolment"
    __table_args__ = (
        # Two windows that enrol somebody at the same moment cannot both do so.
        Index(
            "uq_enrolment_open", "person_id", "course_id", unique=True,
            sqlite_where=text(_GOES_ON), postgresql_where=text(_GOES_ON),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    course_id: Mapped[int] = mapped_column(ForeignKey(Course.id), index=True)
    state: Mapped[str] = mapped_column(
        String(20), info=personal("where it stands", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    opened_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    waits_since: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
    offered_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)

    exam: Mapped[Exam | None] = mapped_column(
        words(Exam), info=personal("how the exam went", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    failed_because: Mapped[FailReason | None] = mapped_column(
        words(FailReason),
        info=personal("why it was not completed", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN),
    )

    course: Mapped[Course] = relationship()
    moves: Mapped[list["EnrolmentMove"]] = relationship(back_populates="enrolment", order_by="EnrolmentMove.id")


class EnrolmentMove(MoveRow):
    """One move of one enrolment: who, when, from where to where, and why. Rows are only added.

    `exam` stands in a row that wrote a result: what was said then, whatever was said later.
    """

    __tablename__ = "enrolment_move"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    # Of a move that takes another back: which one. That one stands in the log as it was said, and counts no more.
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment_move.id"), index=True, unique=True)
    exam: Mapped[Exam | None] = mapped_column(
        words(Exam), info=personal("how each exam went", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    reason: Mapped[DropReason | None] = mapped_column(
        words(DropReason), info=personal("why not", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )

    enrolment: Mapped[Enrolment] = relationship(back_populates="moves")


_LATER = aliased(EnrolmentMove)
STANDS = EnrolmentMove.id.not_in(select(_LATER.undoes_id).where(_LATER.undoes_id.is_not(None)))
"""Of the log only what was not taken back."""
