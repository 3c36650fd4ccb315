"""The record rows of a list with what their cells take from above: merged ranges, cells left empty, 同上.

Offices write an employer once and leave it out in the rows of its other posts. What a cell means is
the list's own matter.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jobmatch.workbooks import values
from jobmatch.workbooks.grid import CellValue, Row, cell_name
from jobmatch.workbooks.headings import Heading, Table
from jobmatch.workbooks.rows import RowKind, kind_of

_AS_ABOVE = re.compile(r'(?:同上|[〃″"]{1,2})$')


@dataclass(frozen=True, slots=True)
class HeldCell:
    """A value with its lowest heading and the name of the cell that holds it, which may lie in a row above."""

    heading: str | None
    name: str | None
    value: CellValue

    @property
    def text(self) -> str | None:
        """The value as text with single spaces; None for blanks."""
        return values.text(self.value)


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record by its sheet and row number, with its cells by the names of the list's columns."""

    sheet: str
    number: int
    cells: Mapping[str, HeldCell]

    def cell(self, name: str) -> HeldCell:
        """A column's cell; one without heading and name where the list lacks the column."""
        return self.cells.get(name, _NO_CELL)

    def text(self, name: str) -> str | None:
        """The text of a column; None for blanks and where the list lacks the column."""
        return self.cell(name).text


_NO_CELL = HeldCell(None, None, None)


def record_rows(table: Table, lead: str, follows: frozenset[str]) -> Iterator[RecordRow]:
    """The record rows of a table. Where `lead` is empty or repeated, the empty cells of `follows` are those above."""
    above: Mapping[str, HeldCell] = {}
    merged: dict[int, HeldCell] = {}
    for row in table.rows():
        _note_merges(table, row, merged)
        if kind_of(row, table) is not RowKind.RECORD:
            continue
        cells = {name: _own(table, row, name, heading, merged, above) for name, heading in table.places.items()}
        own_lead = cells[lead].text if lead in cells else None
        if above and (own_lead is None or own_lead == above[lead].text):
            taken = follows | {lead} if own_lead is None else follows
            cells |= {name: above[name] for name in taken if name in cells and values.text(cells[name].value) is None}
        above = cells
        yield RecordRow(table.sheet.name, row.number, cells)


def _own(
    table: Table, row: Row, name: str, heading: Heading, merged: Mapping[int, HeldCell], above: Mapping[str, HeldCell]
) -> HeldCell:
    merge = table.sheet.merges.at(row.number, heading.column)
    if merge is not None and merge.first_row < row.number and heading.column in merged:
        held = merged[heading.column]
        return HeldCell(heading.text, held.name, held.value)
    value = row.at(heading.column)
    if isinstance(value, str) and name in above and _AS_ABOVE.match(value.strip()):
        return above[name]
    return HeldCell(heading.text, cell_name(row.number, heading.column), value)


def _note_merges(table: Table, row: Row, merged: dict[int, HeldCell]) -> None:
    for heading in table.places.values():
        merge = table.sheet.merges.at(row.number, heading.column)
        if merge is not None and merge.first_row == row.number:
            value = row.at(merge.first_column)
            merged[heading.column] = HeldCell(heading.text, cell_name(row.number, merge.first_column), value)
