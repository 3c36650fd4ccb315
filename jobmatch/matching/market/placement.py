"""Who got what: the choices taken, what they are worth, and the one check that stands behind every form."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.market.market import NONE, Flags, Market, Places

# What a household without an earner weighs at first against the seats of others, in full scores.
HOUSEHOLD_WEIGHT = 20
Values = NDArray[np.int64]


@dataclass(frozen=True, slots=True, order=True)
class Worth:
    """What an assignment reaches, in the order in which it counts: households that get an earner, score, people."""

    households: int
    score: int
    people: int


@dataclass(frozen=True, slots=True)
class Placement:
    """The choices taken, ascending, their worth, and a worth that no assignment exceeds; None where nobody reckoned it.

    Proven to be the best where both are equal.
    """

    chosen: Places
    worth: Worth
    bound: Worth | None

    @property
    def proven(self) -> bool:
        return self.worth == self.bound


def worth(market: Market, chosen: Places) -> Worth:
    """What these choices reach."""
    households = market.waiting_household[market.person[chosen]]
    placed = np.unique(households[households != NONE])
    return Worth(len(placed), int(market.score[chosen].sum(dtype=np.int64)), len(chosen))


def values(market: Market) -> Values:
    """What each choice counts where the sum is to be greatest: one point of score more than placing everybody."""
    return market.score.astype(np.int64) * (market.people + 1) + 1


def household_bonus(market: Market) -> int:
    """What a waiting household that gets an earner adds to `values`: enough nearly always; `exact` makes sure."""
    return HOUSEHOLD_WEIGHT * int(values(market).max(initial=1))


def torn(market: Market, chosen: Places) -> Places:
    """The rows of `bound` whose first choice was taken without the second."""
    taken = _taken(market, chosen)
    return np.nonzero(taken[market.bound[:, 0]] & ~taken[market.bound[:, 1]])[0]


def check(market: Market, chosen: Places) -> None:
    """Whatever solved it: one seat a person, no vacancy above its openings, no group torn, public posts spread.

    AssertionError names what does not hold.
    """
    assert len(np.unique(market.person[chosen])) == len(chosen), "a person was placed twice"
    seated = np.bincount(market.vacancy[chosen], minlength=len(market.openings))
    assert np.all(seated <= market.openings), "more placed than openings"
    assert not len(torn(market, chosen)), "a group was torn"
    assert not len(_kept_from_others(market, chosen)), "a household has two public posts, and another waits for one"


def _kept_from_others(market: Market, chosen: Places) -> Places:
    """Public posts that a household's second earner has while a household that waits could have had the seat (MR11).

    Of a group, whose members go together or not at all, no seat alone can be given on or used.
    """
    grouped = np.zeros(len(market.person), dtype=np.bool_)
    grouped[market.bound.ravel()] = True
    home = market.household[market.person[chosen]]
    in_public = chosen[market.public[market.vacancy[chosen]] & (home != NONE)]
    homes = market.household[market.person[in_public]]
    seconds = in_public[(np.bincount(homes, minlength=len(market.waiting))[homes] > 1) & ~grouped[in_public]]
    waits = market.waiting_household
    helped = np.zeros(len(market.waiting), dtype=np.bool_)
    helped[home[home != NONE]] = True
    still = np.nonzero(~grouped & market.public[market.vacancy] & (waits[market.person] != NONE))[0]
    wanted = market.vacancy[still[~helped[waits[market.person[still]]]]]
    return np.intersect1d(market.vacancy[seconds], wanted)


def _taken(market: Market, chosen: Places) -> Flags:
    taken = np.zeros(len(market.person), dtype=np.bool_)
    taken[chosen] = True
    return taken
