"""The exact assignment: households without an earner first, then score, then people; certified, not trusted."""

import numpy as np

from jobmatch.matching.market import flow
from jobmatch.matching.market.bound import most_households
from jobmatch.matching.market.market import Market, Places, market_of, problem_of
from jobmatch.matching.market.parties import united
from jobmatch.matching.market.placement import HOUSEHOLD_WEIGHT, Placement, check, household_bonus, values, worth
from jobmatch.matching.seats import MOST_AT_ONCE, Choice, Problem, solve


def exact(market: Market) -> Placement:
    """The best assignment, and the proof. Where groups that go together or not at all cannot all be had united, the
    proof is an integer programme in a market of up to 15,000 choices; in a larger one the gap to the bound is told.

    RuntimeError where the solver gives up. Some 130 bytes a choice.
    """
    found = united(market, _alone)
    if found.proven or len(market.person) > MOST_AT_ONCE:
        return found
    problem = problem_of(market)
    place_of = {choice: place for place, choice in enumerate(problem.choices)}
    chosen = np.array([place_of[choice] for choice in solve(problem)], dtype=np.int64)
    check(market, chosen)
    reached = worth(market, chosen)
    return Placement(chosen, reached, reached)


def solve_large(problem: Problem) -> list[Choice]:
    """As `seats.solve`, which goes by the ids among equals and has small problems to itself; large ones go as a flow.

    Where groups keep a flow from being proven the best, a large problem is left to `seats.solve` as well.
    """
    if len(problem.choices) > MOST_AT_ONCE:
        found = exact(market_of(problem))
        if found.proven:
            return [problem.choices[place] for place in found.chosen]
    return solve(problem)


def _alone(market: Market) -> Places:
    """Everybody alone. A household weighs enough when as many are placed as a maximum flow places."""
    value, bonus, most = values(market), household_bonus(market), most_households(market)
    certain = market.people * int(value.max(initial=1)) + 1
    while True:
        chosen = flow.best(market, value, bonus)
        check(market, chosen)
        placed = worth(market, chosen).households
        if placed == most:
            return chosen
        assert bonus < certain, f"{placed} households placed, and {most} can be"
        bonus = min(certain, bonus * HOUSEHOLD_WEIGHT)
