"""What a government changes, as rows with dates, a division and a source: minimum wage, age limits, deadlines.

The narrowest division that has a value on the day wins (520322 before 5203 before 52 before "" for everywhere).
`parameters.toml` holds the rows a new installation starts with; each says where it comes from and whether anybody has
checked it.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import cast

from sqlalchemy import ColumnElement, Date, Numeric, String, UniqueConstraint, and_, event, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from jobmatch import audit, privacy
from jobmatch.access import Actor, Permission, require
from jobmatch.db import Base

FIRST_ROWS = Path(__file__).with_name("parameters.toml")
_KEPT = "parameter_book"


class UnknownParameterError(LookupError):
    """No row gives this parameter for the place and the day."""


class Parameter(Base):
    """One value of one parameter, for a division and a span of days (both ends count; no end: still in force)."""

    __tablename__ = "parameter"
    __table_args__ = (UniqueConstraint("name", "division", "valid_from"), {"info": privacy.NOT_PERSONAL})

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    division: Mapped[str] = mapped_column(String(12), default="")
    value: Mapped[Decimal] = mapped_column(Numeric(14, 4))
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(300))
    checked_on: Mapped[date | None] = mapped_column(Date)


@dataclass(frozen=True)
class ParameterRow:
    """A parameter outside the database."""

    name: str
    division: str
    value: Decimal
    valid_from: date
    valid_to: date | None
    source: str
    checked_on: date | None = None

    def holds(self, division: str, day: date) -> bool:
        """Whether the row speaks about a place on a day."""
        in_time = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return in_time and division.startswith(self.division)


@dataclass(frozen=True)
class ParameterBook:
    """All rows of an installation, asked by name, place and day; `overrides` replace a name everywhere for one run."""

    rows: tuple[ParameterRow, ...]
    overrides: Mapping[str, Decimal]

    def value(self, name: str, division: str, day: date) -> Decimal:
        """The value in force; raises UnknownParameterError where no row gives one."""
        if name in self.overrides:
            return self.overrides[name]
        found = [row for row in self._by_name.get(name, ()) if row.holds(division, day)]
        if not found:
            raise UnknownParameterError(f"no value for {name} in {division or 'any place'} on {day}")
        return max(found, key=lambda row: (len(row.division), row.valid_from)).value

    def whole(self, name: str, division: str, day: date) -> int:
        """The value in force of a parameter that counts days, years or pieces."""
        return int(self.value(name, division, day))

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[ParameterRow]]:
        found: dict[str, list[ParameterRow]] = defaultdict(list)
        for row in self.rows:
            found[row.name].append(row)
        return found

    def by_division(self, name: str, day: date) -> dict[str, Decimal]:
        """Every division's own value of a parameter on a day; an override stands alone, under ""."""
        if name in self.overrides:
            return {"": self.overrides[name]}
        on_the_day = [row for row in self.rows if row.name == name and row.holds(row.division, day)]
        return {row.division: row.value for row in sorted(on_the_day, key=lambda row: (row.division, row.valid_from))}

    def overriding(self, overrides: Mapping[str, Decimal]) -> "ParameterBook":
        """The same book with some names replaced everywhere."""
        return replace(self, overrides={**self.overrides, **overrides})


@cache
def first_rows() -> tuple[ParameterRow, ...]:
    """The rows that a new installation starts with."""
    with FIRST_ROWS.open("rb") as file:
        entries = tomllib.load(file)["parameter"]
    return tuple(
        ParameterRow(
            name=entry["name"],
            division=entry.get("division", ""),
            value=Decimal(str(entry["value"])),
            valid_from=entry["valid_from"],
            valid_to=entry.get("valid_to"),
            source=entry["source"],
            checked_on=entry.get("checked_on"),
        )
        for entry in entries
    )


def plant_first_rows(session: Session) -> int:
    """Store the first rows that are missing; rows somebody has set stay as they are. Returns how many were added."""
    known = {tuple(row) for row in session.execute(select(Parameter.name, Parameter.division, Parameter.valid_from))}
    missing = [vars(row) for row in first_rows() if (row.name, row.division, row.valid_from) not in known]
    if missing:
        session.execute(insert(Parameter), missing)
        session.info.pop(_KEPT, None)
    return len(missing)


