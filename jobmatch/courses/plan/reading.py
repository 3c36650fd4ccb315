"""A workbook of courses as classes, judged. Nothing is stored and no database is asked."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jobmatch.courses.plan.columns import COURSE_PLAN, FOLLOWS, LEAD
from jobmatch.courses.plan.judging import faults_of
from jobmatch.courses.plan.lesson import Lesson, read_lesson
from jobmatch.workbooks.carried import record_rows
from jobmatch.workbooks.faults import Fault, Level, in_order
from jobmatch.workbooks.grid import open_workbook
from jobmatch.workbooks.headings import find_tables
from jobmatch.workbooks.homes import homes_of
from jobmatch.workbooks.progress import Progress
from jobmatch.workbooks.sources import Source, source_of


@dataclass(frozen=True)
class Read:
    """One class with everything found about it; `source` is whose plan it stands in."""

    lesson: Lesson
    source: Source
    faults: tuple[Fault, ...]

    @property
    def is_good(self) -> bool:
        """Whether it may be stored: nothing found is of level E."""
        return all(fault.level is not Level.ERROR for fault in self.faults)


@dataclass(frozen=True)
class ReadPlan:
    """A whole file: its classes in their order, the sources it speaks for, and all faults as a reader meets them."""

    classes: tuple[Read, ...]
    sources: tuple[Source, ...]
    faults: tuple[Fault, ...]


def read_plan(path: Path, as_of: date, home: str, progress: Progress) -> ReadPlan:
    """Read a training plan; raises NotAWorkbookError and NoTableError for what is none.

    `home` is the county (6 digits) of plans that name none themselves.
    """
    classes: list[Read] = []
    sources: list[Source] = []
    tables = find_tables(open_workbook(path), COURSE_PLAN)
    for table, county in zip(tables, homes_of(tables, home), strict=True):
        source = source_of(table, as_of)
        sources.append(source)
        with progress(table.sheet.name, table.sheet.height) as advance:
            for row in record_rows(table, LEAD, FOLLOWS):
                lesson = read_lesson(row, as_of, county)
                classes.append(Read(lesson, source, faults_of(lesson, as_of)))
                advance(1)
    return ReadPlan(tuple(classes), tuple(sources), in_order(fault for one in classes for fault in one.faults))
