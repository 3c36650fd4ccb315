"""Reading households out of the database as the form's records, on any day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from jobmatch.households import columns, history, spells, wishes
from jobmatch.households.codes import Relation
from jobmatch.households.history import History
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.working_life import Employment

_PEOPLE = select(Person).where(Person.id.in_(bindparam("people", expanding=True)))
_MEMBERS_ON = (
    select(Membership)
    .where(
        Membership.household_id.in_(bindparam("households", expanding=True)),
        Membership.joined_on <= bindparam("day"),
        or_(Membership.left_on.is_(None), Membership.left_on > bindparam("day")),
    )
    .order_by(Membership.id)
)


class UnknownHouseholdError(LookupError):
    """There is no such household."""


def load(session: Session, household_id: int, on: date) -> HouseholdRecord:
    """A household as it was on a day: its members of that day, the head first; each member's key is the person id."""
    row = session.get(Household, household_id)
    if row is None:
        raise UnknownHouseholdError(f"there is no household with the id {household_id}")
    return load_rows(session, [row], on)[household_id]


def load_rows(session: Session, rows: Iterable[Household], on: date) -> dict[int, HouseholdRecord]:
    """Several households at once, by id, with a fixed number of queries."""
    households = list(rows)
    return records_of(session, households, history.read(session, [row.id for row in households]), on)


def records_of(session: Session, rows: Iterable[Household], past: History, on: date) -> dict[int, HouseholdRecord]:
    """`load_rows` where the history was read already."""
    households = {row.id: row for row in rows}
    stays = past.members(households, on)
    people = _people(session, [stay.person_id for stay in stays], past, on)
    members: dict[int, list[PersonRecord]] = defaultdict(list)
    for stay in sorted(stays, key=lambda one: one.relation is not Relation.HEAD):
        members[stay.household_id].append(PersonRecord(**people[stay.person_id], relation=stay.relation))
    return {
        household_id: HouseholdRecord(
            **columns.household_facts(row),
            number=row.number,
            site=row.site.name if row.site is not None else None,
            members=tuple(members[household_id]),
        )
        for household_id, row in households.items()
    }


def members_on(session: Session, household_ids: list[int], on: date) -> list[Membership]:
    """The memberships that held on a day, oldest first."""
    return list(session.scalars(_MEMBERS_ON, {"households": household_ids, "day": on}))


def _people(session: Session, ids: list[int], past: History, on: date) -> dict[int, dict[str, Any]]:
    """The fields of each person's record but the relation, by id."""
    wanted = wishes.facts_of(session, ids)
    return {
        row.id: {
            "key": str(row.id),
            "work": spells.work_of(_spell_on(past.of_person(row.id), on)),
            **columns.person_facts(row),
            **wanted[row.id],
        }
        for row in session.scalars(_PEOPLE, {"people": ids})
    }


def _spell_on(written: Sequence[Employment], on: date) -> Employment | None:
    """What somebody did on a day: of spells that overlap the one that began last."""
    held = (one for one in reversed(written) if one.since <= on and (one.ended_on is None or on < one.ended_on))
    return next(held, None)
