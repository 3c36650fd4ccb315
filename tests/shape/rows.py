"""Rows for every table, made from the schema alone, so that a migration meets data wherever there can be data."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
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

from jobmatch.seal import Sealed, SealedBytes

DAY = date(2026, 3, 2)
Row = dict[str, Any]


def fill(connection: Connection, metadata: MetaData) -> dict[str, list[Row]]:
    """Puts rows into every table, parents first, every column filled where it can be; returns the rows by table.

    One row for each table, and more where another table points to it more than once (a pair of people).
    """
    rows: dict[str, list[Row]] = {}
    for table in metadata.sorted_tables:
        rows[table.name] = [_put(connection, table, rows, n) for n in range(1, _needed(table, metadata) + 1)]
    return rows


def _put(connection: Connection, table: Table, rows: dict[str, list[Row]], n: int) -> Row:
    """The n-th row of a table, counted from 1, with the keys that the database gave it."""
    parents = _parents(table, rows)
    values = {column.name: parents.get(column.name, _value(column, n)) for column in _to_be_filled(table, parents)}
    done = connection.execute(table.insert().values(values))
    keys = dict(zip((key.name for key in table.primary_key), done.inserted_primary_key or (), strict=True))
    return values | keys


def _needed(table: Table, metadata: MetaData) -> int:
    """How many different rows of a table one row of another points to, at most."""
    pointing = Counter(child.name for child in metadata.sorted_tables for key in _keys(child) if _target(key) is table)
    return max(pointing.values(), default=1)


def _parents(table: Table, rows: dict[str, list[Row]]) -> Row:
    """The foreign keys of a row; each further key to the same table points to a further row of it."""
    found: Row = {}
    met: Counter[str] = Counter()
    for key in _keys(table):
        known = rows.get(_target(key).name, [])
        if known:
            parent = known[met[_target(key).name] % len(known)]
            found |= {element.parent.name: parent[element.column.name] for element in key.elements}
        met[_target(key).name] += 1
    return found


def _keys(table: Table) -> list[ForeignKeyConstraint]:
    """The foreign keys of a table in the order of their columns."""
    keys = [constraint for constraint in table.constraints if isinstance(constraint, ForeignKeyConstraint)]
    order = [column.name for column in table.columns]
    return sorted(keys, key=lambda key: order.index(key.elements[0].parent.name))


def _target(key: ForeignKeyConstraint) -> Table:
    return key.elements[0].column.table


def _to_be_filled(table: Table, parents: Row) -> Iterator[Column[Any]]:
    for column in table.columns:
        waits_for_a_later_table = column.foreign_keys and column.name not in parents
        counts_by_itself = column is table.autoincrement_column
        if not (waits_for_a_later_table and column.nullable) and not counts_by_itself and column.computed is None:
            yield column


def _value(column: Column[Any], n: int) -> Any:
    """Some value that fits the column, another one for another n."""
    allowed = _allowed_by_a_check(column)
    if allowed:
        return allowed
    if isinstance(column.type, Enum) and column.type.enum_class:
        return next(iter(column.type.enum_class))
    if isinstance(column.type, SealedBytes):
        return b"\xff" + str(n).encode()
    if isinstance(column.type, Sealed | JSON):
        return str(n)
    kinds: dict[type, Any] = {
        bool: True,
        int: n,
        float: float(n),
        str: str(n),
        bytes: str(n).encode(),
        date: DAY + timedelta(days=n),
        datetime: datetime(2026, 3, 2, n, tzinfo=UTC),
        time: time(8 + n),
        Decimal: Decimal(n),
    }
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    return kinds[kind.python_type]


def _allowed_by_a_check(column: Column[Any]) -> str | None:
    """The first word of a `column IN ('a', 'b')` check on the table."""
    for constraint in column.table.constraints:
        if isinstance(constraint, CheckConstraint):
            found = re.search(rf"\b{column.name}\b\s+IN\s+\('([^']*)'", str(constraint.sqltext), re.IGNORECASE)
            if found:
                return found.group(1)
    return None
