"""A table of a report as plain values: columns with their definitions, rows, and which cells add up to which. Pure.

The same table becomes a sheet of a workbook, a CSV file and a table of a page. Words stand in both languages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


class Mark(StrEnum):
    """What stands in the place of a number that is not shown.

    One for small counts and for those that would give a small one away: two would tell the reader which is which.
    """

    HIDDEN = "*"


@dataclass(frozen=True)
class Words:
    """Something said in both languages."""

    zh: str
    en: str

    def said(self, language: str) -> str:
        """In one of them."""
        return self.en if language == "en" else self.zh


Value: TypeAlias = int | Decimal | str | Words | Mark | None
"""None is "—": nothing is recorded, or there is nothing to divide by."""


class Form(StrEnum):
    """How a value is written."""

    COUNT = "count"
    SHARE = "share"  # 0.936 as 93.6 %
    RATIO = "ratio"  # two places
    DAYS = "days"
    MINUTES = "minutes"
    TEXT = "text"


@dataclass(frozen=True)
class Column:
    """One column: its number in the county's form, its name, what it says, and, for a rate, what is divided by what.

    `public`: it counts no people, so nothing of it is masked. `cases`: the column that counts what a median is of.
    """

    key: str
    number: str
    words: Words
    says: Words
    form: Form
    of: tuple[str, str] | None = None
    group: Words | None = None
    public: bool = False
    cases: str | None = None


@dataclass(frozen=True)
class Row:
    """One row; `section` gathers rows under a heading of their own, `level` 0 is a total."""

    key: str
    words: Words
    values: Mapping[str, Value]
    level: int = 1
    section: Words | None = None


Cell: TypeAlias = tuple[str, str]
"""The keys of a row and a column. A cell whose column is not shown is one that a reader could reckon from others."""


@dataclass(frozen=True)
class Sum:
    """A cell that is what its parts come to; parts with a minus are taken away."""

    total: Cell
    parts: tuple[tuple[Cell, int], ...]


@dataclass(frozen=True)
class Table:
    """One table of a report. `unseen` are counts that nobody prints and anybody could reckon: a total less its part.

    `kept` are cells that another table or another month prints as well; `carried` are columns that the next month
    opens with, so that what is hidden of them must follow from themselves alone.
    """

    code: str
    words: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Words, ...] = ()
    sums: tuple[Sum, ...] = ()
    unseen: Mapping[Cell, int] = field(default_factory=dict)
    kept: frozenset[Cell] = frozenset()
    carried: tuple[str, ...] = ()
    masked: bool = False

    def value(self, row: str, column: str) -> Value:
        """The value of one cell."""
        return next(one.values.get(column) for one in self.rows if one.key == row)


def written(value: Value, form: Form, language: str = "zh", empty: str = "—") -> str:
    """A value as people read it."""
    if value is None:
        return empty
    if isinstance(value, Words):
        return value.said(language)
    if isinstance(value, Mark | str):
        return str(value)
    if form is Form.SHARE:
        return f"{value * 100:.1f}%"
    if form is Form.RATIO:
        return f"{value:.2f}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def divided(numerator: Value, denominator: Value) -> Value:
    """A rate, as exact as its parts; one that is not shown keeps the rate from being shown."""
    if isinstance(numerator, Mark) or isinstance(denominator, Mark):
        return Mark.HIDDEN
    if not isinstance(numerator, int | Decimal) or not isinstance(denominator, int | Decimal) or not denominator:
        return None
    return Decimal(numerator) / Decimal(denominator)


def with_rates(columns: tuple[Column, ...], values: Mapping[str, Value]) -> dict[str, Value]:
    """The values of a row with those that are divided from others."""
    found = dict(values)
    for column in columns:
        if column.of is not None:
            found[column.key] = divided(found.get(column.of[0]), found.get(column.of[1]))
    return found
