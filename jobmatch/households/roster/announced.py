"""Arrivals and departures that a list announces on a sheet of their own (人员增减变动): who, why and from which day."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jobmatch.households.codes import LeaveReason
from jobmatch.households.roster.cells import Cells
from jobmatch.households.roster.columns import CHANGES
from jobmatch.workbooks.dates import day_of
from jobmatch.workbooks.faults import Fault
from jobmatch.workbooks.grid import Workbook
from jobmatch.workbooks.headings import find_table
from jobmatch.workbooks.rows import RowKind, kind_of
from jobmatch.workbooks.values import identity, label, name_of_person

_REASONS: tuple[tuple[str, LeaveReason], ...] = (
    ("死|亡|去世|病故|逝", LeaveReason.DIED),
    ("婚|嫁|入赘", LeaveReason.MARRIED),
    ("分户|分家|析户", LeaveReason.SPLIT),
    ("迁|搬|转出|外迁|落户", LeaveReason.MOVED),
    ("重复|错|误", LeaveReason.CORRECTION),
)


class Direction(StrEnum):
    """Whether somebody joins or leaves."""

    JOINS = "joins"
    LEAVES = "leaves"


@dataclass(frozen=True)
class Announcement:
    """One line of the sheet. `day` is None where none is given."""

    sheet: str
    row: int
    direction: Direction
    because: LeaveReason
    name: str
    id_number: str | None
    office_number: str | None
    day: date | None


def announcements_of(workbook: Workbook, year: int) -> tuple[tuple[Announcement, ...], tuple[Fault, ...]]:
    """What the workbook's sheets of changes announce, and what in them cannot be read. `year` completes `6月9日`."""
    announced: list[Announcement] = []
    faults: list[Fault] = []
    for sheet in workbook.sheets:
        table = find_table(sheet, CHANGES)
        if table is None or table.missing:
            continue
        for row in table.rows():
            if kind_of(row, table) is not RowKind.RECORD:
                continue
            cells = Cells(table, row, faults, label(table.value(row, "office_number")))
            direction = _direction(label(cells.raw("direction")), label(cells.raw("reason")))
            name = name_of_person(cells.raw("name"))
            if direction is None or name is None:
                continue
            number = identity(cells.raw("id_number"))
            announced.append(
                Announcement(
                    sheet=sheet.name,
                    row=row.number,
                    direction=direction,
                    because=_reason(label(cells.raw("reason"))),
                    name=name,
                    id_number=number if isinstance(number, str) else None,
                    office_number=cells.household,
                    day=cells.read("day", lambda value: day_of(value, year)),
                )
            )
    return tuple(announced), tuple(faults)


def _direction(said: str | None, reason: str | None) -> Direction | None:
    words = f"{said or ''} {reason or ''}"
    if re.search("减|迁出|转出|注销|离", words):
        return Direction.LEAVES
    if re.search("增|新|迁入|转入|出生", words):
        return Direction.JOINS
    return None


def _reason(said: str | None) -> LeaveReason:
    return next((reason for words, reason in _REASONS if re.search(words, said or "")), LeaveReason.OTHER)
