"""What a merge does to the rows of two people, noted column by column so that it can be taken back exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Date, Enum, inspect, select
from sqlalchemy.orm import Session

from jobmatch.db import Base
from jobmatch.households import columns, leaving, recognise, zero_employment
from jobmatch.households.codes import LeaveReason, Relation
from jobmatch.households.consent import Consent
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.working_life import (
    CertificateRow,
    ConstraintRow,
    Employment,
    ExperienceRow,
    Intention,
    Skill,
)

_LISTS = (CertificateRow, Skill, ExperienceRow, ConstraintRow)
_RECKONED = ("closed_on", "employment_state", "zero_employment_since")
"""What follows for a household from who belongs to it."""
_LOOK_UPS = {"id_number": ("id_number_index", "id_last_four"), "phone": ("phone_index",)}
_ONE_ANSWER = (frozenset({"education", "school_stage", "school_year"}), frozenset({"id_number", "no_id_because"}))


@dataclass(frozen=True)
class Change:
    """One column of one row, before and after, in words that can be stored."""

    table: str
    key: int
    column: str
    before: Any
    after: Any


@dataclass
class _Log:
    """Sets columns and remembers what they were."""

    changes: list[Change] = field(default_factory=list)

    def set(self, row: Any, column: str, value: Any) -> None:
        """Give a column a value, unless it has it."""
        before = getattr(row, column)
        if before != value:
            setattr(row, column, value)
            self.note(row, column, before, value)

    def note(self, row: Any, column: str, before: Any, after: Any) -> None:
        """Remember a change that somebody else made."""
        self.changes.append(Change(row.__tablename__, row.id, column, _plain(before), _plain(after)))


def merge(session: Session, kept: Person, gone: Person, on: date) -> list[Change]:
    """Let `gone` lead to `kept`, which takes over its history and fills its own gaps; returns every change."""
    log = _Log()
    log.set(gone, "merged_into_id", kept.id)
    session.flush()
    _fill_gaps(kept, gone, log)
    homes = _merge_memberships(session, kept, gone, on, log)
    _merge_work(session, kept, gone, on, log)
    for table in _LISTS:
        _merge_list(session, table, kept, gone, log)
    _merge_intention(session, kept, gone, log)
    _merge_consent(session, kept, gone, on, log)
    session.flush()
    _settle_households(session, homes, on, log)
    return log.changes


def take_back(session: Session, changes: Sequence[Sequence[Any]]) -> None:
    """Set every column back that still has the value the merge gave it; what was changed since stays.

    Later stages note what of theirs changed hands with the merge as well, so any table of ours may be named.
    """
    tables = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    for table, key, column, before, after in reversed(changes):
        row = session.get(tables[table], key)
        if row is not None and _plain(getattr(row, column)) == after:
            setattr(row, column, _typed(row, column, before))
            session.flush()


def written(changes: Iterable[Change]) -> list[list[Any]]:
    """Changes as they are stored."""
    return [[one.table, one.key, one.column, one.before, one.after] for one in changes]


def _fill_gaps(kept: Person, gone: Person, log: _Log) -> None:
    settled = {name for group in _ONE_ANSWER if any(getattr(kept, one) is not None for one in group) for name in group}
    for name in columns.PERSON_COLUMNS:
        if name not in settled and getattr(kept, name) is None and getattr(gone, name) is not None:
            for column in (name, *_LOOK_UPS.get(name, ())):
                log.set(kept, column, getattr(gone, column))


def _merge_memberships(session: Session, kept: Person, gone: Person, on: date, log: _Log) -> set[int]:
    """Both histories belong to one person now; of two homes the kept record's stays. Returns the homes concerned."""
    home, other = recognise.open_membership(session, kept.id), recognise.open_membership(session, gone.id)
    for membership in session.scalars(select(Membership).where(Membership.person_id == gone.id)):
        log.set(membership, "person_id", kept.id)
    if home is not None and other is not None:
        log.set(other, "left_on", max(on, other.joined_on))
        log.set(other, "left_because", LeaveReason.CORRECTION)
        if home.household_id == other.household_id and other.relation is Relation.HEAD:
            log.set(home, "relation", Relation.HEAD)
    return {one.household_id for one in (home, other) if one is not None}


def _merge_work(session: Session, kept: Person, gone: Person, on: date, log: _Log) -> None:
    own = list(session.scalars(select(Employment).where(Employment.person_id == kept.id)))
    known = {(spell.status, spell.employer, spell.since) for spell in own}
    works = any(spell.ended_on is None for spell in own)
    for spell in session.scalars(select(Employment).where(Employment.person_id == gone.id)):
        if (spell.status, spell.employer, spell.since) in known:
            continue
        log.set(spell, "person_id", kept.id)
        if works and spell.ended_on is None:
            log.set(spell, "ended_on", max(on, spell.since))


def _merge_list(session: Session, table: type[Any], kept: Person, gone: Person, log: _Log) -> None:
    """What the kept record has already stays with the other one; the rest moves over."""
    own = [_content(row) for row in session.scalars(select(table).where(table.person_id == kept.id))]
    for row in session.scalars(select(table).where(table.person_id == gone.id)):
        if _content(row) not in own:
            log.set(row, "person_id", kept.id)


def _merge_intention(session: Session, kept: Person, gone: Person, log: _Log) -> None:
    rows = {
        row.person_id: row
        for row in session.scalars(select(Intention).where(Intention.person_id.in_([kept.id, gone.id])))
    }
    if kept.id not in rows and gone.id in rows:
        log.set(rows[gone.id], "person_id", kept.id)


def _merge_consent(session: Session, kept: Person, gone: Person, on: date, log: _Log) -> None:
    """The stricter word wins: what only one of the records agrees to is no longer agreed to."""
    rows = list(session.scalars(select(Consent).where(Consent.person_id.in_([kept.id, gone.id]))))
    running = [row for row in rows if row.withdrawn_on is None or row.withdrawn_on > on]
    agreed = {
        person_id: {(row.purpose, row.scope) for row in running if row.person_id == person_id}
        for person_id in (kept.id, gone.id)
    }
    both = agreed[kept.id] & agreed[gone.id]
    for row in running:
        if (row.purpose, row.scope) not in both:
            log.set(row, "withdrawn_on", max(on, row.given_on))
    for row in rows:
        log.set(row, "person_id", kept.id)


def _settle_households(session: Session, homes: set[int], on: date, log: _Log) -> None:
    """A household may have emptied, or have nobody in work now."""
    rows = [session.get_one(Household, household_id) for household_id in sorted(homes)]
    before = [{column: getattr(row, column) for column in _RECKONED} for row in rows]
    leaving.close_if_empty(session, homes, on)
    zero_employment.reckon(session, homes, on)
    for row, was in zip(rows, before, strict=True):
        for column, value in was.items():
            if getattr(row, column) != value:
                log.note(row, column, value, getattr(row, column))


def _content(row: Any) -> dict[str, Any]:
    """What a row says, apart from whose it is."""
    return {
        column.key: getattr(row, column.key)
        for column in inspect(type(row)).columns
        if column.key not in ("id", "person_id")
    }


def _plain(value: Any) -> Any:
    """A value as the log keeps it."""
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _typed(row: Any, column: str, value: Any) -> Any:
    """A value of the log as its column takes it."""
    kind = inspect(type(row)).columns[column].type
    if value is None:
        return None
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return kind.enum_class(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
