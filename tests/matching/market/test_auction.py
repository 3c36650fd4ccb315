"""The auction: never further from the optimum than a step a person, and compiled the same as plain."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.matching.market import auction as form
from jobmatch.matching.market.auction import auction
from jobmatch.matching.market.exact import exact
from jobmatch.matching.market.market import Market, market
from jobmatch.matching.market.placement import torn, worth
from tests.matching.market.markets import crowded, every_assignment, markets

examples = settings(max_examples=100, deadline=None)


@examples
@given(markets(), st.integers(1, 4), st.integers(1, 20))
def test_bonus_and_score_are_within_a_step_a_person(of: Market, step: int, more: int) -> None:
    bonus = 9 + 2 * step + more

    def counted(chosen: np.ndarray) -> int:
        reached = worth(of, chosen)
        return bonus * reached.households + reached.score

    found = auction(of, step=step, bonus=bonus)
    best = max(map(counted, every_assignment(of)))
    assert counted(found.chosen) >= best - step * found.worth.people


def test_a_bonus_that_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="too small"):
        auction(crowded(1), step=10, bonus=114)


def test_whoever_lets_a_better_one_of_the_household_go_first_bids_again() -> None:
    of = market([0, 1], [0, 0], [5, 9], openings=[2], household=[0, 0], waiting=[True])
    assert auction(of).chosen.tolist() == [0, 1]


@examples
@given(markets(groups=True))
def test_groups_stay_whole(of: Market) -> None:
    assert not len(torn(of, auction(of).chosen))


@pytest.mark.parametrize("seed", range(6))
def test_compiled_and_plain_agree(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    of = crowded(seed, people=120, couples=6)
    compiled = auction(of)
    monkeypatch.setattr(form, "compiled", lambda function: function)
    assert np.array_equal(auction(of).chosen, compiled.chosen)


@pytest.mark.parametrize("seed", range(6))
def test_a_crowded_market_comes_near_the_optimum(seed: int) -> None:
    of = crowded(seed, people=400)
    best, found = exact(of).worth, auction(of).worth
    assert found.households == best.households
    assert found.score >= best.score * 0.98
