"""A household as one user may see it: a loop over the privacy register, noted in the audit log as it is read.

The policy, beyond `seen_by` of each column: everybody sees the own record whole, but not the safety flag, which is the
helper's alone; what the law calls sensitive (health, ID number, ethnic group, income) is hidden from others of the same
family, and from a screen that others look at: letting somebody help is no consent to show them that. Whoever runs the
server sees what a supervisor sees.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import inspect, or_, select
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


def view(session: Session, actor: Actor, household_id: int, at: datetime) -> HouseholdView:
    """The household on the day of `at`; raises Refused outside the actor's area, UnknownHouseholdError."""
    access.require(actor, Permission.READ_HOUSEHOLD)
    on = clock.local_day(at)
    record = store.load(session, household_id, on)
    row = session.get_one(Household, household_id)
    memberships = store.members_on(session, [household_id], on)
    area.require_household(session, row, on, actor)
    shown: set[str] = set()
    facts = _facts(row, actor, own=_is_alone(actor), shown=shown)
    audit.record(session, actor, "read_household", f"household:{household_id}", at, ", ".join(sorted(shown)))
    members = tuple(_member(session, membership, actor, at) for membership in memberships)
    book = parameters.load(session)
    able = profile.who_can_work(record, book, settings().home_division, on)
    return HouseholdView(household_id, facts, members, len(members), len(able.able), able)


def _member(session: Session, membership: Membership, actor: Actor, at: datetime) -> MemberView:
    person_id, on = membership.person_id, clock.local_day(at)
    own = _is_alone(actor) and person_id in actor.person_ids
    shown: set[str] = set()
    facts = _facts(session.get_one(Person, person_id), actor, own=own, shown=shown)
    belongings = {}
    for name, table in _BELONGINGS.items():
        rows: Iterable[Any] = session.scalars(select(table).filter_by(person_id=person_id))
        if table is Employment:
            rows = session.scalars(
                select(Employment).where(
                    Employment.person_id == person_id,
                    Employment.since <= on,
                    or_(Employment.ended_on.is_(None), Employment.ended_on > on),
                )
            )
        seen = tuple(_facts(row, actor, own=own, shown=shown) for row in rows)
        belongings[name] = tuple(row for row in seen if row)
    audit.record(session, actor, "read_person", f"person:{person_id}", at, ", ".join(sorted(shown)))
    return MemberView(person_id, facts, _facts(membership, actor, own=own, shown=shown), belongings)


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
