"""The lines of the score of many vacancies at once.

They come in the order in which `rank` prints them; a penalty that takes nothing more, because nothing is left, still
stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jobmatch.matching.engine.columns import Counts, Flags
from jobmatch.matching.engine.laid import PENALTIES
from jobmatch.matching.rules import Rules


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the score: its points, and where it stands at all."""

    name: str
    points: Counts
    stands: Flags | bool = True


def taken_off(given: Sequence[Line], reasons: Sequence[Flags], rules: Rules) -> list[Line]:
    """The lines of penalties, as far as there is something to take."""
    left = score(given)
    taken = []
    for name, stands in zip(PENALTIES, reasons, strict=True):
        points = np.where(stands, np.minimum(left, rules.penalties[name]), 0)
        left = left - points
        taken.append(Line(name, -points, stands))
    return taken


def score(lines: Sequence[Line]) -> Counts:
    """The sum of the lines."""
    total: Counts = np.sum([line.points for line in lines], axis=0)
    return total
