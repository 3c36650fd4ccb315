"""Whose rows are whose: read off the keys of the schema, so that no table about a person can be forgotten.

A row is about a person if it points to the person (by a key, or by a number where a stage knows no people), if it can
not be without a row that does, or if such a row leads on to it. Export and erasure both ask here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Column, ColumnElement, MetaData, Table, or_, select

from jobmatch import privacy

PERSON = "person"


@dataclass(frozen=True)
class Way:
    """One step towards a person: the column here, and the column there that it is equal to (None: the person's id)."""

    here: Column[int]
    there: Column[int] | None = None


def about(table: Table, person_ids: Collection[int]) -> ColumnElement[bool] | None:
    """The condition that a row of a table is about one of some people; None where no row ever is."""
    ways = _ways(table.metadata).get(table.name)
    return None if ways is None else or_(*(_holds(way, person_ids) for way in ways))


def tables_about_people(metadata: MetaData) -> list[Table]:
    """The tables of which rows are about a person, those that are pointed to first."""
    return [table for table in metadata.sorted_tables if table.name in _ways(metadata)]


def _holds(way: Way, person_ids: Collection[int]) -> ColumnElement[bool]:
    if way.there is None:
        return way.here.in_(person_ids)
    condition = about(way.there.table, person_ids)
    assert condition is not None
    return way.here.in_(select(way.there).where(condition))


@lru_cache(maxsize=4)
def _ways(metadata: MetaData) -> dict[str, tuple[Way, ...]]:
    found = {table.name: _direct(table) for table in metadata.sorted_tables if _direct(table)}
    while True:
        more = {
            table.name: ways
            for table in metadata.sorted_tables
            if table.name not in found and (ways := _through_others(table, metadata, found))
        }
        if not more:
            return found
        found |= more


def _direct(table: Table) -> tuple[Way, ...]:
    if table.name == PERSON:
        return (Way(table.c.id),)
    return tuple(
        Way(column)
        for column in table.columns
        if privacy.is_number_of_person(column) or any(key.column.table.name == PERSON for key in column.foreign_keys)
    )


def _through_others(table: Table, metadata: MetaData, found: dict[str, tuple[Way, ...]]) -> tuple[Way, ...]:
    """By keys that a row cannot be without; and by columns of others that say that they lead on."""
    up = [
        Way(column, key.column)
        for column in table.columns
        if not column.nullable and not privacy.leads_on(column)
        for key in column.foreign_keys
        if key.column.table.name in found
    ]  # fmt: skip
    down = [
        Way(key.column, column)
        for other in metadata.sorted_tables
        if other.name in found
        for column in other.columns
        if privacy.leads_on(column)
        for key in column.foreign_keys
        if key.column.table is table
    ]
    return tuple(up + down)
