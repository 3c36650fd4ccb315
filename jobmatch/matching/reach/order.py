"""The order of candidates (MR10) in numbers, gone through only as far as it is asked for.

`candidates.py` says the same of a few people at once. Here whether somebody may have the vacancy at all can be left
open until the person's turn comes: a band begins with the best score that stands.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from jobmatch.matching.candidates import need
from jobmatch.matching.engine.columns import Counts, Flags, Numbers
from jobmatch.matching.engine.keys import FULL_SCORE
from jobmatch.matching.seeker import Seeker

# From the lowest bits up: the number of the person, what is missing to a full score, the need.
_PERSON_BITS, _SCORE_BITS, _DAY_BITS = 26, 7, 22
MOST_PEOPLE = 1 << _PERSON_BITS
Stands = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Front:
    """People for whom a vacancy passes, by number in the order of their ids, with their scores and needs."""

    people: Counts
    scores: Counts
    gains: Flags
    needs: Counts

    def only(self, those: Flags) -> "Front":
        """Some of them."""
        return Front(self.people[those], self.scores[those], self.gains[those], self.needs[those])


def need_as_number(seeker: Seeker) -> int:
    """The smaller, the sooner inside a band."""
    tier, in_work, since = need(seeker)
    return (tier << 1 | in_work) << _DAY_BITS | since.toordinal()


def in_order(front: Front, width: int, stands: Stands) -> Iterator[tuple[int, int]]:
    """Numbers and scores of those who stand, first to be proposed first; `width` is that of a band."""
    for part in (front.gains, ~front.gains):
        yield from _in_bands(front, np.where(part, front.scores, -1), width, stands)


def _in_bands(front: Front, scores: Counts, width: int, stands: Stands) -> Iterator[tuple[int, int]]:
    """Of those whose score here is not below zero."""
    best = int(scores.max(initial=-1))
    while best >= 0:
        if any(map(stands, front.people[scores == best].tolist())):
            keys = np.sort(_keys(front.only((scores <= best) & (scores > max(-1, best - width)))))
            yield from (_read(key) for key in map(int, keys) if stands(key % MOST_PEOPLE))
            best -= width
        else:
            best -= 1


def _keys(front: Front) -> Numbers:
    missing = FULL_SCORE - front.scores.astype(np.int64)
    found: Numbers = (front.needs.astype(np.int64) << _SCORE_BITS | missing) << _PERSON_BITS | front.people
    return found


def _read(key: int) -> tuple[int, int]:
    return key % MOST_PEOPLE, FULL_SCORE - (key >> _PERSON_BITS) % (1 << _SCORE_BITS)
