"""A household as one user may see it: a loop over the privacy register, noted in the audit log as it is read.

The policy, beyond `seen_by` of each column: everybody sees the own record whole, but not the safety flag, which is the
helper's alone; what the law calls sensitive (health, ID number, ethnic group, income) is hidden from others of the same
family, and from a screen that others look at: letting somebody help is no consent to show them that. Whoever runs the
server sees what a supervisor sees.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, inspect, or_, select
from sqlalchemy.orm import Session

from jobmatch import access, audit, clock, parameters, privacy
from jobmatch.access import Actor, Permission, Role
from jobmatch.db import Base
from jobmatch.households import area, profile, store
from jobmatch.households.consent import Consent
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.working_life import (
    CertificateRow,
    ConstraintRow,
    Employment,
    ExperienceRow,
    Intention,
    Skill,
)
from jobmatch.settings import settings

_BELONGINGS: dict[str, type[Base]] = {
    "work": Employment,
    "intention": Intention,
    "constraints": ConstraintRow,
    "certificates": CertificateRow,
    "skills": Skill,
    "experience": ExperienceRow,
    "consent": Consent,
}


@dataclass(frozen=True)
class MemberView:
    """What may be seen of one member: fields of the person, of the membership, and rows that belong to the person."""

    person_id: int
    facts: Mapping[str, Any]
    membership: Mapping[str, Any]
    belongings: Mapping[str, tuple[Mapping[str, Any], ...]]


@dataclass(frozen=True)
class HouseholdView:
    """What may be seen of a household, its members of the day, and what is derived from them (H12, H13)."""

    household_id: int
    facts: Mapping[str, Any]
    members: tuple[MemberView, ...]
    member_count: int
    labour_count: int
    read_back: profile.WhoCanWork


def view(session: Session, actor: Actor, household_id: int, at: datetime, on: date | None = None) -> HouseholdView:
    """The household on the day of `at`; raises Refused outside the actor's area, UnknownHouseholdError.

    On another day, `on`, it is who belonged and who worked then: all else has no days and is as it is now.
    """
    access.require(actor, Permission.READ_HOUSEHOLD)
    day = on or clock.local_day(at)
    record = store.load(session, household_id, day)
    row = session.get_one(Household, household_id)
    memberships = store.members_on(session, [household_id], day)
    area.require_household(session, row, clock.local_day(at), actor)
    shown: set[str] = set()
    facts = _facts(row, actor, own=_is_alone(actor), shown=shown)
    audit.record(session, actor, "read_household", f"household:{household_id}", at, ", ".join(sorted(shown)))
    ids = [one.person_id for one in memberships]
    people = {one.id: one for one in session.scalars(select(Person).where(Person.id.in_(ids)))}
    belongings = _belongings(session, people, day)
    members = tuple(_member(session, one, people[one.person_id], belongings, actor, at) for one in memberships)
    book = parameters.load(session)
    able = profile.who_can_work(record, book, settings().home_division, day)
    return HouseholdView(household_id, facts, members, len(members), len(able.able), able)


def _belongings(session: Session, people: Iterable[int], on: date) -> dict[tuple[str, int], list[Any]]:
    """The rows that belong to some people, by what they are and whose: of work what holds on a day."""
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for name, table in _BELONGINGS.items():
        # Every table of them names a person; their common type does not say so.
        whose: Any = table
        rows: Select[Any] = select(whose).where(whose.person_id.in_(list(people))).order_by(whose.id)
        if table is Employment:
            runs = or_(Employment.ended_on.is_(None), Employment.ended_on > on)
            rows = rows.where(Employment.since <= on, runs)
        for row in session.scalars(rows):
            found[name, row.person_id].append(row)
    return found


def _member(
    session: Session,
    membership: Membership,
    person: Person,
    rows: Mapping[tuple[str, int], list[Any]],
    actor: Actor,
    at: datetime,
) -> MemberView:
    own = _is_alone(actor) and person.id in actor.person_ids
    shown: set[str] = set()
    facts = _facts(person, actor, own=own, shown=shown)
    belongings = {}
    for name in _BELONGINGS:
        seen = tuple(_facts(row, actor, own=own, shown=shown) for row in rows.get((name, person.id), ()))
        belongings[name] = tuple(row for row in seen if row)
    audit.record(session, actor, "read_person", f"person:{person.id}", at, ", ".join(sorted(shown)))
    return MemberView(person.id, facts, _facts(membership, actor, own=own, shown=shown), belongings)


def _facts(row: Base, actor: Actor, *, own: bool, shown: set[str]) -> dict[str, Any]:
    """The columns of a row that the actor may see and that are filled; names of sensitive ones go into `shown`."""
    facts = {}
    for name, holds in _classified(type(row)):
        value = getattr(row, name)
        if value is not None and may_see(holds, actor, own=own):
            facts[name] = value
            if holds is not None and holds.sensitivity is privacy.Sensitivity.SENSITIVE:
                shown.add(name)
    return facts


def may_see(holds: privacy.Personal | None, actor: Actor, *, own: bool) -> bool:
    """Whether the actor may see a column that holds this; `own` says that it is the actor's own record."""
    if holds is None:
        return True
    if actor.role is Role.RESIDENT:
        if own:
            return bool(holds.seen_by - {Role.HELPER})
        return Role.RESIDENT in holds.seen_by and holds.sensitivity is not privacy.Sensitivity.SENSITIVE
    role = Role.SUPERVISOR if actor.role is Role.SYSTEM else actor.role
    return role in holds.seen_by


def hidden_from(actor: Actor, person_id: int, columns: Iterable[str]) -> frozenset[str]:
    """Which of some columns of a person's record the actor may not see: what gives one away is not said either."""
    own = _is_alone(actor) and person_id in actor.person_ids
    held = dict(_classified(Person))
    return frozenset(name for name in columns if not may_see(held[name], actor, own=own))


def _is_alone(actor: Actor) -> bool:
    """Whether somebody looks at the own record, and nobody else at the screen."""
    return actor.role is Role.RESIDENT and not actor.shares_phone


@cache
def _classified(table: type[Base]) -> tuple[tuple[str, privacy.Personal | None], ...]:
    """The columns of a table that say something, with what the register says of them; keys only link rows."""
    keys = {column.name for column in inspect(table).columns if column.primary_key or column.foreign_keys}
    entries = privacy.register(Base.metadata)
    return tuple(
        (entry.column, entry.holds)
        for entry in entries
        if entry.table == table.__tablename__ and entry.column not in keys
    )
