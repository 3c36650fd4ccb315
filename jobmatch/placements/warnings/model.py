"""The table of warnings: what was seen, about whom or which employer, how grave, by when somebody acts; and its log."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.db import Base, words
from jobmatch.households.model import Household, Person
from jobmatch.moves import MoveRow
from jobmatch.placements.warnings.life import WarningState as WarningState
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal, sensitive
from jobmatch.seal import Sealed
from jobmatch.vacancies.model import Employer

_SEEN = SITE_STAFF | {Role.AUDITOR}


class Signal(StrEnum):
    """What was seen (domain.md 5.6)."""

    LAST_EARNER_LEFT = "last_earner_left"
    WAGE_ARREARS = "wage_arrears"
    EMPLOYER_LOSES_PEOPLE = "employer_loses_people"
    EARNER_UNABLE = "earner_unable"
    CARER_LOST = "carer_lost"
    JOB_ENDS = "job_ends"
    RETURNED_WITHOUT_PLAN = "returned_without_plan"
    CALLS_MISSED = "calls_missed"
    SEAT_AT_WORK = "seat_at_work"  # a seat in a class that lies over work taken up since
    LOW_INCOME = "low_income"
    STALE = "stale"
    RELAPSE = "relapse"  # without an earner again within ninety days of being cleared


class Level(StrEnum):
    """How grave it is."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREY = "grey"


class EarlyWarning(Base):
    """One sign about one household, or about one employer; at most one of a kind is open for the same."""

    __tablename__ = "early_warning"
    __table_args__ = (
        Index(
            "uq_early_warning_open", "mark", unique=True,
            sqlite_where=text("state = 'open'"), postgresql_where=text("state = 'open'"),
        ),
        Index("ix_early_warning_state_due", "state", "due_on"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    signal: Mapped[Signal] = mapped_column(
        words(Signal), info=personal("what was seen", Purpose.SUPPORT, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    level: Mapped[Level] = mapped_column(words(Level), info=NOT_PERSONAL)
    # What it is about, for instance `job_ends:person:7`: looking twice raises it once.
    mark: Mapped[str] = mapped_column(String(80), info=NOT_PERSONAL)
    household_id: Mapped[int | None] = mapped_column(ForeignKey(Household.id), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey(Employer.id), index=True)
    raised_on: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    due_on: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    state: Mapped[WarningState] = mapped_column(words(WarningState), info=NOT_PERSONAL)
    done: Mapped[str | None] = mapped_column(
        Sealed("early_warning.done"), info=sensitive("what was done", Purpose.SUPPORT)
    )
    ended_on: Mapped[date | None] = mapped_column(Date, info=NOT_PERSONAL)
    ended_by: Mapped[str | None] = mapped_column(
        String(100), info=personal("who saw to it", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )

    moves: Mapped[list["WarningMove"]] = relationship(order_by="WarningMove.id")


class WarningMove(MoveRow):
    """One move of one warning: who and when, from where to where. Rows are only added."""

    __tablename__ = "warning_move"

    early_warning_id: Mapped[int] = mapped_column(ForeignKey("early_warning.id"), index=True)
