"""What is wrong with a workbook, by sheet, row and cell, in words a clerk can act on; and files that are none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How bad a fault is: E keeps the record out, W is a warning, Q a question for the next visit or call."""

    ERROR = "E"
    WARNING = "W"
    QUESTION = "Q"


@dataclass(frozen=True)
class Fault:
    """One fault at one cell. `column` is the lowest heading without white space; `other_*` point to a second place."""

    sheet: str
    row: int
    column: str | None
    cell: str | None
    code: str
    level: Level
    message: str
    message_en: str
    value: object = None
    other_row: int | None = None
    other_column: str | None = None
    other_sheet: str | None = None
    household: str | None = None
    other_household: str | None = None

    def document(self) -> dict[str, Any]:
        """The fault as the command line prints it; what is not known is left out."""
        fields: dict[str, Any] = {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "cell": self.cell,
            "code": self.code,
            "level": self.level.value,
            "message": self.message,
            "message_en": self.message_en,
            "value": plain(self.value),
            "household": self.household,
            "other_row": self.other_row,
            "other_column": self.other_column,
            "other_sheet": self.other_sheet,
            "other_household": self.other_household,
        }
        kept = ("column", "cell", "value")
        return {name: value for name, value in fields.items() if value is not None or name in kept}


class UnusableListError(ValueError):
    """A file that cannot be imported as it is; nothing has been stored. `chinese` says the same in Chinese."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(english)
        self.chinese = chinese


class NotAWorkbookError(UnusableListError):
    """The file cannot be read as a workbook at all. `advice` says what to do next."""

    def __init__(self, what: str, advice: str, chinese: str) -> None:
        super().__init__(f"{what}. {advice}", chinese)
        self.advice = advice


class NoTableError(UnusableListError):
    """A workbook without the list that was looked for. The text names what was looked for and what was found."""


def plain(value: object) -> Any:
    """A cell's value as JSON can hold it: dates as ISO text, the rest as it is or as text."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults as a reader meets them: sheet by sheet in the order given, then row, then column letters and code."""
    faults = list(faults)
    sheets = list(dict.fromkeys(fault.sheet for fault in faults))
    return tuple(sorted(faults, key=lambda f: (sheets.index(f.sheet), f.row, len(f.cell or ""), f.cell or "", f.code)))
