"""The report as one workbook in the form that a county hands in: one sheet a table, ready to be printed and signed."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from openpyxl import Workbook
from openpyxl.chart import LineChart, Reference
from openpyxl.chart.legend import Legend
from openpyxl.worksheet.worksheet import Worksheet

from jobmatch.reports import definitions, paper
from jobmatch.reports import month as months
from jobmatch.reports.figures import Figure
from jobmatch.reports.paper import Look, Paper
from jobmatch.reports.service import Report
from jobmatch.reports.table import Column, Form, Mark, Row, Table, Value, Words, written

_NUMBERS = {
    Form.COUNT: "#,##0_ ", Form.SHARE: "0.0%_ ", Form.RATIO: "0.00_ ", Form.DAYS: "0.0_ ", Form.MINUTES: "0.0_ ",
}  # fmt: skip
"""Each with a blank behind it, so that no digit touches the line; marks have it too and stand below digits."""
_MARK = "@_ "
_SIGNED = ("head_of_unit", "checker", "maker", "handed_in")
_FIGURE_HEADS = ("code", "name", "value", "numerator", "denominator", "target", "reckoned")
_FIGURE_WIDTHS = (7.0, 26.0, 11.0, 11.0, 11.0, 11.0, 61.0)
_CURVE_WIDTHS = (24.0, 38.0, 38.0, 38.0)
_CHART_SIZE, _CHART_LINES = (8, 26), 16
"""Height and width in centimetres; and the lines of the sheet that it covers."""


def as_workbook(report: Report, language: str = "zh") -> bytes:
    """The bytes of an .xlsx: M1 to M6 as the reader gets them, the key figures, their curve, what is behind them."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    book.remove(first)
    for table in report.tables:
        _sheet(book, report, table, language)
    _figures(book, report, language)
    if report.curve:
        _curve(book, report, language)
    for table in report.behind.values():
        _sheet(book, report, table, language)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _word(key: str, language: str) -> str:
    return definitions.word(key).said(language)


def _sheet(book: Workbook, report: Report, table: Table, language: str) -> None:
    sheet = Paper(book.create_sheet(table.code), paper.widths(*_contents(table, language)))
    top = _top(sheet, report, table.words, definitions.unit(table.code), language)
    head = paper.HEAD_TURNED if paper.are_turned(*_contents(table, language)) else paper.HEAD
    below = _head(sheet, definitions.stub(table.code), table.columns, top, language, head)
    line = below
    for section, rows in groupby(table.rows, key=lambda row: row.section):
        if section is not None:
            sheet.put(line, 1, section.said(language), paper.BAND, to=sheet.wide)
            line += 1
        for row in rows:
            _row(sheet, line, row, table.columns, language)
            line += 1
    if not table.rows:
        sheet.put(line, 1, _word("nothing", language), paper.TEXT, to=sheet.wide)
        line += 1
    _notes(sheet, _signed(sheet, line, language), table, language)
    _print(sheet, below - 1, report, language)


def _contents(table: Table, language: str) -> tuple[list[str], list[paper.Content]]:
    """What stands in the first column, and in the others."""
    names = [row.words.said(language) + "　" * max(0, row.level - 1) for row in table.rows]
    columns = [
        paper.Content(
            column.words.said(language),
            [written(row.values.get(column.key), column.form, language) for row in table.rows],
            is_text=column.form is Form.TEXT,
        )
        for column in table.columns
    ]
    return [definitions.stub(table.code).said(language), *names], columns


def _top(sheet: Paper, report: Report, title: Words, unit: Words | None, language: str) -> int:
    """The title, which month and whether it stands, who fills it in and what is counted; returns the line below."""
    sheet.put(1, 1, title.said(language), paper.TITLE, to=sheet.wide)
    state = _word("closed" if report.closed else "provisional", language)
    month = _word("of_month", language) + _month(report.month, language)
    sheet.put(2, 1, f"{month}　{state}", paper.UNDER_TITLE, to=sheet.wide)
    middle = sheet.middle()
    sheet.put(3, 1, _word("filled_by", language) + report.who.said(language), paper.SAID_LEFT, to=middle)
    counted = "" if unit is None else _word("counted_in", language) + unit.said(language)
    sheet.put(3, middle + 1, counted, paper.SAID_RIGHT, to=sheet.wide)
    return 4


