"""The two forms of the same engine: `Plain` always works, `Compiled` where numba is installed."""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Protocol

import numpy as np

from jobmatch.matching.engine.catchments import Catchment
from jobmatch.matching.engine.columns import BIT, Numbers
from jobmatch.matching.engine.encoding import Encoded
from jobmatch.matching.engine.laid import Tables, offers_of, people_of, tables_of
from jobmatch.matching.engine.plain import PENALTIES, Line, Plain, taken_off
from jobmatch.matching.engine.rows import Bytes
from jobmatch.matching.engine.works import Works
from jobmatch.matching.engine.worth import Worth
from jobmatch.matching.notes import Gate

PLAIN, COMPILED = "plain", "compiled"


class Form(Protocol):
    """What goes through a catchment; `one` and `people` are of it unless something else is said."""

    def every_gate(self, catchment: Catchment, one: Encoded) -> Numbers:
        """Of anybody, each gate as a bit, but those that look at other people, at other vacancies, or at one side."""

    def lines(self, catchment: Catchment, one: Encoded, found: Bytes) -> tuple[list[Line], Numbers]:
        """Of anybody, the lines of the score at every position where this was found, and the keys."""

    def best(self, catchment: Catchment, people: Sequence[Encoded], most: int) -> list[Numbers]:
        """Of people who go alone the keys of the best vacancies, in order."""


class Compiled:
    """The compiled form; ImportError where numba is not installed."""

    def __init__(self, works: Works, worth: Worth) -> None:
        from jobmatch.matching.engine import compiled

        self._compiled, self._works, self._worth = compiled, works, worth
        self._known = works.known
        self._tables = tables_of(works, worth)

    def every_gate(self, catchment: Catchment, one: Encoded) -> Numbers:
        """See Form."""
        people = people_of(catchment, [one], every_gate=True)
        found = np.zeros(catchment.number, dtype=np.int64)
        self._compiled.find(people.findings, people.rows[0], people.age_from[0], people.age_rows[0], found)
        closed = self._compiled.practice_gates(people, offers_of(catchment), self._current(), 0)
        gates: Numbers = np.array([0, *_PRACTICE_GATES, sum(_PRACTICE_GATES)])[closed]
        return found | gates

    def lines(self, catchment: Catchment, one: Encoded, found: Bytes) -> tuple[list[Line], Numbers]:
        """See Form."""
        people = people_of(catchment, [one])
        points, why, order = self._compiled.weigh_all(people, offers_of(catchment), self._current(), 0, found)
        experience, money, schedule, wish = points
        given = [
            Line("experience", experience),
            Line("money", money),
            Line("distance", catchment.distance(one.accepts, fetches=one.fetches)),
            Line("schedule", schedule),
            Line("wish", wish),
            Line("stability", catchment.stability),
        ]
        reasons = [why >> place & 1 != 0 for place, _ in enumerate(PENALTIES)]
        return [*given, *taken_off(given, reasons, self._worth.setting.rules)], order

    def best(self, catchment: Catchment, people: Sequence[Encoded], most: int) -> list[Numbers]:
        """See Form."""
        laid = people_of(catchment, people)
        lists, numbers = self._compiled.best(laid, offers_of(catchment), self._current(), most)
        return [keys[:number] for keys, number in zip(lists, numbers.tolist(), strict=True)]

    def _current(self) -> Tables:
        """The tables, made anew when rows have come in."""
        if self._known != self._works.known:
            self._known, self._tables = self._works.known, tables_of(self._works, self._worth)
        return self._tables


_PRACTICE_GATES = (BIT[Gate.WAGE_LAW_NOVICE], BIT[Gate.EXPERIENCE])


def form(works: Works, worth: Worth, name: str | None = None) -> Form:
    """The form of this name; of none, the faster one that this machine has."""
    if name == COMPILED or (name is None and find_spec("numba") is not None):
        return Compiled(works, worth)
    return Plain(works, worth)
