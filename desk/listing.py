"""Lists of the desk: rows of a query as a table that pages, sorts by its headings, and goes out as a file.

A page says its columns once; the address says which page, in which order (`by=name`, `by=-name`) or as which file
(`as=xlsx`, `as=csv`), and `listing.html` shows it. A file holds what the reader may see on the page, all rows of it,
and is noted in the log.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeAlias, TypeVar
from urllib.parse import urlencode

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from sqlalchemy import Select, SQLColumnExpression, func, select

from desk.files import CSV, WORKBOOK, attachment
from desk.language import say_day, say_moment
from jobmatch import audit, clock
from jobmatch.web import current_actor, session
from jobmatch.workbooks.writer import OutColumn, OutSheet, csv_text, write_workbook

AT_ONCE = 50
MOST_IN_A_FILE = 50_000
"""An office program opens no more with ease; the page itself shows all of them."""
_DOWN = "-"
_WIDTH = 18
_KINDS = {"xlsx": WORKBOOK, "csv": CSV}

Value: TypeAlias = str | int | Decimal | date | datetime | LazyString | None
Line = TypeVar("Line")


@dataclass(frozen=True)
class Column(Generic[Line]):
    """One column: its name in addresses, its heading, what a row says in it, what it is ordered by, where it leads to.

    The first column names the row. `mark` is the colour in which a value stands out, "" for one that does not.
    """

    key: str
    heading: LazyString
    value: Callable[[Line], Value]
    order: SQLColumnExpression[Any] | None = None
    link: Callable[[Line], str | None] = lambda _line: None
    mark: Callable[[Line], str] = lambda _line: ""


@dataclass(frozen=True)
class Listing(Generic[Line]):
    """A list: `name` for the log and for files, the query, what makes each row of it, and the order it begins with.

    The query has no order of its own; `last` is what rows are told apart by that are alike otherwise. `rows` makes the
    lines of some rows at once, so that what they need besides is asked for once a page and not once a row. `path` is
    where the list stands, if not at the address that was asked for.
    """

    name: str
    title: LazyString
    query: Select[*tuple[Any, ...]]
    lines: Callable[[Sequence[Any]], Sequence[Line]]
    columns: Sequence[Column[Line]]
    first: Sequence[SQLColumnExpression[Any]]
    last: SQLColumnExpression[Any]
    at_once: int = field(default_factory=lambda: AT_ONCE)
    path: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading as it is shown: where a click leads to, if anywhere, and how the rows are ordered by it now."""

    words: str
    address: str
    sorted: str


@dataclass(frozen=True)
class Cell:
    """A value in words, where it leads to, if anywhere, and the colour of its mark."""

    words: str
    link: str | None
    is_number: bool
    mark: str


@dataclass(frozen=True)
class Shown:
    """One page of a list, numbered from 1; addresses are empty where there is nothing before or after.

    `rows` are its lines in words, `lines` themselves are for a page that has something to be done in each.
    """

    title: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
    lines: Sequence[Any]
    total: int
    number: int
    pages: int
    before: str
    after: str
    files: Sequence[tuple[str, str]]


def answer(listing: Listing[Line], template: str, **values: object) -> ResponseReturnValue:
    """The page or the file that the address asks for; the template gets the page of the list as `shown`."""
    kind = request.args.get("as", "")
    if kind in _KINDS:
        return _file(listing, kind)
    return render_template(template, shown=shown(listing), **values)


def shown(listing: Listing[Line]) -> Shown:
    """The page of the list that the address asks for, brought into range."""
    total = session().scalar(select(func.count()).select_from(listing.query.order_by(None).subquery())) or 0
    pages = max(1, -(-total // listing.at_once))
    number = min(max(1, request.args.get("page", 1, type=int)), pages)
    skipped = (number - 1) * listing.at_once
    lines = listing.lines(session().execute(_ordered(listing).limit(listing.at_once).offset(skipped)).all())
    path = listing.path or request.path
    return Shown(
        title=str(listing.title),
        headings=[_heading(column, path) for column in listing.columns],
        rows=[[_cell(column, line) for column in listing.columns] for line in lines],
        lines=lines,
        total=total,
        number=number,
        pages=pages,
        before=_address(path, page=str(number - 1)) if number > 1 else "",
        after=_address(path, page=str(number + 1)) if number < pages else "",
        files=[(kind, _address(path, **{"as": kind})) for kind in _KINDS] if total else [],
    )


def place() -> dict[str, Any]:
    """What the address says of the place in a list, for what is done there to lead back to it."""
    return {key: request.args[key] for key in ("q", "by", "page") if key in request.args}


def _ordered(listing: Listing[Any]) -> Select[*tuple[Any, ...]]:
    """The query in the order that the address asks for; what the list does not know is left out."""
    by = request.args.get("by", "")
    chosen = next((one.order for one in listing.columns if one.key == by.removeprefix(_DOWN)), None)
    if chosen is None:
        return listing.query.order_by(*listing.first, listing.last)
    order = chosen.desc() if by.startswith(_DOWN) else chosen.asc()
    return listing.query.order_by(order.nulls_last(), listing.last)


def _heading(column: Column[Any], path: str) -> Heading:
    if column.order is None:
        return Heading(str(column.heading), "", "")
    by = request.args.get("by", "")
    now = {column.key: "ascending", f"{_DOWN}{column.key}": "descending"}.get(by, "")
    following = f"{_DOWN}{column.key}" if now == "ascending" else column.key
    return Heading(str(column.heading), _address(path, by=following, page=""), now)


def _cell(column: Column[Line], line: Line) -> Cell:
    value = column.value(line)
    return Cell(_in_words(value), column.link(line), isinstance(value, int | Decimal), column.mark(line))


def _in_words(value: Value) -> str:
    if isinstance(value, datetime):
        return say_moment(value)
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, int | Decimal):
        return f"{value:,}"
    return "" if value is None else str(value)


def _address(path: str, **changed: str) -> str:
    """The address of this list with some of what it asks for changed; what is empty is left out."""
    asked = {key: value for key, value in request.args.items() if key not in ("as", "lang")} | changed
    return "?".join(filter(None, (path, urlencode({key: value for key, value in asked.items() if value}))))


def _file(listing: Listing[Any], kind: str) -> Response:
    found = session().execute(_ordered(listing).limit(MOST_IN_A_FILE)).all()
    rows = [[_plain(column.value(line)) for column in listing.columns] for line in listing.lines(found)]
    audit.record(session(), current_actor(), "list.file", f"list:{listing.name}", clock.now(), f"{len(rows)} {kind}")
    headings = [str(column.heading) for column in listing.columns]
    content = _csv(headings, rows) if kind == "csv" else _workbook(listing, headings, rows)
    return attachment(content, _KINDS[kind], f"{listing.name}-{clock.today()}.{kind}")


def _plain(value: Value) -> str | int | Decimal | date | None:
    """A value as a file holds it: numbers and days as such, an instant in words."""
    if isinstance(value, datetime):
        return say_moment(value)
    return str(value) if isinstance(value, str | LazyString) else value


def _csv(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(headings)
    for row in rows:
        lines.writerow([csv_text(value) if isinstance(value, str) else value for value in row])
    return out.getvalue().encode("utf-8-sig")


def _workbook(listing: Listing[Any], headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    columns = tuple(OutColumn(heading, width=_WIDTH) for heading in headings)
    title = str(listing.title)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{listing.name}.xlsx"
        write_workbook(path, [OutSheet(listing.name, title, columns, rows, above=(say_day(clock.today()),))])
        return path.read_bytes()
