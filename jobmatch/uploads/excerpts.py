"""The rows of a list around its faulty cells, so that a page can show where in the sheet a fault lies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jobmatch.courses.plan.columns import COURSE_PLAN
from jobmatch.households.roster.columns import ROSTER
from jobmatch.vacancies.listing.columns import VACANCY_LIST
from jobmatch.workbooks import values
from jobmatch.workbooks.grid import CellValue, Row, Sheet, column_letters, column_number, open_workbook
from jobmatch.workbooks.headings import ListKind, Table, find_table
from jobmatch.workbooks.lists import Kind

MOST_ROWS = 2_000
_LONGEST = 60
# The columns by which a person finds a row again.
_LEADS: Mapping[Kind, tuple[ListKind, tuple[str, ...]]] = {
    Kind.HOUSEHOLDS: (ROSTER, ("office_number", "name")),
    Kind.VACANCIES: (VACANCY_LIST, ("employer", "title")),
    Kind.COURSES: (COURSE_PLAN, ("title", "provider")),
}


def excerpts_of(path: Path, kind: Kind, faults: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """By sheet: `headings` by column letter, the letters that `lead`, and `rows` by number with their cells by letter.

    A row has its leading cells, and each faulty cell between its neighbours; at most MOST_ROWS rows are taken.
    """
    wanted: dict[str, dict[int, set[int]]] = defaultdict(dict)
    for fault in faults:
        rows = wanted[fault["sheet"]]
        if len(rows) < MOST_ROWS or fault["row"] in rows:
            column = column_number(fault["cell"]) if fault["cell"] else 0
            rows.setdefault(fault["row"], set()).update(range(column - 1, column + 2) if column else ())
    list_kind, leads = _LEADS[kind]
    return {
        sheet.name: _excerpt(sheet, find_table(sheet, list_kind), leads, wanted[sheet.name])
        for sheet in open_workbook(path).sheets
        if sheet.name in wanted
    }


def _excerpt(sheet: Sheet, table: Table | None, leads: Iterable[str], wanted: Mapping[int, set[int]]) -> dict[str, Any]:
    leading = [table.places[name].column for name in leads if name in table.places] if table else []
    above: dict[int, CellValue] = {}
    rows: dict[str, dict[str, str]] = {}
    for row in sheet.rows():
        for column in leading:
            merge = sheet.merges.at(row.number, column)
            if merge is not None and merge.first_row == row.number:
                above[column] = row.at(merge.first_column)
        if row.number in wanted:
            columns = sorted({*leading, *wanted[row.number]} - {0})
            rows[str(row.number)] = {column_letters(column): _shown(sheet, row, column, above) for column in columns}
    headings = {column_letters(one.column): one.text for one in table.headings} if table else {}
    return {"headings": headings, "lead": [column_letters(column) for column in leading], "rows": rows}


def _shown(sheet: Sheet, row: Row, column: int, above: Mapping[int, CellValue]) -> str:
    merge = sheet.merges.at(row.number, column)
    inherited = merge is not None and merge.first_row < row.number
    return (values.text(above.get(column) if inherited else row.at(column)) or "")[:_LONGEST]
