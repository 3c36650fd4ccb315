"""Who leaves a household, and how: marriage, death, a split; relations that change; a household that has emptied."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access, audit
from jobmatch.access import Actor, Permission
from jobmatch.households import area, consent, numbering, spells, store, zero_employment
from jobmatch.households.codes import LeaveReason, Relation
from jobmatch.households.model import Household, Membership, Person


class NotAMemberError(LookupError):
    """The person does not belong to this household on that day."""


def leave(
    session: Session, person_id: int, household_id: int, on: date, because: LeaveReason, at: datetime, actor: Actor
) -> None:
    """End a membership from a day on; the household keeps its id and number whoever leaves.

    After a death the person's work and agreements end too. Who becomes head is for the family, or the list, to say:
    `make_head`. Raises NotAMemberError, Refused.
    """
    household = _changeable(session, household_id, on, actor)
    membership = _membership(session, person_id, household_id)
    membership.left_on = max(on, membership.joined_on)
    membership.left_because = because
    if because is LeaveReason.DIED:
        person = session.get_one(Person, person_id)
        person.died_on = on
        person.updated_at = at
        spells.end(session, person_id, on)
        consent.withdraw_all(session, person_id, on)
    audit.record(session, actor, "leave_household", f"person:{person_id}", at, because.value)
    audit.record(session, actor, "member_left", f"household:{household.id}", at, because.value)
    household.updated_at = at
    session.flush()
    close_if_empty(session, [household_id], on)
    zero_employment.reckon(session, [household_id], on)


def make_head(session: Session, person_id: int, household_id: int, on: date, at: datetime, actor: Actor) -> None:
    """A member becomes head; a head who is still a member becomes OTHER until somebody says how they are related."""
    household = _changeable(session, household_id, on, actor)
    new = _membership(session, person_id, household_id)
    for membership in store.members_on(session, [household_id], on):
        if membership.relation is Relation.HEAD and membership.person_id != person_id:
            change_relation(session, membership, Relation.OTHER, on)
    if new.relation is not Relation.HEAD:
        change_relation(session, new, Relation.HEAD, on)
    household.updated_at = at
    audit.record(session, actor, "change_head", f"household:{household_id}", at)


def split(
    session: Session, household_id: int, relations: dict[int, Relation], on: date, at: datetime, actor: Actor
) -> Household:
    """Members form a household of their own: `relations` leads from person ids to relations there, one the head.

    The new household takes over site, origin and kind, and knows whence it came.
    """
    origin = _changeable(session, household_id, on, actor)
    if list(relations.values()).count(Relation.HEAD) != 1:
        raise ValueError("新户要有一个、也只能有一个户主。 A new household needs exactly one head.")
    leavers = [_membership(session, person_id, household_id) for person_id in relations]
    site = origin.site.code if origin.site is not None else None
    new = Household(
        number=numbering.next_number(session, site),
        site_id=origin.site_id,
        relocated=origin.relocated,
        hukou_division=origin.hukou_division,
        origin_address=origin.origin_address,
        household_type=origin.household_type,
        helper_name=origin.helper_name,
        helper_phone=origin.helper_phone,
        split_from_id=origin.id,
        registered_at=at,
        updated_at=at,
    )
    session.add(new)
    session.flush()
    for membership in leavers:
        membership.left_on = max(on, membership.joined_on)
        membership.left_because = LeaveReason.SPLIT
        relation = relations[membership.person_id]
        session.add(Membership(household_id=new.id, person_id=membership.person_id, relation=relation, joined_on=on))
        audit.record(session, actor, "split_household", f"person:{membership.person_id}", at)
    audit.record(session, actor, "split_household", f"household:{origin.id}", at)
    audit.record(session, actor, "create_household", f"household:{new.id}", at)
    session.flush()
    close_if_empty(session, [origin.id], on)
    zero_employment.reckon(session, [origin.id, new.id], on)
    return new


def change_relation(session: Session, membership: Membership, relation: Relation, on: date) -> None:
    """Give a member another relation from a day on; the old one stays readable for the days before."""
    if on <= membership.joined_on:
        membership.relation = relation
        return
    membership.left_on = on
    membership.left_because = LeaveReason.NEW_RELATION
    session.add(
        Membership(
            household_id=membership.household_id, person_id=membership.person_id, relation=relation, joined_on=on
        )
    )
    session.flush()


def close_if_empty(session: Session, household_ids: Iterable[int], on: date) -> None:
    """A household that nobody belongs to any more is closed, and keeps its number for good."""
    for household_id in household_ids:
        still = select(Membership.id).where(Membership.household_id == household_id, Membership.left_on.is_(None))
        if session.scalar(still.limit(1)) is None:
            household = session.get_one(Household, household_id)
            household.closed_on = household.closed_on or on


def newest_departure(session: Session, person_id: int, household_id: int) -> Membership:
    """The membership that a person last ended in a household."""
    found = session.scalars(
        select(Membership)
        .where(
            Membership.person_id == person_id,
            Membership.household_id == household_id,
            Membership.left_on.is_not(None),
        )
        .order_by(Membership.id.desc())
        .limit(1)
    )
    return found.one()


def _changeable(session: Session, household_id: int, on: date, actor: Actor) -> Household:
    """The household, if the actor may change it."""
    access.require(actor, Permission.CHANGE_HOUSEHOLD)
    household = session.get(Household, household_id)
    if household is None:
        raise store.UnknownHouseholdError(f"there is no household with the id {household_id}")
    area.require_household(session, household, on, actor)
    return household


def _membership(session: Session, person_id: int, household_id: int) -> Membership:
    found = session.scalar(
        select(Membership)
        .where(
            Membership.person_id == person_id,
            Membership.household_id == household_id,
            Membership.left_on.is_(None),
        )
        .order_by(Membership.id.desc())
        .limit(1)
    )
    if found is None:
        raise NotAMemberError("这个人现在不在这一户。 The person does not belong to this household now.")
    return found
