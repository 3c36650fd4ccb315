"""The mechanism of state tables; each life cycle's own test walks its pairs."""

import pytest

from jobmatch.access import Role
from jobmatch.life_cycle import IllegalMoveError, LifeCycle, move

DOOR = LifeCycle(
    "door",
    move("open", "closed", "open", by={Role.CLERK}),
    move("close", {"open", "ajar"}, "closed", by={Role.CLERK, Role.HELPER}),
)


def test_a_legal_move_leads_where_the_table_says() -> None:
    assert DOOR.next_state("open", "closed", Role.CLERK) == "open"
    assert DOOR.next_state("close", "ajar", Role.HELPER) == "closed"


def test_a_verb_from_the_wrong_state_leads_nowhere() -> None:
    with pytest.raises(IllegalMoveError, match="cannot open what is ajar"):
        DOOR.next_state("open", "ajar", Role.CLERK)


def test_a_verb_by_the_wrong_role_is_refused() -> None:
    with pytest.raises(IllegalMoveError, match="a helper may not open"):
        DOOR.next_state("open", "closed", Role.HELPER)


def test_all_states_are_known() -> None:
    assert DOOR.states == {"open", "closed", "ajar"}
