"""Everybody assigned at once, as an answer: who goes where, how many households it helps, and how many it could."""

from collections.abc import Sequence
from dataclasses import dataclass

from jobmatch.matching.assign import place, problem_of_all
from jobmatch.matching.ground import Ground
from jobmatch.matching.market.bound import most_households
from jobmatch.matching.market.exact import solve_large
from jobmatch.matching.market.market import market_of
from jobmatch.matching.ranking import PersonRanking


@dataclass(frozen=True)
class Placing:
    """`households_placed` had no earner and get one; no assignment whatsoever could help more than `upper_bound`."""

    pairs: tuple[tuple[int, int], ...]
    households_placed: int
    upper_bound: int
    score: int


def place_everybody(ground: Ground, people: Sequence[PersonRanking]) -> Placing:
    """Who gets which opening if everybody went at once; pairs of person id and vacancy id, by person."""
    problem = problem_of_all(ground, people)
    placed = place(problem, solve_large)
    waiting = problem.waiting_household
    return Placing(
        pairs=tuple((int(one.person), int(one.vacancy)) for one in placed),
        households_placed=len({waiting[one.person] for one in placed if one.person in waiting}),
        upper_bound=most_households(market_of(problem)),
        score=sum(one.score for one in placed),
    )
