"""Whom a worker proposes first, for one vacancy of a province or for many: the order of `candidates.py`, in arrays.

Where a band begins and what need is are asked there. People are known by numbers in the order of their ids.
"""

from collections.abc import Iterable
from itertools import chain, groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.candidates import bands, need
from jobmatch.matching.market.market import Flags, Numbers, Places
from jobmatch.matching.seeker import Seeker

Array = NDArray[np.generic]


def needs(seekers: Iterable[Seeker]) -> Numbers:
    """Of each person the place in the order of need, the neediest first; equal for equal need."""
    found = [need(seeker) for seeker in seekers]
    place = {one: number for number, one in enumerate(sorted(set(found)))}
    return np.array([place[one] for one in found], dtype=np.int32)


def proposed_first(score: Numbers, gains: Flags, needs: Numbers, width: int, most: int) -> Places:
    """Of all who pass for one vacancy the first `most`, in the order in which a worker proposes them.

    A row a person, in the order of the ids: points, whether it is a gain, place in the order of need.
    """
    rows = _whole_bands(np.nonzero(gains)[0], score, width, most)
    if len(rows) < most:
        rows = np.concatenate((rows, _whole_bands(np.nonzero(~gains)[0], score, width, most - len(rows))))
    return rows[in_bands(~gains[rows], score[rows], needs[rows], rows, width)][:most]


def in_bands(group: Array, score: Numbers, needs: Numbers, person: Array, width: int) -> Places:
    """The order of rows: group after group, each in bands of `width` points, and in a band need, then fit, then id."""
    best_first = np.lexsort((-score, group))
    levels = zip(group[best_first].tolist(), score[best_first].tolist(), strict=True)
    begins = chain.from_iterable(bands((level for _, level in one), width) for _, one in groupby(levels, itemgetter(0)))
    band = np.empty(len(score), dtype=np.int64)
    band[best_first] = np.fromiter(begins, dtype=np.int64, count=len(score))
    order: Places = np.lexsort((person, -score, needs, -band, group))
    return order


def _whole_bands(rows: Places, score: Numbers, width: int, most: int) -> Places:
    """The rows of as many bands from the best down as hold `most`."""
    levels, people = np.unique(score[rows], return_counts=True)
    begins = np.array(list(bands(levels[::-1].tolist(), width)), dtype=np.int64)
    last = np.searchsorted(np.cumsum(people[::-1]), most)
    if last < len(begins):
        rows = rows[score[rows] >= levels[::-1][begins == begins[last]].min()]
    return rows
