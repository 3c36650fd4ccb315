"""Households whose wish nobody knows: no clock runs for them, and somebody has to ask."""

from dataclasses import replace

from sqlalchemy.orm import Session

from jobmatch.access import Actor, Role
from jobmatch.households.record import Work
from jobmatch.placements.zero_clock import service
from tests.placements.zero_clock.families import COUPLE, MONDAY, noon, settle


def test_a_household_whose_wish_nobody_knows_is_on_the_list_of_those_to_ask(session: Session) -> None:
    silent = tuple(replace(one, work=Work(), willing=None) for one in COUPLE.members)
    home = settle(session, replace(COUPLE, members=silent)).household_id
    found = service.lists(session, MONDAY, noon(MONDAY), Actor("a clerk", Role.CLERK, frozenset({"S1"})))
    assert [(one.household_id, one.since) for one in found.to_ask] == [(home, MONDAY)]
    assert (found.running, found.no_wish, found.no_labour) == ((), (), ())
