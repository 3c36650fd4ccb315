"""The faults of a list as a page shows them: by household or row, with the piece of the sheet in which they stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jobmatch.workbooks.grid import column_number

LEVELS = ("E", "W", "Q")
AT_ONCE = 20
_MOST_ROWS = 6


@dataclass(frozen=True)
class Line:
    """One fault: its level, its place, and what is wrong; `rows` are further rows of the same merged cell."""

    level: str
    sheet: str
    row: int
    cell: str
    column: str
    message: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A cell of an excerpt; `level` where it is faulty, `name` as a spreadsheet has it."""

    name: str
    text: str
    level: str


@dataclass(frozen=True)
class Excerpt:
    """A piece of a sheet: column letters with their headings, and rows by number."""

    sheet: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


@dataclass(frozen=True)
class Group:
    """What was found about one household, or in one row: `number` is the household's, None for a row."""

    number: str | None
    sheet: str
    row: int
    name: str
    kept_out: bool
    lines: tuple[Line, ...]
    excerpt: Excerpt | None

    @property
    def level(self) -> str:
        """The worst that was found."""
        return min((line.level for line in self.lines), key=LEVELS.index)


def groups_of(found: Mapping[str, Any], language: str) -> list[Group]:
    """All that was found, in the order of the sheet; messages in Chinese, or with `en` in English."""
    document, excerpts = found["document"], found["excerpts"]
    refused = set(document.get("refused", ()))
    together: dict[tuple[str, str | int], list[Mapping[str, Any]]] = {}
    for fault in (*document["faults"], *_of_twins(document["faults"], refused)):
        together.setdefault((fault["sheet"], fault.get("household") or fault["row"]), []).append(fault)
    return [_group(faults, excerpts.get(sheet), refused, language) for (sheet, _), faults in together.items()]


def said(message: Mapping[str, Any], language: str) -> str:
    """A fault's or a question's sentence in the language of the page."""
    return str(message["message_en"] if language == "en" else message["message"])


def _of_twins(faults: Iterable[Mapping[str, Any]], refused: set[str]) -> Iterator[Mapping[str, Any]]:
    """A fault between two households keeps both out, and is told at both."""
    for fault in faults:
        other = fault.get("other_household")
        if fault["level"] == "E" and other in refused and other != fault.get("household"):
            place = {"sheet": fault.get("other_sheet", fault["sheet"]), "row": fault["other_row"], "cell": None}
            yield {**fault, **place, "column": fault.get("other_column") or fault["column"], "household": other}


def _group(
    faults: list[Mapping[str, Any]], excerpt: Mapping[str, Any] | None, refused: set[str], language: str
) -> Group:
    first = faults[0]
    number = first.get("household")
    lines = _lines(faults, language)
    shown = _excerpt(first["sheet"], faults, excerpt) if excerpt else None
    cells = (excerpt or {}).get("rows", {}).get(str(first["row"]), {})
    lead = [cells[letter] for letter in (excerpt or {}).get("lead", ()) if cells.get(letter)]
    return Group(
        number=number,
        sheet=first["sheet"],
        row=first["row"],
        name=" · ".join(word for word in lead if word != number),
        kept_out=number in refused or any(line.level == "E" for line in lines),
        lines=lines,
        excerpt=shown,
    )


def _lines(faults: Iterable[Mapping[str, Any]], language: str) -> tuple[Line, ...]:
    """A merged cell that is wrong for several rows is told once, with its further rows."""
    rows: dict[tuple[str, str, str, str], list[int]] = {}
    for fault in faults:
        place = fault["cell"] or str(fault["row"])
        key = (fault["level"], place, fault["column"] or "", said(fault, language))
        rows.setdefault(key, []).append(fault["row"])
    sheet = next(iter(faults))["sheet"]
    lines = [
        Line(level, sheet, found[0], cell, column, message, tuple(sorted(set(found[1:]) - {found[0]})))
        for (level, cell, column, message), found in rows.items()
    ]
    return tuple(sorted(lines, key=lambda line: LEVELS.index(line.level)))


def _excerpt(sheet: str, faults: list[Mapping[str, Any]], excerpt: Mapping[str, Any]) -> Excerpt | None:
    numbers = sorted({fault["row"] for fault in faults if str(fault["row"]) in excerpt["rows"]})[:_MOST_ROWS]
    rows = {number: excerpt["rows"][str(number)] for number in numbers}
    letters = sorted({letter for cells in rows.values() for letter in cells}, key=column_number)
    wrong: dict[str, str] = {}
    for fault in sorted(faults, key=lambda fault: LEVELS.index(fault["level"])):
        wrong.setdefault(fault["cell"] or "", fault["level"])
    return Excerpt(
        sheet,
        tuple((letter, excerpt["headings"].get(letter, "")) for letter in letters),
        tuple(
            (number, tuple(_cell(f"{letter}{number}", cells.get(letter, ""), wrong) for letter in letters))
            for number, cells in rows.items()
        ),
    )


def _cell(name: str, text: str, wrong: Mapping[str, str]) -> Cell:
    return Cell(name, text, wrong.get(name, ""))
