"""The tables of moves: every pair of verb and state is either a line of them or refused."""

import pytest

from jobmatch.access import Role
from jobmatch.life_cycle import IllegalMoveError, LifeCycle, values
from jobmatch.push.life import DELIVERY, MESSAGE, DeliveryState, DeliveryVerb, MessageState, MessageVerb

TABLES = [
    pytest.param(MESSAGE, values(MessageState), values(MessageVerb), id="message"),
    pytest.param(DELIVERY, values(DeliveryState), values(DeliveryVerb), id="delivery"),
]


@pytest.mark.parametrize(("table", "states", "verbs"), TABLES)
def test_every_state_and_every_verb_is_in_the_table(table: LifeCycle, states: list[str], verbs: list[str]) -> None:
    assert table.states == set(states)
    assert {move.verb for move in table.moves} == set(verbs)


@pytest.mark.parametrize(("table", "states", "verbs"), TABLES)
def test_all_pairs_are_moves_or_refused(table: LifeCycle, states: list[str], verbs: list[str]) -> None:
    known = {(move.verb, source): move for move in table.moves for source in move.sources}
    for state in states:
        for verb in verbs:
            for role in Role:
                move = known.get((verb, state))
                if move is not None and role in move.by:
                    assert table.next_state(verb, state, role) == move.target
                else:
                    with pytest.raises(IllegalMoveError):
                        table.next_state(verb, state, role)


def test_what_is_unknown_never_becomes_due_by_itself() -> None:
    back = [move.verb for move in DELIVERY.moves if move.target == DeliveryState.DUE]
    assert back == [DeliveryVerb.PUT_BACK, DeliveryVerb.ASK_AGAIN]
    assert DeliveryState.UNKNOWN not in next(m for m in DELIVERY.moves if m.verb == DeliveryVerb.PUT_BACK).sources


def test_what_has_arrived_stays_so() -> None:
    for end in (DeliveryState.DELIVERED, DeliveryState.REFUSED, DeliveryState.FAILED, DeliveryState.EXPIRED):
        assert not any(end in move.sources for move in DELIVERY.moves)
