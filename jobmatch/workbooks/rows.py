"""Which rows below the headings hold records, and which are blank, subtotals, repeated headings, footers and notes."""

import re
from enum import StrEnum

from jobmatch.workbooks.grid import Row
from jobmatch.workbooks.headings import Table, heading_text
from jobmatch.workbooks.values import half_width

_SUBTOTAL = re.compile(r"(本页|本村|本组|本社区|安置点|全县|全镇)?(小计|合计|总计|共计|累计)([:(（].*)?$")
_NOTE = re.compile(
    r"(填表|填报|制表|审核|审批|负责|经办|复核|联系人[:：]|单位[:：(（]|日期[:：]|备注[:：]|注[:：]|说明[:：]|填表说明|附[:：]|"
    r"(\d{1,2}|[一二三四五六七八九十])[.、．].{8})"
)
_FEW = 3
_LABEL_COLUMNS = 4
_HALF = 0.5


class RowKind(StrEnum):
    """What a row below the headings is."""

    RECORD = "record"
    BLANK = "blank"
    SUBTOTAL = "subtotal"
    HEADER = "header"
    NOTE = "note"


def kind_of(row: Row, table: Table) -> RowKind:
    """What a row of a table is, by its own cells alone."""
    if row.is_blank:
        return RowKind.BLANK
    filled = [(column, value) for column, value in enumerate(row.values, 1) if value is not None and value != ""]
    first = heading_text(filled[0][1])
    if any(_is_subtotal(heading_text(value)) for column, value in filled[:2] if column <= _LABEL_COLUMNS):
        return RowKind.SUBTOTAL
    if _repeats_headings(row, table):
        return RowKind.HEADER
    if len(filled) <= _FEW and _NOTE.match(half_width(first)):
        return RowKind.NOTE
    if len(filled) == 1 and _is_wide(row, filled[0][0], table):
        return RowKind.NOTE
    return RowKind.RECORD


def _is_subtotal(text: str) -> bool:
    return _SUBTOTAL.match(half_width(text)) is not None


def _repeats_headings(row: Row, table: Table) -> bool:
    """A long list prints its headings on every page."""
    known = list(table.places.values())
    if not any(heading_text(row.at(heading.column)) == heading.text for heading in known[:_FEW]):
        return False
    same = sum(heading_text(row.at(heading.column)) == heading.text for heading in known)
    return same > _HALF * len(known)


def _is_wide(row: Row, column: int, table: Table) -> bool:
    merge = table.sheet.merges.at(row.number, column)
    return merge is not None and merge.last_column - merge.first_column + 1 > _HALF * len(table.headings)
