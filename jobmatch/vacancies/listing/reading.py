"""A workbook of vacancies as posts: which sheets hold lists, what each sheet says as a whole, and its rows, judged.

Nothing is stored and no database is asked: the same file gives the same posts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jobmatch.vacancies.listing.columns import FOLLOWS, LEAD, VACANCY_LIST
from jobmatch.vacancies.listing.judging import Measure, faults_of
from jobmatch.vacancies.listing.kinds import Setting, kind_of_sheet
from jobmatch.vacancies.listing.lawfulness import Check, Wording, wording_of
from jobmatch.vacancies.listing.posting import Posting, read_posting
from jobmatch.vacancies.listing.repeats import repeated
from jobmatch.workbooks.carried import record_rows
from jobmatch.workbooks.faults import Fault, Level, in_order
from jobmatch.workbooks.grid import open_workbook
from jobmatch.workbooks.headings import Table, find_tables
from jobmatch.workbooks.homes import homes_of
from jobmatch.workbooks.progress import Progress
from jobmatch.workbooks.sources import Source, lines_above, source_of


@dataclass(frozen=True)
class Read:
    """One post with everything found about it; `source` is whose list it stands in, `home` that office's county."""

    posting: Posting
    source: Source
    home: str
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
    sources: tuple[Source, ...]
    faults: tuple[Fault, ...]


def read_list(path: Path, measure: Measure, check: Check, progress: Progress) -> ReadList:
    """Read a file of vacancies; raises NotAWorkbookError and NoTableError for what is no such list.

    Where a list names its own county, that county stands in place of `measure.home`.
    """
    workbook = open_workbook(path)
    tables = find_tables(workbook, VACANCY_LIST)
    found: list[tuple[Posting, Source, Measure, Wording]] = []
    sources: list[Source] = []
    for table, home in zip(tables, homes_of(tables, measure.home), strict=True):
        source = source_of(table, measure.as_of)
        sources.append(source)
        kind = kind_of_sheet((table.sheet.name, *lines_above(table)[:1]))
        setting, at_home = Setting(kind, home, measure.as_of), replace(measure, home=home)
        with progress(table.sheet.name, table.sheet.height) as advance:
            for posting in _postings(table, setting):
                found.append((posting, source, at_home, wording_of(posting, check)))
                advance(1)
    twice = {(fault.sheet, fault.row): fault for fault in repeated(posting for posting, *_ in found)}
    posts = tuple(
        Read(posting, source, at_home.home, wording, _all_faults(posting, wording, at_home, _asked(posting, twice)))
        for posting, source, at_home, wording in found
    )
    return ReadList(posts, tuple(sources), in_order(fault for post in posts for fault in post.faults))


def _postings(table: Table, setting: Setting) -> Iterator[Posting]:
    return (read_posting(row, setting) for row in record_rows(table, LEAD, FOLLOWS))


def _asked(posting: Posting, twice: Mapping[tuple[str, int], Fault]) -> Fault | None:
    return twice.get((posting.row.sheet, posting.row.number))


def _all_faults(posting: Posting, wording: Wording, measure: Measure, question: Fault | None) -> tuple[Fault, ...]:
    """One fault for each cell and code, whichever check came upon it first; the question of a repeated post last."""
    first: dict[tuple[str, str | None], Fault] = {}
    for fault in (*faults_of(posting, measure), *wording.faults):
        first.setdefault((fault.code, fault.cell), fault)
    return (*first.values(), question) if question else tuple(first.values())
