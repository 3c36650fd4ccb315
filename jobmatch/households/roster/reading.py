"""Households as a roster says them: each block of rows becomes a `HouseholdRecord`, with the cell of every field kept.

What is wrong within a cell is reported here; what fields say against each other is the business of the checks.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from jobmatch.households import identity
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.roster import labels
from jobmatch.households.roster.blocks import Block
from jobmatch.households.roster.cells import Cells
from jobmatch.households.roster.fields import fields_of
from jobmatch.households.roster.people import read_person
from jobmatch.workbooks.dates import day_of
from jobmatch.workbooks.faults import Fault
from jobmatch.workbooks.grid import CellValue
from jobmatch.workbooks.headings import Table
from jobmatch.workbooks.values import half_width, number, phones, plain_text, text, whole_number

_OUR_NUMBER = re.compile(r"TZ-[A-Z0-9]+-\d{6}")


@dataclass(frozen=True)
class Setting:
    """What a list is read against: the day it speaks of, the home county, whether invented people may pass."""

    as_of: date
    home: str
    fictitious_ids: bool | None


@dataclass(frozen=True)
class Line:
    """Where a member stands, and what was understood of the row in the words of the import document."""

    sheet: str
    row: int
    fields: dict[str, Any] | None


@dataclass(frozen=True)
class ReadHousehold:
    """One household as read. `lines` are its rows by the members' keys; `table` leads from fields to columns."""

    record: HouseholdRecord
    table: Table
    first_row: int
    lines: dict[str, Line]
    shared_rows: dict[str, int]
    faults: tuple[Fault, ...]


def read_household(block: Block, position: int, setting: Setting, *, with_fields: bool) -> ReadHousehold:
    """Read a block. `position` is the table's place in the workbook, so that keys differ between sheets."""
    people = []
    codes = {}
    for row in block.rows:
        cells = block.cells(row)
        person = read_person(cells, f"{position}:{row.number}", setting.as_of, setting.home)
        codes[person.key] = cells.raw("education")
        people.append(person)
    record = _record(block, tuple(people), setting)
    lines = {
        person.key: Line(
            block.table.sheet.name,
            row.number,
            fields_of(record, _by_the_card(person, setting), codes[person.key]) if with_fields else None,
        )
        for person, row in zip(people, block.rows, strict=True)
    }
    return ReadHousehold(
        record=record,
        table=block.table,
        first_row=block.rows[0].number,
        lines=lines,
        shared_rows={name: row.number for name, (_, row) in block.shared.items()},
        faults=tuple(block.faults),
    )


def _by_the_card(person: PersonRecord, setting: Setting) -> PersonRecord:
    """What is shown as understood: where the ID number is good, birth date and sex are the card's."""
    if person.id_number is None:
        return person
    card = identity.read(person.id_number, setting.as_of, fictitious=setting.fictitious_ids)
    return replace(person, birth_date=card.birth_date, sex=card.sex) if card.good else person


def _record(block: Block, members: tuple[PersonRecord, ...], setting: Setting) -> HouseholdRecord:
    helper_name, helper_phone = _helper(block)
    move_in = _read(block, "move_in_date", day_of)
    home_phone = _value(block, "home_phone")
    found = phones(home_phone)
    own = block.number is not None and _OUR_NUMBER.fullmatch(block.number) is not None
    return HouseholdRecord(
        office_number=None if own else block.number,
        number=block.number if own else None,
        members=members,
        hukou_division=plain_text(_value(block, "hukou_division")),
        origin_address=text(_value(block, "origin_address")),
        site=text(_value(block, "site")),
        dwelling=dwelling_of(_value(block, "dwelling")),
        move_in_date=move_in,
        household_type=_read(block, "household_type", labels.household_type_of),
        monitor_category=_read(block, "monitor_category", labels.monitor_category_of),
        assistance=_read(block, "assistance", labels.assistance_of) if block.table.has("assistance") else None,
        main_cause=_read(block, "main_cause", labels.cause_of),
        other_causes=_read(block, "other_causes", labels.causes_of) or (),
        stated_member_count=_read(block, "stated_member_count", whole_number),
        income_wage=_read(block, "income_wage", number),
        income_business=_read(block, "income_business", number),
        cost_business=_read(block, "cost_business", number),
        income_property=_read(block, "income_property", number),
        income_transfer=_read(block, "income_transfer", number),
        home_phone=found[0] if found else _digits(home_phone),
        helper_name=helper_name,
        helper_phone=helper_phone,
    )


def dwelling_of(value: CellValue) -> str | None:
    """Building, unit and room as `1-2-302`, however they are written (`1栋2单元302`, `1幢2单元302室`)."""
    said = plain_text(value)
    if said is None:
        return None
    parts = re.findall(r"[A-Za-z]?\d+", said)
    plain = re.sub(r"[A-Za-z]?\d+|[栋幢座楼号单元室房#\-—_/.\s]", "", said) == ""
    return "-".join(part.upper() for part in parts) if plain and len(parts) in (2, 3) else re.sub(r"\s", "", said)


def _value(block: Block, name: str) -> CellValue:
    return block.shared[name][0] if name in block.shared else None


def _read(block: Block, name: str, reader: Any) -> Any:
    """A household column by its own cell, so that a fault points there; a merged value is read at its first row."""
    if name not in block.shared:
        return None
    value, row = block.shared[name]
    cells = block.cells(row)
    if cells.raw(name) is None and value is not None:
        return _Merged(cells, value).read(name, reader)
    return cells.read(name, reader)


class _Merged(Cells):
    """The cell of a merged range that began before this household; what is wrong with it was said there."""

    def __init__(self, cells: Cells, value: CellValue) -> None:
        super().__init__(cells.table, cells.row, [], cells.household)
        self._value = value

    def raw(self, name: str) -> CellValue:
        return self._value


def _helper(block: Block) -> tuple[str | None, str | None]:
    """Name and telephone, from two columns or from one cell (`范红梅 19900000038`)."""
    both = text(_value(block, "helper_name"))
    own = phones(_value(block, "helper_phone"))
    found = own or phones(both)
    name = re.sub(r"[\d\s\-()+:,、/电话联系手机]+", "", half_width(both)) if both else None
    return name or None, found[0] if found else None


def _digits(value: CellValue) -> str | None:
    """What stands there instead of a telephone number, for the check to speak about; None without any digit."""
    said = plain_text(value)
    return re.sub(r"\D", "", said) or None if said else None
