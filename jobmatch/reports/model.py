"""The ledger: one line for each person and each household in each month, and which months are closed.

A line is never changed. A correction is a new line that names the one it replaces; the newest counts, and both are
kept. What is left of an erased person is what counts: no employer, no post, no wage.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, String, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from jobmatch.db import Base, words
from jobmatch.households import codes
from jobmatch.households.model import Household, Person, Site
from jobmatch.privacy import COUNTED, NOT_PERSONAL, OFFICES, UNTIED, Keep, Purpose, personal, sensitive
from jobmatch.reports.status import Place, Status
from jobmatch.seal import Sealed

_FIRST_LINE = "replaces_id IS NULL"


def _counts(what: str) -> dict[Any, Any]:
    """What a table is counted from: it stays when the rest of the record goes, so that old tables stay true."""
    return personal(what, Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=COUNTED)


def _tells(what: str) -> dict[Any, Any]:
    """What a line says beyond its counts; it goes with the record."""
    return personal(what, Purpose.SUPPORT, seen_by=COUNTED)


class ImmutableLineError(RuntimeError):
    """Somebody tried to change or remove a line of the ledger; a correction is a new line."""


class PersonMonth(Base):
    """How one person stood on the last day of one month, or that the person had left the household by then."""

    __tablename__ = "person_month"
    __table_args__ = (
        # Two workers who close the same month at once cannot both write a person down.
        Index(
            "uq_person_month_first", "month", "person_id", unique=True,
            sqlite_where=text(_FIRST_LINE), postgresql_where=text(_FIRST_LINE),
        ),
        Index("ix_person_month_month_site", "month", "site_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    # When the evidence of an erased person goes as well, the line stays and no longer says whose it was.
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True, info=UNTIED)
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey(Site.id))
    present: Mapped[bool] = mapped_column(info=_counts("whether a member on the last day"))
    left_because: Mapped[codes.LeaveReason | None] = mapped_column(
        words(codes.LeaveReason), info=_counts("why the household was left")
    )
    status: Mapped[Status] = mapped_column(words(Status), info=_counts("with or without work"))
    asked: Mapped[bool] = mapped_column(info=_counts("whether the wish is known"))
    of_age: Mapped[bool] = mapped_column(info=_counts("of working age"))
    place: Mapped[Place | None] = mapped_column(words(Place), info=_counts("how far away the work is"))
    employer: Mapped[str | None] = mapped_column(String(100), info=_tells("employer"))
    occupation: Mapped[str | None] = mapped_column(String(100), info=_tells("occupation or post"))
    industry: Mapped[str | None] = mapped_column(String(50), info=_tells("industry"))
    channel: Mapped[str | None] = mapped_column(String(30), info=_tells("how the work was found"))
    since: Mapped[date | None] = mapped_column(Date, info=_tells("at work since"))
    wage: Mapped[str | None] = mapped_column(
        Sealed("person_month.wage"), info=sensitive("pay of a month", Purpose.SUPPORT)
    )
    wage_band: Mapped[int | None] = mapped_column(info=_counts("pay to the nearest 500 yuan below"))
    contract: Mapped[str | None] = mapped_column(String(30), info=_tells("kind of contract"))
    insurance: Mapped[str | None] = mapped_column(String(100), info=_tells("insurance"))
    workshop: Mapped[bool] = mapped_column(info=_counts("work in a support workshop"))
    public_post: Mapped[bool] = mapped_column(info=_counts("public-welfare post"))
    own_account: Mapped[bool] = mapped_column(info=_counts("self-employed or flexible"))
    by_us: Mapped[bool] = mapped_column(info=_counts("placed by this program"))
    left_work_because: Mapped[str | None] = mapped_column(String(3), info=_counts("why work was left in the month"))
    proof: Mapped[str | None] = mapped_column(String(60), info=_tells("where the word of the work comes from"))

    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("person_month.id"), unique=True)
    because: Mapped[str | None] = mapped_column(String(200), info=_tells("why the line was corrected"))
    written_by: Mapped[str] = mapped_column(
        String(100), info=personal("who wrote it", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=COUNTED)
    )
    written_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)


class HouseholdMonth(Base):
    """How one household stood on the last day of one month, and what its clock did in it."""

    __tablename__ = "household_month"
    __table_args__ = (
        Index(
            "uq_household_month_first", "month", "household_id", unique=True,
            sqlite_where=text(_FIRST_LINE), postgresql_where=text(_FIRST_LINE),
        ),
        Index("ix_household_month_month_site", "month", "site_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey(Site.id))
    type: Mapped[codes.HouseholdType | None] = mapped_column(
        words(codes.HouseholdType),
        info=sensitive("kind of household", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=OFFICES),
    )
    members: Mapped[int] = mapped_column(info=_counts("members"))
    labourers: Mapped[int] = mapped_column(info=_counts("labourers"))
    employed: Mapped[int] = mapped_column(info=_counts("labourers with work"))
    zero_opening: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    zero_found: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    zero_cleared: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    zero_otherwise: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    zero_closing: Mapped[int] = mapped_column(info=NOT_PERSONAL)

    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("household_month.id"), unique=True)
    because: Mapped[str | None] = mapped_column(String(200), info=_tells("why the line was corrected"))
    written_by: Mapped[str] = mapped_column(
        String(100), info=personal("who wrote it", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=COUNTED)
    )
    written_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)


class MonthClosing(Base):
    """One month whose ledger is being written (`closed_at` empty) or is written."""

    __tablename__ = "month_closing"
    __table_args__ = {"info": NOT_PERSONAL}

    month: Mapped[date] = mapped_column(Date, primary_key=True)
    begun_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(String(100))


class SiteClosing(Base):
    """One site of a month whose lines are written: a close that was killed goes on with the others.

    The site is named by its code, the households without one by nothing.
    """

    __tablename__ = "site_closing"
    __table_args__ = (UniqueConstraint("month", "site_code"), {"info": NOT_PERSONAL})

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(ForeignKey(MonthClosing.month))
    site_code: Mapped[str] = mapped_column(String(20))
    people: Mapped[int]
    households: Mapped[int]
    written_at: Mapped[datetime]


class KeptReport(Base):
    """What a report of a month came to for readers of one scope, counted at an instant; see `kept`.

    Nobody is in it by name but the workers whose households M5 counts; who has no work is in it by number.
    """

    __tablename__ = "kept_report"
    __table_args__ = (UniqueConstraint("month", "scope"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)
    scope: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    counted_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    content: Mapped[dict[str, Any]] = mapped_column(
        JSON,
        info=personal(
            "names of workers, and numbers of who has no work",
            Purpose.SUPPORT,
            keep=Keep.UNTIL_REPLACED,
            seen_by=COUNTED,
        ),
    )


_LINES = (PersonMonth, HouseholdMonth)


def _refuse(_mapper: object, _connection: object, line: PersonMonth | HouseholdMonth) -> None:
    raise ImmutableLineError(f"line {line.id} of {type(line).__tablename__} stands; write a correction beside it")


for _table in _LINES:
    event.listen(_table, "before_update", _refuse)
    event.listen(_table, "before_delete", _refuse)


@event.listens_for(Session, "do_orm_execute")
def _refuse_many(state: ORMExecuteState) -> None:
    """Many rows at once are no way around it; erasure works on the tables themselves, by the register."""
    if (state.is_update or state.is_delete) and any(mapper.class_ in _LINES for mapper in state.all_mappers):
        raise ImmutableLineError("lines of the ledger stand; write corrections beside them")
