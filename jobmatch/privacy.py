"""The privacy register: every column says what it holds about a person, why, for how long and who sees it.

The register stands beside the columns themselves (`mapped_column(info=personal(...))`); export, erasure, masking and
redaction are loops over it, and an unclassified column fails a test.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, MetaData, Table

from jobmatch.access import Role
from jobmatch.seal import Sealed

_KEY = "privacy"


class Sensitivity(StrEnum):
    """How the law looks at a value (PIPL art. 28): ordinary personal, or sensitive and in need of separate consent."""

    ORDINARY = "ordinary"
    SENSITIVE = "sensitive"


class Purpose(StrEnum):
    """Why something about a person is kept."""

    IDENTIFY = "tell people apart"
    REACH = "reach the person"
    MATCH = "find work that fits"
    SUPPORT = "know which support the household is due"
    PROTECT = "keep harmful work away"
    PROVE = "prove what was agreed and done"


class Keep(StrEnum):
    """How long it is kept; the days behind each word are dated parameters (`keep_…_days`)."""

    WHILE_SERVED = "while the household is served"
    WHILE_SEEKING = "while the person looks for work"
    AS_EVIDENCE = "as long as evidence is due"
    UNTIL_REPLACED = "until the next list replaces it"
    UNTIL_CORRECTED = "until the office had time to correct its list, ninety days at most"
    UNTIL_IMPORTED = "until the list is imported, seven days at most"


@dataclass(frozen=True)
class Personal:
    """What one column holds about a person."""

    what: str
    why: Purpose
    keep: Keep
    seen_by: frozenset[Role]
    sensitivity: Sensitivity


@dataclass(frozen=True)
class Entry:
    """A line of the register: a column, and what it holds about whom (None: nothing about a person)."""

    table: str
    column: str
    holds: Personal | None
    sealed: bool


SITE_STAFF = frozenset({Role.RESIDENT, Role.CLERK, Role.HELPER, Role.SUPERVISOR})
HELPERS = frozenset({Role.RESIDENT, Role.HELPER})
COUNTED = SITE_STAFF | {Role.COUNTY}
OFFERED = SITE_STAFF | {Role.EMPLOYER}
TAUGHT = SITE_STAFF | {Role.TRAINER}
OFFICES = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR, Role.COUNTY})

NOT_PERSONAL: dict[Any, Any] = {_KEY: None}
"""The `info` of a column, or of a whole table, that says nothing about a person."""

NUMBER_OF_PERSON: dict[Any, Any] = {_KEY: None, "person": True}
"""The `info` of a column with a person's id in a table of a stage that knows no people, and so has no key to them."""

LEADS_ON: dict[Any, Any] = {_KEY: None, "leads_on": True}
"""The `info` of a key of a row about a person, whose target is about the person too: the user behind a link."""

UNTIED: dict[Any, Any] = {_KEY: None, "untied": True}
"""The `info` of a person's id in a line that goes on counting when nothing may lead to the person any more."""


def personal(
    what: str,
    why: Purpose,
    *,
    keep: Keep = Keep.WHILE_SERVED,
    seen_by: frozenset[Role] = SITE_STAFF,
    sensitivity: Sensitivity = Sensitivity.ORDINARY,
) -> dict[Any, Any]:
    """The `info` of a column that says something about a person."""
    return {_KEY: Personal(what, why, keep, seen_by, sensitivity)}


def sensitive(
    what: str, why: Purpose, *, keep: Keep = Keep.WHILE_SERVED, seen_by: frozenset[Role] = SITE_STAFF
) -> dict[Any, Any]:
    """The `info` of a column that the law calls sensitive."""
    return personal(what, why, keep=keep, seen_by=seen_by, sensitivity=Sensitivity.SENSITIVE)


def register(metadata: MetaData) -> Iterator[Entry]:
    """Every classified column of the schema, table by table; keys that only link rows count as not personal."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if is_classified(table, column):
                holds = column.info.get(_KEY, table.info.get(_KEY))
                yield Entry(table.name, column.name, holds, isinstance(column.type, Sealed))


def unclassified(metadata: MetaData) -> list[str]:
    """The `table.column` names that nobody has classified."""
    return [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if not is_classified(table, column)
    ]


def is_classified(table: Table, column: Column[Any]) -> bool:
    """Whether the column, its table, or its being a mere key says what it is."""
    return _KEY in column.info or _KEY in table.info or bool(column.primary_key) or bool(column.foreign_keys)


def is_number_of_person(column: Column[Any]) -> bool:
    """Whether the column holds a person's id without being a key."""
    return bool(column.info.get("person"))


def leads_on(column: Column[Any]) -> bool:
    """Whether what the key points to is about the same person."""
    return bool(column.info.get("leads_on"))


def is_untied(column: Column[Any]) -> bool:
    """Whether the row stays without saying whose it was, when all that is left of a person is removed."""
    return bool(column.info.get("untied"))
