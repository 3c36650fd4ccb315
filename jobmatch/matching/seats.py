"""The exact assignment of one connected part: which goals, in which order, and the proof that nothing better exists.

One weighted sum holds the goals: households that get an earner, then score, then people placed. Large parts are solved
on each person's best choices first; what a linear programme's prices prove useless never enters.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobmatch.matching.programme import Programme

# Up to so many choices equal solutions are settled by the ids, person after person. Above, the solver's own choice
# among equals stands; it is the same for the same facts in any order, because the choices come sorted.
MOST_SETTLED_BY_IDS = 600
# Up to so many choices all of them enter at once; above, each person's best ones.
MOST_AT_ONCE = 15_000
BEST_CHOICES = 20
# First weight of a household, in full scores. Too small a weight shows in the count, and is raised.
HOUSEHOLD_WEIGHT = 20


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
    programme, chosen = _best(problem)
    if len(problem.choices) <= MOST_SETTLED_BY_IDS:
        chosen = programme.earliest(chosen, list(_by_person(problem).values()))
    return _chosen(problem, chosen)


def solve_by_any(problem: Problem) -> list[Choice]:
    """As `solve`, but whatever its size the solver's own choice among equals stands: much sooner in a small problem."""
    _, chosen = _best(problem)
    return _chosen(problem, chosen)


def _best(problem: Problem) -> "tuple[Programme, set[int]]":
    from jobmatch.matching.programme import Programme  # numpy and scipy: half a second that most documents do not need

    values, full = _values(problem)
    certain = sum(_best_of_each(problem, values)) + 1
    weight = certain if len(problem.choices) <= MOST_SETTLED_BY_IDS else min(certain, HOUSEHOLD_WEIGHT * full)
    most = most_households(problem)
    while True:
        programme = Programme(problem, values, weight)
        chosen = programme.best(_first_choices(problem))
        if weight == certain or _households(problem, chosen) == most:
            return programme, chosen
        weight = min(certain, weight * HOUSEHOLD_WEIGHT)


def _chosen(problem: Problem, places: set[int]) -> list[Choice]:
    return [choice for place, choice in enumerate(problem.choices) if place in places]


def most_households(problem: Problem) -> int:
    """How many waiting households could get a seat if nobody else wanted one and all went alone: never too low."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for choice in problem.choices:
        if choice.person in problem.waiting_household:
            wanted[problem.waiting_household[choice.person]].add(choice.vacancy)
    seated: dict[str, list[str]] = defaultdict(list)
    return sum(_seat(household, wanted, seated, problem.openings) for household in sorted(wanted))


def _seat(
    household: str, wanted: Mapping[str, set[str]], seated: dict[str, list[str]], openings: Mapping[str, int]
) -> bool:
    """Seats a household, moving others over where that frees a seat: one augmenting path, breadth first."""
    came_from: dict[str, tuple[str, str | None]] = {}
    waiting: list[tuple[str, str | None]] = [(household, None)]
    while waiting:
        mover, left = waiting.pop(0)
        for vacancy in sorted(wanted[mover] - came_from.keys()):
            came_from[vacancy] = (mover, left)
            if len(seated[vacancy]) < openings[vacancy]:
                _move(vacancy, came_from, seated)
                return True
            waiting += [(other, vacancy) for other in seated[vacancy]]
    return False


def _move(free: str, came_from: Mapping[str, tuple[str, str | None]], seated: dict[str, list[str]]) -> None:
    vacancy: str | None = free
    while vacancy is not None:
        mover, left = came_from[vacancy]
        seated[vacancy].append(mover)
        if left is not None:
            seated[left].remove(mover)
        vacancy = left


def _values(problem: Problem) -> tuple[list[int], int]:
    """A choice's worth and the most it can be: one point of score weighs more than placing everybody."""
    point = len({choice.person for choice in problem.choices}) + 1
    values = [choice.score * point + 1 for choice in problem.choices]
    return values, max(values)


def _by_person(problem: Problem) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, choice in enumerate(problem.choices):
        found[choice.person].append(index)
    return found


def _best_of_each(problem: Problem, values: list[int]) -> list[int]:
    return [max(values[index] for index in indexes) for indexes in _by_person(problem).values()]


def _first_choices(problem: Problem) -> set[int]:
    """Everything in a small part; else everybody's best choices, and all of those who go together."""
    if len(problem.choices) <= MOST_AT_ONCE:
        return set(range(len(problem.choices)))
    together = {
        name for choice in problem.choices for name in (choice.together | {choice.person} if choice.together else ())
    }
    first: set[int] = set()
    for person, indexes in _by_person(problem).items():
        best = sorted(indexes, key=lambda index: (-problem.choices[index].score, index))
        first.update(indexes if person in together else best[:BEST_CHOICES])
    return first


def _households(problem: Problem, chosen: set[int]) -> int:
    placed = {problem.choices[index].person for index in chosen}
    return len({household for person, household in problem.waiting_household.items() if person in placed})
