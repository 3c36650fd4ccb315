"""One row's cells under a table's headings: read one by one, and what cannot be read becomes a fault at its cell."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from jobmatch.workbooks.archive import Broken
from jobmatch.workbooks.faults import Fault, Level
from jobmatch.workbooks.grid import CellValue, Row
from jobmatch.workbooks.headings import Table
from jobmatch.workbooks.values import UnreadableError, text

T = TypeVar("T")
E, W = Level.ERROR, Level.WARNING


class Unread(NamedTuple):
    """How a column's unreadable cell is reported: the code, how bad it is, and an example of what can be read."""

    code: str
    level: Level
    example: str


_UNREAD = {
    "relation": Unread("label_unknown", E, "户主、配偶、之子、之女、之儿媳"),
    "education": Unread("label_unknown", E, "小学、初中、高中、大专"),
    "school_stage": Unread("label_unknown", E, "小学、八年级、中职二年级"),
    "capacity": Unread("label_unknown", E, "普通劳动力、弱劳动力或半劳动力"),
    "status": Unread("label_unknown", E, "单位就业、灵活就业、务农、未就业"),
    "months_this_year": Unread("months_invalid", E, "4.5"),
    "wage_month": Unread("wage_unclear", E, "3200"),
    "birth_date": Unread("date_unclear", W, "1982-08-10"),
    "move_in_date": Unread("date_unclear", W, "2018-06-30"),
    "day": Unread("date_unclear", E, "2026-06-15"),
    "stated_member_count": Unread("number_unclear", W, "4"),
}
_OTHERS = Unread("label_unknown", W, "")
_BROKEN = {
    Broken.NO_VALUE: (
        "{place}是公式，但文件里没有算好的结果。请用Excel或WPS打开、保存一次再导入，或直接填数值。",
        "{place} is a formula without a stored result: open the file in Excel or WPS and save it, or enter the value.",
    ),
    Broken.ERROR: (
        "{place}显示的是公式错误（如#REF!）。请改正公式，或直接填数值。",
        "{place} shows a formula error (such as #REF!): mend the formula, or enter the value itself.",
    ),
}
_OPTIONAL = frozenset(("remark", "serial"))


class Cells:
    """The cells of one row. Faults go to the list that the caller holds, `household` names the household in them."""

    def __init__(self, table: Table, row: Row, faults: list[Fault], household: str | None) -> None:
        self.table = table
        self.row = row
        self.household = household
        self._faults = faults

    def raw(self, name: str) -> CellValue:
        """The cell as it stands; a formula without a result is a fault and reads as nothing."""
        value = self.table.value(self.row, name)
        if value is None and name in self.table.places:
            broken = self.table.sheet.broken.get((self.row.number, self.table.places[name].column))
            if broken is not None and name not in _OPTIONAL:
                self._report_broken(name, broken)
        return value

    def read(self, name: str, reader: Callable[[CellValue], T]) -> T | None:
        """What a reader makes of the cell; None, with a fault, where it cannot."""
        value = self.raw(name)
        try:
            return reader(value)
        except UnreadableError:
            unread = _UNREAD.get(name, _OTHERS)
            heading = self.table.heading(name)
            like = f"请改成“{unread.example}”这样的写法。" if unread.example else "请按填表说明改写。"
            like_en = f"write it like {unread.example}" if unread.example else "use a word of the form's list"
            said = text(value)
            self.report(
                name,
                unread.code,
                unread.level,
                f"“{heading}”里的“{said}”看不懂，{like}",
                f"“{said}” in “{heading}” cannot be understood: {like_en}.",
            )
            return None

    def report(self, name: str, code: str, level: Level, message: str, message_en: str) -> None:
        """A fault at one of the row's cells; the same fault is not reported twice."""
        fault = Fault(
            sheet=self.table.sheet.name,
            row=self.row.number,
            column=self.table.heading(name),
            cell=self.table.cell(self.row.number, name),
            code=code,
            level=level,
            message=message,
            message_en=message_en,
            value=self.table.value(self.row, name),
            household=self.household,
        )
        if fault not in self._faults:
            self._faults.append(fault)

    def _report_broken(self, name: str, broken: Broken) -> None:
        message, message_en = _BROKEN[broken]
        place = f"“{self.table.heading(name)}”"
        self.report(name, broken.value, E, message.format(place=place), message_en.format(place=place))
