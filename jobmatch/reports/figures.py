"""The key figures K1 to K11 from what was counted: value, what is divided by what, and the target. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from jobmatch.reports import definitions
from jobmatch.reports.definitions import FigureDefinition
from jobmatch.reports.masking import FEW
from jobmatch.reports.table import Mark, Table, Value, divided


@dataclass(frozen=True)
class Counts:
    """What figures beyond M1 are made of, each list one entry a case; durations in days or minutes."""

    days_to_work: Sequence[int]
    cleared: int
    relapsed: int
    minutes_to_offer: Sequence[Decimal]
    forms: int
    started_3m: int
    held_3m: int
    started_6m: int
    held_6m: int
    wage_truth: Sequence[Decimal]
    enrolled: int
    fresh: int
    served: int
    complaints: int
    days_to_correct: Sequence[int]


@dataclass(frozen=True)
class Figure:
    """One key figure; `met` is None without a target or a value. A median has its number of cases as denominator."""

    definition: FigureDefinition
    value: Value
    numerator: Value
    denominator: Value
    target: Decimal | None
    met: bool | None


def figures(m1: Table, total: str, counts: Counts, gap: Value, targets: Mapping[str, Decimal]) -> tuple[Figure, ...]:
    """Every figure in its order; `total` is the row of M1 that stands for the whole scope."""
    cell = {column.key: m1.value(total, column.key) for column in m1.columns}
    parts: dict[str, tuple[Value, Value, Value]] = {
        "K1a": _rate(cell["employed"], cell["labour_households"]),
        "K1b": _rate(cell["employed"], cell["households"]),
        "K2": _rate(cell["with_earner"], cell["labour_households"]),
        "K3a": _median(counts.days_to_work),
        "K3b": _rate(counts.relapsed, counts.cleared),
        "K4": _rate(cell["employed"], cell["labourers"]),
        "K5": _median(counts.minutes_to_offer, counts.forms),
        "K6a": _rate(counts.held_3m, counts.started_3m),
        "K6b": _rate(counts.held_6m, counts.started_6m),
        "K7": _median(counts.wage_truth),
        "K8": (counts.enrolled, None, None),
        "K9": _rate(counts.fresh, counts.served),
        "K10a": (counts.complaints, None, None),
        "K10b": _median(counts.days_to_correct),
        "K11": (gap, None, None),
    }
    return tuple(_figure(one, parts[one.code], targets) for one in definitions.figures())


def masked(one: Figure) -> Figure:
    """A figure as it may leave the site: of fewer than five people, or all but fewer than five, nothing is told.

    Rates that lie on M1 are hidden by the masks of M1 itself.
    """
    counts = (one.numerator, one.denominator)
    few = [count for count in counts if isinstance(count, int) and 0 < count < FEW]
    whole, part = one.denominator, one.numerator
    left_over = isinstance(whole, int) and isinstance(part, int) and 0 < whole - part < FEW
    alone = one.denominator is None and isinstance(one.value, int) and 0 < one.value < FEW
    if alone:
        return replace(one, value=Mark.FEW, met=None)
    if not few and not left_over:
        return one
    return replace(one, value=Mark.HELD, numerator=_hidden(part), denominator=_hidden(whole), met=None)


def _hidden(count: Value) -> Value:
    if not isinstance(count, int):
        return count
    return Mark.FEW if 0 < count < FEW else Mark.HELD


def _rate(numerator: Value, denominator: Value) -> tuple[Value, Value, Value]:
    return divided(numerator, denominator), numerator, denominator


def _median(cases: Sequence[int | Decimal], whole: int | None = None) -> tuple[Value, Value, Value]:
    middle = median(Decimal(case) for case in cases) if cases else None
    return middle, len(cases), len(cases) if whole is None else whole


def _figure(definition: FigureDefinition, parts: tuple[Value, Value, Value], targets: Mapping[str, Decimal]) -> Figure:
    value, numerator, denominator = parts
    target = targets.get(definition.target) if definition.target else None
    met = None
    if target is not None and isinstance(value, int | Decimal):
        met = value <= target if definition.lower else value >= target
    return Figure(definition, value, numerator, denominator, target, met)
