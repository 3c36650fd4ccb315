"""What the lists said last, read from the database and written back household by household."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from jobmatch.households.codes import LeaveReason
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.roster.model import RosterEntry
from jobmatch.households.roster.payload import household_json, household_of, person_json, person_of

_AT_ONCE = 500


@dataclass(frozen=True)
class Departure:
    """Somebody who has left a household, why, and from which day on."""

    person: PersonRecord
    because: LeaveReason
    day: date


@dataclass(frozen=True)
class Entry:
    """One household of the lists: what was said last, what was last taken in, and what still waits."""

    key: str
    household_id: int | None
    as_of: date
    refused: bool
    said: HouseholdRecord
    taken: HouseholdRecord | None
    departures: tuple[Departure, ...] = ()
    missing: tuple[PersonRecord, ...] = ()
    faults: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)


def load_entries(session: Session) -> dict[str, Entry]:
    """All households of the lists by their keys."""
    return {row.list_key: _entry(row) for row in session.scalars(select(RosterEntry).order_by(RosterEntry.id))}


def save_entry(session: Session, entry: Entry, run_id: int) -> None:
    """Write what is now known of one household of the lists."""
    row = session.scalar(select(RosterEntry).where(RosterEntry.list_key == entry.key))
    if row is None:
        row = RosterEntry(list_key=entry.key)
        session.add(row)
    row.household_id = entry.household_id
    row.run_id = run_id
    row.as_of = entry.as_of
    row.refused = entry.refused
    row.said = household_json(entry.said)
    row.taken = household_json(entry.taken) if entry.taken else None
    row.departures = [_departure_json(departure) for departure in entry.departures] or None
    row.missing = [person_json(person) for person in entry.missing] or None
    row.faults = [dict(fault) for fault in entry.faults] or None


def note_listed(session: Session, keys: Sequence[str], run_id: int, as_of: date) -> None:
    """Note that a list had these households, those too of which it said nothing new."""
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        session.execute(
            update(RosterEntry).where(RosterEntry.list_key.in_(some)).values(run_id=run_id, as_of=as_of),
            execution_options={"synchronize_session": False},
        )


def waiting_entries(session: Session) -> Sequence[Entry]:
    """The refused households that wait for their correction, in the order in which they first came."""
    rows = session.scalars(select(RosterEntry).where(RosterEntry.refused).order_by(RosterEntry.id))
    return [_entry(row) for row in rows]


def _entry(row: RosterEntry) -> Entry:
    return Entry(
        key=row.list_key,
        household_id=row.household_id,
        as_of=row.as_of,
        refused=row.refused,
        said=household_of(row.said),
        taken=household_of(row.taken) if row.taken else None,
        departures=tuple(_departure(stored) for stored in row.departures or ()),
        missing=tuple(person_of(stored) for stored in row.missing or ()),
        faults=tuple(row.faults or ()),
    )


def _departure_json(departure: Departure) -> dict[str, Any]:
    return {
        "person": person_json(departure.person),
        "because": departure.because.value,
        "day": departure.day.isoformat(),
    }


def _departure(stored: Mapping[str, Any]) -> Departure:
    return Departure(person_of(stored["person"]), LeaveReason(stored["because"]), date.fromisoformat(stored["day"]))
