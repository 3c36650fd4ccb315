"""The figures that a government changes: all of them, one over the years, and a new value from a day on."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, or_, select

from desk.installation.blueprint import pages, written
from desk.installation.parameter_words import in_words, names_with
from desk.language import say as _
from desk.listing import Column, Listing, answer
from desk.row_ids import LARGEST_ID
from desk.undoing import say_done
from jobmatch import clock
from jobmatch import parameters as book
from jobmatch.access import Permission
from jobmatch.parameters import Parameter, ParameterRow
from jobmatch.places import division_name
from jobmatch.web import current_actor, permission, session

LONGEST_SOURCE = 300
_MOST = Decimal(10) ** 10
_FRACTIONS = frozenset(
    {
        "minimum_wage_month", "minimum_wage_hour", "low_income_per_head", "course_attendance_share",
        "training_allowance_day", "training_allowance_most", "training_subsidy", "training_subsidy_most",
        "on_the_job_subsidy_month",
    }
)  # fmt: skip
"""What is an amount of money and may have a fraction; shares may too, all else counts whole days, years or pieces."""


def _figure(row: Parameter) -> str:
    return f"{row.value.normalize():f}"


def _place(division: str) -> str:
    return (division_name(division) or division) if division else _("处处")


_COLUMNS: Sequence[Column[Parameter]] = (
    Column(
        "name", _l("数字"), lambda row: in_words(row.name), Parameter.name,
        lambda row: url_for("installation.parameter", name=row.name),
    ),
    Column("place", _l("哪里"), lambda row: _place(row.division), Parameter.division),
    Column("value", _l("是多少"), _figure),
    Column("from", _l("哪天起"), lambda row: row.valid_from, Parameter.valid_from),
    Column("to", _l("到哪天"), lambda row: row.valid_to or _("一直")),
    Column("checked", _l("核对过没有"), lambda row: row.checked_on or _("没有核对"), Parameter.checked_on),
)  # fmt: skip


@pages.get("/parameters")
@permission(Permission.SET_PARAMETERS)
def parameters() -> ResponseReturnValue:
    """What is in force today, or every value there ever was; those of a name or a division."""
    typed, every = written("q", 60), request.args.get("every") == "1"
    query = select(Parameter).where(*([] if every else [_in_force(clock.today())]))
    if typed:
        meant = [Parameter.name.in_(names_with(typed)), Parameter.name.contains(typed.lower(), autoescape=True)]
        query = query.where(or_(*meant, Parameter.division.startswith(typed, autoescape=True) & (typed != "")))
    listing = Listing(
        "parameters", _l("政策数字"), query, _lines, _COLUMNS, first=(Parameter.name, Parameter.division),
        last=Parameter.id,
    )  # fmt: skip
    return answer(listing, "installation/parameters.html", typed=typed, every=every)


@pages.get("/parameters/<name>")
@permission(Permission.SET_PARAMETERS)
def parameter(name: str) -> ResponseReturnValue:
    """One figure over the years, and the form for a new value."""
    return _page(name)


@pages.post("/parameters/<name>")
@permission(Permission.SET_PARAMETERS)
def enter(name: str) -> ResponseReturnValue:
    """A new value from a day on; what held before ends the day before and does not change otherwise."""
    wrong: dict[str, str] = {}
    value, begins, division = _value(name), _day("valid_from"), written("division", 12)
    source = written("source", LONGEST_SOURCE)
    if value is None:
        wrong["value"] = _("写一个数，比如1890或者0.7。")
    if begins is None:
        wrong["valid_from"] = _("哪天起？写成2026-01-01这样。")
    if division and not (division.isascii() and division.isdecimal() and len(division) >= 2):
        wrong["division"] = _("地区写成行政区划代码，比如520322；处处都一样就空着。")
    if not source:
        wrong["source"] = _("写清是哪个文件说的，后面的人才查得到。")
    if wrong or value is None or begins is None:
        return _page(name, wrong), 422
    row = ParameterRow(name, division, value, begins, None, source, clock.today() if _checked() else None)
    try:
        entered = book.enter(session(), row, clock.now(), current_actor())
    except book.UnknownParameterError:
        abort(404)
    except book.ChangesThePastError:
        wrong["valid_from"] = _("这天或者以后已经有一个数了。过去的数不改，选一个更晚的日子。")
        return _page(name, wrong), 422
    fields = {
        "row": str(entered.row_id), "ended": str(entered.ended_id or ""),
        "until": entered.until.isoformat() if entered.until else "",
    }  # fmt: skip
    say_done(_("记下了，%(day)s起用新的数。", day=begins), url_for("installation.take_back", name=name), fields)
    return redirect(url_for("installation.parameter", name=name), 303)


@pages.post("/parameters/<name>/take-back")
@permission(Permission.SET_PARAMETERS)
def take_back(name: str) -> ResponseReturnValue:
    """The value was entered by mistake: what held before goes on."""
    row, ended = (_number(field) for field in ("row", "ended"))
    if row is not None:
        book.take_back(session(), book.Entered(row, ended, _day("until")), clock.now(), current_actor())
        say_done(_("撤回了，和以前一样。"))
    return redirect(url_for("installation.parameter", name=name), 303)


def _in_force(day: date) -> ColumnElement[bool]:
    return and_(Parameter.valid_from <= day, or_(Parameter.valid_to.is_(None), Parameter.valid_to >= day))


def _lines(rows: Sequence[Any]) -> list[Parameter]:
    return [row[0] for row in rows]


def _page(name: str, wrong: dict[str, str] | None = None) -> str:
    order = (Parameter.division, Parameter.valid_from.desc())
    rows = session().scalars(select(Parameter).where(Parameter.name == name).order_by(*order)).all()
    if not rows:
        abort(404)
    return render_template(
        "installation/parameter.html", name=name, title=in_words(name), rows=rows, today=clock.today(),
        figure=_figure, place=_place, wrong=wrong or {}, given=request.form, longest=LONGEST_SOURCE,
    )  # fmt: skip


def _value(name: str) -> Decimal | None:
    """The amount that was typed; only money and shares have a fraction."""
    try:
        amount = Decimal(written("value", 20))
    except InvalidOperation:
        return None
    if not amount.is_finite() or not 0 <= amount < _MOST:
        return None
    whole = name not in _FRACTIONS and not name.startswith(("report_", "employer_loss_share", "monitoring_line"))
    return None if whole and amount != amount.to_integral_value() else amount


def _day(field: str) -> date | None:
    try:
        return date.fromisoformat(written(field, 10))
    except ValueError:
        return None


def _number(field: str) -> int | None:
    given = request.form.get(field, "")
    return int(given) if given.isascii() and given.isdecimal() and int(given) <= LARGEST_ID else None


def _checked() -> bool:
    return request.form.get("checked") == "yes"
