"""The integer programme of an assignment, as HiGHS wants it: columns are choices and households, rows what they share.

It proves its answers: the prices of the linear programme bound what any choice left out could add.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp
from scipy.sparse import csr_array

from jobmatch.matching.seats import Problem

NONE = -1
ADDED_AT_ONCE = 5
Vector = NDArray[np.float64]
Indexes = NDArray[np.int64]


@dataclass(slots=True)
class _Columns:
    """The rows in which each choice stands; NONE where a vacancy has room for all or no household waits."""

    person: Indexes
    vacancy: Indexes
    household: Indexes


class Programme:
    """Maximises the values of the choices taken plus `weight` for every waiting household that gets an earner."""

    def __init__(self, problem: Problem, values: list[int], weight: int):
        self.choices = problem.choices
        self.values = np.array(values, dtype=float)
        self.weight = float(weight)
        self.limits: list[float] = []
        self.columns = self._columns(problem)
        self.groups = self._groups()

    def best(self, first: set[int]) -> set[int]:
        """The best choices of all, found from a first selection to which others are added until none can help."""
        active = np.array(sorted(first), dtype=np.int64)
        if len(active) == len(self.choices):
            return self._whole(active)[0]
        while True:
            bound, loss = self._prices(active)
            useful = np.setdiff1d(np.nonzero(loss < -1e-6)[0], active)
            if not len(useful):
                break
            active = np.union1d(active, self._most_useful(useful, loss))
        chosen, value = self._whole(active)
        gap = bound - value
        if gap >= 0.5:  # whole solutions are worse than divided ones: let in whatever could still close the gap
            active = np.union1d(active, np.nonzero(loss <= gap + 1e-6)[0])
            chosen, _ = self._whole(active)
        return chosen

    def _most_useful(self, useful: Indexes, loss: Vector) -> Indexes:
        """A few for each person: the prices change with them, and most of the others turn out to be useless."""
        order = useful[np.lexsort((useful, loss[useful], self.columns.person[useful]))]
        people = self.columns.person[order]
        begins = np.searchsorted(people, people)
        return order[np.arange(len(order)) - begins < ADDED_AT_ONCE]

    def earliest(self, chosen: set[int], people: list[list[int]]) -> set[int]:
        """Among equal solutions the one in which the first person has the first vacancy, then the second, and so on."""
        active = np.arange(len(self.choices), dtype=np.int64)
        goal = np.concatenate([self.values, np.full(self._households, self.weight)])
        reached = self._worth(chosen)
        least, most = np.zeros(len(goal)), np.ones(len(goal))
        for indexes in people:
            if indexes[0] not in chosen:
                early = np.zeros(len(goal))
                early[indexes] = np.arange(len(indexes), 0, -1)
                chosen = self._solve(active, early, least, most, (goal, reached))
            for index in indexes:
                least[index] = most[index] = index in chosen
        return chosen

    def _columns(self, problem: Problem) -> _Columns:
        """Gives every person, scarce vacancy and waiting household a row."""
        wanting: dict[str, int] = defaultdict(int)
        for choice in self.choices:
            wanting[choice.vacancy] += 1
        rows: dict[str, int] = {}
        person, vacancy, household = [], [], []
        for choice in self.choices:
            person.append(self._row(rows, "person " + choice.person, 1))
            openings = problem.openings[choice.vacancy]
            scarce = wanting[choice.vacancy] > openings
            vacancy.append(self._row(rows, "vacancy " + choice.vacancy, openings) if scarce else NONE)
            waiting = problem.waiting_household.get(choice.person)
            household.append(NONE if waiting is None else self._row(rows, "household " + waiting, 0))
        self._household_rows = sorted({row for row in household if row != NONE})
        self._households = len(self._household_rows)
        return _Columns(*(np.array(each, dtype=np.int64) for each in (person, vacancy, household)))

    def _row(self, rows: dict[str, int], name: str, limit: float) -> int:
        if name not in rows:
            rows[name] = len(rows)
            self.limits.append(limit)
        return rows[name]

    def _groups(self) -> list[tuple[int, int]]:
        """Pairs of choices: the first is taken only with the second."""
        index_of = {(choice.person, choice.vacancy): index for index, choice in enumerate(self.choices)}
        return [
            (index, index_of[other, choice.vacancy])
            for index, choice in enumerate(self.choices)
            for other in sorted(choice.together)
        ]

    def _matrix(self, active: Indexes) -> tuple[csr_array, Vector]:
        """Rows at most their limits; the households' columns come after the active choices."""
        count = len(active)
        lines, places, weights = [], [], []
        for rows, sign in ((self.columns.person, 1), (self.columns.vacancy, 1), (self.columns.household, -1)):
            there = np.nonzero(rows[active] != NONE)[0]
            lines.append(rows[active][there])
            places.append(there)
            weights.append(np.full(len(there), float(sign)))
        lines.append(np.array(self._household_rows, dtype=np.int64))
        places.append(np.arange(count, count + self._households))
        weights.append(np.ones(self._households))
        height = len(self.limits)
        position = {int(index): place for place, index in enumerate(active)}
        for number, (index, other) in enumerate(self.groups):
            lines.append(np.array([height + number] * 2))
            places.append(np.array([position[index], position[other]]))
            weights.append(np.array([1.0, -1.0]))
        shape = (height + len(self.groups), count + self._households)
        cells = (np.concatenate(weights), (np.concatenate(lines), np.concatenate(places)))
        return csr_array(cells, shape=shape), np.array(self.limits + [0.0] * len(self.groups))

    def _prices(self, active: Indexes) -> tuple[float, Vector]:
        """The linear optimum over the active choices, and for every choice what taking it would lose at its prices."""
        matrix, limits = self._matrix(active)
        cost = -np.concatenate([self.values[active], np.full(self._households, self.weight)])
        bounds = [(0, None)] * len(active) + [(0, 1)] * self._households
        found = linprog(cost, A_ub=matrix, b_ub=limits, bounds=bounds, method="highs")
        _must_be_solved(found)
        price = np.append(-found.ineqlin.marginals[: len(self.limits)], 0.0)  # NONE reads the last one
        household = price[self.columns.household]
        return -found.fun, price[self.columns.person] + price[self.columns.vacancy] - household - self.values

    def _whole(self, active: Indexes) -> tuple[set[int], float]:
        goal = np.concatenate([self.values[active], np.full(self._households, self.weight)])
        chosen = self._solve(active, goal, np.zeros(len(goal)), np.ones(len(goal)), None)
        return chosen, self._worth(chosen)

    def _solve(
        self, active: Indexes, goal: Vector, least: Vector, most: Vector, kept: tuple[Vector, float] | None
    ) -> set[int]:
        matrix, limits = self._matrix(active)
        constraints = [LinearConstraint(matrix, -np.inf, limits)]
        if kept is not None:
            constraints.append(LinearConstraint(kept[0][np.newaxis, :], kept[1], np.inf))
        found = milp(
            -goal,
            integrality=np.ones(len(goal)),
            bounds=Bounds(least, most),
            constraints=constraints,
            options={"mip_rel_gap": 0},
        )
        _must_be_solved(found)
        return {int(index) for index, value in zip(active, found.x, strict=False) if value > 0.5}

    def _worth(self, chosen: set[int]) -> float:
        households = {int(self.columns.household[index]) for index in chosen} - {NONE}
        return float(sum(self.values[index] for index in chosen) + self.weight * len(households))


def _must_be_solved(found: OptimizeResult) -> None:
    if found.status != 0:
        raise RuntimeError(f"the assignment could not be solved: {found.message}")
