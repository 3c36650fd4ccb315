"""Households change hands: the next helper sees them at once and the one before no more; and it is taken back."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.households import helping
from jobmatch.households.handing_over import Helper, hand_over, take_back
from jobmatch.households.model import Household
from tests.placements.people import NOON, settle

OLD, NEW = Helper("范红梅", "19900000038"), Helper("罗大山", "19900000039")
LEADER = Actor("leader", Role.SUPERVISOR, frozenset({"S1"}))


@pytest.fixture
def home(session: Session) -> Household:
    case = settle(session)
    home = session.get_one(Household, case.household_id)
    home.helper_name, home.helper_phone = OLD.name, OLD.phone
    session.flush()
    return home


def sees(session: Session, helper: Helper) -> frozenset[int]:
    session.flush()
    nobody = Actor(helper.name, Role.HELPER, frozenset({"S1"}))
    return helping.with_households(session, nobody, helper.name, helper.phone).household_ids


def test_the_next_helper_sees_the_household_and_the_one_before_no_more(session: Session, home: Household) -> None:
    assert sees(session, OLD) == {home.id}
    assert hand_over(session, "e1", [home.id], NEW, NOON, LEADER) == [home.id]
    assert (sees(session, OLD), sees(session, NEW)) == (frozenset(), {home.id})
    events = session.scalars(select(AuditEvent).where(AuditEvent.action == "hand_over")).all()
    assert [(one.subject, one.detail) for one in events] == [(f"household:{home.id}", "helper_name, helper_phone")]


def test_a_second_press_changes_nothing_and_taking_back_restores(session: Session, home: Household) -> None:
    hand_over(session, "e1", [home.id], NEW, NOON, LEADER)
    assert hand_over(session, "e1", [home.id], NEW, NOON, LEADER) == []
    assert take_back(session, "e1", NOON, LEADER) == [home.id]
    assert sees(session, OLD) == {home.id}
    assert take_back(session, "e1", NOON, LEADER) == []
    # The button of an old page, pressed after that, does not hand over again.
    assert hand_over(session, "e1", [home.id], NEW, NOON, LEADER) == []


def test_what_has_gone_on_to_a_third_stays_there(session: Session, home: Household) -> None:
    third = Helper("穆小云", "19900000040")
    hand_over(session, "e1", [home.id], NEW, NOON, LEADER)
    hand_over(session, "e2", [home.id], third, NOON, LEADER)
    assert take_back(session, "e1", NOON, LEADER) == []
    assert sees(session, third) == {home.id}


@pytest.mark.parametrize("role", [Role.HELPER, Role.CLERK, Role.COUNTY, Role.ADMINISTRATOR])
def test_nobody_else_hands_over(session: Session, home: Household, role: Role) -> None:
    actor = Actor("somebody", role, frozenset({"S1"}), household_ids=frozenset({home.id}))
    with pytest.raises(Refused):
        hand_over(session, "e1", [home.id], NEW, NOON, actor)


def test_another_site_is_not_handed_over(session: Session, home: Household) -> None:
    with pytest.raises(Refused):
        hand_over(session, "e1", [home.id], NEW, NOON, Actor("elsewhere", Role.SUPERVISOR, frozenset({"S9"})))
    assert sees(session, OLD) == {home.id}
