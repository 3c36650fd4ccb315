"""Whether an actor may touch a household or a person: the policy of `access`, asked with the facts of the day."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, false, select, true
from sqlalchemy.orm import Session

from jobmatch import access
from jobmatch.access import Actor, Role
from jobmatch.households import recognise, store
from jobmatch.households.model import Household, Membership, Site


def require_household(session: Session, household: Household, on: date, actor: Actor) -> None:
    """Its members, staff of its site, its helper; raises Refused for everybody else."""
    members: frozenset[int] = frozenset()
    if actor.person_ids:  # nobody else is asked whether they belong to it
        members = frozenset(one.person_id for one in store.members_on(session, [household.id], on))
    site = household.site.code if household.site is not None else None
    access.require_household(actor, household.id, site, members)


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """The same policy as a condition on households, for looking among many of them."""
    if actor.role is Role.RESIDENT:
        own = select(Membership.household_id).where(
            Membership.person_id.in_(actor.person_ids), Membership.left_on.is_(None)
        )
        return Household.id.in_(own)
    if actor.role is Role.HELPER:
        return Household.id.in_(actor.household_ids)
    if not access.sees_households(actor):
        return false()
    if actor.sites is None:
        return true()
    return Household.site_id.in_(select(Site.id).where(Site.code.in_(actor.sites)))


def require_household_of(session: Session, person_id: int, on: date, actor: Actor) -> None:
    """As `require_household`, for where the person lives now; who lives nowhere is for those who serve every site."""
    home = recognise.open_membership(session, person_id)
    if home is not None:
        require_household(session, session.get_one(Household, home.household_id), on, actor)
    elif actor.sites is not None or actor.role is Role.RESIDENT:
        raise access.Refused("the person belongs to no household now")


def require_person(session: Session, person_id: int, on: date, actor: Actor) -> None:
    """The person, staff of the site, the helper; of a family each speaks for the own person only."""
    if actor.role is not Role.RESIDENT:
        require_household_of(session, person_id, on, actor)
    elif person_id not in actor.person_ids:
        raise access.Refused("everybody speaks for the own person only")


def served(session: Session, person_ids: Collection[int], actor: Actor) -> frozenset[int]:
    """Of some people those who belong now to a household that the actor may see."""
    found = (
        select(Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .where(Membership.person_id.in_(person_ids), Membership.left_on.is_(None), seen_by(actor))
    )
    return frozenset(session.scalars(found))
