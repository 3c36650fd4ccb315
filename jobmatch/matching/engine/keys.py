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
_SCORE, _NO_GAIN = 2 * _BITS, 2 * _BITS + 7
FULL_SCORE = 100


def keys(no_gain: Flags, score: Counts, pay: Counts, place: Counts) -> Numbers:
    """Keys of vacancies by place of the columns; `pay` are places in `Pay.amounts`."""
    worse = no_gain.astype(np.int64) << _NO_GAIN | (FULL_SCORE - score.astype(np.int64)) << _SCORE
    found: Numbers = worse | pay.astype(np.int64) << _BITS | place.astype(np.int64)
    return found


def places_of(found: Numbers) -> Numbers:
    """The places of the vacancies."""
    return found & _PLACE


def scores_of(found: Numbers) -> Numbers:
    """The scores."""
    return FULL_SCORE - (found >> _SCORE & 127)


def are_gains(found: Numbers) -> Flags:
    """Whether the vacancies are a gain for who has them in the list."""
    gains: Flags = found >> _NO_GAIN == 0
    return gains


def pays_of(found: Numbers) -> Numbers:
    """The places of the pay."""
    return found >> _BITS & _PLACE
