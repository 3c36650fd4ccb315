"""Months in a kind of work, of everybody in a crowd at once: of those alone who have done something like it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.engine.columns import Counts, Flags
from jobmatch.matching.engine.plain import NEAR_DONE, NONE_DONE, NOT_TOLD, SAME_DONE
from jobmatch.matching.engine.rows import Bytes
from jobmatch.matching.engine.works import SAME
from jobmatch.matching.reach.crowd import Crowd

# A permille takes the eleven bits above.
_PLACE_BITS = 20
_LAST_PLACE = (1 << _PLACE_BITS) - 1


@dataclass(frozen=True, slots=True)
class Practice:
    """By person: whether the months in a kind of work are enough, and whether they surely are not."""

    experienced: Flags
    beginner: Flags


def practice(crowd: Crowd, kinship: Bytes, enough: int) -> Practice:
    """Of everybody; `kinship` is that of each trade with the work in question."""
    stints = crowd.stints.of(kinship != 0)
    # What is akin and not surely the same may be it.
    same = np.repeat(kinship, np.diff(stints.begins)) & SAME != 0
    sure, possible = (_total(crowd, stints.person[those], stints.months[those]) for those in (same, ~same))
    possible += sure
    beginner = (possible < enough) & crowd.has("told")
    beginner[stints.person[stints.told == 0]] = False
    return Practice(sure >= enough, beginner)


def done(
    crowd: Crowd, near: Bytes, full_months: int, least: int, people: NDArray[np.intp]
) -> tuple[NDArray[np.int8], NDArray[np.int32]]:
    """Of some people what was done, and its permille.

    `near` is how near each trade comes to the work, `least` how near it has to be to count.
    """
    stints = crowd.stints.of(near >= least)
    nearness = np.repeat(near, np.diff(stints.begins)).astype(np.int64)
    months = np.minimum(stints.months.astype(np.int64), full_months)
    permille = nearness * stints.permille * months // (100 * full_months)
    # Of equal ones the first counts.
    key = (permille << _PLACE_BITS | _LAST_PLACE - stints.place.astype(np.int64)) << 1 | (nearness == 100)
    best = np.zeros(len(crowd.ids), dtype=np.int32)
    np.maximum.at(best, stints.person, np.where(permille > 0, key, 0).astype(np.int32))
    mine = best[people]
    # The last bit is set where it was the work itself.
    nothing = np.where(crowd.has("told")[people], np.int8(NONE_DONE), np.int8(NOT_TOLD))
    something = np.where(mine & 1, np.int8(SAME_DONE), np.int8(NEAR_DONE))
    return np.where(mine == 0, nothing, something), mine >> _PLACE_BITS + 1


def _total(crowd: Crowd, people: Counts, months: Counts) -> NDArray[np.int32]:
    total = np.zeros(len(crowd.ids), dtype=np.int32)
    np.add.at(total, people, months.astype(np.int32))
    return total
