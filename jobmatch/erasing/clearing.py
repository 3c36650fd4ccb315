"""The loops over the privacy register that empty or remove rows; which rows are a person's is read off the schema.

A table with a column that is kept as evidence keeps its rows, and of them nothing but the evidence; other rows go. So a
new table is erased by what its columns say of themselves; a column that nobody can empty is refused by a test.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, Table, delete, select, update
from sqlalchemy.orm import Session

from jobmatch import whose
from jobmatch.db import Base
from jobmatch.privacy import Keep, is_untied, register

NAMELESS = "（已删除）"
_BLANKS: dict[str, Any] = {"person.name": NAMELESS, "person.name_pinyin": ""}
"""What stands in a column that may not be empty when its row stays."""


def clear(session: Session, person_ids: Collection[int]) -> int:
    """Erase what is held about some people, apart from the evidence; returns how many rows are gone."""
    gone = 0
    for table in reversed(whose.tables_about_people(Base.metadata)):
        condition = whose.about(table, person_ids)
        if condition is None:
            continue
        if not stays(table):
            gone += _delete(session, table, condition)
        elif goes := blanks(table):
            session.execute(update(table).where(condition).values(goes))
    session.expire_all()
    return gone


def remove(session: Session, person_ids: Collection[int]) -> int:
    """Remove everything that is left of some people, the evidence and the empty record; returns how many rows.

    A line that only counts stays, and no longer says of whom.
    """
    gone = 0
    for table in reversed(whose.tables_about_people(Base.metadata)):
        condition = whose.about(table, person_ids)
        if condition is None:
            continue
        if untied := {column.name: None for column in table.columns if is_untied(column)}:
            session.execute(update(table).where(condition).values(untied))
        else:
            gone += _delete(session, table, condition)
    session.expire_all()
    return gone


def stays(table: Table) -> bool:
    """Whether something in the rows of a table is kept as evidence."""
    return any(keep is Keep.AS_EVIDENCE for keep in _keeps(table).values())


def blanks(table: Table) -> dict[str, Any]:
    """What a row that stays is left with in the place of what goes: nothing, and a word where there must be one."""
    goes = {name for name, keep in _keeps(table).items() if keep is not Keep.AS_EVIDENCE}
    goes |= {column.name for column in table.columns if column.nullable and _points_to_what_goes(column)}
    return {name: _BLANKS.get(f"{table.name}.{name}") for name in sorted(goes)}


def _keeps(table: Table) -> dict[str, Keep]:
    """How long each personal column of a table is kept."""
    entries = register(Base.metadata)
    return {entry.column: entry.holds.keep for entry in entries if entry.table == table.name and entry.holds}


def _points_to_what_goes(column: Column[Any]) -> bool:
    about_people = set(whose.tables_about_people(Base.metadata))
    return any(key.column.table in about_people and not stays(key.column.table) for key in column.foreign_keys)


def _delete(session: Session, table: Table, condition: Any) -> int:
    keys = list(table.primary_key)
    rows = session.execute(select(*keys).where(condition)).all()
    if rows:
        for column, there in _points_to_own_table(table):
            # A record that was merged into this one, a spell that came back after this one: they stay without it.
            going = select(there).where(condition)
            session.execute(update(table).where(column.in_(going)).values({column.name: None}))
        session.execute(delete(table).where(condition))
    return len(rows)


def _points_to_own_table(table: Table) -> list[tuple[Column[Any], Column[Any]]]:
    keys = [(column, key.column) for column in table.columns for key in column.foreign_keys]
    return [(column, there) for column, there in keys if there.table is table and column.nullable]
