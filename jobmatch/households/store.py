"""Reading households out of the database as the form's records, on any day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobmatch.households import columns, spells, wishes
from jobmatch.households.codes import Relation
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.working_life import Employment


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
    households = {row.id: row for row in rows}
    memberships = members_on(session, list(households), on)
    people = _people(session, [membership.person_id for membership in memberships], on)
    members: dict[int, list[PersonRecord]] = defaultdict(list)
    for membership in sorted(memberships, key=lambda one: (one.relation is not Relation.HEAD, one.id)):
        facts = people[membership.person_id]
        members[membership.household_id].append(PersonRecord(**facts, relation=membership.relation))
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
    return list(
        session.scalars(
            select(Membership)
            .where(
                Membership.household_id.in_(household_ids),
                Membership.joined_on <= on,
                or_(Membership.left_on.is_(None), Membership.left_on > on),
            )
            .order_by(Membership.id)
        )
    )


def _people(session: Session, ids: list[int], on: date) -> dict[int, dict[str, Any]]:
    """The fields of each person's record but the relation, by id."""
    wanted = wishes.facts_of(session, ids)
    work = {
        spell.person_id: spells.work_of(spell)
        for spell in session.scalars(
            select(Employment)
            .where(
                Employment.person_id.in_(ids),
                Employment.since <= on,
                or_(Employment.ended_on.is_(None), Employment.ended_on > on),
            )
            .order_by(Employment.since, Employment.id)
        )
    }
    return {
        row.id: {
            "key": str(row.id),
            "work": work.get(row.id, spells.work_of(None)),
            **columns.person_facts(row),
            **wanted[row.id],
        }
        for row in session.scalars(select(Person).where(Person.id.in_(ids)))
    }
