"""Where a list's columns are: one or two heading rows found by meaning, in any order and under any known name.

Each kind of list declares its columns with the words that offices use for them; which rows below hold records is told
by `rows.py`, what their cells mean by the list's own reader.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from jobmatch.workbooks.faults import NoTableError
from jobmatch.workbooks.grid import CellValue, Row, Sheet, Workbook, cell_name, column_letters
from jobmatch.workbooks.values import half_width

_SEARCHED_ROWS = 40
_EXACT, _BARE, _PATTERN, _PART, _WEAKER, _ENOUGH = 100.0, 95.0, 88.0, 60.0, 15.0, 60.0
_SAME_GROUP, _OTHER_GROUP = 8.0, -30.0
_LEAST_SHARE = 0.5


@dataclass(frozen=True)
class Wanted:
    """A column that a list may have: the words for it, best first, and the group heading that it may stand under.

    `weak` words are taken only where no other column has a better claim to the heading; `pattern` covers what offices
    compose from the same few words (当前就业情况, 目前从业状态), as a regular expression for the whole heading without
    brackets.
    """

    name: str
    words: tuple[str, ...]
    weak: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    required: bool = False
    pattern: str = ""


@dataclass(frozen=True)
class ListKind:
    """A kind of list by its columns; `name` is what a person calls it, `name_en` the same in English.

    `never` are headings that no such list has: a sheet with one of them is a list of another kind.
    """

    name: str
    name_en: str
    columns: tuple[Wanted, ...]
    least_columns: int = 3
    never: frozenset[str] = frozenset()

    def label(self, name: str) -> str:
        """The first word for a column."""
        return next(wanted.words[0] for wanted in self.columns if wanted.name == name)


@dataclass(frozen=True)
class Heading:
    """A column's lowest heading without white space, and the group heading above it where there is one."""

    column: int
    text: str
    group: str | None = None


@dataclass(frozen=True)
class Table:
    """A list found in a sheet: its heading rows, and the heading of each column that was understood."""

    kind: ListKind
    sheet: Sheet
    header_rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    places: Mapping[str, Heading] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headings that belong to no known column; their cells are not read."""
        known = {heading.column for heading in self.places.values()}
        return tuple(heading.text for heading in self.headings if heading.column not in known)

    def has(self, name: str) -> bool:
        """Whether the list has the column."""
        return name in self.places

    def heading(self, name: str) -> str | None:
        """The lowest heading of a column, without white space."""
        return self.places[name].text if name in self.places else None

    def value(self, row: Row, name: str) -> CellValue:
        """The row's own value in a column; None where the list lacks the column."""
        return row.at(self.places[name].column) if name in self.places else None

    def cell(self, row: int, name: str) -> str | None:
        """The cell's name (`I7`), None where the list lacks the column."""
        return cell_name(row, self.places[name].column) if name in self.places else None

    def rows(self) -> Iterator[Row]:
        """The rows below the headings, of every kind."""
        last = self.header_rows[-1]
        return (row for row in self.sheet.rows() if row.number > last)


def find_tables(workbook: Workbook, kind: ListKind) -> tuple[Table, ...]:
    """The lists of a kind in a workbook, sheet by sheet; sheets of instructions and other lists are passed over,
    and so are hidden sheets, which hold last month's list or a program's own notes.

    Raises NoTableError where there is none, with what was looked for, what was found, and what to do.
    """
    shown = [sheet for sheet in workbook.sheets if not sheet.hidden]
    found = [table for sheet in shown or workbook.sheets if (table := find_table(sheet, kind)) is not None]
    whole = tuple(table for table in found if not table.missing)
    if whole and not any(not row.is_blank for table in whole for row in table.rows()):
        raise NoTableError(
            f"{workbook.path.name} holds the headings of a {kind.name_en} ({kind.name}) and no row below them. Check "
            f"that it is the right file and was saved with its rows",
            f"{workbook.path.name}只有{kind.name}的表头，下面一行都没有。请看看是不是这个文件，里面的行存好了没有。",
        )
    if whole:
        return whole
    raise _what_is_missing(workbook, kind, found)


def find_table(sheet: Sheet, kind: ListKind) -> Table | None:
    """The list of a kind in a sheet, perhaps with required columns missing; None where nothing looks like it."""
    head = sheet.head(_SEARCHED_ROWS)
    best: Table | None = None
    best_score = 0.0
    for header_rows in _candidates(head):
        headings = _headings(sheet, header_rows)
        if any(_bare(heading.text) in kind.never for heading in headings):
            return None
        places, score = _assign(headings, kind)
        if len(places) >= kind.least_columns and score > best_score:
            missing = tuple(wanted.name for wanted in kind.columns if wanted.required and wanted.name not in places)
            best_score = score
            best = Table(kind, sheet, tuple(row.number for row in header_rows), headings, places, missing)
    required = sum(wanted.required for wanted in kind.columns)
    if best and required and len(best.missing) / required > _LEAST_SHARE:
        return None
    return best


def heading_text(value: CellValue) -> str:
    """A heading as faults name it: without white space and line breaks."""
    return re.sub(r"\s+", "", str(value)) if value is not None else ""


