"""One row for every table, made from the schema alone, so that a migration meets data wherever there can be data."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Connection,
    Enum,
    ForeignKeyConstraint,
    MetaData,
    Table,
    TypeDecorator,
)

from jobmatch.seal import Sealed

DAY = date(2026, 3, 2)
VALUES: dict[type, Any] = {
    bool: True,
    int: 1,
    float: 1.0,
    str: "1",
    bytes: b"1",
    date: DAY,
    datetime: datetime(2026, 3, 2, 1, tzinfo=UTC),
    time: time(8),
    Decimal: Decimal(1),
}


def fill(connection: Connection, metadata: MetaData) -> dict[str, dict[str, Any]]:
    """Puts one row into each table, parents first, every column filled where it can be; returns the rows by table."""
    rows: dict[str, dict[str, Any]] = {}
    for table in metadata.sorted_tables:
        parents = _parents(table, rows)
        values = {column.name: parents.get(column.name, _value(column)) for column in _to_be_filled(table, parents)}
        done = connection.execute(table.insert().values(values))
        keys = dict(zip((key.name for key in table.primary_key), done.inserted_primary_key or (), strict=True))
        rows[table.name] = values | keys
    return rows


def _to_be_filled(table: Table, parents: dict[str, Any]) -> Iterator[Column[Any]]:
    for column in table.columns:
        waits_for_a_later_table = column.foreign_keys and column.name not in parents
        counts_by_itself = column is table.autoincrement_column
        if not (waits_for_a_later_table and column.nullable) and not counts_by_itself and column.computed is None:
            yield column


def _parents(table: Table, rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The foreign keys of the row, taken from the parents' rows."""
    found = {}
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint):
            for element in constraint.elements:
                parent = rows.get(element.column.table.name)
                if parent is not None:
                    found[element.parent.name] = parent[element.column.name]
    return found


def _value(column: Column[Any]) -> Any:
    allowed = _allowed_by_a_check(column)
    if allowed:
        return allowed
    if isinstance(column.type, Enum) and column.type.enum_class:
        return next(iter(column.type.enum_class))
    if isinstance(column.type, Sealed | JSON):
        return "1"
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    return VALUES[kind.python_type]


def _allowed_by_a_check(column: Column[Any]) -> str | None:
    """The first word of a `column IN ('a', 'b')` check on the table."""
    for constraint in column.table.constraints:
        if isinstance(constraint, CheckConstraint):
            found = re.search(rf"\b{column.name}\b\s+IN\s+\('([^']*)'", str(constraint.sqltext), re.IGNORECASE)
            if found:
                return found.group(1)
    return None
