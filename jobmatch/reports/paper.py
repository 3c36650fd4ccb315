"""How a table of a county looks on paper: type, lines, widths and heights, and the page it is printed on.

An .xlsx names one font and no second choice, and grows no row for merged cells. So the fonts carry the Chinese set of
characters, by which a program without them picks another Chinese one, and heights are reckoned here from the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from jobmatch.workbooks.writer import put_text

PAGE_WIDTH = 138
"""What a landscape A4 page holds unreduced, in the widths of a digit in which a sheet measures its columns."""
_A4 = 9
_SONG, _HEI = "宋体", "黑体"
_CHINESE, _ANY_FAMILY = 134, 3
_LINE = Side(style="thin", color="000000")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_BARE = Border()
_WHITE, _GREY = PatternFill(), PatternFill("solid", fgColor="F2F2F2")
_PIECES = re.compile(r"[!-~]+ ?|.", re.DOTALL)
_LEADING = 1.32
"""Of the size of the type."""
_LEAST_WIDTH = 6.0
"""Of a column of numbers: three Chinese characters of its heading."""
_WIDEST, _WIDEST_NAMES, _WIDEST_TEXT = 30.0, 34.0, 34.0
_BOLD = 1.15
"""So much wider than a digit of the sheet is one of a row of sums in the widest of the fonts that may stand in."""


def _type(size: int, *, name: str = _SONG, bold: bool = False) -> Font:
    return Font(name=name, size=size, bold=bold, charset=_CHINESE, family=_ANY_FAMILY)


@dataclass(frozen=True)
class Look:
    """How a cell is set: `aside` where its text stands, `indent` how far in, `air` points above and below it;
    `turned`: read from below, as a long heading over short numbers.
    """

    font: Font
    aside: str = "left"
    border: Border = _BOX
    fill: PatternFill = _WHITE
    indent: int = 0
    upright: str = "center"
    air: float = 5
    turned: bool = False

    @property
    def size(self) -> float:
        """Points of its type."""
        return float(self.font.size or 0)

    def stressed(self) -> "Look":
        """The same for a row of sums."""
        return replace(self, font=_type(int(self.size), bold=True), fill=_GREY)


TITLE = Look(_type(18, name=_HEI), "center", _BARE, air=10)
UNDER_TITLE = Look(_type(11), "center", _BARE)
SAID_LEFT = Look(_type(10), "left", _BARE)
SAID_RIGHT = replace(SAID_LEFT, aside="right")
SIGNED = replace(SAID_LEFT, air=14)
HEAD = Look(_type(10, bold=True), "center", fill=_GREY)
HEAD_TURNED = replace(HEAD, turned=True)
HEAD_NUMBER = replace(HEAD, font=_type(9))
BAND = Look(_type(10, bold=True))
TEXT = Look(_type(10))
NUMBER = replace(TEXT, aside="right")
CENTRED = replace(TEXT, aside="center")
NOTE = Look(_type(9), border=_BARE, upright="top")
NOTE_HEAD = replace(NOTE, font=_type(9, bold=True))


@dataclass(frozen=True)
class Content:
    """What stands in a column, as far as its width hangs on it; texts are wrapped, numbers must not be."""

    heading: str
    texts: Sequence[str]
    is_text: bool


class Paper:
    """A sheet that is filled from top to bottom; every row becomes as high as its highest text."""

    def __init__(self, sheet: Worksheet, widths: Sequence[float]) -> None:
        self.sheet = sheet
        self._widths = widths
        for place, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width

    @property
    def wide(self) -> int:
        """How many columns there are."""
        return len(self._widths)

    @property
    def width(self) -> float:
        """How wide they are together."""
        return sum(self._widths)

    def middle(self) -> int:
        """The last column of the left half of the page."""
        half, so_far = self.width / 2, 0.0
        for place, width in enumerate(self._widths, start=1):
            if so_far + width / 2 > half and place > 1:
                return place - 1
            so_far += width
        return self.wide

    def put(
        self, line: int, place: int, value: str | float, look: Look, *, to: int | None = None, down: int = 0,
        written: str = "General",
    ) -> None:  # fmt: skip
        """Write a cell, merged up to column `to` and so many lines `down`; `written` is how a value is shown."""
        last = place if to is None else max(place, to)
        if last > place or down:
            self.sheet.merge_cells(start_row=line, start_column=place, end_row=line + down, end_column=last)
        for row in range(line, line + down + 1):
            for column in range(place, last + 1):
                self.sheet.cell(row, column).border = look.border
        cell = self.sheet.cell(line, place)
        assert isinstance(cell, Cell)
        text = value if isinstance(value, str) else ""
        if text:
            put_text(cell, text)
        else:
            cell.value = value
        cell.number_format, cell.font, cell.fill = written, look.font, look.fill
        cell.alignment = Alignment(
            horizontal=look.aside, vertical=look.upright, wrap_text=bool(text), indent=look.indent,
            text_rotation=90 if look.turned else 0,
        )  # fmt: skip
        height = height_of(text, sum(self._widths[place - 1 : last]) - look.indent * 2, look)
        one_line = height_of("", 0, look)
        for row in range(line, line + down):
            self._heighten(row, one_line)
        self._heighten(line + down, height - down * one_line)

    def _heighten(self, line: int, height: float) -> None:
        row = self.sheet.row_dimensions[line]
        row.height = max(row.height or 0, round(height, 1))

    def print_on_a4(self, heads_until: int, below: int, footer: tuple[str, str, str]) -> None:
        """Landscape, one page wide, the heading on every page and frozen; down to `below` for a picture's sake."""
        sheet = self.sheet
        sheet.freeze_panes = f"B{heads_until + 1}"
        sheet.page_setup.paperSize, sheet.page_setup.orientation = _A4, "landscape"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = f"1:{heads_until}"
        sheet.print_area = f"A1:{get_column_letter(self.wide)}{max(sheet.max_row, below)}"
        sheet.print_options.horizontalCentered = True
        sheet.sheet_view.showGridLines = False
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.75, 0.3, 0.35
        foot = sheet.oddFooter
        assert foot is not None
        for part, text in zip((foot.left, foot.center, foot.right), footer, strict=True):
            part.text, part.size, part.font = text, 9, f"{_SONG},Regular"


