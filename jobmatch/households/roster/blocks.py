"""Which rows make one household: by its number, by its head's columns, or where a head begins, merged cells included.

A merged cell belongs to all its rows. One that lies over two households is harmless where it names what neighbours
share (the site, the helper); where it names a household or a person it is a fault, since nobody can tell whose it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jobmatch.households.codes import Relation
from jobmatch.households.roster.cells import Cells
from jobmatch.households.roster.columns import HOUSEHOLD_NAMES
from jobmatch.households.roster.kinship import relation_of
from jobmatch.workbooks.faults import Fault, Level
from jobmatch.workbooks.grid import CellValue, Merge, Row
from jobmatch.workbooks.headings import Table
from jobmatch.workbooks.rows import RowKind, kind_of
from jobmatch.workbooks.values import UnreadableError, identity, is_blank, label

_NUMBERS = ("office_number", "head_id", "head_name")
_OWN = ("office_number", "head_id", "head_name", "dwelling")
_ONE_PERSON = ("name", "id_number", "relation")


@dataclass
class Block:
    """The rows of one household; `number` is the office's, `shared` each household column's value and its row."""

    table: Table
    number: str | None
    rows: list[Row] = field(default_factory=list)
    shared: dict[str, tuple[CellValue, Row]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def cells(self, row: Row) -> Cells:
        """The cells of one of its rows; faults go to the block's list."""
        return Cells(self.table, row, self.faults, self.number)


def blocks_of(table: Table) -> Iterator[Block]:
    """The households of a table in their order. Subtotals, notes, blanks and repeated headings are passed over."""
    cutter = _Cutter(table)
    block: Block | None = None
    site = _site_named(table.sheet.name)
    for row in table.rows():
        kind = kind_of(row, table)
        if kind is RowKind.NOTE:
            site = _site_named(next(str(value) for value in row.values if value is not None)) or site
        if kind is not RowKind.RECORD or _holds_nothing(table, row):
            continue
        begins = cutter.starts(row, cutter.key_of(row))
        if block is None or begins:
            if block is not None:
                yield block
            number = label(cutter.value(row, "office_number")) if table.has("office_number") else None
            block = Block(table, number)
            if site and not table.has("site"):
                block.shared["site"] = (site, row)
        _add(block, cutter, row)
    if block is not None:
        yield block


def _site_named(text: str) -> str | None:
    """A site that a sheet's name or a line across the list names, where the list has no column for it."""
    plain = re.sub(r"\s", "", text)
    return (
        plain if re.fullmatch(r"[\u4e00-\u9fff\d]{2,20}?(安置点|安置区|安置小区|安置社区|社区|小区)", plain) else None
    )


def _holds_nothing(table: Table, row: Row) -> bool:
    """A row with a number in front and nothing behind it: a form printed with empty lines."""
    return all(is_blank(table.value(row, name)) for name in table.places if name != "serial")


def _add(block: Block, cutter: "_Cutter", row: Row) -> None:
    block.rows.append(row)
    for name in HOUSEHOLD_NAMES & block.table.places.keys():
        value = cutter.value(row, name)
        if name not in block.shared or (is_blank(block.shared[name][0]) and not is_blank(value)):
            block.shared[name] = (value, row)
    for name in _ONE_PERSON:
        merge = cutter.merge(row, name)
        if merge and merge.last_row > merge.first_row:
            _report_merge(block, row, name, merge, "one person's cell", "一个人")
    for name in _OWN:
        merge = cutter.merge(row, name)
        if merge and merge.first_row < block.rows[0].number:
            _report_merge(block, row, name, merge, "two households", "一户")


def _report_merge(block: Block, row: Row, name: str, merge: Merge, over: str, whose: str) -> None:
    block.cells(row).report(
        name,
        "merged_over_two",
        Level.ERROR,
        f"合并单元格{merge.name}跨了不止{whose}，分不清内容是谁的。请取消合并，每{whose}各填各的。",
        f"The merged cell {merge.name} lies over more than {over}: unmerge it and fill in each by itself.",
    )


class _Cutter:
    """Decides where the next household begins, with what the table has to tell households apart."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._by = next((name for name in _NUMBERS if table.has(name)), None)
        self._current: str | None = None
        self._merged: dict[tuple[int, int], CellValue] = {}

    def merge(self, row: Row, name: str) -> Merge | None:
        """The merged range over a cell of a column."""
        heading = self._table.places.get(name)
        return self._table.sheet.merges.at(row.number, heading.column) if heading else None

    def value(self, row: Row, name: str) -> CellValue:
        """The cell's value; under a merged cell that of its first row, which has been walked before."""
        heading = self._table.places.get(name)
        if heading is None:
            return None
        merge = self._table.sheet.merges.at(row.number, heading.column)
        own = row.at(heading.column)
        if merge is None:
            return own
        place = (merge.first_row, heading.column)
        if row.number == merge.first_row:
            self._merged[place] = own
        return self._merged.get(place, own)

    def key_of(self, row: Row) -> str | None:
        """What names the household in this row, None where the row leaves it to the rows above."""
        if self._by is None:
            return None
        value = self.value(row, self._by)
        if self._by == "head_id":
            said = identity(value)
            return said if isinstance(said, str) else label(value)
        return label(value)

    def starts(self, row: Row, key: str | None) -> bool:
        """Whether a household begins here; remembers whose rows follow."""
        if self._by is None:
            return self._is_head(row)
        if key is None:
            return self._starts_without_number(row)
        begins = key != self._current
        self._current = key
        return begins

    def _starts_without_number(self, row: Row) -> bool:
        """A head in a row of its own, with household columns filled in and no number, is a household without one."""
        own = [name for name in ("site", "dwelling", "origin_address") if not is_blank(self._table.value(row, name))]
        if own and self._is_head(row):
            self._current = None
            return True
        return False

    def _is_head(self, row: Row) -> bool:
        try:
            return relation_of(self._table.value(row, "relation")) is Relation.HEAD
        except UnreadableError:
            return False
