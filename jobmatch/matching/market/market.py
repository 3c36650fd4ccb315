"""A market: people, vacancies and the choices between them as parallel arrays, each known by its number."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jobmatch.matching.seats import Choice, Problem

NONE = -1
Numbers = NDArray[np.int32]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Market:
    """Who may get what. The choices stand by person, then vacancy; a choice is known by its place among them.

    Of each choice: `person`, `vacancy`, `score` (points, not negative) and its `place` in the person's own list, 0 for
    the best. Of each vacancy: `openings` and whether it is a `public` post. Of each person: `household`, or NONE. Of
    each household: whether it is `waiting` for an earner. `bound` has a row for two choices of one vacancy: the first
    is taken only with the second.
    """

    person: Numbers
    vacancy: Numbers
    score: Numbers
    place: Numbers
    openings: Numbers
    public: Flags
    household: Numbers
    waiting: Flags
    bound: Places

    @property
    def people(self) -> int:
        return len(self.household)

    @property
    def starts(self) -> Places:
        """Where each person's choices begin; one more at the end."""
        return np.searchsorted(self.person, np.arange(self.people + 1))

    @property
    def waiting_household(self) -> Numbers:
        """Of each person the household that waits for an earner, or NONE."""
        waits = self.waiting[self.household] & (self.household != NONE) if len(self.waiting) else False
        return np.where(waits, self.household, NONE).astype(np.int32)

    def without_bounds(self) -> "Market":
        """The same market where everybody goes alone."""
        return replace(self, bound=np.empty((0, 2), dtype=np.int64))

    def accompanied(self, kept: Flags) -> Flags:
        """Of these choices those of which no partner is lost."""
        kept = kept.copy()
        while len(lonely := self.bound[kept[self.bound[:, 0]] & ~kept[self.bound[:, 1]], 0]):
            kept[lonely] = False
        return kept

    def only(self, kept: Flags) -> "Market":
        """The same market with some of its choices. ValueError where a choice is kept, and not its partner's."""
        if np.any(kept[self.bound[:, 0]] & ~kept[self.bound[:, 1]]):
            raise ValueError("a choice is kept, and not the one it is bound to")
        place = np.cumsum(kept) - 1
        return replace(
            self,
            person=self.person[kept],
            vacancy=self.vacancy[kept],
            score=self.score[kept],
            place=self.place[kept],
            bound=place[self.bound[kept[self.bound[:, 0]]]],
        )


def market(
    person: ArrayLike,
    vacancy: ArrayLike,
    score: ArrayLike,
    *,
    openings: ArrayLike,
    household: ArrayLike,
    waiting: ArrayLike,
    place: ArrayLike | None = None,
    public: ArrayLike | None = None,
    bonds: Iterable[tuple[int, int]] = (),
) -> Market:
    """From lists of choices in any order. With a pair of `bonds` the first person goes only where the second goes too.

    Where no `place` is given, a person's list goes by score, then by the number of the vacancy.
    What is bound to somebody whose list lacks the vacancy is left out. ValueError where a choice comes twice, a score
    or a number of openings is negative, or a number names nobody.
    """
    people, vacancies, points = (np.asarray(each, dtype=np.int32) for each in (person, vacancy, score))
    order = np.lexsort((vacancies, people))
    people, vacancies, points = people[order], vacancies[order], points[order]
    places = _places(people, points) if place is None else np.asarray(place, dtype=np.int32)[order]
    seats, homes = np.asarray(openings, dtype=np.int32), np.asarray(household, dtype=np.int32)
    waits = np.asarray(waiting, dtype=np.bool_)
    posts = np.zeros(len(seats), dtype=np.bool_) if public is None else np.asarray(public, dtype=np.bool_)
    for what, numbers, least, count in (
        ("person", people, 0, len(homes)),
        ("vacancy", vacancies, 0, len(seats)),
        ("household", homes, NONE, len(waits)),
    ):
        if len(numbers) and (numbers.min() < least or numbers.max() >= count):
            raise ValueError(f"a number of a {what} is not between {least} and {count - 1}")
    if np.any(points < 0) or np.any(seats < 0):
        raise ValueError("neither scores nor openings are negative")
    if np.any((people[1:] == people[:-1]) & (vacancies[1:] == vacancies[:-1])):
        raise ValueError("a person has the same vacancy twice")
    unbound = Market(people, vacancies, points, places, seats, posts, homes, waits, np.empty((0, 2), dtype=np.int64))
    return _bind(unbound, np.array(sorted(set(bonds)), dtype=np.int64).reshape(-1, 2))


