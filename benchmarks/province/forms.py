"""The forms that are compared: the engine, plain and compiled, and a pass that filters and scores nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numba
import numpy as np

from benchmarks.measuring import by_the_processor
from jobmatch.matches.province.offers import Offers
from jobmatch.matches.province.source import Part
from jobmatch.matching.engine import compiled
from jobmatch.matching.engine.engine import TOP
from jobmatch.matching.engine.keys import places_of
from jobmatch.matching.engine.laid import People, people_of
from jobmatch.matching.engine.rows import CLOSED


@dataclass(slots=True)
class Spent:
    """Processor seconds: reading people into columns, and matching them; and whom."""

    reading: float = 0.0
    matching: float = 0.0
    people: int = 0

    def each_ms(self) -> tuple[float, float]:
        """Milliseconds a person of reading and of matching."""
        return 1000 * self.reading / self.people, 1000 * self.matching / self.people


def engine(offers: Offers, parts: Sequence[Part], spent: Spent) -> dict[str, list[str]]:
    """The best twenty of everybody, as ids."""
    found: dict[str, list[str]] = {}
    for part in parts:
        seconds, ready = by_the_processor(offers.meet, part)
        spent.reading += seconds
        seconds, lists = by_the_processor(ready.lists, most=TOP)
        spent.matching += seconds
        spent.people += len(lists)
        posts = offers.ground.posts
        found.update(
            (person, [posts[place].vacancy.id for place in places_of(keys).tolist()]) for person, keys in lists.items()
        )
    return found


def floor(offers: Offers, parts: Sequence[Part]) -> tuple[float, float, int]:
    """Processor seconds of the compiled form and of filtering alone over the very same rows, already laid out; and the
    pairs that were filtered."""
    scored, filtered, pairs = 0.0, 0.0, 0
    for part in parts:
        ready = offers.meet(part)
        asking = np.flatnonzero((ready.roll.each["closed"] == 0) & ~ready.roll.each["bound"])
        for catchment, those in ready.by_catchment(asking):
            laid = people_of(ready.resolver, catchment, ready.roll, those)
            seconds, _ = by_the_processor(ready.form.best, catchment, laid, TOP)
            scored += seconds
            seconds, _ = by_the_processor(_filter, laid, catchment.number)
            filtered += seconds
            pairs += len(those) * catchment.number
    return scored, filtered, pairs


def _count(people: People, width: int) -> int:
    found, passing = np.zeros(width, dtype=np.uint8), 0
    for n in range(len(people.each)):
        compiled.find(people.findings, people.rows[n], people.age_from[n], people.age_rows[n], found)
        for at in range(width):
            passing += (found[at] & CLOSED) ^ CLOSED
    return passing


_filter = numba.njit(nogil=True)(_count)
