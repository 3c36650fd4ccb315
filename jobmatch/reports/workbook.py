"""The report as one workbook in the form that a county hands in: one sheet a table, ready to be printed."""

import io
from itertools import groupby

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from jobmatch.reports import definitions
from jobmatch.reports import month as months
from jobmatch.reports.csv_file import safe
from jobmatch.reports.figures import Figure
from jobmatch.reports.service import Report
from jobmatch.reports.table import Column, Form, Mark, Row, Table, Value, Words, written

_A4 = 9
_FONT = "宋体"
_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="E8EEF4")
_TOTAL = PatternFill("solid", fgColor="F5F5F0")
_NUMBERS = {Form.COUNT: "#,##0", Form.SHARE: "0.0%", Form.RATIO: "0.00", Form.DAYS: "0.0", Form.MINUTES: "0.0"}
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center")
_FIRST_WIDTH, _COUNT_WIDTH, _TEXT_WIDTH = 24, 8.2, 22
_HEAD_ROWS = 3
"""Group, name and number of a column."""


def as_workbook(report: Report, language: str = "zh") -> bytes:
    """The bytes of an .xlsx: M1 to M6 as the reader gets them, then the key figures with K7 and K11 behind them."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    book.remove(first)
    for table in report.tables:
        _sheet(book, report, table, language)
    _figures(book, report, language)
    for table in report.behind.values():
        _sheet(book, report, table, language)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, report: Report, table: Table, language: str) -> None:
    sheet = book.create_sheet(table.code)
    wide = len(table.columns) + 1
    top = _top(sheet, report, table.words, definitions.unit(table.code), wide, language)
    _head(sheet, table.columns, top, language)
    line = top + _HEAD_ROWS
    for section, rows in groupby(table.rows, key=lambda row: row.section):
        if section is not None:
            _band(sheet, line, wide, section.said(language))
            line += 1
        for row in rows:
            _row(sheet, line, row, table.columns, language)
            line += 1
    if not table.rows:
        _band(sheet, line, wide, "本月没有。" if language == "zh" else "None this month.")
        line += 1
    _notes(sheet, line + 1, wide, _said_under(table, report), language)
    sheet.column_dimensions["A"].width = _FIRST_WIDTH
    for number, column in enumerate(table.columns, start=2):
        width = _TEXT_WIDTH if column.form is Form.TEXT else _COUNT_WIDTH
        sheet.column_dimensions[get_column_letter(number)].width = width
    _print(sheet, top + _HEAD_ROWS, report, language)


def _top(sheet: Worksheet, report: Report, title: Words, unit: Words, wide: int, language: str) -> int:
    """The title, who fills it in, which month, and the unit; returns the line of the heading."""
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=wide)
    head = sheet.cell(1, 1, title.said(language))
    head.font, head.alignment = Font(name=_FONT, size=16, bold=True), _MIDDLE
    sheet.row_dimensions[1].height = 30
    who, month, units = (
        ("填表单位：", "统计月份：", "单位：") if language == "zh" else ("Filled in by: ", "Month: ", "Unit: ")
    )
    state = definitions.word("closed" if report.closed else "provisional").said(language)
    thirds = [
        f"{who}{report.who.said(language)}",
        f"{month}{_month(report, language)}　{state}",
        f"{units}{unit.said(language)}",
    ]
    cuts = [1, 1 + max(1, wide // 3), 1 + max(2, wide * 2 // 3)]
    ends = [cuts[1] - 1, cuts[2] - 1, wide]
    for text, start, end in zip(thirds, cuts, ends, strict=True):
        if end > start:
            sheet.merge_cells(start_row=2, start_column=start, end_row=2, end_column=end)
        cell = sheet.cell(2, start, text)
        cell.font, cell.alignment = Font(name=_FONT, size=10), _LEFT
    sheet.row_dimensions[2].height = 30
    return 3


def _month(report: Report, language: str) -> str:
    if language == "zh":
        return f"{report.month.year}年{report.month.month}月"
    return months.written(report.month)


def _head(sheet: Worksheet, columns: tuple[Column, ...], top: int, language: str) -> None:
    """Three lines: the group over its columns, the name, the number of the form."""
    _heading(sheet, top, 1, "" if language == "en" else "项目")
    sheet.merge_cells(start_row=top, start_column=1, end_row=top + 2, end_column=1)
    number = 2
    for group, some in groupby(columns, key=lambda column: column.group):
        gathered = list(some)
        if group is not None:
            _heading(sheet, top, number, group.said(language))
            if len(gathered) > 1:
                sheet.merge_cells(
                    start_row=top, start_column=number, end_row=top, end_column=number + len(gathered) - 1
                )
        for column in gathered:
            name_row = top + 1 if group is not None else top
            _heading(sheet, name_row, number, column.words.said(language))
            if group is None:
                sheet.merge_cells(start_row=top, start_column=number, end_row=top + 1, end_column=number)
            _heading(sheet, top + 2, number, column.number)
            number += 1
    for line in range(top, top + _HEAD_ROWS):
        for place in range(1, number):
            sheet.cell(line, place).border = _BOX
            sheet.cell(line, place).fill = _HEAD
    sheet.row_dimensions[top + 1].height = 58


def _heading(sheet: Worksheet, line: int, place: int, text: str) -> None:
    cell = sheet.cell(line, place, text)
    cell.font, cell.alignment = Font(name=_FONT, size=10, bold=True), _MIDDLE


def _band(sheet: Worksheet, line: int, wide: int, text: str) -> None:
    sheet.merge_cells(start_row=line, start_column=1, end_row=line, end_column=wide)
    cell = sheet.cell(line, 1, text)
    cell.font, cell.alignment = Font(name=_FONT, size=10, bold=True), _LEFT


def _row(sheet: Worksheet, line: int, row: Row, columns: tuple[Column, ...], language: str) -> None:
    total = row.level == 0
    name = sheet.cell(line, 1, safe("　" * max(0, row.level - 1) + row.words.said(language)))
    name.alignment, name.border, name.font = _LEFT, _BOX, Font(name=_FONT, size=10, bold=total)
    for number, column in enumerate(columns, start=2):
        cell = sheet.cell(line, number, _cell(row.values.get(column.key), column, language))
        cell.number_format = _NUMBERS.get(column.form, "General")
        cell.alignment = _LEFT if column.form is Form.TEXT else _RIGHT
        cell.border, cell.font = _BOX, Font(name=_FONT, size=10, bold=total)
        if total:
            cell.fill = name.fill = _TOTAL


def _cell(value: Value, column: Column, language: str) -> int | float | str:
    """Numbers as numbers; what is masked or not recorded as it is written."""
    if isinstance(value, int):
        return value
    if value is None or isinstance(value, Mark):
        return written(value, column.form, language)
    if isinstance(value, str | Words):
        return safe(written(value, column.form, language))
    return float(value)


def _said_under(table: Table, report: Report) -> list[Words]:
    """What is printed under a table: its notes, what the marks mean, and the definition of every column."""
    marks = [definitions.word("masked")] if table.masked else []
    columns = [
        Words(
            f"{column.number} {column.words.zh}：{column.says.zh}",
            f"{column.number} {column.words.en}: {column.says.en}",
        )
        for column in table.columns
        if column.says.zh
    ]
    return [*table.notes, *marks, *columns]


def _notes(sheet: Worksheet, line: int, wide: int, notes: list[Words], language: str) -> None:
    """In two columns where the table is wide enough, so that definitions do not need a page of their own."""
    halves = 2 if wide >= 12 else 1
    half = wide // halves
    for index, note in enumerate(notes):
        place = 1 + (index % halves) * half
        row = line + index // halves
        end = wide if index % halves == halves - 1 else place + half - 1
        sheet.merge_cells(start_row=row, start_column=place, end_row=row, end_column=end)
        cell = sheet.cell(row, place, safe(note.said(language)))
        cell.font, cell.alignment = Font(name=_FONT, size=8), Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[row].height = 24


def _figures(book: Workbook, report: Report, language: str) -> None:
    sheet = book.create_sheet("K")
    zh = language == "zh"
    _top(sheet, report, definitions.title("K"), Words("—", "—"), 7, language)
    heads = ("编号", "名称", "数值", "分子", "分母", "目标", "怎么算的") if zh else (
        "Code", "Name", "Value", "Numerator", "Denominator", "Target", "How it is reckoned"
    )  # fmt: skip
    for place, text in enumerate(heads, start=1):
        _heading(sheet, 3, place, text)
        sheet.cell(3, place).border, sheet.cell(3, place).fill = _BOX, _HEAD
    for line, one in enumerate(report.figures, start=4):
        for place, text in enumerate(_figure(one, language), start=1):
            cell = sheet.cell(line, place, text)
            cell.border, cell.font = _BOX, Font(name=_FONT, size=10)
            cell.alignment = _RIGHT if 3 <= place <= 6 else _LEFT
        sheet.row_dimensions[line].height = 42
    line = 5 + len(report.figures)
    for point in report.curve:
        texts = (
            months.written(point.month), "", written(point.per_labour_household, Form.RATIO),
            written(point.per_household, Form.RATIO),
        )  # fmt: skip
        for place, text in enumerate(texts, start=1):
            sheet.cell(line, place, text).font = Font(name=_FONT, size=10)
        line += 1
    for letter, width in zip("ABCDEFG", (8, 26, 11, 11, 11, 11, 62), strict=True):
        sheet.column_dimensions[letter].width = width
    _print(sheet, 4, report, language)


def _figure(one: Figure, language: str) -> tuple[str, ...]:
    definition = one.definition
    return (
        definition.code,
        definition.words.said(language),
        written(one.value, definition.form, language),
        written(one.numerator, Form.COUNT, language),
        written(one.denominator, Form.COUNT, language),
        written(one.target, definition.form, language),
        definition.says.said(language),
    )


def _print(sheet: Worksheet, below: int, report: Report, language: str) -> None:
    """A4 landscape, as wide as the page, the heading on every page, and the panes frozen under it."""
    sheet.freeze_panes = f"B{below}"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = _A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{below - 1}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.6
    footer = sheet.oddFooter
    assert footer is not None
    footer.center.text = "第&P页，共&N页" if language == "zh" else "&P / &N"
    footer.left.text = report.who.said(language)[:60].replace("&", "")
    footer.right.text = f"{report.day}"
