"""The exact assignment: grown from a few choices it finds what all give; the bound on households holds."""

from random import Random

import pytest

from jobmatch.matching.programme import Programme
from jobmatch.matching.seats import Choice, Problem, most_households, solve


def random_problem(seed: int, people: int = 30, vacancies: int = 10) -> Problem:
    """Crowded: about two people for a seat, a third of the households wait, and every tenth pair goes together."""
    dice = Random(seed)
    wanted = {person: {vacancy for vacancy in range(vacancies) if dice.random() < 0.6} for person in range(people)}
    partner = {}
    for person in range(0, people - 1, 10):
        partner[person], partner[person + 1] = person + 1, person
        wanted[person] = wanted[person + 1] = wanted[person] & wanted[person + 1]
    choices = [
        Choice(
            f"P{person:02}",
            f"V{vacancy}",
            dice.randrange(30, 95),
            frozenset({f"P{partner[person]:02}"} if person in partner else ()),
        )
        for person in range(people)
        for vacancy in sorted(wanted[person])
    ]
    return Problem(
        tuple(choices),
        {f"V{vacancy}": dice.randrange(0, 4) for vacancy in range(vacancies)},
        {f"P{person:02}": f"H{person // 2}" for person in range(people) if person // 2 % 3 == 0},
    )


@pytest.mark.parametrize("seed", range(12))
def test_a_selection_grows_until_nothing_outside_it_can_help(seed: int) -> None:
    problem = random_problem(seed)
    values = [choice.score * 100 + 1 for choice in problem.choices]
    programme = Programme(problem, values, weight=1_000_000)
    everything = programme.best(set(range(len(problem.choices))))
    together = {index for index, choice in enumerate(problem.choices) if choice.together}
    grown = programme.best(together | set(range(0, len(problem.choices), 7)))

    def worth(chosen: set[int]) -> tuple[int, int]:
        placed = {problem.choices[index].person for index in chosen}
        waiting = {problem.waiting_household[name] for name in placed if name in problem.waiting_household}
        return len(waiting), sum(values[index] for index in chosen)

    assert worth(grown) == worth(everything)


@pytest.mark.parametrize("seed", range(12))
def test_the_bound_on_households_is_never_too_low(seed: int) -> None:
    problem = random_problem(seed)
    placed = {choice.person for choice in solve(problem)}
    reached = {household for person, household in problem.waiting_household.items() if person in placed}
    assert len(reached) <= most_households(problem)


def test_the_bound_moves_households_over_to_free_a_seat() -> None:
    choices = (Choice("P1", "A", 9), Choice("P1", "B", 9), Choice("P2", "A", 9), Choice("P3", "A", 9))
    waiting = {"P1": "H1", "P2": "H2", "P3": "H3"}
    assert most_households(Problem(choices, {"A": 1, "B": 1}, waiting)) == 2
