"""The tables of matching: runs with the hash of their rules, and proposals that stay one row while they hold.

Reasons against a vacancy are not stored: `rank` says them again for whoever asks, from the same facts.
"""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.db import Base
from jobmatch.households.model import Person
from jobmatch.privacy import NOT_PERSONAL, OFFICES, Keep, Purpose, personal, sensitive
from jobmatch.seal import Sealed
from jobmatch.vacancies.model import Vacancy

_SEEKING = Keep.WHILE_SEEKING


class MatchRun(Base):
    """One run over everybody, one site or one household of it: which day, which rules, what came of it."""

    __tablename__ = "match_run"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    as_of: Mapped[date] = mapped_column(Date)
    site_code: Mapped[str | None] = mapped_column(String(20))
    rules: Mapped[str] = mapped_column(String(20))
    rules_hash: Mapped[str] = mapped_column(String(64))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    people: Mapped[int]
    proposals_new: Mapped[int]
    proposals_changed: Mapped[int]
    proposals_ended: Mapped[int]


class Proposal(Base):
    """A vacancy that fits a person, from the run that found it until the run that no longer does.

    One that a worker picked by hand stands beside them until the vacancy is over or the worker takes it back.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        Index("ix_proposal_person_open", "person_id", "ended_on"),
        # Two runs at the same moment cannot propose the same thing twice.
        Index(
            "uq_proposal_open", "person_id", "vacancy_id", unique=True,
            sqlite_where=text("ended_on IS NULL"), postgresql_where=text("ended_on IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    vacancy_id: Mapped[int] = mapped_column(ForeignKey(Vacancy.id), index=True)
    found_on: Mapped[date] = mapped_column(Date, info=personal("proposed", Purpose.MATCH, keep=_SEEKING))
    ended_on: Mapped[date | None] = mapped_column(Date, info=personal("no longer fits", Purpose.MATCH, keep=_SEEKING))
    rank: Mapped[int] = mapped_column(info=personal("place in the list", Purpose.MATCH, keep=_SEEKING))
    shown: Mapped[bool] = mapped_column(
        default=False, info=personal("one of the three best that differ", Purpose.MATCH, keep=_SEEKING)
    )
    score: Mapped[int] = mapped_column(info=personal("points of fit", Purpose.MATCH, keep=_SEEKING, seen_by=OFFICES))
    monthly_normal: Mapped[str | None] = mapped_column(
        String(16), info=personal("pay of a normal month", Purpose.MATCH, keep=_SEEKING)
    )
    monthly_cash: Mapped[str | None] = mapped_column(
        String(16), info=personal("pay in hand", Purpose.MATCH, keep=_SEEKING)
    )
    explanation: Mapped[dict[str, object]] = mapped_column(
        Sealed("proposal.explanation"),
        info=sensitive("reasons, fixes and questions in words", Purpose.MATCH, keep=_SEEKING),
    )
    picked_by: Mapped[str | None] = mapped_column(
        String(100), info=personal("the worker who picked it by hand", Purpose.MATCH, keep=_SEEKING)
    )
    picked_because: Mapped[str | None] = mapped_column(
        Sealed("proposal.picked_because"),
        info=sensitive("why a worker picked it, in the worker's words", Purpose.MATCH, keep=_SEEKING),
    )
    rules_hash: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    run_id: Mapped[int] = mapped_column(ForeignKey("match_run.id"))