def widths(names: Sequence[str], columns: Sequence[Content]) -> list[float]:
    """The width of the names and of each column: no number is cut off, and what is left of the page is shared.

    A table that needs more than the page is printed smaller; where its headings are to blame, they are turned.
    """
    first = _first(names)
    turned = are_turned(names, columns)
    needed = [_of_numbers(column) if turned and not column.is_text else _needed(column) for column in columns]
    spare = max(0.0, PAGE_WIDTH - first - sum(needed)) / len(columns)
    found = [width + min(spare, max(0.0, _WIDEST - width)) for width in needed]
    return [max(first, PAGE_WIDTH - sum(found)), *found]


def are_turned(names: Sequence[str], columns: Sequence[Content]) -> bool:
    """Whether words of the headings, and not the numbers below them, make a table wider than the page."""
    needed = [_needed(column) for column in columns]
    too_wide = _first(names) + sum(needed) > PAGE_WIDTH
    return too_wide and any(
        width > _of_numbers(column) for width, column in zip(needed, columns, strict=True) if not column.is_text
    )


def _first(names: Sequence[str]) -> float:
    return min(_WIDEST_NAMES, max(12.0, *(units(name) + 2 for name in names)))


def _needed(column: Content) -> float:
    """No word of the heading is broken."""
    if column.is_text:
        longest = max((units(text) for text in column.texts), default=0)
        two_lines = units(column.heading) * 0.75 + 1
        return min(_WIDEST_TEXT, max(12.0, longest + 2.0, two_lines))
    return max(_of_numbers(column), _longest_word(column.heading) * _BOLD + 1.2)


def _of_numbers(column: Content) -> float:
    """A number is never cut off."""
    return max(_LEAST_WIDTH, max((units(text) for text in column.texts), default=0) * _BOLD + 1.2)


def _longest_word(text: str) -> int:
    return max((units(piece.strip()) for piece in _PIECES.findall(text)), default=0)


def units(text: str) -> int:
    """How wide a text is in digits: a Chinese character is as wide as two."""
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)


def height_of(text: str, width: float, look: Look) -> float:
    """The points that a text needs in a cell: words stay whole, Chinese breaks anywhere."""
    if look.turned:  # two lines beside each other are as wide as the narrowest column
        return max(_longest_word(text), units(text) * 0.6) * look.size * 0.6 + look.air
    room = max(2.0, (width - 1) * 10.4 / look.size)
    lines, used = 1, 0
    for piece in _PIECES.findall(text):
        wide = units(piece)
        if used and used + wide > room:
            lines, used = lines + 1, 0
        used += wide
    return lines * look.size * _LEADING + look.air
