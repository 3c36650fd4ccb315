"""The table of what the offices' lists last said of each household, taken in or refused, so that the next list can be
compared with it and a refused household waits, with its faults, for its correction.
"""

from datetime import date
from typing import Any

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.db import Base
from jobmatch.privacy import HELPERS, NOT_PERSONAL, OFFICES, Keep, Purpose, personal, sensitive
from jobmatch.seal import Sealed

_KEPT = Keep.UNTIL_REPLACED


class RosterEntry(Base):
    """One household of the lists. `said` is the last list's word, `taken` the last one that was taken in."""

    __tablename__ = "roster_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    list_key: Mapped[str] = mapped_column(
        String(80),
        unique=True,
        info=personal("the list's own household number", Purpose.IDENTIFY, keep=_KEPT, seen_by=OFFICES),
    )
    household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"), index=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    as_of: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    refused: Mapped[bool] = mapped_column(
        index=True, info=personal("whether it waits for a correction", Purpose.SUPPORT, keep=_KEPT, seen_by=OFFICES)
    )
    said: Mapped[dict[str, Any]] = mapped_column(
        Sealed("roster_entry.said"),
        info=sensitive("last said", Purpose.SUPPORT, keep=_KEPT, seen_by=HELPERS),
    )
    taken: Mapped[dict[str, Any] | None] = mapped_column(
        Sealed("roster_entry.taken"),
        info=sensitive("the word last taken in", Purpose.SUPPORT, keep=_KEPT, seen_by=HELPERS),
    )
    faults: Mapped[list[dict[str, Any]] | None] = mapped_column(
        Sealed("roster_entry.faults"), info=sensitive("what is to be corrected", Purpose.SUPPORT, keep=_KEPT)
    )
    departures: Mapped[list[dict[str, Any]] | None] = mapped_column(
        Sealed("roster_entry.departures"),
        info=sensitive("departures that wait for the correction", Purpose.SUPPORT, keep=_KEPT),
    )
    missing: Mapped[list[dict[str, Any]] | None] = mapped_column(
        Sealed("roster_entry.missing"), info=sensitive("members who are no longer listed", Purpose.SUPPORT, keep=_KEPT)
    )
