"""What lists of vacancies said last time, so that the next one changes what changed; and titles that ask a clerk.

A post that was refused is kept here with its faults until a list brings its correction.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, validates

from jobmatch.access import Role
from jobmatch.db import Base
from jobmatch.households import names
from jobmatch.privacy import NOT_PERSONAL, Keep, Purpose, personal
from jobmatch.seal import Sealed
from jobmatch.vacancies.model import Vacancy

_OFFICE = frozenset({Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR})


class ListedPost(Base):
    """One post as a source (a sheet of an office's list, whatever month) said it last.

    `said` are the fields of the offer as JSON, `faults` what kept it from being good; `vacancy_id` is None for a post
    that was never good. `ended_on` is the day of the list from which it was absent.
    """

    __tablename__ = "listed_post"
    __table_args__ = (Index("ix_listed_post_source_employer", "source", "employer_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
    employer_key: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    title_key: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    said: Mapped[dict[str, Any]] = mapped_column(
        Sealed("listed_post.said"),
        info=personal(
            "the row as the office sent it, with the contact", Purpose.REACH, seen_by=_OFFICE, keep=Keep.UNTIL_REPLACED
        ),
    )
    faults: Mapped[list[dict[str, Any]]] = mapped_column(
        Sealed("listed_post.faults"),
        info=personal(
            "what was wrong with the row, cell by cell", Purpose.REACH, seen_by=_OFFICE, keep=Keep.UNTIL_REPLACED
        ),
    )
    refused: Mapped[bool] = mapped_column(info=NOT_PERSONAL)
    vacancy_id: Mapped[int | None] = mapped_column(ForeignKey(Vacancy.id), index=True)
    first_seen: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    last_seen: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    ended_on: Mapped[date | None] = mapped_column(Date, info=NOT_PERSONAL)


class TitleQuestion(Base):
    """A title that the vocabulary is not sure of, and from `answered_on` the occupation that a clerk gave it."""

    __tablename__ = "title_question"
    __table_args__ = (UniqueConstraint("title_key"), {"info": NOT_PERSONAL})

    id: Mapped[int] = mapped_column(primary_key=True)
    title_key: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(100))
    title_pinyin: Mapped[str] = mapped_column(String(600), server_default=text("''"))
    asked_on: Mapped[date] = mapped_column(Date)
    occupation: Mapped[str | None] = mapped_column(String(60))
    answered_by: Mapped[str | None] = mapped_column(String(100))
    answered_on: Mapped[date | None] = mapped_column(Date)
    answered_at: Mapped[datetime | None]

    @validates("title")
    def _spell(self, _key: str, title: str) -> str:
        self.title_pinyin = names.pinyin(title)
        return title
