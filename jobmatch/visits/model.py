"""The tables of a visit: who sits at which counter, and every answer as soon as it is given.

Answers are kept sealed, and only until the form is finished: then they stand in the household's own record.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.db import Base
from jobmatch.households.model import Household, Site
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal, sensitive
from jobmatch.seal import Sealed

_IS_OPEN = "closed_at IS NULL"


class Visit(Base):
    """One family at the counter, from the first question to the slip; a household has at most one that is open."""

    __tablename__ = "visit"
    __table_args__ = (
        *(
            # Two desks, or a form sent twice, at the same moment cannot both open one.
            Index(name, column, unique=True, sqlite_where=text(_IS_OPEN), postgresql_where=text(_IS_OPEN))
            for name, column in (("uq_visit_open", "household_id"), ("uq_visit_opening", "opening"))
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True, info=NOT_PERSONAL)
    # The mark of the form that opened the visit of a new family; a known one is marked by its household.
    opening: Mapped[str | None] = mapped_column(String(36), info=NOT_PERSONAL)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"))
    # Form key of somebody new → person id, so that a form that is saved twice registers nobody twice.
    people: Mapped[dict[str, int]] = mapped_column(
        Sealed("visit.people"), info=personal("who was registered", Purpose.IDENTIFY, keep=Keep.UNTIL_REPLACED)
    )
    opened_by: Mapped[str] = mapped_column(String(100), info=personal("who opened it", Purpose.PROVE))
    opened_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    touched_by: Mapped[str] = mapped_column(String(100), info=personal("who wrote last", Purpose.PROVE))
    touched_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    # From the first question to the first explained offer: domain.md 5.8, K5.
    saved_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
    shown_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
    closed_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)

    site: Mapped[Site | None] = relationship()
    household: Mapped[Household | None] = relationship()
    answers: Mapped[list["VisitAnswer"]] = relationship(
        back_populates="visit", cascade="all, delete-orphan", order_by="VisitAnswer.id"
    )


class VisitAnswer(Base):
    """One answer; `revision` counts how often it was changed, `token` is the mark of the screen's last sending."""

    __tablename__ = "visit_answer"
    __table_args__ = (UniqueConstraint("visit_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    key: Mapped[str] = mapped_column(String(60), info=NOT_PERSONAL)
    value: Mapped[Any] = mapped_column(
        Sealed("visit_answer.value"),
        info=sensitive("an answer at the counter", Purpose.SUPPORT, keep=Keep.UNTIL_REPLACED, seen_by=SITE_STAFF),
    )
    revision: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    # Up to which revision the family's record has it: what was taken in is not laid over later news again.
    taken: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    token: Mapped[str] = mapped_column(String(36), info=NOT_PERSONAL)
    by: Mapped[str] = mapped_column(String(100), info=personal("who wrote it down", Purpose.PROVE))
    at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)

    visit: Mapped[Visit] = relationship(back_populates="answers")
