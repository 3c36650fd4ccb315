"""Walks a life cycle whole, for tests that say its table a second time in another shape."""

from collections.abc import Iterable
from contextlib import suppress
from itertools import product

from jobmatch.access import Role
from jobmatch.life_cycle import IllegalMoveError, LifeCycle


def walked(
    cycle: LifeCycle, states: Iterable[str], verbs: Iterable[str]
) -> dict[tuple[str, str], tuple[str, set[Role]]]:
    """(state, verb) → where it leads and who may, as the table answers for every state, every verb and every role."""
    found: dict[tuple[str, str], tuple[str, set[Role]]] = {}
    for state, verb, role in product(states, verbs, Role):
        with suppress(IllegalMoveError):
            target = str(cycle.next_state(verb, state, role))
            known, may = found.setdefault((str(state), str(verb)), (target, set()))
            assert known == target, f"{verb} from {state} leads to {known} or {target}, by the role"
            may.add(role)
    return found
