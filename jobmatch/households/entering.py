"""The rows that a household nobody knows yet becomes, as plain values: for whoever enters very many at once.

`take_in` is how a household is entered; it asks at every field what is known already. Here the database is known to
hold none of these people, and what remains is written down in the same columns. A test holds the two to each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from jobmatch.access import Actor
from jobmatch.audit import AuditEvent
from jobmatch.db import Base
from jobmatch.households import columns, names, recognise, spells, wishes
from jobmatch.households.codes import EmploymentState, Source
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.working_life import Answered, Employment
from jobmatch.households.working_life import Intention as IntentionRow
from jobmatch.households.zero_employment import state_of
from jobmatch.parameters import ParameterBook
from jobmatch.seal import blind_index

Row = tuple[type[Base], dict[str, Any]]
"""A table and the values of one row of it."""


@dataclass(frozen=True)
class Entry:
    """A checked record with the ids and the number that its rows shall have; `people` leads from member keys to ids."""

    record: HouseholdRecord
    household_id: int
    number: str
    site_id: int | None
    people: dict[str, int]


@dataclass(frozen=True)
class Said:
    """When it was said, written down, by whom, and where it comes from; the figures in force at home."""

    on: date
    at: datetime
    actor: Actor
    source: Source
    book: ParameterBook
    home: str


def rows(entry: Entry, said: Said) -> Iterator[Row]:
    """Everything that `take_in` would write of a new household of new people, the rows that others refer to first."""
    members = tuple(recognise.settled(member, said.on) for member in entry.record.members)
    record = replace(entry.record, members=members)
    values = columns.household_values(record)
    subject = f"household:{entry.household_id}"
    written = sorted(name for name, value in values.items() if value is not None and name != "relocated")
    yield Household, {"id": entry.household_id, **_household(entry, record, values, said)}
    yield _event("create_household", subject, ", ".join(written), said)
    for member in members:
        yield from _person(entry.people[member.key], member, said)
        yield (
            Membership,
            {
                "household_id": entry.household_id,
                "person_id": entry.people[member.key],
                "relation": member.relation,
                "joined_on": said.on,
            },
        )


def _household(entry: Entry, record: HouseholdRecord, values: dict[str, Any], said: Said) -> dict[str, Any]:
    state = state_of(record, said.book, said.home, said.on)
    return values | {
        "number": entry.number,
        "site_id": entry.site_id,
        "home_phone_index": blind_index(record.home_phone, "phone"),
        "employment_state": state,
        "zero_employment_since": said.on if state is EmploymentState.ZERO else None,
        "registered_at": said.at,
        "updated_at": said.at,
    }


def _person(person_id: int, member: PersonRecord, said: Said) -> Iterator[Row]:
    values = columns.person_values(member)
    card = member.disability.card_number if member.disability else None
    if values["capacity"] is not None and values["capacity_on"] is None:
        values["capacity_on"] = said.on
    yield (
        Person,
        {
            "id": person_id,
            **values,
            "name_pinyin": names.pinyin(member.name),
            "id_number_index": blind_index(member.id_number, "id_number"),
            "id_last_four": member.id_number[-4:] if member.id_number else None,
            "disability_card_index": blind_index(card, "disability_card"),
            "phone_index": blind_index(member.phone, "phone"),
            "updated_at": said.at,
        },
    )
    yield _event("create_person", f"person:{person_id}", "", said)
    if member.work.status is not None:
        since = member.work.since or said.on
        yield Employment, {"person_id": person_id, **spells.opening(member.work, since, said.on, said.at, said.source)}
    wish = wishes.first_intention(member, said.on)
    if wish is not None:
        yield IntentionRow, {"person_id": person_id, **wish}
    for topic, table in wishes.TABLES.items():
        for values in wishes.entries(topic, member):
            yield table, {"person_id": person_id, **values}
        if getattr(member, topic) is not None:
            yield Answered, {"person_id": person_id, "topic": topic, "asked_on": said.on}


def _event(action: str, subject: str, detail: str, said: Said) -> Row:
    """As `audit.record` notes an act."""
    return AuditEvent, {
        "at": said.at, "actor": said.actor.name, "role": said.actor.role.value, "action": action, "subject": subject,
        "detail": detail[:500],
    }  # fmt: skip
