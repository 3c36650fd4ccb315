"""A workbook of vacancies as posts: which sheets hold lists, what each sheet says as a whole, and its rows, judged.

Nothing is stored and no database is asked: the same file gives the same posts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jobmatch.vacancies.listing.columns import FOLLOWS, LEAD, VACANCY_LIST
from jobmatch.vacancies.listing.judging import Measure, faults_of
from jobmatch.vacancies.listing.kinds import Setting, kind_of_sheet
from jobmatch.vacancies.listing.lawfulness import Check, Wording, wording_of
from jobmatch.vacancies.listing.posting import Posting, read_posting
from jobmatch.vacancies.listing.repeats import repeated
from jobmatch.workbooks import values
from jobmatch.workbooks.carried import record_rows
from jobmatch.workbooks.dates import read_date
from jobmatch.workbooks.faults import Fault, Level, in_order
from jobmatch.workbooks.grid import open_workbook
from jobmatch.workbooks.headings import Table, find_tables
from jobmatch.workbooks.progress import Progress

_OFFICE = re.compile(r"(?:填报|报送|制表|发布|汇总)(?:单位|机构|部门)[:：]\s*([^\s,，;；:：]{2,40})")
_DAY = re.compile(r"\d{4}[年./\-]\d{1,2}[月./\-]\d{1,2}日?")
_MONTHLY = re.compile(r"\d{4}年?|\d{1,2}月(?:份|\d{1,2}日)?|第[一二三四五六七八九十\d]+[批期季]度?|[\s\d.\-年月日]")

@dataclass(frozen=True)
class Heard:
    """What a sheet is: the source whose list it is this month, the office that filled it in, the day it says."""

    source: str
    office: str
    said_on: date


@dataclass(frozen=True)
class Read:
    """One post with everything found about it; `heard` is the sheet it stands in."""

    posting: Posting
    heard: Heard
    wording: Wording
    faults: tuple[Fault, ...]

    @property
    def is_good(self) -> bool:
        """Whether it may be stored: nothing found is of level E."""
        return all(fault.level is not Level.ERROR for fault in self.faults)


@dataclass(frozen=True)
class ReadList:
    """A whole file: its posts in their order, the sources it speaks for, and all faults as a reader meets them."""

    posts: tuple[Read, ...]
    heard: tuple[Heard, ...]
    faults: tuple[Fault, ...]


def read_list(path: Path, measure: Measure, check: Check, progress: Progress) -> ReadList:
    """Read a file of vacancies; raises NotAWorkbookError and NoTableError for what is no such list."""
    workbook = open_workbook(path)
    tables = find_tables(workbook, VACANCY_LIST)
    found: list[tuple[Posting, Heard, Wording]] = []
    everybody: list[Heard] = []
    for table in tables:
        heard, setting = _heard(table, measure)
        everybody.append(heard)
        with progress(table.sheet.name, table.sheet.height) as advance:
            for posting in _postings(table, setting):
                found.append((posting, heard, wording_of(posting, check)))
                advance(1)
    twice = repeated(posting for posting, _, _ in found)
    posts = tuple(
        Read(posting, heard, wording, _distinct((*faults_of(posting, measure), *wording.faults, *_of(posting, twice))))
        for posting, heard, wording in found
    )
    return ReadList(posts, tuple(everybody), in_order(fault for post in posts for fault in post.faults))


def _postings(table: Table, setting: Setting) -> Iterator[Posting]:
    return (read_posting(row, setting) for row in record_rows(table, LEAD, FOLLOWS))


def _heard(table: Table, measure: Measure) -> tuple[Heard, Setting]:
    """What stands above the headings: title, office, date."""
    above = [row for row in table.sheet.head(table.header_rows[0] - 1) if not row.is_blank]
    lines = [text for row in above for value in row.values if (text := values.plain_text(value))]
    said = " ".join(lines)
    office = _OFFICE.search(said)
    title = _MONTHLY.sub("", lines[0]) if lines else ""
    source = f"{title or table.sheet.name}/{_MONTHLY.sub('', table.sheet.name) or table.sheet.name}"
    heard = Heard(source[:200], office[1][:80] if office else (title or table.sheet.name)[:80], _said_on(said, measure))
    return heard, Setting(kind_of_sheet((table.sheet.name, *lines[:1])), measure.home, measure.as_of)


def _said_on(lines: str, measure: Measure) -> date:
    """The day that the list names, where it is not in the future; else the day of the import."""
    for found in _DAY.finditer(lines):
        try:
            read = read_date(found.group())
        except values.UnreadableError:
            continue
        if read is not None and read.day is not None and read.day <= measure.as_of:
            return read.day
    return measure.as_of


def _of(posting: Posting, faults: tuple[Fault, ...]) -> Iterator[Fault]:
    row = posting.row
    return (fault for fault in faults if (fault.sheet, fault.row) == (row.sheet, row.number))


def _distinct(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """One fault for each cell and code, whichever check came upon it first."""
    return tuple({(fault.code, fault.cell): fault for fault in reversed(faults)}.values())[::-1]
