"""How the plain facts of a record are written into columns and read back: numbers as text, code sets as sorted lists.

Only the fields that are one column each are here; work, wishes and lists have tables and files of their own.
"""

from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

from jobmatch.households import names
from jobmatch.households.codes import Cause, Function, Health
from jobmatch.households.model import Household, Person
from jobmatch.households.record import Disability, HouseholdRecord, PersonRecord

HOUSEHOLD_COLUMNS = (
    "office_number", "relocated", "hukou_division", "origin_address", "dwelling", "move_in_date", "household_type",
    "monitor_category", "monitor_since", "risk_cleared", "assistance", "main_cause", "other_causes", "income_wage",
    "income_business", "cost_business", "income_property", "income_transfer", "home_phone", "no_phone_because",
    "helper_name", "helper_phone",
)  # fmt: skip
PERSON_COLUMNS = (
    "name", "id_number", "no_id_because", "office_code", "sex", "birth_date", "ethnicity", "education", "school_stage",
    "school_year", "health", "disability", "limits", "protections", "capacity", "capacity_on", "capacity_by", "phone",
    "phone_owner", "smartphone", "wechat_bound", "phone_unreached_since", "mandarin", "dialects", "reading",
    "phone_use",
)  # fmt: skip
EMPTIES = (
    ("education", ("school_stage", "school_year")),
    ("school_stage", ("education", "school_year")),
    ("household_type", ("monitor_category",)),
    ("id_number", ("no_id_because",)),
    ("home_phone", ("no_phone_because",)),
    ("no_phone_because", ("home_phone",)),
)
"""A new answer in the first column answers the others too: who has finished school has no school year any more."""

_MONEY = frozenset({"income_wage", "income_business", "cost_business", "income_property", "income_transfer"})
_DIALECT_SEPARATOR = "、"


def household_values(record: HouseholdRecord) -> dict[str, Any]:
    """The column values of a household's plain fields; None is unknown."""
    return {name: _stored(getattr(record, name)) for name in HOUSEHOLD_COLUMNS}


def person_values(record: PersonRecord) -> dict[str, Any]:
    """The column values of a member's plain fields; None is unknown."""
    values = {name: _stored(getattr(record, name)) for name in PERSON_COLUMNS}
    return values | {"name": names.tidy(record.name), "dialects": _DIALECT_SEPARATOR.join(record.dialects) or None}


def household_facts(row: Household) -> dict[str, Any]:
    """The plain fields of a `HouseholdRecord` as they stand in the database."""
    facts = {name: getattr(row, name) for name in HOUSEHOLD_COLUMNS}
    facts |= {name: None if facts[name] is None else Decimal(facts[name]) for name in _MONEY}
    return facts | {"other_causes": tuple(Cause(word) for word in row.other_causes or ())}


def person_facts(row: Person) -> dict[str, Any]:
    """The plain fields of a `PersonRecord` as they stand in the database."""
    facts = {name: getattr(row, name) for name in PERSON_COLUMNS}
    return facts | {
        "health": frozenset(Health(word) for word in row.health or ()),
        "disability": None if row.disability is None else Disability(**row.disability),
        "limits": None if row.limits is None else {Function(key): value for key, value in row.limits.items()},
        "protections": None if row.protections is None else frozenset(row.protections),
        "dialects": tuple(row.dialects.split(_DIALECT_SEPARATOR)) if row.dialects else (),
    }


def _stored(value: Any) -> Any:
    """A value as its column takes it; an empty set or tuple of codes is as good as unknown."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, Disability):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): str(limit) for key, limit in value.items()}
    if isinstance(value, frozenset | tuple):
        return _words(value)
    return value


def _words(codes: Iterable[Any]) -> list[str] | None:
    words = [code.value if isinstance(code, StrEnum) else str(code) for code in codes]
    return (sorted(words) if isinstance(codes, frozenset) else words) or None
