"""The lines of a month: out of the ledger where it is closed, else counted from the records as they stand.

What is counted is the same either way; a month that is closed is not counted again, whatever is written down later.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session, aliased

from jobmatch import parameters
from jobmatch.households.model import Site
from jobmatch.reports import month as months
from jobmatch.reports.belonging import at_site
from jobmatch.reports.counting import lines_of
from jobmatch.reports.lines import HouseholdLine, MonthLines, PersonLine
from jobmatch.reports.model import HouseholdMonth, MonthClosing, PersonMonth
from jobmatch.reports.reading import site_facts
from jobmatch.settings import settings

# Read only for whoever may see a wage: opening a seal takes its time, and a table needs the band alone.
SEALED = frozenset({"wage"})


@dataclass(frozen=True)
class Correction:
    """A line that was put right: what it says now, what it said, why and by whom."""

    table: str
    household_id: int
    person_id: int | None
    was: dict[str, Any]
    now: dict[str, Any]
    because: str
    by: str
    at: datetime


def is_closed(session: Session, month: date) -> bool:
    """Whether the ledger of a month is written to its end."""
    closing = session.get(MonthClosing, month)
    return closing is not None and closing.closed_at is not None


def closed_months(session: Session) -> list[date]:
    """The months that are closed, oldest first."""
    found = select(MonthClosing.month).where(MonthClosing.closed_at.is_not(None)).order_by(MonthClosing.month)
    return list(session.scalars(found))


def read(session: Session, month: date, site_ids: Iterable[int | None] | None = None) -> MonthLines:
    """The lines of a month: of some sites, or of all (None). One that is not closed is counted now."""
    wanted = _sites(session) if site_ids is None else list(site_ids)
    if is_closed(session, month):
        people, households = _stored(session, month, wanted if site_ids is not None else None)
        return MonthLines(month, tuple(people), tuple(households), True)
    people, households = [], []
    for site_id in wanted:
        some, homes = count(session, at_site(site_id), month)
        people += some
        households += homes
    return MonthLines(month, tuple(people), tuple(households), False)


def count(
    session: Session, here: ColumnElement[bool], month: date, *, unwritten: bool = False
) -> tuple[list[PersonLine], list[HouseholdLine]]:
    """The lines of some households, counted from the records as they stand now; `unwritten`: of people without one."""
    home = settings().home_division
    book = parameters.load(session)
    after_a_ledger = is_closed(session, months.before(month))
    facts = site_facts(session, here, month, after_a_ledger=after_a_ledger, unwritten=unwritten)
    return lines_of(facts, month, book, home)


def corrections(session: Session, month: date, site_ids: Iterable[int | None] | None = None) -> list[Correction]:
    """What was put right in a month's ledger after it was closed, oldest first."""
    found: list[Correction] = []
    ledgers: tuple[tuple[Any, tuple[str, ...]], ...] = ((PersonMonth, _PERSON), (HouseholdMonth, _HOUSEHOLD))
    for table, names in ledgers:
        old = aliased(table)
        rows = session.execute(
            select(table, old)
            .join(old, old.id == table.replaces_id)
            .where(table.month == month, _within(table, site_ids))
            .order_by(table.id)
        )
        for new, before in rows:
            changed = [name for name in names if getattr(new, name) != getattr(before, name)]
            found.append(
                Correction(
                    table.__tablename__, new.household_id, getattr(new, "person_id", None),
                    {name: getattr(before, name) for name in changed},
                    {name: getattr(new, name) for name in changed},
                    new.because or "", new.written_by, new.written_at,
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: one.at)


_PERSON = tuple(PersonLine.__dataclass_fields__)
_HOUSEHOLD = tuple(HouseholdLine.__dataclass_fields__)


def _stored(
    session: Session, month: date, site_ids: Iterable[int | None] | None
) -> tuple[list[PersonLine], list[HouseholdLine]]:
    people = [PersonLine(**row) for row in _rows(session, PersonMonth, _PERSON, month, site_ids)]
    households = [HouseholdLine(**row) for row in _rows(session, HouseholdMonth, _HOUSEHOLD, month, site_ids)]
    return people, households


def _rows(
    session: Session, table: Any, names: tuple[str, ...], month: date, site_ids: Iterable[int | None] | None
) -> list[dict[str, Any]]:
    """The newest line of each person or household."""
    newer = aliased(table)
    read_names = [name for name in names if name not in SEALED]
    found = session.execute(
        select(*(getattr(table, name) for name in read_names))
        .where(
            table.month == month,
            _within(table, site_ids),
            ~select(newer.id).where(newer.replaces_id == table.id).exists(),
        )
        .order_by(table.id)
    )
    empty = {name: None for name in names if name in SEALED}
    return [dict(zip(read_names, row, strict=True)) | empty for row in found]


def _within(table: Any, site_ids: Iterable[int | None] | None) -> ColumnElement[bool]:
    if site_ids is None:
        return true()
    some = list(site_ids)
    known: ColumnElement[bool] = table.site_id.in_([one for one in some if one is not None])
    return known | table.site_id.is_(None) if None in some else known


def _sites(session: Session) -> list[int | None]:
    """Every site in the order of its code, and the households without one at the end."""
    return [*session.scalars(select(Site.id).order_by(Site.code)), None]


def values_of(line: PersonLine | HouseholdLine) -> dict[str, Any]:
    """A line as the columns of its table; amounts as text."""
    found = {name: getattr(line, name) for name in type(line).__dataclass_fields__}
    return {name: format(value, "f") if isinstance(value, Decimal) else value for name, value in found.items()}
