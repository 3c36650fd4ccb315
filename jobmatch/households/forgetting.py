"""What an erasure means for households: which records are one human's, which homes they had, what is left of a home."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from jobmatch import privacy
from jobmatch.db import Base
from jobmatch.households import leaving, zero_employment
from jobmatch.households.handing_over import HandOver
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.roster.model import RosterEntry


def records_of(session: Session, person_id: int) -> list[int]:
    """The record and all that were merged into it, over however many steps."""
    found = [person_id]
    for one in found:
        found += session.scalars(select(Person.id).where(Person.merged_into_id == one, Person.id.not_in(found)))
    return found


def homes_of(session: Session, person_ids: Collection[int]) -> list[int]:
    """Every household that some people ever belonged to."""
    found = select(Membership.household_id).where(Membership.person_id.in_(person_ids)).distinct()
    return list(session.scalars(found.order_by(Membership.household_id)))


def leave_behind(session: Session, household_ids: Collection[int], on: date, at: datetime) -> None:
    """The households of people who are erased: what lists said of the whole family goes, and a home of nobody goes too.

    Where evidence is kept of a home, the days of its clock or a follow-up, the number stays for it without the family.
    The next list is compared with nothing then, as a first one is: it fills gaps and changes nothing that is known.
    """
    session.execute(delete(RosterEntry).where(RosterEntry.household_id.in_(household_ids)))
    lived_in = set(
        session.scalars(select(Membership.household_id).where(Membership.household_id.in_(household_ids)))
    )  # fmt: skip
    stay = [one for one in household_ids if one in lived_in]
    leaving.close_if_empty(session, stay, on)
    zero_employment.reckon(session, stay, on)
    session.execute(update(Household).where(Household.id.in_(stay)).values(updated_at=at))
    empty = [one for one in household_ids if one not in lived_in]
    session.execute(update(Household).where(Household.split_from_id.in_(empty)).values(split_from_id=None))
    session.execute(delete(HandOver).where(HandOver.household_id.in_(empty)))
    counted = _referred_to(session, empty)
    session.execute(update(Household).where(Household.id.in_(counted)).values(_blank()))
    session.execute(update(Household).where(Household.id.in_(counted)).values(closed_on=on, updated_at=at))
    session.execute(delete(Household).where(Household.id.in_(set(empty) - counted)))
    session.expire_all()


def _referred_to(session: Session, household_ids: Collection[int]) -> set[int]:
    """Those to which a row of any table still points when its people are gone."""
    keys = [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column is Household.__table__.c.id for key in column.foreign_keys)
    ]
    return {found for key in keys for found in session.scalars(select(key).where(key.in_(household_ids)).distinct())}


def _blank() -> dict[str, None]:
    """What is left in the place of all that says something about a family."""
    table = Household.__tablename__
    personal = {one.column for one in privacy.register(Base.metadata) if one.table == table and one.holds is not None}
    return {column.name: None for column in Household.__table__.columns if column.nullable and column.name in personal}
