"""Whose list a sheet is: its source (the same every month), the office that filled it in, and the day that it names."""

import re
from dataclasses import dataclass
from datetime import date

from jobmatch.workbooks import values
from jobmatch.workbooks.dates import read_date
from jobmatch.workbooks.headings import Table

_OFFICE = re.compile(r"(?:填报|报送|制表|发布|汇总|编制)(?:单位|机构|部门)[:：]\s*([^\s,，;；:：]{2,40})")
_DAY = re.compile(r"\d{4}[年./\-]\d{1,2}[月./\-]\d{1,2}日?")
_CHANGING = re.compile(
    r"\d{4}年?度?|\d{1,2}月(?:份|\d{1,2}日)?|[(（]?第[一二三四五六七八九十\d]+[批期季]度?[)）]?|[\s\d.\-年月日]"
)
_LONGEST, _LONGEST_OFFICE = 200, 80


@dataclass(frozen=True)
class Source:
    """Where records come from: `name` leaves out months, years and batches, so that the next list has the same one."""

    name: str
    office: str
    said_on: date


def lines_above(table: Table) -> tuple[str, ...]:
    """The texts above the headings: title, office, date."""
    above = table.sheet.head(table.header_rows[0] - 1)
    return tuple(text for row in above for value in row.values if (text := values.plain_text(value)))


def source_of(table: Table, as_of: date) -> Source:
    """The source of a table. The day is the one it names where that is not after `as_of`, else `as_of`."""
    lines = lines_above(table)
    said = " ".join(lines)
    office = _OFFICE.search(said)
    sheet = _CHANGING.sub("", table.sheet.name)
    title = (_CHANGING.sub("", lines[0]) if lines else "") or sheet or table.sheet.name
    return Source(
        name=f"{title}/{sheet}"[:_LONGEST],
        office=(office[1] if office else title)[:_LONGEST_OFFICE],
        said_on=_said_on(said, as_of),
    )


def _said_on(text: str, as_of: date) -> date:
    for found in _DAY.finditer(text):
        try:
            read = read_date(found.group())
        except values.UnreadableError:
            continue
        if read is not None and read.day is not None and read.day <= as_of:
            return read.day
    return as_of
