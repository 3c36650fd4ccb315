"""All openings against all who wait, at once: who gets which opening so that the most households get an earner.

In this order: as many households without an earner as possible get one, the total score is as high as possible, as many
people as possible are placed, and the smallest ids go first. Exact; independent parts of the world are solved apart.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from jobmatch.matching.gates.groups import bound_group
from jobmatch.matching.ground import Ground
from jobmatch.matching.ranking import Assigned, PersonRanking
from jobmatch.matching.seats import Choice, Problem, solve


def assign(ground: Ground, people: Iterable[PersonRanking]) -> tuple[Assigned, ...]:
    """By person id. A vacancy whose openings nobody noted has one. What is no gain for a person in work is not used."""
    placed = place(problem_of_all(ground, people), solve)
    return tuple(Assigned(choice.person, choice.vacancy) for choice in placed)


def place(problem: Problem, solve_part: Callable[[Problem], list[Choice]]) -> list[Choice]:
    """The choices that are taken, by person id; `solve_part` answers where not everybody can have the own best."""
    placed: list[Choice] = []
    for part in _independent_parts(problem):
        placed += _each_the_best(part) or solve_part(part)
    _check(problem, placed)
    return sorted(placed, key=lambda choice: choice.person)


def problem_of_all(ground: Ground, people: Iterable[PersonRanking]) -> Problem:
    """Who may get what, who goes only with whom, and how many openings there are."""
    posts = {post.vacancy.id: post for post in ground.posts}
    scores = {(match.person, match.vacancy): match.score for one in people for match in one.matches if match.is_gain}
    groups = {
        (person, vacancy): frozenset(
            other
            for other in bound_group(person, posts[vacancy], ground.seekers)
            if other != person and other in ground.seekers
        )
        for person, vacancy in scores
        if ground.seekers[person].together
    }
    while lonely := [
        pair for pair, others in groups.items() if any((other, pair[1]) not in scores for other in others)
    ]:
        for pair in lonely:
            del scores[pair], groups[pair]
    return Problem(
        choices=tuple(
            Choice(person, vacancy, score, groups.get((person, vacancy), frozenset()))
            for (person, vacancy), score in sorted(scores.items())
        ),
        openings={
            vacancy: 1 if post.vacancy.openings is None else post.vacancy.openings for vacancy, post in posts.items()
        },
        waiting_household={
            person: seeker.household.id for person, seeker in ground.seekers.items() if seeker.household.employed == 0
        },
    )


def _independent_parts(problem: Problem) -> list[Problem]:
    """Parts that share no scarce vacancy, no waiting household, no group; a vacancy with room for all binds nobody."""
    wanting: dict[str, int] = defaultdict(int)
    for choice in problem.choices:
        wanting[choice.vacancy] += 1
    joined = _Joined()
    for choice in problem.choices:
        joined.join("person " + choice.person, "person " + choice.person)
        if wanting[choice.vacancy] > problem.openings[choice.vacancy]:
            joined.join("person " + choice.person, "vacancy " + choice.vacancy)
        if choice.person in problem.waiting_household:
            joined.join("person " + choice.person, "household " + problem.waiting_household[choice.person])
        for other in choice.together:
            joined.join("person " + choice.person, "person " + other)
    parts: dict[str, list[Choice]] = defaultdict(list)
    for choice in problem.choices:
        parts[joined.root("person " + choice.person)].append(choice)
    return [Problem(tuple(choices), problem.openings, problem.waiting_household) for choices in parts.values()]


@dataclass(slots=True)
class _Joined:
    """Union-find over names."""

    above: dict[str, str] = field(default_factory=dict)

    def root(self, name: str) -> str:
        while self.above.setdefault(name, name) != name:
            self.above[name] = self.above[self.above[name]]
            name = self.above[name]
        return name

    def join(self, one: str, other: str) -> None:
        self.above[self.root(one)] = self.root(other)


def _each_the_best(part: Problem) -> list[Choice]:
    """Everybody's own best choice, where openings and groups allow it: nothing can be better. Else an empty list."""
    best: dict[str, Choice] = {}
    for choice in part.choices:
        if choice.person not in best or choice.score > best[choice.person].score:
            best[choice.person] = choice
    taken: dict[str, int] = defaultdict(int)
    for choice in best.values():
        taken[choice.vacancy] += 1
    fits = all(count <= part.openings[vacancy] for vacancy, count in taken.items())
    united = all(best[other].vacancy == choice.vacancy for choice in best.values() for other in choice.together)
    return list(best.values()) if fits and united else []


def _check(problem: Problem, placed: list[Choice]) -> None:
    """Whatever solved it: nobody gets two, no vacancy more than its openings, no group is torn."""
    where = {choice.person: choice.vacancy for choice in placed}
    assert len(where) == len(placed), "a person was placed twice"
    taken: dict[str, int] = defaultdict(int)
    for choice in placed:
        taken[choice.vacancy] += 1
        assert all(where.get(other) == choice.vacancy for other in choice.together), "a group was torn"
    assert all(count <= problem.openings[vacancy] for vacancy, count in taken.items()), "more placed than openings"
