"""What training plans said last time, so that the next plan changes what changed."""

from datetime import date
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.access import Role
from jobmatch.courses.model import Course
from jobmatch.db import Base
from jobmatch.privacy import NOT_PERSONAL, Keep, Purpose, personal
from jobmatch.seal import Sealed

_OFFICE = frozenset({Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR})


class ListedCourse(Base):
    """One class as a source (an office's plan, whatever batch) said it last; refused ones wait with their faults.

    `said` are the fields of the content as JSON; `course_id` is None for a class that was never good.
    """

    __tablename__ = "listed_course"
    __table_args__ = (Index("ix_listed_course_source", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
    provider: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    title: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    said: Mapped[dict[str, Any]] = mapped_column(
        Sealed("listed_course.said"),
        info=personal(
            "the row as the office sent it, with the contact", Purpose.REACH, seen_by=_OFFICE, keep=Keep.UNTIL_REPLACED
        ),
    )
    faults: Mapped[list[dict[str, Any]]] = mapped_column(
        Sealed("listed_course.faults"),
        info=personal(
            "what was wrong with the row, cell by cell", Purpose.REACH, seen_by=_OFFICE, keep=Keep.UNTIL_REPLACED
        ),
    )
    refused: Mapped[bool] = mapped_column(info=NOT_PERSONAL)
    course_id: Mapped[int | None] = mapped_column(ForeignKey(Course.id), index=True)
    first_seen: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    last_seen: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    ended_on: Mapped[date | None] = mapped_column(Date, info=NOT_PERSONAL)
