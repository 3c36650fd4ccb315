"""Households outlive their heads: leaving, death, marriage, splits, and what was true on which day."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.households import consent, service
from jobmatch.households.codes import ConsentPurpose, LeaveReason, Relation
from jobmatch.households.model import Household, Membership, Person
from tests.households.people import AT, HEAD, HOUSEHOLD, LATER, ON, OPERATOR, take_in, with_member


def relations(session: Session, household_id: int, on: date) -> dict[str, Relation | None]:
    return {member.name: member.relation for member in service.load(session, household_id, on).members}


def test_a_household_keeps_its_number_when_its_head_dies(session: Session) -> None:
    done = take_in(session)
    head, wife = done.people["1"], done.people["2"]
    service.leave(session, head, done.household_id, LATER, LeaveReason.DIED, AT, OPERATOR)
    service.make_head(session, wife, done.household_id, LATER, AT, OPERATOR)
    household = session.get_one(Household, done.household_id)
    assert (household.number, household.closed_on) == (done.number, None)
    assert relations(session, done.household_id, LATER) == {"李小花": Relation.HEAD, "曾子轩": Relation.SON}
    assert relations(session, done.household_id, ON)["曾国强"] is Relation.HEAD


def test_a_death_ends_work_and_agreements(session: Session) -> None:
    done = take_in(session)
    head = done.people["1"]
    service.leave(session, head, done.household_id, LATER, LeaveReason.DIED, AT, OPERATOR)
    assert session.get_one(Person, head).died_on == LATER
    assert not consent.allows(session, head, ConsentPurpose.MATCH_AND_TELL, LATER)
    assert consent.allows(session, head, ConsentPurpose.MATCH_AND_TELL, LATER - timedelta(days=1))


def test_who_marries_out_is_still_readable_for_the_days_before(session: Session) -> None:
    done = take_in(session)
    service.leave(session, done.people["3"], done.household_id, LATER, LeaveReason.MARRIED, AT, OPERATOR)
    assert "曾子轩" in relations(session, done.household_id, LATER - timedelta(days=1))
    assert "曾子轩" not in relations(session, done.household_id, LATER)
    ended = session.scalars(select(Membership).where(Membership.person_id == done.people["3"])).one()
    assert ended.left_because is LeaveReason.MARRIED


def test_a_split_makes_a_household_that_knows_whence_it_came(session: Session) -> None:
    done = take_in(session)
    son = done.people["3"]
    new = service.split(session, done.household_id, {son: Relation.HEAD}, LATER, AT, OPERATOR)
    assert (new.split_from_id, new.site_id) == (
        done.household_id,
        session.get_one(Household, done.household_id).site_id,
    )
    assert new.number != done.number
    assert relations(session, new.id, LATER) == {"曾子轩": Relation.HEAD}
    assert set(relations(session, done.household_id, LATER)) == {"曾国强", "李小花"}


def test_a_split_needs_a_head(session: Session) -> None:
    done = take_in(session)
    with pytest.raises(ValueError, match="户主"):
        service.split(session, done.household_id, {done.people["3"]: Relation.SON}, LATER, AT, OPERATOR)


def test_an_emptied_household_is_closed_and_its_number_stays_taken(session: Session) -> None:
    done = take_in(session)
    for person_id in done.people.values():
        service.leave(session, person_id, done.household_id, LATER, LeaveReason.MOVED, AT, OPERATOR)
    closed = session.get_one(Household, done.household_id)
    assert (closed.closed_on, closed.number) == (LATER, done.number)


def test_a_list_names_the_new_head(session: Session) -> None:
    done = take_in(session)
    service.leave(session, done.people["1"], done.household_id, LATER, LeaveReason.DIED, AT, OPERATOR)
    without = with_member(HOUSEHOLD, "2", relation=Relation.HEAD)
    listed = type(without)(**{**vars(without), "members": without.members[1:]})
    take_in(session, listed, said_before=HOUSEHOLD, on=LATER)
    assert relations(session, done.household_id, LATER)["李小花"] is Relation.HEAD


def test_the_last_earners_leaving_is_found_the_same_day(session: Session) -> None:
    done = take_in(session)
    assert session.get_one(Household, done.household_id).zero_employment_since is None
    service.leave(session, done.people["1"], done.household_id, LATER, LeaveReason.MOVED, AT, OPERATOR)
    assert session.get_one(Household, done.household_id).zero_employment_since == LATER
    working = with_member(HOUSEHOLD, "2", work=HEAD.work)
    take_in(session, working, said_before=HOUSEHOLD, on=LATER + timedelta(days=30))
    assert session.get_one(Household, done.household_id).zero_employment_since is None


def test_nobody_leaves_a_household_twice(session: Session) -> None:
    done = take_in(session)
    service.leave(session, done.people["3"], done.household_id, LATER, LeaveReason.MARRIED, AT, OPERATOR)
    with pytest.raises(service.NotAMemberError):
        service.leave(session, done.people["3"], done.household_id, LATER, LeaveReason.MARRIED, AT, OPERATOR)


def test_a_stranger_changes_no_household(session: Session) -> None:
    done = take_in(session)
    for actor in (
        Actor("clerk elsewhere", Role.CLERK, frozenset({"OTHER"})),
        Actor("neighbour", Role.RESIDENT, person_ids=frozenset({999})),
        Actor("factory", Role.EMPLOYER),
    ):
        with pytest.raises(Refused):
            service.leave(session, done.people["3"], done.household_id, LATER, LeaveReason.MARRIED, AT, actor)
