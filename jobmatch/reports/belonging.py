"""Who belonged to which household in a month: on its last day, or until some day in it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from jobmatch.households.model import Household, Membership, Person
from jobmatch.reports import month as months
from jobmatch.reports.model import HouseholdMonth, PersonMonth


@dataclass(frozen=True)
class Belonging:
    """One person in one household, on the last day of the month or until some day in it."""

    person_id: int
    household_id: int
    present: bool
    left_because: Any


def at_site(site_id: int | None) -> ColumnElement[bool]:
    """Which households are of one site; None: those without one."""
    return Household.site_id == site_id if site_id is not None else Household.site_id.is_(None)


def not_written(month: date) -> ColumnElement[bool]:
    """Which households have no line of a month yet."""
    line = aliased(HouseholdMonth)
    written = select(line.id).where(
        line.month == month, line.household_id == Household.id, line.replaces_id.is_(None)
    )  # fmt: skip
    return ~written.exists()


def concerns(month: date, after_a_ledger: bool, table: Any = Membership) -> ColumnElement[bool]:
    """Memberships that held on the last day, or ended after the last day of the month before.

    After a ledger also those of whom it says that they held: they ended before, and nobody had told it then.
    """
    ended = or_(table.left_on.is_(None), table.left_on >= month)
    if after_a_ledger:
        newer = aliased(PersonMonth)
        held = select(PersonMonth.id).where(
            PersonMonth.month == months.before(month),
            PersonMonth.person_id == table.person_id,
            PersonMonth.present,
            ~select(newer.id).where(newer.replaces_id == PersonMonth.id).exists(),
        )
        ended = or_(ended, held.exists())
    return and_(table.joined_on <= months.last_day(month), ended)


def belongings(
    session: Session, here: ColumnElement[bool], month: date, *, after_a_ledger: bool
) -> tuple[Belonging, ...]:
    """One of each person: where the person was on the last day, or else where last; the newest word wins."""
    last = months.last_day(month)
    other = aliased(Membership)
    there = or_(Membership.left_on.is_(None), Membership.left_on > last)
    # Ended on the day it began: a slip that was put right, and never lived.
    lived = or_(Membership.left_on.is_(None), Membership.left_on > Membership.joined_on)
    newest = (
        select(func.max(other.id)).where(
            other.person_id == Membership.person_id, concerns(month, after_a_ledger, other)
        )
    ).scalar_subquery()  # fmt: skip
    newest_there = (
        select(func.max(other.id)).where(
            other.person_id == Membership.person_id,
            other.joined_on <= last,
            or_(other.left_on.is_(None), other.left_on > last),
        )
    ).scalar_subquery()  # fmt: skip
    columns = (Membership.person_id, Membership.household_id, Membership.left_because)
    found = (
        select(*columns)
        .join(Household, Household.id == Membership.household_id)
        .join(Person, Person.id == Membership.person_id)
        .where(here, concerns(month, after_a_ledger), lived, Person.merged_into_id.is_(None))
        .order_by(Membership.household_id, Membership.id)
    )
    present = session.execute(found.where(there, Membership.id == newest_there))
    gone = session.execute(found.where(newest_there.is_(None), Membership.id == newest))
    return tuple(
        [Belonging(person_id, household_id, True, None) for person_id, household_id, _ in present]
        + [Belonging(person_id, household_id, False, because) for person_id, household_id, because in gone]
    )
