"""A household's record as the JSON of a sealed column, there and back, and the form in which two are compared."""

from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from jobmatch.households.record import HouseholdRecord, PersonRecord

_HOUSEHOLD = TypeAdapter(HouseholdRecord)
_PERSON = TypeAdapter(PersonRecord)


def household_json(record: HouseholdRecord) -> dict[str, Any]:
    """The record without what is unknown or default, so that a county's rosters stay small."""
    return dict(_HOUSEHOLD.dump_python(record, mode="json", exclude_defaults=True))


def household_of(stored: dict[str, Any]) -> HouseholdRecord:
    """The record of `household_json`."""
    return _HOUSEHOLD.validate_python(stored)


def person_json(person: PersonRecord) -> dict[str, Any]:
    """One member alone."""
    return dict(_PERSON.dump_python(person, mode="json", exclude_defaults=True))


def person_of(stored: dict[str, Any]) -> PersonRecord:
    """The member of `person_json`."""
    return _PERSON.validate_python(stored)


def comparable(record: HouseholdRecord) -> HouseholdRecord:
    """The record without row numbers and in one order of members: lists are sorted anew every month."""
    members = sorted(
        (replace(member, key="") for member in record.members),
        key=lambda member: (member.id_number or "", member.office_code or "", member.name),
    )
    return replace(record, number=None, members=tuple(members))