def _month(month: date, language: str) -> str:
    return f"{month.year}年{month.month}月" if language == "zh" else months.written(month)


def _head(sheet: Paper, stub: Words, columns: Sequence[Column], top: int, language: str, look: Look) -> int:
    """The group over its columns where there are any, the name, the number of the form; returns the line below."""
    grouped = int(any(column.group is not None for column in columns))
    names, numbers = top + grouped, top + grouped + 1
    sheet.put(top, 1, stub.said(language), paper.HEAD, down=grouped)
    sheet.put(numbers, 1, _word("names_column", language), paper.HEAD_NUMBER)
    place = 2
    for group, some in groupby(columns, key=lambda column: column.group):
        gathered = list(some)
        if group is not None:
            sheet.put(top, place, group.said(language), paper.HEAD, to=place + len(gathered) - 1)
        for column in gathered:
            alone = group is None
            said = paper.HEAD if column.form is Form.TEXT else look
            sheet.put(top if alone else names, place, column.words.said(language), said, down=grouped if alone else 0)
            number = int(column.number) if column.number.isdigit() else column.number
            sheet.put(numbers, place, number, paper.HEAD_NUMBER)
            place += 1
    return numbers + 1


def _row(sheet: Paper, line: int, row: Row, columns: Sequence[Column], language: str) -> None:
    name = replace(paper.TEXT, indent=max(0, row.level - 1))
    _cell(sheet, line, 1, row.words.said(language), name, row.level == 0)
    for place, column in enumerate(columns, start=2):
        _value(sheet, line, place, row.values.get(column.key), column.form, language, stressed=row.level == 0)


def _value(
    sheet: Paper, line: int, place: int, value: Value, form: Form, language: str, *, stressed: bool = False
) -> None:
    """Numbers as numbers; what is masked or not recorded is a mark in the place of the number."""
    if form is Form.TEXT or isinstance(value, Words):
        _cell(sheet, line, place, written(value, form, language), paper.TEXT, stressed)
    elif value is None or isinstance(value, str):
        _cell(sheet, line, place, written(value, form, language), paper.NUMBER, stressed, _MARK)
    else:
        number = value if isinstance(value, int) else float(value)
        _cell(sheet, line, place, number, paper.NUMBER, stressed, _NUMBERS[form])


def _cell(
    sheet: Paper, line: int, place: int, value: str | float, look: Look, stressed: bool, written: str = "General"
) -> None:
    sheet.put(line, place, value, look.stressed() if stressed else look, written=written)


def _signed(sheet: Paper, line: int, language: str) -> int:
    """Who answers for the table, to be filled in by hand; returns the line below."""
    words = [_word(key, language) for key in _SIGNED]
    gap = int((sheet.width - sum(map(paper.units, words))) / len(words) / 2)
    sheet.put(line, 1, ("　" * gap).join(words), paper.SIGNED, to=sheet.wide)
    return line + 1


