"""The assignment as a flow of least cost, from a source over households and people to the seats of vacancies.

A waiting household has two arcs: one of capacity 1 that earns the bonus, one for its other members that earns nothing.
OR-Tools solves it where it is installed; else the same network goes to HiGHS as a linear programme, whose corners are
whole because it is a network. Both are exact; equal solutions may be settled differently.
"""

from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.market.market import NONE, Market, Places
from jobmatch.matching.market.placement import Values

SOURCE, SINK = 0, 1
ARCS_AT_ONCE = 1 << 20
Whole = NDArray[np.signedinteger[Any]]


def best(market: Market, value: Values, bonus: int) -> Places:
    """The choices, ascending, of the greatest total of `value` and of `bonus` for each waiting household placed.

    Groups are not looked at. RuntimeError where the solver gives up, which it has no reason to.
    """
    if not len(market.person):
        return np.empty(0, dtype=np.int64)
    return _by_network(market, value, bonus) if find_spec("ortools") else by_programme(market, value, bonus)


def _by_network(market: Market, value: Values, bonus: int) -> Places:
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    network = SimpleMinCostFlow()

    def add(tails: Whole, heads: Whole, room: Values, cost: Values) -> None:
        network.add_arcs_with_capacity_and_unit_cost(tails.astype(np.int32), heads.astype(np.int32), room, cost)

    choices, vacancies = len(market.person), len(market.openings)
    people, first_vacancy = np.unique(market.person), 2 + market.people
    first_household = first_vacancy + vacancies
    for begin in range(0, choices, ARCS_AT_ONCE):  # the choices come first, and keep their places
        some = slice(begin, begin + ARCS_AT_ONCE)
        add(2 + market.person[some], first_vacancy + market.vacancy[some], _ones(market.person[some]), -value[some])
    home = market.waiting_household[people]
    households, members = np.unique(home[home != NONE], return_counts=True)
    add(np.where(home == NONE, SOURCE, first_household + home), 2 + people, _ones(people), 0 * _ones(people))
    source, ones = SOURCE * _ones(households), _ones(households)
    add(source, first_household + households, ones, -bonus * ones)
    add(source, first_household + households, members - 1, 0 * ones)
    posts = np.arange(vacancies)
    add(first_vacancy + posts, SINK + 0 * posts, market.openings.astype(np.int64), 0 * posts)
    supply = min(len(people), int(market.openings.sum(dtype=np.int64)))
    network.add_arc_with_capacity_and_unit_cost(SOURCE, SINK, supply, 0)
    network.set_node_supply(SOURCE, supply)
    network.set_node_supply(SINK, -supply)
    status = network.solve()
    if status != network.OPTIMAL:
        raise RuntimeError(f"the assignment could not be solved: {status.name}")
    return np.nonzero(network.flows(np.arange(choices, dtype=np.int32)))[0]


def by_programme(market: Market, value: Values, bonus: int) -> Places:
    """As `best`, by HiGHS. Public, so that tests hold it to the other where both are installed."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    home = market.waiting_household[market.person]
    households = np.unique(home[home != NONE])
    people, row_of_person = np.unique(market.person, return_inverse=True)
    choices, waiting = np.arange(len(market.person)), np.nonzero(home != NONE)[0]
    first_household = len(people) + len(market.openings)
    lines = np.concatenate((
        row_of_person,
        len(people) + market.vacancy,
        first_household + np.searchsorted(households, home[waiting]),
        first_household + np.arange(len(households)),
    ))  # fmt: skip
    columns = np.concatenate((choices, choices, waiting, len(choices) + np.arange(len(households))))
    signs = np.concatenate((np.ones(2 * len(choices)), -np.ones(len(waiting)), np.ones(len(households))))
    width = len(choices) + len(households)
    found = linprog(
        -np.concatenate((value, np.full(len(households), bonus))).astype(float),
        A_ub=csr_array((signs, (lines, columns)), shape=(first_household + len(households), width)),
        b_ub=np.concatenate((np.ones(len(people)), market.openings, np.zeros(len(households)))),
        bounds=(0, 1),
        method="highs-ds",
    )
    if found.status != 0:
        raise RuntimeError(f"the assignment could not be solved: {found.message}")
    return np.nonzero(found.x[: len(choices)] > 0.5)[0]


def _ones(like: Whole) -> Values:
    return np.ones(len(like), dtype=np.int64)
