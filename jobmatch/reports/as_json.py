"""What a report came to as plain JSON and back: values and the keys of what they stand under, no word that is defined.

Columns, titles and definitions come from `definitions` again when it is read.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from jobmatch.reports import definitions
from jobmatch.reports.figures import Figure
from jobmatch.reports.m6_unemployed import WithoutWork
from jobmatch.reports.service import Counted, Point
from jobmatch.reports.status import Status
from jobmatch.reports.table import Mark, Row, Table, Value, Words


def written(counted: Counted) -> dict[str, Any]:
    """As JSON holds it; amounts are text, so that not a digit of them changes."""
    return {
        "closed": counted.closed,
        "tables": [_table(one) for one in counted.tables],
        "behind": [_table(one) for one in counted.behind],
        "figures": {
            one.definition.code: [*map(_plain, (one.value, one.numerator, one.denominator, one.target)), one.met]
            for one in counted.figures
        },
        "curve": [
            [one.month.isoformat(), *map(_plain, (one.per_labour_household, one.per_household, one.without_earner))]
            for one in counted.curve
        ],
        "without_work": [
            [one.person_id, one.household_id, one.status.value, one.asked] for one in counted.without_work
        ],
    }


def read(kept: Mapping[str, Any]) -> Counted:
    """What was written."""
    return Counted(
        kept["closed"],
        tuple(map(_read_table, kept["tables"])),
        tuple(_read_figure(one, kept["figures"][one.code]) for one in definitions.figures()),
        tuple(map(_read_table, kept["behind"])),
        tuple(Point(date.fromisoformat(month), *map(_value, values)) for month, *values in kept["curve"]),
        tuple(
            WithoutWork(person_id, household_id, Status(status), asked)
            for person_id, household_id, status, asked in kept["without_work"]
        ),
    )


def _table(table: Table) -> dict[str, Any]:
    return {"code": table.code, "masked": table.masked, "rows": [_row(row) for row in table.rows]}


def _row(row: Row) -> list[Any]:
    section = None if row.section is None else _plain(row.section)
    return [row.key, _plain(row.words), row.level, section, {key: _plain(value) for key, value in row.values.items()}]


def _read_table(kept: Mapping[str, Any]) -> Table:
    code = kept["code"]
    return Table(
        code, definitions.title(code), definitions.columns(code), tuple(map(_read_row, kept["rows"])),
        definitions.notes(code), masked=kept["masked"],
    )  # fmt: skip


def _read_row(kept: Sequence[Any]) -> Row:
    key, words, level, section, values = kept
    return Row(
        key, Words(*words), {key: _value(value) for key, value in values.items()}, level,
        None if section is None else Words(*section),
    )  # fmt: skip


def _read_figure(definition: definitions.FigureDefinition, kept: Sequence[Any]) -> Figure:
    *parts, target, met = kept
    value, numerator, denominator = map(_value, parts)
    return Figure(definition, value, numerator, denominator, None if target is None else Decimal(target[_AMOUNT]), met)


_AMOUNT, _MARK = "amount", "mark"


def _plain(value: Value) -> Any:
    if isinstance(value, Words):
        return [value.zh, value.en]
    if isinstance(value, Decimal):
        return {_AMOUNT: str(value)}
    return {_MARK: value.value} if isinstance(value, Mark) else value


def _value(kept: Any) -> Value:
    if isinstance(kept, dict):
        return Decimal(kept[_AMOUNT]) if _AMOUNT in kept else Mark(kept[_MARK])
    if isinstance(kept, list):
        return Words(*kept)
    if kept is None or isinstance(kept, int | str):
        return kept
    raise TypeError(f"a table holds no {type(kept).__name__}")
