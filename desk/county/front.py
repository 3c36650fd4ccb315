"""How the county stands: key figures, five drawings with their tables, and the way to its sites. Nobody by name.

Everything is read from the report of the month as it was counted once for the day and masked, so that this page shows
nothing that the tables hide, and opens at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from desk.county.bars import Bars, lying, standing
from desk.county.blueprint import pages
from desk.language import CHINESE, spoken_language
from desk.report_curve import drawn
from jobmatch import access, clock
from jobmatch.access import Permission
from jobmatch.reports import kept, ledger
from jobmatch.reports import month as months
from jobmatch.reports.m1_employment import TOTAL
from jobmatch.reports.service import Report
from jobmatch.reports.table import Form, Row, Value, written
from jobmatch.web import current_actor, permission, session

_PLACES = ("county", "province", "out", "unknown")
_BRIDGE = ("places", "enrolled", "completed", "certified", "placed")
_SITE = "site:"


@dataclass(frozen=True)
class Counts:
    """Counts with their names, and the same drawn; `bars` is None where there is nothing to draw."""

    rows: Sequence[tuple[str, Value]]
    bars: Bars | None


@dataclass(frozen=True)
class Site:
    """One site as the county sees it: its row of M1. `code` is empty for the households without a site."""

    code: str
    name: str
    row: Row


@pages.get("")
@permission(Permission.OVERSEE_COUNTY)
def front() -> ResponseReturnValue:
    """One month; by default the newest that is closed, or else the one that runs."""
    closed = ledger.closed_months(session())
    month = _asked() or (closed[-1] if closed else months.of(clock.today()))
    report = _report(month)
    running = months.of(clock.today())
    return render_template(
        "county/front.html", report=report, choices=sorted({*closed, running, month}, reverse=True),
        month_of=months.written, curve=drawn(report.curve, report.target), language=_language(), written=written,
        form=Form, no_earner=_no_earner(report), places=_counts(_of("M1", TOTAL, _PLACES, report)),
        wages=_counts(_wages(report)), bridge=_counts(_of("M3", "total", _BRIDGE, report)), sites=_sites(report),
        may_list=access.may(current_actor(), Permission.LIST_HOUSEHOLDS),
    )  # fmt: skip


def _asked() -> date | None:
    given = request.args.get("month", "")
    try:
        return months.read(given) if given else None
    except months.NoSuchMonthError:
        abort(404)


def _report(month: date) -> Report:
    try:
        return kept.monthly(session(), month, clock.now(), current_actor())
    except months.NoSuchMonthError:
        abort(404)


def _no_earner(report: Report) -> Bars | None:
    found = [(one.month, one.without_earner) for one in report.curve]
    return standing(found) if len(found) > 1 else None


def _of(code: str, key: str, columns: Sequence[str], report: Report) -> list[tuple[str, Value]]:
    """Some columns of one row of a table, each by its heading."""
    table = report.table(code)
    row = next((one for one in table.rows if one.key == key), None) if table is not None else None
    if table is None or row is None:
        return []
    heading = {column.key: column.words.said(_language()) for column in table.columns}
    return [(heading[column], row.values.get(column)) for column in columns]


def _wages(report: Report) -> list[tuple[str, Value]]:
    return [(row.words.said(_language()), row.values["people"]) for row in report.behind["W"].rows if row.level]


def _counts(rows: Sequence[tuple[str, Value]]) -> Counts:
    return Counts(rows, lying(rows) if any(isinstance(count, int) and count for _, count in rows) else None)


def _sites(report: Report) -> list[Site]:
    table = report.table("M1")
    rows = [row for row in table.rows if row.key.startswith(_SITE)] if table is not None else []
    return [Site(row.key.removeprefix(_SITE), row.words.said(_language()), row) for row in rows]


def _language() -> str:
    return CHINESE if spoken_language() == CHINESE else "en"
