"""How crowded the posts are that people are told of."""

from dataclasses import dataclass

import numpy as np

from jobmatch.matching.market.market import Market, Places


@dataclass(frozen=True, slots=True)
class Crowds:
    """Of the vacancies with openings the share of which nobody is told; the most people told of one seat; of people
    with choices the share told of nothing; messages.
    """

    unheard: float
    most: float
    left_out: float
    messages: int


def crowds(market: Market, told: Places) -> Crowds:
    """What telling these choices would lead to."""
    seats = market.openings > 0
    heard = np.bincount(market.vacancy[told], minlength=len(seats))[seats]
    people = np.unique(market.person)
    return Crowds(
        unheard=float(np.mean(heard == 0)),
        most=float(np.max(heard / market.openings[seats])),
        left_out=1 - len(np.unique(market.person[told])) / len(people),
        messages=len(told),
    )