def _candidates(head: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    yield from ((row,) for row in head if not row.is_blank)
    yield from (pair for pair in pairwise(head) if not any(row.is_blank for row in pair))


def _headings(sheet: Sheet, rows: tuple[Row, ...]) -> tuple[Heading, ...]:
    lowest = rows[-1]
    groups = _groups(sheet, rows[0], lowest) if len(rows) > 1 else {}
    headings = []
    for column in range(1, sheet.width + 1):
        own = heading_text(lowest.at(column))
        above = heading_text(rows[0].at(column)) if len(rows) > 1 else ""
        if own:
            headings.append(Heading(column, own, groups.get(column)))
        elif above:
            headings.append(Heading(column, above))
    return tuple(headings)


def _groups(sheet: Sheet, upper: Row, lower: Row) -> dict[int, str]:
    """The group heading over each column: a merged cell's text, or without merges the last text to the left."""
    groups: dict[int, str] = {}
    last = ""
    for column in range(1, sheet.width + 1):
        merge = sheet.merges.at(upper.number, column)
        text = heading_text(upper.at(merge.first_column if merge else column))
        last = text or (last if merge is None and lower.at(column) is not None else "")
        if last and lower.at(column) is not None:
            groups[column] = last
    return groups if len(set(groups.values())) > 1 else {}


def _assign(headings: Sequence[Heading], kind: ListKind) -> tuple[dict[str, Heading], float]:
    claims = sorted(
        (
            (_claim(wanted, heading), -order, -heading.column, wanted.name, heading)
            for order, wanted in enumerate(kind.columns)
            for heading in headings
        ),
        key=lambda claim: claim[:3],
        reverse=True,
    )
    places: dict[str, Heading] = {}
    taken: set[int] = set()
    total = 0.0
    for score, _, _, name, heading in claims:
        if score >= _ENOUGH and name not in places and heading.column not in taken:
            places[name] = heading
            taken.add(heading.column)
            total += score
    return places, total


def _claim(wanted: Wanted, heading: Heading) -> float:
    score = max(
        max((_nearness(word, heading.text) for word in wanted.words), default=0.0),
        max((_nearness(word, heading.text) - _WEAKER for word in wanted.weak), default=0.0),
        _PATTERN if wanted.pattern and re.fullmatch(wanted.pattern, _bare(heading.text)) else 0.0,
    )
    if score and wanted.group and heading.group:
        score += _SAME_GROUP if any(word in heading.group for word in wanted.group) else _OTHER_GROUP
    return score


@lru_cache(maxsize=50_000)
def _nearness(word: str, heading: str) -> float:
    """How well a heading is named by a word: alike, alike but for brackets, or half of it and more."""
    word, whole = _spelling(word), _spelling(heading)
    bare = _bare(heading)
    if whole == word:
        return _EXACT
    if bare in (word, re.sub(r"\([^)]*\)", "", word)):
        return _BARE
    share = len(word) / len(bare)
    if len(word) > 1 and word in bare and share >= _LEAST_SHARE:
        return _PART + (_BARE - _PART - 1) * share
    return 0.0


def _bare(heading: str) -> str:
    """The heading without what stands in brackets: units, hints."""
    whole = _spelling(heading)
    return re.sub(r"\([^)]*\)", "", whole) or whole


@lru_cache(maxsize=50_000)
def _spelling(text: str) -> str:
    text = re.sub(r"[\s*＊:：、]|^\d+[.、]", "", half_width(text)).lower()
    return text.replace("【", "(").replace("】", ")").replace("[", "(").replace("]", ")")


def _what_is_missing(workbook: Workbook, kind: ListKind, found: Sequence[Table]) -> NoTableError:
    names = "、".join(sheet.name for sheet in workbook.sheets)
    if not found:
        wanted = "、".join(wanted.words[0] for wanted in kind.columns if wanted.required)
        return NoTableError(
            f"{workbook.path.name} holds no {kind.name_en} ({kind.name}): none of its sheets ({names}) has a row of "
            f"headings with {wanted}. Check that it is the right file, or name its columns so",
            f"{workbook.path.name}里没有{kind.name}：几张表（{names}）都没有带“{wanted}”的表头。"
            f"请看看是不是选错了文件，或者把表头改成这些名字。",
        )
    table = max(found, key=lambda table: len(table.places))
    lacking = [(*wanted.words, *wanted.weak)[:4] for wanted in kind.columns if wanted.name in table.missing]
    missing = "; ".join(" or ".join(words) for words in lacking)
    missing_zh = "；".join("或".join(words) for words in lacking)
    unknown = "、".join(table.unknown) or "nothing else"
    row = table.header_rows[-1]
    return NoTableError(
        f"sheet {table.sheet.name} of {workbook.path.name} lacks a column that a {kind.name_en} ({kind.name}) needs: "
        f"{missing}. In its heading row {row} ({column_letters(1)}{row}) these were not understood: {unknown}. "
        f"Rename or add the column and import again",
        f"{workbook.path.name}的“{table.sheet.name}”少了{kind.name}要有的一列：{missing_zh}。"
        f"第{row}行的表头里，这些没有看懂：{'、'.join(table.unknown) or '没有别的'}。请改好或者补上这一列，再导入。",
    )
