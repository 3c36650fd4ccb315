"""Months in a kind of work, of everybody in a crowd at once: of those alone who have done something like it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.engine.columns import Flags, Numbers
from jobmatch.matching.engine.plain import NEAR_DONE, NONE_DONE, NOT_TOLD, SAME_DONE
from jobmatch.matching.engine.rows import Bytes
from jobmatch.matching.engine.works import SAME
from jobmatch.matching.reach.crowd import Crowd

_PLACE_BITS = 31


@dataclass(frozen=True, slots=True)
class Practice:
    """By person: whether the months in a kind of work are enough, and whether they surely are not."""

    experienced: Flags
    beginner: Flags

    def at(self, people: NDArray[np.intp]) -> "Practice":
        """Some of the people."""
        return Practice(self.experienced[people], self.beginner[people])


def practice(crowd: Crowd, kinship: Bytes, enough: int) -> Practice:
    """Of everybody; `kinship` is that of each trade with the work in question."""
    stints = crowd.stints.of(kinship != 0)
    # What is akin and not surely the same may be it.
    same = np.repeat(kinship, np.diff(stints.begins)) & SAME != 0
    sure, possible = (_total(crowd, stints.person[those], stints.months[those]) for those in (same, ~same))
    open_ended = np.zeros(len(crowd.ids), dtype=np.bool_)
    open_ended[stints.person[stints.told == 0]] = True
    doubtful = open_ended | (sure + possible >= enough) | ~crowd.has("told")
    return Practice(sure >= enough, ~(sure >= enough) & ~doubtful)


def done(crowd: Crowd, near: Bytes, full_months: int, least: int) -> tuple[Numbers, Numbers]:
    """Of everybody what was done, and its permille.

    `near` is how near each trade comes to the work, `least` how near it has to be to count.
    """
    stints = crowd.stints.of(near >= least)
    nearness = np.repeat(near, np.diff(stints.begins)).astype(np.int64)
    permille = (
        nearness * stints.permille * np.minimum(stints.months.astype(np.int64), full_months) // (100 * full_months)
    )
    # Of equal ones the first counts.
    key = (permille << _PLACE_BITS | (1 << _PLACE_BITS) - 1 - stints.place.astype(np.int64)) << 1 | (nearness == 100)
    best = np.zeros(len(crowd.ids), dtype=np.int64)
    np.maximum.at(best, stints.person, np.where(permille > 0, key, 0))
    did = np.where(crowd.has("told"), NONE_DONE, NOT_TOLD)
    did = np.where(best == 0, did, np.where(best & 1, SAME_DONE, NEAR_DONE))
    return did, best >> _PLACE_BITS + 1


def _total(crowd: Crowd, people: NDArray[np.integer], months: NDArray[np.integer]) -> Numbers:
    """Sums by person; exact, because no sum is near 2**53."""
    return np.bincount(people, weights=months, minlength=len(crowd.ids)).astype(np.int64)
