"""The line of K1 over the months, as points of a drawing that needs no script; the table beside it says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobmatch.reports.service import Point
from jobmatch.reports.table import Value

WIDTH, HEIGHT = 720, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 24, 20, 40
_STEP = Decimal("0.5")
_MOST_NAMES = 7
"""More names of months would stand on each other."""


@dataclass(frozen=True)
class Dot:
    """One month on a line, in the drawing's own units."""

    x: float
    y: float
    said: str


@dataclass(frozen=True)
class Curve:
    """Both lines, the line of the target, the scale at the left and the names of months below."""

    per_labour_household: tuple[Dot, ...]
    per_household: tuple[Dot, ...]
    target_y: float
    target: str
    scale: tuple[tuple[float, str], ...]
    months: tuple[tuple[float, str], ...]
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    width: int = WIDTH
    height: int = HEIGHT


def drawn(points: Sequence[Point], target: Decimal) -> Curve | None:
    """The drawing; None where there are not two months yet, since one dot is no line."""
    if len(points) < 2:
        return None
    values = [value for one in points for value in _both(one) if isinstance(value, Decimal)]
    top = (max([target, *values]) // _STEP + 1) * _STEP
    every = -(-len(points) // _MOST_NAMES)
    steps = [_STEP * number for number in range(int(top / _STEP) + 1)]
    return Curve(
        _line([one.per_labour_household for one in points], top),
        _line([one.per_household for one in points], top),
        _y(target, top),
        f"{target:.1f}",
        tuple((_y(step, top), f"{step:.1f}") for step in steps),
        tuple((_x(index, len(points)), _name(one.month)) for index, one in enumerate(points) if index % every == 0),
    )


def _both(one: Point) -> tuple[Value, Value]:
    return one.per_labour_household, one.per_household


def _line(values: Sequence[Value], top: Decimal) -> tuple[Dot, ...]:
    return tuple(
        Dot(_x(index, len(values)), _y(value, top), f"{value:.2f}")
        for index, value in enumerate(values)
        if isinstance(value, Decimal)
    )


def _x(index: int, of: int) -> float:
    return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * index / (of - 1), 1)


def _y(value: Decimal, top: Decimal) -> float:
    return round(float(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top), 1)


def _name(month: date) -> str:
    return f"{month:%y}.{month.month}"