def market_of(problem: Problem) -> Market:
    """The market of an assignment's problem: its people, vacancies and households by id; the choices keep their places.

    The problem knows no public posts, and of households only those that wait.
    """
    people = sorted({choice.person for choice in problem.choices})
    vacancies = sorted(problem.openings)
    households = sorted(set(problem.waiting_household.values()))
    number_of = {name: number for number, name in enumerate(people)}
    vacancy_of = {name: number for number, name in enumerate(vacancies)}
    household_of = {name: number for number, name in enumerate(households)}
    place_of = {(choice.person, choice.vacancy): place for place, choice in enumerate(problem.choices)}
    if list(place_of) != sorted(place_of):
        raise ValueError("the choices of a problem stand by person, then vacancy")
    bound = [
        (place, place_of[other, choice.vacancy])
        for place, choice in enumerate(problem.choices)
        for other in sorted(choice.together)
    ]
    at_home = [problem.waiting_household.get(name) for name in people]
    person = np.array([number_of[choice.person] for choice in problem.choices], dtype=np.int32)
    score = np.array([choice.score for choice in problem.choices], dtype=np.int32)
    return Market(
        person=person,
        vacancy=np.array([vacancy_of[choice.vacancy] for choice in problem.choices], dtype=np.int32),
        score=score,
        place=_places(person, score),
        openings=np.array([problem.openings[name] for name in vacancies], dtype=np.int32),
        public=np.zeros(len(vacancies), dtype=np.bool_),
        household=np.array([NONE if name is None else household_of[name] for name in at_home], dtype=np.int32),
        waiting=np.ones(len(households), dtype=np.bool_),
        bound=np.array(bound, dtype=np.int64).reshape(-1, 2),
    )


def problem_of(market: Market) -> Problem:
    """The other way: the numbers, filled up with zeros, are the ids; the choices keep their places."""
    people, vacancies = ([f"{number:09}" for number in range(count)] for count in (market.people, len(market.openings)))
    person, vacancy = market.person.tolist(), market.vacancy.tolist()
    together: dict[int, set[str]] = {}
    for first, second in market.bound.tolist():
        together.setdefault(first, set()).add(people[person[second]])
    homes = market.waiting_household.tolist()
    return Problem(
        choices=tuple(
            Choice(people[person[place]], vacancies[vacancy[place]], score, frozenset(together.get(place, ())))
            for place, score in enumerate(market.score.tolist())
        ),
        openings=dict(zip(vacancies, market.openings.tolist(), strict=True)),
        waiting_household={people[one]: f"{home:09}" for one, home in enumerate(homes) if home != NONE},
    )


def _places(person: Numbers, score: Numbers) -> Numbers:
    order = np.lexsort((np.arange(len(person)), -score, person))
    places = np.empty(len(person), dtype=np.int32)
    places[order] = np.arange(len(person)) - np.searchsorted(person, person)
    return places


def _bind(alone: Market, bonds: Places) -> Market:
    """Adds to every choice of a bound person the same vacancy of the other, and lets go what has none."""
    if not len(bonds):
        return alone
    starts = alone.starts
    firsts, seconds, kept = [], [], np.ones(len(alone.person), dtype=np.bool_)
    for one, other in bonds.tolist():
        mine = np.arange(starts[one], starts[one + 1])
        places = starts[other] + np.searchsorted(alone.vacancy[starts[other] : starts[other + 1]], alone.vacancy[mine])
        found = places < starts[other + 1]
        found[found] = alone.vacancy[places[found]] == alone.vacancy[mine[found]]
        kept[mine[~found]] = False
        firsts.append(mine[found])
        seconds.append(places[found])
    bound = np.column_stack((np.concatenate(firsts), np.concatenate(seconds))).astype(np.int64)
    found = replace(alone, bound=bound)
    return found.only(found.accompanied(kept))
