"""Opening .xlsx, .xls and .csv files as sheets of numbered rows: merged ranges, hidden parts, formulas, and cell names.

Values are as the file has them; what they mean is the business of `values.py`, `dates.py` and `headings.py`. A formula
cell counts for the value that the office's program computed last; one without such a value, or with an error, is None
and named in `Sheet.broken`. Rows and columns count from 1.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeAlias

import python_calamine

from jobmatch.workbooks import archive, delimited, probe
from jobmatch.workbooks.faults import NotAWorkbookError

CellValue: TypeAlias = str | float | int | bool | date | datetime | time | timedelta | None
Span: TypeAlias = tuple[int, int]

MOST_BYTES = 200 * 1024 * 1024
# 300,000 rows of 40 columns; a roster of that length stands in some 2 GB while it is compared.
MOST_CELLS = 12_000_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OTHER_KINDS = (
    (b"%PDF", "a PDF", "PDF文件"),
    (b"\x89PNG", "a picture", "图片"),
    (b"\xff\xd8\xff", "a picture", "图片"),
    (b"Rar!", "a RAR archive", "RAR压缩包"),
    (b"7z\xbc\xaf", "a 7z archive", "7z压缩包"),
    (b"{\\rtf", "a text document", "文字文档"),
)


@dataclass(frozen=True)
class Row:
    """A row by its number and its values from column 1 on; the list may be shorter than the sheet is wide."""

    number: int
    values: tuple[CellValue, ...]

    def at(self, column: int) -> CellValue:
        """The value of a column, None where the cell is empty or the row ends before it."""
        return self.values[column - 1] if column <= len(self.values) else None

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything but white space."""
        return all(value is None or (isinstance(value, str) and not value.strip()) for value in self.values)


@dataclass(frozen=True)
class Merge:
    """A merged range, both ends included; its value stands in the first cell and belongs to all of them."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def name(self) -> str:
        """The range as a spreadsheet names it: `B5:B7`."""
        return f"{cell_name(self.first_row, self.first_column)}:{cell_name(self.last_row, self.last_column)}"


@dataclass(frozen=True)
class Sheet:
    """One sheet. `broken` names cells without a usable value: (row, column) → a word of `archive.Broken`."""

    name: str
    hidden: bool
    rows_read: Iterable[tuple[CellValue, ...]]
    height: int
    width: int
    merges: "Merges"
    hidden_columns: frozenset[int] = frozenset()
    broken: Mapping[tuple[int, int], archive.Broken] = field(default_factory=dict)
    formulas: frozenset[tuple[int, int]] = frozenset()

    def rows(self) -> Iterator[Row]:
        """The rows from 1 on, blank ones too; can be walked again and again."""
        for number, values in enumerate(self.rows_read, 1):
            yield Row(number, values)

    def head(self, count: int) -> list[Row]:
        """The first rows, where titles and headings stand."""
        return [row for row, _ in zip(self.rows(), range(count), strict=False)]


class Merges:
    """The merged ranges of a sheet, found by cell in the time of a binary search."""

    def __init__(self, ranges: Iterable[Merge]) -> None:
        self._by_column: dict[int, list[Merge]] = {}
        for merge in sorted(ranges, key=lambda m: m.first_row):
            for column in range(merge.first_column, merge.last_column + 1):
                self._by_column.setdefault(column, []).append(merge)
        self._starts = {column: [m.first_row for m in merges] for column, merges in self._by_column.items()}

    def at(self, row: int, column: int) -> Merge | None:
        """The merged range that covers a cell."""
        starts = self._starts.get(column)
        if not starts:
            return None
        place = bisect_right(starts, row) - 1
        if place < 0:
            return None
        merge = self._by_column[column][place]
        return merge if merge.last_row >= row else None


@dataclass(frozen=True)
class Workbook:
    """A file's sheets in their order."""

    path: Path
    sheets: tuple[Sheet, ...]


def open_workbook(path: Path) -> Workbook:
    """Read a file's sheets; its content decides what it is, not its name.

    Memory is bounded by MOST_CELLS and by what `archive` allows to be unpacked. Raises NotAWorkbookError for what is
    missing, empty, encrypted, cut off, far too large, a compression bomb, or something else altogether.
    """
    start = _first_bytes(path)
    if start.startswith(b"PK"):
        return _open_xlsx(path)
    if start.startswith(_OLE):
        return _open_xls(path)
    _refuse_other_kinds(path, start)
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        raise _damaged(path)
    rows = delimited.read_rows(path)
    width = max((len(row) for row in rows), default=0)
    sheet = Sheet(path.stem, False, rows, len(rows), width, Merges(()))
    return Workbook(path, (sheet,))


