"""Who has ever belonged to some households and what work is written of these people: read once, asked by many.

Whether a household has an earner, since when it had none, whose leaving left it alone: all of it is read off these two
lists, which every rule used to fetch for itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from jobmatch.households.codes import LeaveReason, Relation
from jobmatch.households.model import Membership, Person
from jobmatch.households.working_life import Employment

_STAYS = (
    select(
        Membership.household_id, Membership.person_id, Membership.relation, Membership.joined_on, Membership.left_on,
        Membership.left_because, Person.birth_date,
    )
    .join(Person, Person.id == Membership.person_id)
    .where(Membership.household_id.in_(bindparam("households", expanding=True)))
    .order_by(Membership.id)
)  # fmt: skip
_JOBS = (
    select(Employment)
    .where(Employment.person_id.in_(bindparam("people", expanding=True)))
    .order_by(Employment.since, Employment.id)
)


@dataclass(frozen=True)
class Stay:
    """One membership, with the one thing that is asked of those who are gone: when they were born."""

    household_id: int
    person_id: int
    relation: Relation | None
    joined_on: date
    left_on: date | None
    left_because: LeaveReason | None
    birth_date: date | None

    def holds(self, on: date) -> bool:
        """Whether the person belonged to the household on a day."""
        return self.joined_on <= on and (self.left_on is None or on < self.left_on)


@dataclass(frozen=True)
class History:
    """`stays` by household, oldest first; `spells` of work by person, in the order of their first days."""

    stays: Mapping[int, Sequence[Stay]]
    spells: Mapping[int, Sequence[Employment]]

    def of_home(self, household_id: int) -> Sequence[Stay]:
        """Everybody who ever belonged to a household, once for each time."""
        return self.stays.get(household_id, ())

    def of_person(self, person_id: int) -> Sequence[Employment]:
        """What is written of somebody's work and of the times without any."""
        return self.spells.get(person_id, ())

    def members(self, household_ids: Iterable[int], on: date) -> list[Stay]:
        """The memberships that hold on a day."""
        return [stay for home in household_ids for stay in self.of_home(home) if stay.holds(on)]


def read(session: Session, household_ids: Collection[int]) -> History:
    """The history of some households, in two queries."""
    stays: dict[int, list[Stay]] = defaultdict(list)
    for row in session.execute(_STAYS, {"households": list(household_ids)}):
        stays[row.household_id].append(Stay(*row))
    people = {stay.person_id for some in stays.values() for stay in some}
    spells: dict[int, list[Employment]] = defaultdict(list)
    for spell in session.scalars(_JOBS, {"people": list(people)}):
        spells[spell.person_id].append(spell)
    return History(stays, spells)
