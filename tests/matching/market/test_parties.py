"""Groups over a form that places everybody alone: what a seat costs the others, and groups settled by it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from jobmatch.matching.market import exact as exactly
from jobmatch.matching.market import parties
from jobmatch.matching.market.auction import auction
from jobmatch.matching.market.exact import exact, solve_large
from jobmatch.matching.market.flow import best
from jobmatch.matching.market.market import NONE, Market, Places, market, problem_of
from jobmatch.matching.market.mending import mended
from jobmatch.matching.market.parties import united
from jobmatch.matching.market.placement import check, household_bonus, torn, values, worth
from jobmatch.matching.market.prices import losses
from jobmatch.matching.seats import solve, solve_by_any
from tests.matching.market.markets import crowded, every_assignment, markets, scarce

examples = settings(max_examples=80, deadline=None)


def by_flow(of: Market) -> Places:
    return best(of, values(of), household_bonus(of))


def counted(of: Market, chosen: Places) -> int:
    return int(values(of)[chosen].sum()) + household_bonus(of) * worth(of, chosen).households


@examples
@given(markets())
def test_the_cheapest_loss_of_a_vacancy_is_what_one_seat_less_would_cost(of: Market) -> None:
    chosen = by_flow(of)
    found = losses(of, chosen, values(of), household_bonus(of))
    for post in np.unique(of.vacancy[chosen]):
        fewer = of.openings.copy()
        fewer[post] -= 1
        costs = counted(of, chosen) - counted(of, by_flow(replace(of, openings=fewer)))
        is_full = np.count_nonzero(of.vacancy[chosen] == post) == of.openings[post]
        assert (found[of.vacancy[chosen] == post].min() if is_full else 0) == costs


@examples
@given(markets(groups=True))
def test_groups_stay_whole_between_the_best_and_the_bound(of: Market) -> None:
    found = united(of, by_flow)
    assert not len(torn(of, found.chosen))
    assert found.bound is not None
    assert found.worth <= max(worth(of, chosen) for chosen in every_assignment(of)) <= found.bound


@pytest.mark.parametrize("seed", range(4))
def test_many_couples_lose_little_against_the_best(seed: int) -> None:
    of = crowded(seed, people=100, couples=8)
    proven, near, fast = exact(of).worth, united(of, by_flow).worth, auction(of).worth
    assert proven.households - near.households <= 1
    assert near.score >= 0.95 * proven.score
    assert fast.score >= 0.93 * proven.score


@pytest.mark.parametrize(
    ("make", "people", "seed"),
    [(crowded, 200, 0), (crowded, 200, 1), (scarce, 120, 5), (scarce, 160, 0), (scarce, 200, 4)],
)
def test_where_half_of_all_go_in_couples_no_household_is_missed(
    make: Callable[..., Market], people: int, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = make(seed, people=people, couples=people // 4)
    problem = problem_of(of)
    waiting = problem.waiting_household
    most = len({waiting[one.person] for one in solve_by_any(problem) if one.person in waiting})
    assert united(of, by_flow).worth.households == most
    monkeypatch.setattr(parties, "mended", lambda _market, chosen, _missed: chosen)
    assert united(of, by_flow).worth.households < most  # so it was the second look that found them


@examples
@given(markets(groups=True))
def test_to_look_once_more_makes_nothing_worse(of: Market) -> None:
    before = max(every_assignment(of), key=lambda chosen: worth(of, chosen).people)
    home = of.waiting_household
    after = mended(of, before, np.unique(home[home != NONE]).tolist())
    check(of, after)
    assert worth(of, before) <= worth(of, after) <= max(worth(of, chosen) for chosen in every_assignment(of))


def test_a_household_without_a_seat_is_helped_by_who_goes_elsewhere() -> None:
    """0 and 1 have the two seats where only 2 could go as well; another post has room for both."""
    of = market(
        [0, 0, 1, 1, 2],
        [0, 1, 0, 1, 0],
        [90, 20, 90, 20, 50],
        openings=[2, 2],
        household=[0, 0, 1],
        waiting=[False, True],
        bonds=[(0, 1), (1, 0)],
    )
    together = np.array([0, 2])
    assert mended(of, together, [1]).tolist() == [1, 3, 4]


def test_a_couple_that_costs_others_more_than_it_brings_stays_out() -> None:
    of = market(
        [0, 1, 2, 3], [0] * 4, [10, 90, 60, 60], openings=[2], household=[NONE] * 4, waiting=[], bonds=[(0, 1), (1, 0)]
    )
    assert of.person[united(of, by_flow).chosen].tolist() == [2, 3]


def test_a_couple_without_an_earner_goes_before_the_score_of_others() -> None:
    of = market(
        [0, 1, 2, 3],
        [0] * 4,
        [10, 90, 60, 60],
        openings=[2],
        household=[0, 0, 1, 1],
        waiting=[True, False],
        bonds=[(0, 1), (1, 0)],
    )
    assert of.person[united(of, by_flow).chosen].tolist() == [0, 1]


def test_a_household_that_a_couple_helps_waits_no_longer() -> None:
    """0 and 1 go together, 2 is of their household; the flow would send 0 to the better post alone."""
    of = market(
        [0, 0, 1, 1, 2, 3],
        [0, 1, 0, 1, 2, 2],
        [50, 90, 50, 50, 90, 10],
        openings=[2, 1, 1],
        household=[0, 0, 0, 1],
        waiting=[True, True],
        bonds=[(0, 1), (1, 0)],
    )
    assert len(torn(of, by_flow(of)))
    assert of.person[united(of, by_flow).chosen].tolist() == [0, 1, 3]


@pytest.mark.parametrize("couples", [0, 5])
@pytest.mark.parametrize("seed", range(3))
def test_a_large_problem_is_solved_as_well_as_a_small_one(
    seed: int, couples: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = problem_of(crowded(seed, couples=couples))
    plain = solve(problem)
    monkeypatch.setattr(exactly, "MOST_AT_ONCE", 0)
    large = solve_large(problem)
    assert sum(one.score for one in large) == sum(one.score for one in plain)
    assert len(large) == len(plain)
