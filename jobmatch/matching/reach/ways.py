"""The ways from all homes to one place, asked of `travel` once for each home."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jobmatch.matching.codes import Area
from jobmatch.matching.engine.columns import Classes, answers
from jobmatch.matching.engine.homes import Home
from jobmatch.matching.facts import Place
from jobmatch.matching.rules import Rules
from jobmatch.matching.travel import Travel, travel


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """`kinds` are homes by the daily way and the areas within which the place lies, `examples` a way of each kind."""

    kinds: Classes
    examples: tuple[Travel, ...]
    # A place of work as the engine has a home: ways are as long in both directions.
    ends: Home


def ways_to(place: Place, homes: Sequence[Place], rules: Rules) -> Ways:
    """By home."""
    found = [travel(home, place, rules) for home in homes]
    kinds = Classes.by((way.daily, *map(way.within.get, Area)) for way in found)
    metres = np.array([np.nan if way.metres is None else way.metres for way in found], dtype=np.float64)
    ends = Home(
        place=place,
        daily=answers(way.daily for way in found),
        metres_known=~np.isnan(metres),
        metres=np.rint(np.nan_to_num(metres)).astype(np.int64),
        within={area: answers(way.within[area] for way in found) for area in Area},
    )
    return Ways(kinds, tuple(found[first] for first in kinds.first), ends)
