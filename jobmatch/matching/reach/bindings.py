"""What binds people, taken apart into single limits: each is judged once for every way that is different, and put
together again for everybody who has it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.codes import ConstraintKind
from jobmatch.matching.engine.columns import Classes
from jobmatch.matching.facts import Constraint
from jobmatch.matching.travel import Travel

_BY_PLACE = frozenset({ConstraintKind.HOME_EVERY_NIGHT, ConstraintKind.FURTHEST, ConstraintKind.DORM})
_NO_END, _OVER, _LASTS = range(3)
# What a limit comes to, which has to be 0 where it is none at all.
Judge = Callable[[Constraint, Travel], int]
Table = NDArray[np.uint8]


class Bindings:
    """The limits of people by number of what binds them."""

    def __init__(self, bindings: Sequence[tuple[Constraint, ...]]) -> None:
        limits = list(dict.fromkeys(held for binding in bindings for held in binding))
        number_of = {held: number for number, held in enumerate(limits)}
        width = max((len(binding) for binding in bindings), default=0)
        # Behind all limits stands one that binds nobody.
        self._of = np.full((len(bindings), width), len(limits), dtype=np.intp)
        for number, binding in enumerate(bindings):
            self._of[number, : len(binding)] = [number_of[held] for held in binding]
        self._limits = limits
        self._without_end = Classes.by(replace(held, until=None) for held in limits)
        self._until = np.array([0 if held.until is None else held.until.toordinal() for held in limits], dtype=np.int64)

    def found(self, day: date, ways: Sequence[Travel], judge: Judge) -> NDArray[np.int64]:
        """What each limit comes to on a day, by way; the last row is of the limit that binds nobody.

        A limit with an end is over by the day or it is not: nothing else of its end matters.
        """
        ended = np.where(self._until <= day.toordinal(), _OVER, _LASTS)
        state = np.where(self._until == 0, _NO_END, ended)
        alike = Classes.by(zip(self._without_end.of.tolist(), state.tolist(), strict=True))
        found = np.zeros((len(self._limits) + 1, len(ways)), dtype=np.int64)
        each = [self._of_one(self._limits[first], ways, judge) for first in alike.first]
        if each:
            found[:-1] = np.array(each)[alike.of]
        return found

    def _of_one(self, held: Constraint, ways: Sequence[Travel], judge: Judge) -> list[int]:
        if held.kind in _BY_PLACE:
            return [judge(held, way) for way in ways]
        return [judge(held, ways[0])] * len(ways)

    def either(self, found: NDArray[np.integer[Any]]) -> Table:
        """By what binds and by way, all that any of its limits comes to, as bits of a byte."""
        together: Table = np.bitwise_or.reduce(found.astype(np.uint8)[self._of], axis=1)
        return together

    def total(self, found: NDArray[np.integer[Any]]) -> Table:
        """The same as a sum."""
        together: Table = found.astype(np.uint8)[self._of].sum(axis=1, dtype=np.uint8)
        return together