def load(session: Session) -> ParameterBook:
    """The book as the database has it; read once a transaction, and again after a value was set in it."""
    session.flush()  # what was set and is not written yet counts
    transaction = session.get_nested_transaction() or session.get_transaction()
    kept = session.info.get(_KEPT)
    if kept is not None and kept[0] is transaction:
        return cast("ParameterBook", kept[1])
    read = book(
        ParameterRow(p.name, p.division, p.value, p.valid_from, p.valid_to, p.source, p.checked_on)
        for p in session.scalars(select(Parameter))
    )
    session.info[_KEPT] = (session.get_nested_transaction() or session.get_transaction(), read)
    return read


def _forget(_mapper: object, _connection: object, row: Parameter) -> None:
    session = object_session(row)
    if session is not None:
        session.info.pop(_KEPT, None)


for _written in ("after_insert", "after_update", "after_delete"):
    event.listen(Parameter, _written, _forget)


def book(rows: Iterable[ParameterRow]) -> ParameterBook:
    """A book of the given rows, without overrides."""
    return ParameterBook(tuple(rows), {})


@dataclass(frozen=True)
class Entered:
    """A value as it was entered, and what it ended: the row before it, with the last day that this had until then."""

    row_id: int
    ended_id: int | None
    until: date | None


class ChangesThePastError(ValueError):
    """A value would begin where another one began already, or before: what held does not change."""


def enter(session: Session, row: ParameterRow, at: datetime, actor: Actor) -> Entered:
    """Whoever answers for the figures enters a value from a day on that lies after all that is known for the place.

    Raises UnknownParameterError and ChangesThePastError.
    """
    require(actor, Permission.SET_PARAMETERS)
    before = session.scalar(
        select(Parameter)
        .where(Parameter.name == row.name, Parameter.division == row.division)
        .order_by(Parameter.valid_from.desc())
        .limit(1)
    )
    if before is not None and before.valid_from >= row.valid_from:
        raise ChangesThePastError(f"{row.name} has a value from {before.valid_from} on; choose a later day")
    until = before.valid_to if before is not None else None
    set_value(session, row)
    session.flush()
    entered = session.scalars(select(Parameter).where(_is(row))).one()
    audit.record(
        session, actor, "set_parameter", f"parameter:{row.name}"[:40], at, f"{row.division} {row.valid_from}".strip()
    )
    ended = before.id if before is not None and before.valid_to != until else None
    return Entered(entered.id, ended, until)


def take_back(session: Session, entered: Entered, at: datetime, actor: Actor) -> None:
    """What was entered by mistake was never entered: what it ended goes on as before. Nothing where it is gone."""
    require(actor, Permission.SET_PARAMETERS)
    row = session.get(Parameter, entered.row_id)
    if row is None:
        return
    before = session.get(Parameter, entered.ended_id) if entered.ended_id is not None else None
    if before is not None and (before.name, before.division) == (row.name, row.division):
        before.valid_to = entered.until
    session.delete(row)
    session.flush()
    audit.record(session, actor, "take_back_parameter", f"parameter:{row.name}"[:40], at, str(row.valid_from))


def _is(row: ParameterRow) -> ColumnElement[bool]:
    return and_(Parameter.name == row.name, Parameter.division == row.division, Parameter.valid_from == row.valid_from)


def set_value(session: Session, row: ParameterRow) -> None:
    """Enter a value from a day on; a row that still runs for the same place ends the day before."""
    known = {known.name for known in first_rows()}
    if row.name not in known:
        raise UnknownParameterError(f"{row.name} is not a parameter; known are {', '.join(sorted(known))}")
    same = select(Parameter).where(Parameter.name == row.name, Parameter.division == row.division)
    for other in session.scalars(same):
        if other.valid_from == row.valid_from:
            session.delete(other)
        elif other.valid_from < row.valid_from and (other.valid_to is None or other.valid_to >= row.valid_from):
            other.valid_to = date.fromordinal(row.valid_from.toordinal() - 1)
    session.flush()
    session.add(Parameter(**vars(row)))
