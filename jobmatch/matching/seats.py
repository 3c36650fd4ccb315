"""The exact assignment of one connected part, as an integer programme that HiGHS solves goal after goal.

Each goal is kept as a constraint of the next: households that get an earner, then total score with people placed, then
ids. Without groups every goal's best solutions are a face of an integral polytope: the first relaxation is whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

# Up to so many choices equal solutions are settled by the ids, person after person. Above, the solver's own choice
# among equals stands; it is the same for the same facts in any order, because the choices come sorted.
MOST_SETTLED_BY_IDS = 600


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
    programme.keep_best(programme.households())
    chosen = programme.keep_best(programme.scores_and_heads())
    if len(problem.choices) <= MOST_SETTLED_BY_IDS:
        for indexes in programme.by(lambda choice: choice.person).values():
            if indexes[0] not in chosen:
                chosen = programme.best({index: len(indexes) - place for place, index in enumerate(indexes)})
            programme.settle(indexes, chosen)
    return [choice for index, choice in enumerate(problem.choices) if index in chosen]


Row = dict[int, int]


@dataclass(slots=True)
class _Programme:
    """Columns are the choices (taken or not), then the waiting households (an earner or not)."""

    problem: Problem
    _columns: dict[str, int] = field(default_factory=dict)
    _rows: list[tuple[Row, float, float]] = field(default_factory=list)
    _settled: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        choices = self.problem.choices
        for household in sorted({self._household(choice) for choice in choices} - {""}):
            self._columns[household] = len(choices) + len(self._columns)
        self._rows = [*self._capacities(), *self._earners(), *self._groups()]

    def households(self) -> Row:
        return dict.fromkeys(self._columns.values(), 1)

    def scores_and_heads(self) -> Row:
        """The score, and among equal scores the people placed: one goal, because a thousand heads weigh no point."""
        point = len({choice.person for choice in self.problem.choices}) + 1
        return {index: choice.score * point + 1 for index, choice in enumerate(self.problem.choices)}

    def keep_best(self, goal: Row) -> set[int]:
        """Solves for a goal and holds all later goals to what was reached."""
        chosen = self.best(goal)
        reached = sum(weight for index, weight in goal.items() if index in chosen)
        self._rows.append((goal, reached, float("inf")))
        return chosen

    def settle(self, indexes: list[int], chosen: set[int]) -> None:
        """From here on these choices stay as they were chosen."""
        self._settled.update({index: index in chosen for index in indexes})

    def best(self, goal: Row) -> set[int]:
        """The columns taken in a solution that is best for this goal among those best for all goals kept before."""
        # Imported here: it takes half a second, and most documents need no solver.
        from numpy import ones, zeros
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        width = len(self.problem.choices) + len(self._columns)
        least, most = zeros(width), ones(width)
        for index, taken in self._settled.items():
            least[index] = most[index] = taken
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
            bounds=Bounds(least, most),
            constraints=LinearConstraint(matrix, lower, upper),
            options={"mip_rel_gap": 0},
        )
        if found.status != 0:
            raise RuntimeError(f"the assignment could not be solved: {found.message}")
        return {index for index, value in enumerate(found.x) if value > 0.5}

    def by(self, name: Callable[[Choice], str]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index, choice in enumerate(self.problem.choices):
            found[name(choice)].append(index)
        return found

    def _capacities(self) -> Iterable[tuple[Row, float, float]]:
        for indexes in self.by(lambda choice: choice.person).values():
            yield dict.fromkeys(indexes, 1), 0, 1
        for vacancy, indexes in self.by(lambda choice: choice.vacancy).items():
            if len(indexes) > self.problem.openings[vacancy]:
                yield dict.fromkeys(indexes, 1), 0, self.problem.openings[vacancy]

    def _earners(self) -> Iterable[tuple[Row, float, float]]:
        """A household has an earner only if one of its people is placed."""
        for household, indexes in self.by(self._household).items():
            if household:
                yield {**dict.fromkeys(indexes, 1), self._columns[household]: -1}, 0, float("inf")

    def _groups(self) -> Iterable[tuple[Row, float, float]]:
        """Nobody goes without those who have to go along."""
        index_of = {(choice.person, choice.vacancy): index for index, choice in enumerate(self.problem.choices)}
        for index, choice in enumerate(self.problem.choices):
            for other in sorted(choice.together):
                yield {index: -1, index_of[other, choice.vacancy]: 1}, 0, float("inf")

    def _household(self, choice: Choice) -> str:
        return self.problem.waiting_household.get(choice.person, "")
