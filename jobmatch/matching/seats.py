"""The exact assignment of one connected part, as an integer programme that HiGHS solves goal after goal.

Each goal is kept as a constraint of the next: households that get an earner, total score, people placed, then ids.
Without groups every goal's best solutions are a face of an integral polytope: the first relaxation is already whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

# Up to so many people the ids are settled person by person; above, the sum of the places in the lists of ids is least.
MOST_SETTLED_ONE_BY_ONE = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """A vacancy that a person may get, and who has to get the same one with the person."""

    person: str
    vacancy: str
    score: int
    together: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Problem:
    """Choices by person and vacancy id, the openings, and whose household waits for an earner."""

    choices: tuple[Choice, ...]
    openings: Mapping[str, int]
    waiting_household: Mapping[str, str]


def solve(problem: Problem) -> list[Choice]:
    """The best set of choices. RuntimeError where the solver gives up, which it has no reason to."""
    programme = _Programme(problem)
    chosen = programme.best(programme.households())
    chosen = programme.best(programme.scores())
    chosen = programme.best(programme.heads())
    people = sorted({choice.person for choice in problem.choices})
    if len(people) > MOST_SETTLED_ONE_BY_ONE:
        chosen = programme.best(programme.early_ids(set(people)))
    else:
        for person in people:
            chosen = programme.best(programme.early_ids({person}))
    return [choice for index, choice in enumerate(problem.choices) if index in chosen]


Row = dict[int, int]


@dataclass(slots=True)
class _Programme:
    """Columns are the choices (taken or not), then the waiting households (an earner or not)."""

    problem: Problem
    _columns: dict[str, int] = field(default_factory=dict)
    _rows: list[tuple[Row, float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        choices = self.problem.choices
        for household in sorted({self._household(choice) for choice in choices} - {""}):
            self._columns[household] = len(choices) + len(self._columns)
        self._rows = [*self._capacities(), *self._earners(), *self._groups()]

    def households(self) -> Row:
        return dict.fromkeys(self._columns.values(), 1)

    def scores(self) -> Row:
        return {index: choice.score for index, choice in enumerate(self.problem.choices)}

    def heads(self) -> Row:
        return dict.fromkeys(range(len(self.problem.choices)), 1)

    def early_ids(self, people: set[str]) -> Row:
        """More for a vacancy with an earlier id in the person's list, nothing for no vacancy."""
        count = len(self.problem.choices)
        seen: dict[str, int] = defaultdict(int)
        row: Row = {}
        for index, choice in enumerate(self.problem.choices):
            if choice.person in people:
                row[index] = count - seen[choice.person]
                seen[choice.person] += 1
        return row

    def best(self, goal: Row) -> set[int]:
        """The choices of a solution that is best for this goal among those best for all goals before it."""
        chosen = self._solve(goal)
        reached = sum(weight for index, weight in goal.items() if index in chosen)
        self._rows.append((goal, reached, float("inf")))
        return chosen

    def _solve(self, goal: Row) -> set[int]:
        # Imported here: it takes half a second, and most documents need no solver.
        from numpy import ones, zeros
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        width = len(self.problem.choices) + len(self._columns)
        cost = zeros(width)
        for index, weight in goal.items():
            cost[index] = -weight
        entries = [
            (number, index, weight) for number, (row, _, _) in enumerate(self._rows) for index, weight in row.items()
        ]
        lines, columns, weights = zip(*entries, strict=True)
        matrix = csr_array((weights, (lines, columns)), shape=(len(self._rows), width), dtype=float)
        lower, upper = [row[1] for row in self._rows], [row[2] for row in self._rows]
        found = milp(
            cost,
            integrality=ones(width),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, lower, upper),
            options={"mip_rel_gap": 0},
        )
        if found.status != 0:
            raise RuntimeError(f"the assignment could not be solved: {found.message}")
        return {index for index, value in enumerate(found.x) if value > 0.5}

    def _capacities(self) -> Iterable[tuple[Row, float, float]]:
        for indexes in self._by(lambda choice: choice.person).values():
            yield dict.fromkeys(indexes, 1), 0, 1
        for vacancy, indexes in self._by(lambda choice: choice.vacancy).items():
            if len(indexes) > self.problem.openings[vacancy]:
                yield dict.fromkeys(indexes, 1), 0, self.problem.openings[vacancy]

    def _earners(self) -> Iterable[tuple[Row, float, float]]:
        """A household has an earner only if one of its people is placed."""
        for household, indexes in self._by(self._household).items():
            if household:
                yield {**dict.fromkeys(indexes, 1), self._columns[household]: -1}, 0, float("inf")

    def _groups(self) -> Iterable[tuple[Row, float, float]]:
        """Nobody goes without those who have to go along."""
        index_of = {(choice.person, choice.vacancy): index for index, choice in enumerate(self.problem.choices)}
        for index, choice in enumerate(self.problem.choices):
            for other in sorted(choice.together):
                yield {index: -1, index_of[other, choice.vacancy]: 1}, 0, float("inf")

    def _by(self, name: Callable[[Choice], str]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index, choice in enumerate(self.problem.choices):
            found[name(choice)].append(index)
        return found

    def _household(self, choice: Choice) -> str:
        return self.problem.waiting_household.get(choice.person, "")
