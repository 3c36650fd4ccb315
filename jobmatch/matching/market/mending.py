"""Households that could be helped, and are not because of groups: everything near them decided anew, at once.

The prices of seats decide group after group, and what is decided stays. Where a household goes without that could have
a seat if all went alone, the people around it, seated where it wants to go, and where those want to go, are taken out,
an integer programme seats them best in what they leave, and nobody else moves: never worse, often one household more.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from jobmatch.matching.market.market import NONE, Flags, Market, Numbers, Places, problem_of
from jobmatch.matching.market.placement import worth
from jobmatch.matching.seats import solve_by_any

# How far it is looked: so many households at most; around each so many people, so many vacancies of each of them, so
# many who sit in each of those.
MOST_HOUSEHOLDS = 100
MOST_PEOPLE, BEST_VACANCIES, SEATED = 120, 30, 8


def mended(market: Market, chosen: Places, missed: Iterable[int]) -> Places:
    """The choices taken once these households have been looked at, as far as they still wait."""
    nearby = _Nearby(market)
    for household in list(missed)[:MOST_HOUSEHOLDS]:
        if household not in market.waiting_household[market.person[chosen]]:
            chosen = _decided_anew(market, chosen, *nearby.people_and_vacancies(household, chosen))
    return chosen


def _decided_anew(market: Market, chosen: Places, people: Flags, vacancies: Flags) -> Places:
    """The best that these people can have in these vacancies while all others stay; what was chosen where that is best.

    Whoever goes with one of them is one of them, and where they sit is among the vacancies.
    """
    stays = chosen[~people[market.person[chosen]]]
    inside = np.nonzero(people[market.person] & vacancies[market.vacancy])[0]
    if not len(inside):
        return chosen
    part = _compact(market, stays, inside)
    problem = problem_of(part)
    place_of = {choice: place for place, choice in enumerate(problem.choices)}
    found = np.array([place_of[choice] for choice in solve_by_any(problem)], dtype=np.int64)
    anew = np.union1d(stays, inside[found])
    return max(chosen, anew, key=lambda some: worth(market, some))


def _compact(market: Market, stays: Places, inside: Places) -> Market:
    """A market of these choices alone, with numbers of its own, in what those who stay leave."""
    kept = np.zeros(len(market.person), dtype=np.bool_)
    kept[inside] = True
    some = market.only(kept)
    people, person = np.unique(some.person, return_inverse=True)
    posts, vacancy = np.unique(some.vacancy, return_inverse=True)
    seated = np.bincount(market.vacancy[stays], minlength=len(market.openings))
    helped = market.waiting_household[market.person[stays]]
    home = market.waiting_household[people]
    home = np.where(np.isin(home, helped[helped != NONE]), NONE, home)
    households, number = np.unique(home, return_inverse=True)
    return replace(
        some,
        person=person.astype(np.int32),
        vacancy=vacancy.astype(np.int32),
        openings=(market.openings - seated)[posts].astype(np.int32),
        public=market.public[posts],
        household=np.where(home == NONE, NONE, number).astype(np.int32),
        waiting=households != NONE,
    )


class _Nearby:
    """Who decides together, in units: a group that goes together with the waiting households of its people."""

    def __init__(self, market: Market) -> None:
        self._market, self._starts = market, market.starts
        self._unit = _units(market)
        self._by_unit = np.argsort(self._unit, kind="stable")
        self._unit_starts = np.searchsorted(self._unit[self._by_unit], np.arange(market.people + 1))
        self._grouped = np.zeros(market.people, dtype=np.bool_)
        self._grouped[market.person[market.bound.ravel()]] = True

    def people_and_vacancies(self, household: int, chosen: Places) -> tuple[Flags, Flags]:
        """Those around a household, nearest first, until there are enough; and where they could sit."""
        market = self._market
        seated = chosen[np.argsort(market.vacancy[chosen], kind="stable")]
        full_from = np.searchsorted(market.vacancy[seated], np.arange(len(market.openings) + 1))
        free = market.openings - np.diff(full_from)
        people, vacancies = np.zeros(market.people, dtype=np.bool_), np.zeros(len(market.openings), dtype=np.bool_)
        first = int(self._unit[np.nonzero(market.waiting_household == household)[0][0]])
        waiting, seen, count = deque([first]), {first}, 0
        while waiting and count < MOST_PEOPLE:
            members = self._members(waiting.popleft())
            people[members] = True
            count += len(members)
            for vacancy in self._wanted(members, free).tolist():
                if vacancies[vacancy]:
                    continue
                vacancies[vacancy] = True
                there = market.person[seated[full_from[vacancy] : full_from[vacancy + 1]]]
                grouped_first = there[np.argsort(~self._grouped[there], kind="stable")]
                new = [unit for unit in self._unit[grouped_first[:SEATED]].tolist() if unit not in seen]
                seen.update(new)
                waiting += dict.fromkeys(new)
        vacancies[market.vacancy[chosen[people[market.person[chosen]]]]] = True
        return people, vacancies

    def _members(self, unit: int) -> Places:
        return self._by_unit[self._unit_starts[unit] : self._unit_starts[unit + 1]]

    def _wanted(self, members: Places, free: Numbers) -> Places:
        """The vacancies of some people: those with free seats first, then those with the best scores."""
        own = np.concatenate([np.arange(self._starts[one], self._starts[one + 1]) for one in members.tolist()])
        posts, of = np.unique(self._market.vacancy[own], return_inverse=True)
        score = np.bincount(of, weights=self._market.score[own], minlength=len(posts))
        order = np.lexsort((posts, -score, free[posts] <= 0))
        found: Places = posts[order][:BEST_VACANCIES]
        return found


def _units(market: Market) -> Numbers:
    """The unit of every person; a household is joined as one more node behind the people."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    one, other = market.person[market.bound].T
    home = market.waiting_household
    at_home = np.nonzero(home != NONE)[0]
    nodes = market.people + len(market.waiting)
    firsts, seconds = np.concatenate((one, at_home)), np.concatenate((other, market.people + home[at_home]))
    links = csr_array((np.ones(len(firsts), dtype=np.int8), (firsts, seconds)), shape=(nodes, nodes))
    labels = connected_components(links, directed=False)[1][: market.people]
    units: Numbers = np.unique(labels, return_inverse=True)[1].astype(np.int32)
    return units
