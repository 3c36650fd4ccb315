"""The order of a person's list as one number for each vacancy: the smaller, the better.

What is no gain comes after what is one; then the score, then the pay in hand, unknown last, then the id. From the
lowest bits up: the place of the vacancy, the place of its pay among all amounts, what is missing to a full score, no
gain.
"""

import numpy as np

from jobmatch.matching.engine.columns import Counts, Flags, Numbers

_BITS = 20
MOST_PLACES = 1 << _BITS
_PLACE = MOST_PLACES - 1
PAY_FROM, SCORE_FROM, NO_GAIN_FROM = _BITS, 2 * _BITS, 2 * _BITS + 7
FULL_SCORE = 100


def keys(no_gain: Flags, score: Counts, pay: Counts, place: Counts) -> Numbers:
    """Keys of vacancies by place of the columns; `pay` are places in `Pay.amounts`."""
    worse = no_gain.astype(np.int64) << NO_GAIN_FROM | (FULL_SCORE - score.astype(np.int64)) << SCORE_FROM
    found: Numbers = worse | pay.astype(np.int64) << PAY_FROM | place.astype(np.int64)
    return found


def places_of(found: Numbers) -> Numbers:
    """The places of the vacancies."""
    return found & _PLACE


def scores_of(found: Numbers) -> Numbers:
    """The scores."""
    return FULL_SCORE - (found >> SCORE_FROM & 127)


def are_gains(found: Numbers) -> Flags:
    """Whether the vacancies are a gain for who has them in the list."""
    gains: Flags = found >> NO_GAIN_FROM == 0
    return gains


def pays_of(found: Numbers) -> Numbers:
    """The places of the pay."""
    return found >> PAY_FROM & _PLACE


def moved(found: Numbers, places: Numbers, amounts: Numbers) -> Numbers:
    """The keys of the same vacancies where their places and those of the amounts are others."""
    above = found >> SCORE_FROM << SCORE_FROM
    return above | amounts[pays_of(found)] << PAY_FROM | places[places_of(found)]
