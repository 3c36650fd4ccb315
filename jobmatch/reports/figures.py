"""The key figures K1 to K11 from what was counted: value, what is divided by what, and the target. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from jobmatch.reports import definitions
from jobmatch.reports.definitions import FigureDefinition
from jobmatch.reports.table import Column, Form, Mark, Row, Sum, Table, Value, divided

_PART_OF_WHOLE = frozenset({"K2", "K3b", "K5", "K6a", "K6b", "K9"})
"""Figures whose numerator is a part of the denominator: what is left nobody prints, and everybody could reckon."""
_REST = "rest"
_COLUMNS = tuple(
    Column(key, "", definitions.title("K"), definitions.title("K"), Form.COUNT)
    for key in ("value", "numerator", "denominator")
)


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


def as_table(found: Sequence[Figure]) -> Table:
    """The counts behind the figures as a table that is masked with the others; nobody prints it."""
    rows, sums, unseen = [], [], {}
    for one in found:
        code, part, whole = one.definition.code, one.numerator, one.denominator
        alone = one.value if one.definition.form is Form.COUNT else None
        values = {"value": alone, "numerator": part, "denominator": whole}
        rows.append(Row(code, one.definition.words, {key: value for key, value in values.items() if value is not None}))
        if code in _PART_OF_WHOLE and isinstance(part, int) and isinstance(whole, int):
            unseen[code, _REST] = whole - part
            sums.append(Sum((code, "denominator"), (((code, "numerator"), 1), ((code, _REST), 1))))
    return Table("K", definitions.title("K"), _COLUMNS, tuple(rows), (), tuple(sums), unseen)


def shown(one: Figure, masks: Table) -> Figure:
    """A figure as the masked table has it: what is hidden is told neither itself nor by what is divided from it."""
    row = next(row for row in masks.rows if row.key == one.definition.code)
    numerator, denominator = row.values.get("numerator"), row.values.get("denominator")
    if Mark.HIDDEN not in row.values.values():
        return one
    return replace(one, value=Mark.HIDDEN, numerator=numerator, denominator=denominator, met=None)


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
