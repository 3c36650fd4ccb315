"""The reports of a month: key figures with what they mean, the curve of K1, the tables, and files to hand in."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk.files import CSV, WORKBOOK, attachment
from desk.language import CHINESE, spoken_language
from desk.ledger_words import SHOWN, say_field, say_value
from desk.report_curve import drawn
from jobmatch import access, clock
from jobmatch.access import Permission
from jobmatch.households.model import Household
from jobmatch.reports import definitions, kept, ledger
from jobmatch.reports import month as months
from jobmatch.reports.csv_file import as_csv
from jobmatch.reports.scope import NoSuchSiteError, scope_of
from jobmatch.reports.service import Report
from jobmatch.reports.table import Column, Form, Words, written
from jobmatch.reports.workbook import as_workbook
from jobmatch.web import current_actor, permission, session

pages = Blueprint("reports", __name__, template_folder="templates", url_prefix="/reports")


@pages.get("")
@permission(Permission.SEE_REPORTS)
def front() -> ResponseReturnValue:
    """One month: figures, curve and tables; by default the newest that is closed, or else the one that runs."""
    choices = _choices()
    asked = request.args.get("month", "")
    month = _month(asked) if asked else _newest()
    report = _report(month)
    return render_template(
        "reports.html", report=report, choices=[month, *choices] if month not in choices else choices,
        curve=drawn(report.curve, report.target), language=_language(), written=written, form=Form,
        month_of=months.written,
        grouped=_grouped, mine=_mine(), site=request.args.get("site", ""), word=definitions.word, stub=definitions.stub,
        may_correct=access.may(current_actor(), Permission.CORRECT_LEDGER), numbers=_numbers(report),
        say_field=say_field, say_value=say_value, corrected=SHOWN,
    )  # fmt: skip


@pages.get("/<month>/report.xlsx")
@permission(Permission.SEE_REPORTS)
def workbook(month: str) -> ResponseReturnValue:
    """Everything of the page as one workbook."""
    report = _report(_month(month))
    return attachment(as_workbook(report, _language()), WORKBOOK, f"{_stem(report)}.xlsx")


@pages.get("/<month>/<code>.csv")
@permission(Permission.SEE_REPORTS)
def table(month: str, code: str) -> ResponseReturnValue:
    """One table as CSV."""
    report = _report(_month(month))
    found = report.table(code)
    if found is None:
        abort(404)
    return attachment(as_csv(found, _language()), CSV, f"{_stem(report)}-{code}.csv")


def _report(month: date) -> Report:
    try:
        return kept.monthly(
            session(), month, clock.now(), current_actor(), site=request.args.get("site") or None,
            county=request.args.get("county") or None,
        )  # fmt: skip
    except (months.NoSuchMonthError, NoSuchSiteError):
        abort(404)


def _numbers(report: Report) -> dict[int, str]:
    """The numbers of the households of which something was put right."""
    homes = {one.household_id for one in report.corrections}
    return dict(session().execute(select(Household.id, Household.number).where(Household.id.in_(homes))).all())


def _month(text: str) -> date:
    try:
        return months.read(text)
    except months.NoSuchMonthError:
        abort(404)


def _choices() -> list[date]:
    """The months there is something to read of, the newest first: closed ones, and those that run or wait for it."""
    now = months.of(clock.today())
    closed = ledger.closed_months(session())
    return sorted({*closed, now, months.before(now)}, reverse=True)


def _newest() -> date:
    closed = ledger.closed_months(session())
    return closed[-1] if closed else months.of(clock.today())


def _mine() -> list[tuple[str, str]]:
    """The own sites of somebody who has several, to choose from; nobody else chooses."""
    scope = scope_of(session(), current_actor())
    if not scope.inside or len(scope.sites) < 2:
        return []
    return [(one.code, one.words.said(_language())) for one in scope.sites]


def _grouped(columns: Sequence[Column]) -> list[tuple[Words | None, list[Column]]]:
    """Columns that stand next to each other under one heading."""
    return [(group, list(some)) for group, some in groupby(columns, key=lambda column: column.group)]


def _language() -> str:
    return CHINESE if spoken_language() == CHINESE else "en"


def _stem(report: Report) -> str:
    sites = [] if report.scope.whole else [one.code for one in report.scope.sites]
    return "-".join(["report", months.written(report.month), *sites])