def cell_name(row: int, column: int) -> str:
    """`I7` for row 7, column 9."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """`A` for 1, `AA` for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(cell: str) -> int:
    """9 for `I7`."""
    number = 0
    for letter in cell.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _first_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4096)
    except IsADirectoryError as error:
        raise NotAWorkbookError(
            f"{path.name} is a folder", "Name the file itself", f"{path.name}是文件夹，请选里面的文件。"
        ) from error
    except FileNotFoundError as error:
        raise NotAWorkbookError(
            f"there is no file {path}",
            "Check the name and the folder",
            f"没有{path}这个文件，请看看名字和文件夹对不对。",
        ) from error
    except OSError as error:
        raise NotAWorkbookError(
            f"{path.name} cannot be opened", "Check that you may read it", f"{path.name}打不开，请看看有没有权限读它。"
        ) from error
    if not size:
        raise NotAWorkbookError(
            f"{path.name} is empty", "Ask the sender for it again", f"{path.name}是空的，请发表的人再发一次。"
        )
    if size > MOST_BYTES:
        raise NotAWorkbookError(
            f"{path.name} has {size // 1024**2} MB, more than the {MOST_BYTES // 1024**2} MB that are read at once",
            "Split it by resettlement site and import the parts",
            f"{path.name}有{size // 1024**2} MB，一次最多读{MOST_BYTES // 1024**2} MB。请按安置点分成几份导入。",
        )
    return start


def _refuse_other_kinds(path: Path, start: bytes) -> None:
    for mark, kind, kind_zh in _OTHER_KINDS:
        if start.startswith(mark):
            raise NotAWorkbookError(
                f"{path.name} is {kind}, not a workbook",
                "Send the list as .xlsx, .xls or .csv",
                f"{path.name}是{kind_zh}，不是表格。请用.xlsx、.xls或者.csv格式的名单。",
            )
    text = start.lstrip().lower()
    if text.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise NotAWorkbookError(
            f"{path.name} is a web page saved under a spreadsheet's name",
            "Open it in Excel or WPS, choose 'save as' .xlsx, and import that file",
            f"{path.name}其实是网页，只是名字像表格。请用Excel或者WPS打开，另存为.xlsx，再导入那个文件。",
        )


def _open_xlsx(path: Path) -> Workbook:
    contents = archive.inspect(path)
    book = _calamine(path)
    sheets = []
    for number, meta in enumerate(book.sheets_metadata):
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        part = contents.parts.get(meta.name, archive.EMPTY_PART)
        if part.cells > MOST_CELLS:
            raise NotAWorkbookError(
                f"sheet {meta.name} of {path.name} reaches to {cell_name(part.last_row, part.last_column)}",
                "Delete what stands far outside the list, or split the list, and import it again",
                f"{path.name}里的“{meta.name}”一直占到{cell_name(part.last_row, part.last_column)}。"
                "请删掉名单外面很远的格子，或者把名单分开，再导入。",
            )
        sheets.append(_sheet(book, number, part))
    return Workbook(path, tuple(sheets))


def _open_xls(path: Path) -> Workbook:
    if archive.is_encrypted(path):
        raise _protected(path)
    if not probe.can_be_read(path):
        raise _damaged(path)
    book = _calamine(path)
    return Workbook(path, tuple(_sheet(book, n, archive.EMPTY_PART) for n in range(len(book.sheet_names))))


def _calamine(path: Path) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_path(str(path))
    except python_calamine.PasswordError as error:
        raise _protected(path) from error
    except (python_calamine.CalamineError, OSError) as error:
        raise _damaged(path) from error


def _protected(path: Path) -> NotAWorkbookError:
    return NotAWorkbookError(
        f"{path.name} is protected by a password",
        "Open it, remove the password, save it and import it again",
        f"{path.name}加了密码。请打开它，去掉密码，保存后再导入。",
    )


def _damaged(path: Path) -> NotAWorkbookError:
    return NotAWorkbookError(
        f"{path.name} is damaged or not a workbook",
        "Open it in Excel or WPS, save it as .xlsx, or ask for it again",
        f"{path.name}坏了，或者不是表格。请用Excel或者WPS打开，另存为.xlsx；打不开就请发表的人再发一次。",
    )


def _sheet(book: python_calamine.CalamineWorkbook, number: int, part: archive.Part) -> Sheet:
    meta = book.sheets_metadata[number]
    try:
        read = book.get_sheet_by_index(number)
        merged = read.merged_cell_ranges or []
    except (python_calamine.CalamineError, OSError) as error:
        raise _damaged(Path(str(book.path))) from error
    first_column = read.start[1] if read.start else 0
    return Sheet(
        name=meta.name,
        hidden=meta.visible != python_calamine.SheetVisibleEnum.Visible,
        rows_read=_Walk(read, first_column),
        height=read.end[0] + 1 if read.end else 0,
        width=read.end[1] + 1 if read.end else 0,
        merges=Merges(Merge(a[0] + 1, a[1] + 1, b[0] + 1, b[1] + 1) for a, b in merged),
        hidden_columns=part.hidden_columns,
        broken=part.broken,
        formulas=part.formulas,
    )


class _Walk:
    """The rows of a sheet, turned into Python's values one by one, so that a long list never stands there twice."""

    def __init__(self, sheet: python_calamine.CalamineSheet, first_column: int) -> None:
        self._sheet = sheet
        self._before: tuple[CellValue, ...] = (None,) * first_column

    def __iter__(self) -> Iterator[tuple[CellValue, ...]]:
        for values in self._sheet.iter_rows():
            yield self._before + tuple(None if value == "" else value for value in values)
