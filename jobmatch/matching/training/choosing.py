"""The best seats: as many households as possible get an earner, with as few seats as that takes, proven by HiGHS.

Columns, as the programme has them: a household in a post that is open today; a person in a class; a person in a post
that its door opens; and of each class how often it is held and how many seats it has.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from jobmatch.matching.training.problem import Chosen, Problem
from jobmatch.matching.training.reducing import reduced

# Branches looked at before the gap is told instead of closed: not seconds, so that every machine says the same.
MOST_NODES = 2_000
Key = tuple[str, ...]


def best(problem: Problem, seats: int) -> Chosen:
    """The classes with at most so many seats in all that place the most households, and of those the fewest seats.

    RuntimeError where the solver gives up, which it has no reason to: no class at all is always an answer.
    """
    rest, settled = reduced(problem)
    found = _Programme(rest, seats).solve()
    return replace(found, households=found.households + settled, bound=found.bound + settled)


def placed_with(problem: Problem, seats: Mapping[str, int]) -> Chosen:
    """What exactly these seats, and those that are announced, come to when they are used as well as they can be."""
    held = {
        name: kind if kind.announced else replace(kind, least=0, most=seats[name], times=1)
        for name, kind in problem.classes.items()
        if kind.announced or seats.get(name)
    }
    return best(replace(problem, classes=held), sum(seats.values()))


@dataclass(slots=True)
class _Programme:
    problem: Problem
    most_seats: int
    _columns: dict[Key, int] = field(default_factory=dict)
    _rows: dict[Key, int] = field(default_factory=dict)
    _cells: list[tuple[int, int, float]] = field(default_factory=list)
    _limits: list[float] = field(default_factory=list)

    def solve(self) -> Chosen:
        self._lay_out()
        if not self._columns:
            return Chosen({}, {}, {}, 0, 0)
        seats = self.most_seats + sum(kind.most for kind in self.problem.classes.values() if kind.announced)
        weight = seats + 1
        keys = list(self._columns)
        goal = np.array([weight if key[0] in ("today", "post") else -1 if key[0] == "seats" else 0 for key in keys])
        most = np.array([self._most(key) for key in keys], dtype=float)
        rows, columns, values = zip(*self._cells, strict=True)
        matrix = csr_array((values, (rows, columns)), shape=(len(self._rows), len(keys)))
        found = milp(
            -goal.astype(float),
            integrality=np.ones(len(keys)),
            bounds=Bounds(np.zeros(len(keys)), most),
            constraints=LinearConstraint(matrix, -np.inf, np.array(self._limits)),
            options={"mip_rel_gap": 0, "node_limit": MOST_NODES},
        )
        if found.x is None:
            raise RuntimeError(f"the classes could not be chosen: {found.message}")
        taken = [key for key, value in zip(keys, found.x, strict=True) if value > 0.5]
        households = sum(key[0] in ("today", "post") for key in taken)
        bound = int((-found.mip_dual_bound + seats + 1e-6) // weight)
        return self._chosen(taken, found.x, households, max(bound, households))

    def _most(self, key: Key) -> float:
        if key[0] == "held":
            return self.problem.classes[key[1]].times
        return math.inf if key[0] == "seats" else 1

    def _lay_out(self) -> None:
        """Every column with the rows that it stands in."""
        problem = self.problem
        free: dict[str, set[str]] = defaultdict(set)
        for person, household in problem.homes.items():
            free[household] |= problem.today.get(person, frozenset())
        for household in sorted(free):
            for post in sorted(free[household]):
                if problem.places.get(post, 0) > 0:
                    self._in_a_post(("today", household, post), household, post)
        doors: set[tuple[str, str]] = set()
        for person, name in problem.learning():
            door = problem.classes[name].door
            sits = self._column(("sits", person, name))
            self._put(("through", person, door), 0, sits, -1)
            self._put(("class", name), 0, sits, 1)
            doors.add((person, door))
        for name in sorted({key[1] for key in self._rows if key[0] == "class"}):
            self._lay_out_class(name)
        for person, door in sorted(doors):
            for post in sorted(problem.adds(door, person)):
                if problem.places.get(post, 0) > 0:
                    goes = self._in_a_post(("post", person, door, post), problem.homes[person], post)
                    self._put(("through", person, door), 0, goes, 1)

    def _lay_out_class(self, name: str) -> None:
        kind = self.problem.classes[name]
        seats, held = self._column(("seats", name)), self._column(("held", name))
        self._put(("class", name), 0, seats, -1)
        self._put(("largest", name), 0, seats, 1)
        self._put(("largest", name), 0, held, -kind.most)
        self._put(("smallest", name), 0, seats, -1)
        self._put(("smallest", name), 0, held, kind.least)
        if not kind.announced:
            self._put(("all seats",), self.most_seats, seats, 1)

    def _in_a_post(self, key: Key, household: str, post: str) -> int:
        column = self._column(key)
        self._put(("household", household), 1, column, 1)
        self._put(("places", post), self.problem.places[post], column, 1)
        return column

    def _column(self, key: Key) -> int:
        return self._columns.setdefault(key, len(self._columns))

    def _put(self, row: Key, limit: float, column: int, value: float) -> None:
        if row not in self._rows:
            self._rows[row] = len(self._rows)
            self._limits.append(limit)
        self._cells.append((self._rows[row], column, value))

    def _chosen(self, taken: list[Key], values: np.ndarray, households: int, bound: int) -> Chosen:
        through = {(key[1], key[2]): key[3] for key in taken if key[0] == "post"}
        learners: dict[str, list[str]] = defaultdict(list)
        posts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for _, person, name in (key for key in taken if key[0] == "sits"):
            post = through.pop((person, self.problem.classes[name].door), None)
            if post is not None:  # the first class that brings somebody there is the one that they are counted in
                learners[name].append(person)
                posts[name][post] += 1
        return Chosen(
            seats={key[1]: round(values[self._columns[key]]) for key in taken if key[0] == "seats"},
            learners={name: tuple(people) for name, people in learners.items()},
            posts={name: dict(counts) for name, counts in posts.items()},
            households=households,
            bound=bound,
        )
