"""The tables of duplicates: pairs put before a person, and merges with every change they made, to be undone by it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.db import Base, words
from jobmatch.households.model import Person
from jobmatch.privacy import NOT_PERSONAL, OFFICES, Purpose, personal, sensitive
from jobmatch.seal import Sealed


class PairState(StrEnum):
    """What is known about two records: nobody has decided, they are two people, or they were merged."""

    OPEN = "open"
    DIFFERENT = "different"
    SAME = "same"


class DuplicatePair(Base):
    """Two records that may be one human, with the evidence; the smaller id stands first, each pair only once."""

    __tablename__ = "duplicate_pair"
    __table_args__ = (
        UniqueConstraint("smaller_id", "larger_id"),
        CheckConstraint("smaller_id < larger_id", name="ordered"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    smaller_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    larger_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    score: Mapped[int] = mapped_column(info=personal("points of likeness", Purpose.IDENTIFY, seen_by=OFFICES))
    evidence: Mapped[list[str]] = mapped_column(
        Sealed("duplicate_pair.evidence"), info=personal("what the records share", Purpose.IDENTIFY, seen_by=OFFICES)
    )
    state: Mapped[PairState] = mapped_column(
        words(PairState), index=True, info=personal("one human or two", Purpose.IDENTIFY, seen_by=OFFICES)
    )
    found_on: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    decided_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
    decided_by: Mapped[str | None] = mapped_column(
        String(100), info=personal("who decided", Purpose.PROVE, seen_by=OFFICES)
    )

    smaller: Mapped[Person] = relationship(foreign_keys=[smaller_id])
    larger: Mapped[Person] = relationship(foreign_keys=[larger_id])


class Merge(Base):
    """One merge: which record was kept, which one leads to it now, and the columns that were changed for it."""

    __tablename__ = "record_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey("duplicate_pair.id"), index=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    merged_on: Mapped[date] = mapped_column(
        Date, info=personal("when the records were merged", Purpose.PROVE, seen_by=OFFICES)
    )
    merged_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    changes: Mapped[list[list[Any]]] = mapped_column(
        Sealed("record_merge.changes"),
        info=sensitive("values before and after", Purpose.PROVE, seen_by=frozenset()),
    )
    undone_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
