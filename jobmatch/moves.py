"""The log of life cycles: the row that every move of a referral, ticket, clock, follow-up or warning leaves behind."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.access import Actor, Role
from jobmatch.db import Base
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal


class MoveRow(Base):
    """One move: which verb, who, when, from where to where. Rows are only added; each table adds what it is of."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    verb: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    source: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    target: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    by: Mapped[str] = mapped_column(
        String(100),
        info=personal("who moved it", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=SITE_STAFF | {Role.AUDITOR}),
    )
    role: Mapped[str] = mapped_column(String(20), info=NOT_PERSONAL)
    at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)

    @classmethod
    def of(cls, verb: StrEnum, source: str, target: str, at: datetime, actor: Actor, **more: Any) -> Self:
        """A move that an actor made; `more` are the columns that only this table has."""
        return cls(
            verb=verb.value, source=str(source), target=str(target), by=actor.name[:100], role=actor.role.value, at=at,
            **more,
        )  # fmt: skip