def _notes(sheet: Paper, line: int, table: Table, language: str) -> None:
    """What is printed under a table: its notes, what the mark means, and the definition of every column in halves."""
    numbers = [column.key for column in table.columns if column.form is not Form.TEXT]
    values = [row.values.get(key) for row in table.rows for key in numbers]
    line = _said(sheet, line, (*table.notes, *_marks(values, masked=table.masked)), language)
    explained = [column for column in table.columns if column.says.zh]
    if not explained:
        return
    sheet.put(line, 1, _word("explained", language), paper.NOTE_HEAD, to=sheet.wide)
    middle = sheet.middle()
    for index, column in enumerate(explained):
        colon = "：" if language == "zh" else ": "
        text = f"{column.number} {column.words.said(language)}{colon}{column.says.said(language)}"
        begins, ends = (1, middle) if index % 2 == 0 else (middle + 1, sheet.wide)
        sheet.put(line + 1 + index // 2, begins, text, paper.NOTE, to=ends)


def _said(sheet: Paper, line: int, notes: Iterable[Words], language: str) -> int:
    """One note a line over the whole width; returns the line below."""
    for note in notes:
        sheet.put(line, 1, note.said(language), paper.NOTE, to=sheet.wide)
        line += 1
    return line


def _marks(values: Sequence[Value], *, masked: bool) -> list[Words]:
    """What the marks mean that stand among some values; of what is masked also where nothing had to be hidden."""
    found = (("masked", masked or Mark.HIDDEN in values), ("blank", None in values))
    return [definitions.word(key) for key, there in found if there]


def _figures(book: Workbook, report: Report, language: str) -> None:
    sheet = Paper(book.create_sheet("K"), _FIGURE_WIDTHS)
    below = _top(sheet, report, definitions.title("K"), None, language)
    for place, key in enumerate(_FIGURE_HEADS, start=1):
        sheet.put(below, place, _word(key, language), paper.HEAD)
    line = below + 1
    for one in report.figures:
        _figure(sheet, line, one, language)
        line += 1
    values = [value for one in report.figures for value in (one.value, one.numerator, one.denominator, one.target)]
    _said(sheet, _signed(sheet, line, language), _marks(values, masked=not report.scope.inside), language)
    _print(sheet, below, report, language)


def _figure(sheet: Paper, line: int, one: Figure, language: str) -> None:
    definition = one.definition
    sheet.put(line, 1, definition.code, paper.CENTRED)
    sheet.put(line, 2, definition.words.said(language), paper.TEXT)
    _value(sheet, line, 3, one.value, definition.form, language)
    _value(sheet, line, 4, one.numerator, Form.COUNT, language)
    _value(sheet, line, 5, one.denominator, Form.COUNT, language)
    _value(sheet, line, 6, one.target, definition.form, language)
    sheet.put(line, 7, definition.says.said(language), paper.TEXT)


def _curve(book: Workbook, report: Report, language: str) -> None:
    """K1 of the closed months by both denominators with its target, as numbers and below them as lines."""
    sheet = Paper(book.create_sheet("K1"), _CURVE_WIDTHS)
    heads = _top(sheet, report, definitions.word("curve"), None, language)
    k1 = [one for one in definitions.figures() if one.code in ("K1a", "K1b")]
    names = [_word("month", language), *(f"{one.code} {one.words.said(language)}" for one in k1)]
    for place, name in enumerate((*names, _word("target", language)), start=1):
        sheet.put(heads, place, name, paper.HEAD)
    for line, point in enumerate(report.curve, start=heads + 1):
        sheet.put(line, 1, months.written(point.month), paper.CENTRED)
        for place, value in enumerate((point.per_labour_household, point.per_household, report.target), start=2):
            _value(sheet, line, place, value, Form.RATIO, language)
    last = heads + len(report.curve)
    chart = LineChart()
    chart.add_data(Reference(sheet.sheet, min_col=2, max_col=4, min_row=heads, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet.sheet, min_col=1, min_row=heads + 1, max_row=last))
    chart.height, chart.width = _CHART_SIZE
    chart.y_axis.number_format, chart.legend = "0.0", Legend(legendPos="b")
    chart.x_axis.delete = chart.y_axis.delete = False
    sheet.sheet.add_chart(chart, f"A{last + 2}")
    _print(sheet, heads, report, language, below=last + 2 + _CHART_LINES)


def _print(sheet: Paper, heads_until: int, report: Report, language: str, *, below: int = 0) -> None:
    who = report.who.said(language)[:60].replace("&", "")
    sheet.print_on_a4(heads_until, below, (who, _word("page", language), f"{report.day}"))
