"""The two forms of the same engine: `Plain` always works, `Compiled` where numba is installed."""

from typing import Protocol

import numpy as np

from jobmatch.matching.compiling import is_installed
from jobmatch.matching.engine.catchments import Catchment
from jobmatch.matching.engine.columns import BIT, Numbers
from jobmatch.matching.engine.laid import PENALTIES, People, Tables, grown, tables_of
from jobmatch.matching.engine.lines import Line, taken_off
from jobmatch.matching.engine.plain import Plain
from jobmatch.matching.engine.rows import Bytes
from jobmatch.matching.engine.works import Works
from jobmatch.matching.engine.worth import Worth
from jobmatch.matching.notes import Gate

PLAIN, COMPILED = "plain", "compiled"


class Form(Protocol):
    """What goes through a catchment."""

    def every_gate(self, catchment: Catchment, people: People, n: int) -> Numbers:
        """Of person `n`, laid out with every gate, each gate as a bit, but those that look at others or at one side."""

    def lines(self, catchment: Catchment, people: People, n: int, found: Bytes) -> tuple[list[Line], Numbers]:
        """Of person `n` the lines of the score at every position where this was found, and the keys."""

    def best(self, catchment: Catchment, people: People, most: int) -> list[Numbers]:
        """Of people who go alone the keys of the best vacancies, in order."""


class Compiled:
    """The compiled form; ImportError where numba is not installed."""

    def __init__(self, works: Works, worth: Worth) -> None:
        from jobmatch.matching.engine import compiled

        self._compiled, self._works, self._worth = compiled, works, worth
        self._known = works.known
        self._tables = tables_of(works, worth)

    def every_gate(self, catchment: Catchment, people: People, n: int) -> Numbers:
        """See Form."""
        found = np.zeros(catchment.number, dtype=np.int64)
        self._compiled.find(people.findings, people.rows[n], people.age_from[n], people.age_rows[n], found)
        closed = self._compiled.practice_gates(people, catchment.offers, self._current(), n)
        gates: Numbers = np.array([0, *_PRACTICE_GATES, sum(_PRACTICE_GATES)])[closed]
        return found | gates

    def lines(self, catchment: Catchment, people: People, n: int, found: Bytes) -> tuple[list[Line], Numbers]:
        """See Form."""
        points, why, order = self._compiled.weigh_all(people, catchment.offers, self._current(), n, found)
        experience, money, schedule, wish = points
        given = [
            Line("experience", experience),
            Line("money", money),
            Line("distance", people.distance[people.each["distance_of"][n]]),
            Line("schedule", schedule),
            Line("wish", wish),
            Line("stability", catchment.column("stability")),
        ]
        reasons = [why >> place & 1 != 0 for place, _ in enumerate(PENALTIES)]
        return [*given, *taken_off(given, reasons, self._worth.setting.rules)], order

    def best(self, catchment: Catchment, people: People, most: int) -> list[Numbers]:
        """See Form."""
        lists, numbers = self._compiled.best(people, catchment.offers, self._current(), most)
        return [keys[:number] for keys, number in zip(lists, numbers.tolist(), strict=True)]

    def _current(self) -> Tables:
        """The tables with all rows that have come in."""
        if self._known != self._works.known:
            self._known, self._tables = self._works.known, grown(self._tables, self._works, self._worth)
        return self._tables


_PRACTICE_GATES = (BIT[Gate.WAGE_LAW_NOVICE], BIT[Gate.EXPERIENCE])


def form(works: Works, worth: Worth, name: str | None = None) -> Form:
    """The form of this name; of none, the faster one that this machine has."""
    if name == COMPILED or (name is None and is_installed()):
        return Compiled(works, worth)
    return Plain(works, worth)
