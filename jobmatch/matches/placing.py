"""Everybody assigned at once, as an answer: who goes where, how many households it helps, and how many it could."""

from collections.abc import Sequence
from dataclasses import dataclass

from jobmatch.matching.assign import assign
from jobmatch.matching.ground import Ground
from jobmatch.matching.ranking import PersonRanking


@dataclass(frozen=True)
class Placing:
    """`households_placed` had no earner and get one; no assignment whatsoever could help more than `upper_bound`."""

    pairs: tuple[tuple[int, int], ...]
    households_placed: int
    upper_bound: int
    score: int


def place_everybody(ground: Ground, people: Sequence[PersonRanking]) -> Placing:
    """Who gets which opening if everybody went at once; pairs of person id and vacancy id, by person."""
    placed = assign(ground, people)
    scores = {(match.person, match.vacancy): match.score for one in people for match in one.matches}
    helped = {ground.seekers[one.person].household.id for one in placed if _waits(ground, one.person)}
    return Placing(
        pairs=tuple((int(one.person), int(one.vacancy)) for one in placed),
        households_placed=len(helped),
        upper_bound=_most_households(ground, people),
        score=sum(scores[one.person, one.vacancy] for one in placed),
    )


def _most_households(ground: Ground, people: Sequence[PersonRanking]) -> int:
    """Households without an earner against openings, as a flow that knows no groups: a bound nothing can exceed."""
    openings = {post.vacancy.id: post.vacancy.openings for post in ground.posts}
    wanted: dict[str, set[str]] = {}
    for one in people:
        if _waits(ground, one.person):
            fitting = {match.vacancy for match in one.matches if match.is_gain}
            wanted.setdefault(ground.seekers[one.person].household.id, set()).update(fitting)
    taken: dict[str, list[str]] = {}

    def seat(household: str, tried: set[str]) -> bool:
        for vacancy in sorted(wanted[household]):
            if vacancy in tried:
                continue
            tried.add(vacancy)
            sitting = taken.setdefault(vacancy, [])
            room = openings[vacancy]
            if len(sitting) < (1 if room is None else room):
                sitting.append(household)
                return True
            for place, other in enumerate(sitting):
                if seat(other, tried):
                    sitting[place] = household
                    return True
        return False

    return sum(seat(household, set()) for household in sorted(wanted))


def _waits(ground: Ground, person: str) -> bool:
    return ground.seekers[person].household.employed == 0
