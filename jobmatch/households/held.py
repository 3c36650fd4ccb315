"""Everything held about one person, in whatever table it stands: a loop over the privacy register (right of access).

What belongs to the person is read off the keys of the schema (`whose`); the household that the person lives in is part
of it, and what a list or a visit says of the whole family is not: it stands in the rows of each.

The policy: the person, and staff of the site or the assigned helper who print it for the person. Look-ups that nobody
sees are left out, and the safety flag, which is the helper's alone and never goes onto paper; onto a telephone that
several people use nothing goes that the law calls sensitive.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from jobmatch import access, audit, clock, privacy, whose
from jobmatch.access import Actor, Permission, Role
from jobmatch.audit import AuditEvent
from jobmatch.db import Base
from jobmatch.households import area, recognise
from jobmatch.households.model import Household

_ONLY_HELPERS = frozenset({Role.HELPER})


@dataclass(frozen=True)
class Held:
    """One value: where it stands, what it is and why it is kept, in the register's words."""

    table: str
    row: int | str
    column: str
    what: str
    why: privacy.Purpose
    value: Any


@dataclass(frozen=True)
class Look:
    """One entry of the log about the person: who did what, when; it names fields, never values."""

    at: datetime
    actor: str
    action: str
    detail: str


@dataclass(frozen=True)
class HeldAbout:
    """All that is held about a person, and who has read or changed it."""

    values: tuple[Held, ...]
    looks: tuple[Look, ...]


def held_about(session: Session, person_id: int, at: datetime, actor: Actor) -> HeldAbout:
    """What is held about a person; the answer itself is noted in the log. Raises Refused."""
    access.require(actor, Permission.READ_HOUSEHOLD)
    area.require_person(session, person_id, clock.local_day(at), actor)
    audit.record(session, actor, "export_person", f"person:{person_id}", at)
    session.flush()
    entries = {(entry.table, entry.column): entry.holds for entry in privacy.register(Base.metadata)}
    values = [
        held
        for table in Base.metadata.sorted_tables
        for row in _rows(session, table, person_id)
        for held in _values(table, row, entries, private=not actor.shares_phone)
    ]
    looks = session.scalars(
        select(AuditEvent).where(AuditEvent.subject == f"person:{person_id}").order_by(AuditEvent.id)
    )
    return HeldAbout(tuple(values), tuple(Look(one.at, one.actor, one.action, one.detail) for one in looks))


def _rows(session: Session, table: Table, person_id: int) -> Iterator[dict[str, Any]]:
    """The rows of a table that are about the person, and that of the household that the person belongs to now."""
    condition = whose.about(table, [person_id])
    if table.name == Household.__tablename__:
        home = recognise.open_membership(session, person_id)
        condition = None if home is None else table.c.id == home.household_id
    if condition is not None:
        yield from (dict(row._mapping) for row in session.execute(select(table).where(condition)))


def _values(
    table: Table, row: dict[str, Any], entries: dict[tuple[str, str], privacy.Personal | None], *, private: bool
) -> Iterator[Held]:
    keys = [str(row[column.name]) for column in table.primary_key]
    for column, value in row.items():
        holds = entries.get((table.name, column))
        if holds is None or value is None or (not private and holds.sensitivity is privacy.Sensitivity.SENSITIVE):
            continue
        if holds.seen_by - _ONLY_HELPERS:
            yield Held(table.name, "/".join(keys), column, holds.what, holds.why, value)
