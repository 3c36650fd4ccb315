"""Counts as bars of a drawing that needs no script: lying ones for kinds, standing ones for months; see the tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jobmatch.reports.table import Form, Value, written

WIDTH = 720
_LINE, _THICK = 66, 24
_NUMBERS = 96
_STANDING, _TOP, _BOTTOM = 240, 28, 34
_WIDEST = 56
_MOST_NAMES = 7
"""More numbers or names of months would stand on each other."""


@dataclass(frozen=True)
class Bar:
    """One count: its name, the count as it is said, and where it lies; nothing is drawn of one that is not shown."""

    name: str
    said: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Bars:
    """A drawing of some counts."""

    bars: tuple[Bar, ...]
    height: int
    width: int = WIDTH


def lying(counts: Sequence[tuple[str, Value]]) -> Bars:
    """Bars below each other, each with its name above it and its count at its end."""
    longest = max([1, *(count for _, count in counts if isinstance(count, int))])
    return Bars(
        tuple(
            Bar(
                name, written(count, Form.COUNT), 0, index * _LINE + _LINE - _THICK - 10,
                round((WIDTH - _NUMBERS) * (count if isinstance(count, int) else 0) / longest, 1), _THICK,
            )
            for index, (name, count) in enumerate(counts)
        ),
        len(counts) * _LINE + 4,
    )  # fmt: skip


def standing(months: Sequence[tuple[date, Value]]) -> Bars:
    """Bars beside each other, one a month, each with its count above and its month below."""
    highest = max([1, *(count for _, count in months if isinstance(count, int))])
    room = WIDTH / max(len(months), 1)
    thick = min(_WIDEST, round(room * 0.7, 1))
    every = -(-len(months) // _MOST_NAMES)
    found = []
    for index, (month, count) in enumerate(months):
        tall = round((_STANDING - _TOP - _BOTTOM) * (count if isinstance(count, int) else 0) / highest, 1)
        is_named = (len(months) - 1 - index) % every == 0
        name, said = (f"{month:%y}.{month.month}", written(count, Form.COUNT)) if is_named else ("", "")
        left = round(room * index + (room - thick) / 2, 1)
        found.append(Bar(name, said, left, _STANDING - _BOTTOM - tall, thick, tall))
    return Bars(tuple(found), _STANDING)
