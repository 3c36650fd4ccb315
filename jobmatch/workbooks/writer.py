"""Writing lists in the layouts that offices know and `headings.py` reads: title, headings in one or two rows, merges.

Text is always stored as text, so that nothing a resident or an office typed (`=`, `+`, `-`, `@`) runs as a formula and
no identity number loses digits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import openpyxl
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

OutValue: TypeAlias = str | int | float | Decimal | date | bool | None

_LINE = Side(style="thin", color="999999")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_HEAD = PatternFill("solid", fgColor="DDEBF7")
_TEXT = "@"
_A_TEXT, _A_CELL = "list text", "list cell"
_LOOKS = {_A_TEXT: _TEXT, _A_CELL: "General"}
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32)))


@dataclass(frozen=True)
class OutColumn:
    """A column to write: its heading, the group heading above it, its width in characters."""

    heading: str
    group: str | None = None
    width: float = 12
    hidden: bool = False


@dataclass(frozen=True)
class OutMerge:
    """Rows `first` to `last` (counted from 0 among the records) of one column (from 0) as one cell."""

    first: int
    last: int
    column: int


@dataclass(frozen=True)
class OutSheet:
    """A list to write. `above` are lines between title and headings (office, date), `below` lines after the records."""

    name: str
    title: str
    columns: tuple[OutColumn, ...]
    rows: Sequence[Sequence[OutValue]]
    merges: tuple[OutMerge, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def write_workbook(path: Path, sheets: Sequence[OutSheet]) -> None:
    """Write an .xlsx; it is complete under its name or not there at all."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    # One look shared by name: a look set on each cell is compared with all others, which takes minutes for a county.
    for name, number_format in _LOOKS.items():
        book.add_named_style(NamedStyle(name, border=_BORDER, alignment=_MIDDLE, number_format=number_format))
    for sheet in sheets:
        _write_sheet(book.create_sheet(sheet.name), sheet)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        book.save(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def csv_text(value: str) -> str:
    """A text for a .csv cell: one that a spreadsheet would run gets an apostrophe, which import takes off again."""
    return f"'{value}" if value.startswith(_STARTS_A_FORMULA) and len(value) > 1 else value


def put_text(cell: Cell, value: str) -> None:
    """A text into a cell as it was typed: no spreadsheet runs it, and what no .xlsx may hold is left out."""
    cell.value = value.translate(_ILLEGAL)
    cell.data_type = "s"
    if value.startswith(_STARTS_A_FORMULA):
        cell.quotePrefix = True


def _write_sheet(page: Worksheet, sheet: OutSheet) -> None:
    width = len(sheet.columns)
    for number, line in enumerate((sheet.title, *sheet.above), 1):
        _put(page.cell(number, 1), line)
        page.merge_cells(start_row=number, start_column=1, end_row=number, end_column=width)
    page.cell(1, 1).font = Font(bold=True, size=16)
    page.cell(1, 1).alignment = _MIDDLE
    last_head = _write_headings(page, sheet, len(sheet.above) + 2)
    for offset, values in enumerate(sheet.rows, 1):
        for column, value in enumerate(values, 1):
            cell = page.cell(last_head + offset, column)
            cell.style = _A_TEXT if isinstance(value, str) else _A_CELL
            _put(cell, value)
    for merge in sheet.merges:
        if merge.last > merge.first:
            first, last, column = last_head + 1 + merge.first, last_head + 1 + merge.last, merge.column + 1
            for row in range(first + 1, last + 1):
                page.cell(row, column).value = None
            # Ranges of one column never overlap; `merge_cells` would look through all earlier ones for each.
            page.merged_cells.ranges.add(CellRange(min_row=first, max_row=last, min_col=column, max_col=column))
    for number, line in enumerate(sheet.below, last_head + len(sheet.rows) + 1):
        _put(page.cell(number, 1), line)
        page.merge_cells(start_row=number, start_column=1, end_row=number, end_column=width)
    page.freeze_panes = f"A{last_head + 1}"


def _write_headings(page: Worksheet, sheet: OutSheet, first: int) -> int:
    """One heading row, or two where there are groups; returns the lowest one."""
    grouped = any(column.group for column in sheet.columns)
    lowest = first + 1 if grouped else first
    start = 1
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = column.width
        page.column_dimensions[letter].hidden = column.hidden
        _put(page.cell(lowest if column.group else first, number), column.heading)
        if grouped and not column.group:
            page.merge_cells(start_row=first, end_row=lowest, start_column=number, end_column=number)
        following = sheet.columns[number].group if number < len(sheet.columns) else None
        if column.group and following != column.group:
            _put(page.cell(first, start), column.group)
            page.merge_cells(start_row=first, end_row=first, start_column=start, end_column=number)
        if following != column.group or not column.group:
            start = number + 1
    for row in range(first, lowest + 1):
        for number in range(1, len(sheet.columns) + 1):
            head = page.cell(row, number)
            head.border, head.alignment, head.fill, head.font = _BORDER, _MIDDLE, _HEAD, Font(bold=True)
    return lowest


def _put(cell: Cell | MergedCell, value: OutValue) -> None:
    if isinstance(cell, MergedCell):
        return  # its value stands in the first cell of the range
    if isinstance(value, str):
        put_text(cell, value)
        if cell.number_format != _TEXT:  # a look that is set again is compared with all others again
            cell.number_format = _TEXT
    elif isinstance(value, Decimal):
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    else:
        cell.value = value
