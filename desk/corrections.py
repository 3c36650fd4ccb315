"""Putting a closed month right: the lines of the own sites, one line with what should stand there, and why.

What was reported stands; the new line is written beside it, and the report shows both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import aliased

from desk.language import say as _
from desk.ledger_words import BANDS, KINDS, PLACES, STANDINGS, UNASKED, say_band, standing
from desk.listing import Column, Listing, answer
from desk.not_said import NotSaidError
from desk.undoing import say_done
from jobmatch import access, clock
from jobmatch.access import Permission
from jobmatch.households import names
from jobmatch.households.model import Household, Person, Site
from jobmatch.reports import closing, ledger
from jobmatch.reports import month as months
from jobmatch.reports.model import PersonMonth
from jobmatch.reports.scope import scope_of
from jobmatch.reports.status import Place, Status
from jobmatch.web import current_actor, permission, session

pages = Blueprint("corrections", __name__, template_folder="templates", url_prefix="/reports")

LONGEST_REASON = 200
LONGEST_SEARCH = 40
_ONE = "/lines/<int(max=2147483647):line_id>"


@dataclass(frozen=True)
class Line:
    """One line in the list; `name` is empty of somebody whose record is deleted."""

    line: PersonMonth
    name: str
    household: str


_COLUMNS: Sequence[Column[Line]] = (
    Column(
        "name",
        _l("姓名"),
        lambda one: one.name or _("已经删除的人"),
        Person.name_pinyin,
        link=lambda one: _address(one),
    ),
    Column("household", _l("户号"), lambda one: one.household, Household.number),
    Column(
        "status", _l("算哪样"), lambda one: STANDINGS[standing(one.line.status, one.line.asked)], PersonMonth.status
    ),
    Column("employer", _l("单位"), lambda one: one.line.employer, PersonMonth.employer),
    Column("corrected", _l("改过没有"), lambda one: _("改过") if one.line.replaces_id else "", PersonMonth.replaces_id),
)


@pages.get("/<month>/lines")
@permission(Permission.CORRECT_LEDGER)
def lines(month: str) -> ResponseReturnValue:
    """Everybody of the own sites as the closed month has them, found by name, pinyin or the household's number."""
    of = _closed(month)
    typed = "".join(sign for sign in request.args.get("q", "") if sign.isprintable()).strip()[:LONGEST_SEARCH]
    listing = Listing(
        "ledger", _l("改每月的账"), _query(of, typed), _lines, _COLUMNS,
        first=(Household.number,), last=PersonMonth.id,
    )  # fmt: skip
    return answer(listing, "ledger_lines.html", typed=typed, month=months.written(of))


@pages.get(_ONE)
@permission(Permission.CORRECT_LEDGER)
def line(line_id: int) -> ResponseReturnValue:
    """One line as it stands, to be put right."""
    return _page(_own(line_id))


@pages.post(_ONE)
@permission(Permission.CORRECT_LEDGER)
def correct(line_id: int) -> ResponseReturnValue:
    """What should stand there, and why; whoever was quicker is shown first."""
    row = _own(line_id)
    try:
        changes = _said(row)
        because = request.form.get("because", "").strip()[:LONGEST_REASON]
        if not because:
            raise NotSaidError("because", _("写一句：哪里记错了，听哪个说的。"))
        closing.correct(session(), row.id, changes, because, clock.now(), current_actor())
    except NotSaidError as open_:
        return _page(row, open_), 422
    except closing.NoReasonError:
        return _page(row, NotSaidError("", _("和账上的一样，没有要改的。"))), 422
    except closing.NoLineError:
        return _page(_newest(row), NotSaidError("", _("刚才有人改过这一行，现在是这样。还要改就再写。"))), 409
    say_done(_("改好了。原来那行还在，报表下面两行都看得到。"))
    return redirect(url_for("corrections.lines", month=months.written(row.month)), 303)


def _said(row: PersonMonth) -> dict[str, Any]:
    """The fields of a line as the form has them."""
    form = request.form
    how = form.get("standing", "")
    if how not in STANDINGS:
        raise NotSaidError("standing", _("那个月最后一天，这个人算哪样？点一个。"))
    status = Status.WILLING if how == UNASKED else Status(how)
    asked = row.asked if status is row.status and how != UNASKED and row.asked else how != UNASKED
    said: dict[str, Any] = {"status": status, "asked": asked}
    if status is not Status.EMPLOYED:
        return said
    if form.get("place") not in PLACES:
        raise NotSaidError("place", _("在哪里做？点一个；不晓得也可以点。"))
    band = form.get("wage_band", "")
    if band and (not band.isdecimal() or int(band) not in BANDS):
        raise NotSaidError("wage_band", _("从里头选一个。"))
    return said | {
        "place": Place(form["place"]),
        "wage_band": int(band) if band else None,
        **{kind: kind in form.getlist("kind") for kind in KINDS},
    }


def _page(row: PersonMonth, wrong: NotSaidError | None = None) -> str:
    person = session().get(Person, row.person_id) if row.person_id is not None else None
    home = session().get_one(Household, row.household_id)
    kinds = [kind for kind in KINDS if getattr(row, kind)]
    was: Mapping[str, Any] = {
        "standing": standing(row.status, row.asked), "place": row.place,
        "wage_band": "" if row.wage_band is None else str(row.wage_band), "kinds": kinds, "because": "",
    }  # fmt: skip
    given = request.form
    now = {**was, **given.to_dict(), "kinds": given.getlist("kind")} if wrong is not None and given else was
    return render_template(
        "ledger_line.html", row=row, name=person.name if person else _("已经删除的人"), household=home.number,
        month=months.written(row.month), now=now, wrong=wrong, standings=STANDINGS, places=PLACES, kinds=KINDS,
        bands=[(str(band), say_band(band)) for band in BANDS], longest=LONGEST_REASON,
    )  # fmt: skip


def _closed(month: str) -> date:
    try:
        found = months.read(month)
    except months.NoSuchMonthError:
        abort(404)
    if not ledger.is_closed(session(), found):
        abort(404)
    return found


def _own(line_id: int) -> PersonMonth:
    """The newest line in the place of this one, of the own sites."""
    row = session().get(PersonMonth, line_id)
    if row is None:
        abort(404)
    site = session().get(Site, row.site_id) if row.site_id is not None else None
    access.require_site(current_actor(), site.code if site is not None else None)
    return row


def _newest(row: PersonMonth) -> PersonMonth:
    while (newer := session().scalar(select(PersonMonth).where(PersonMonth.replaces_id == row.id))) is not None:
        row = newer
    return row


def _query(month: date, typed: str) -> Select[*tuple[Any, ...]]:
    newer = aliased(PersonMonth)
    sites = [one.id for one in scope_of(session(), current_actor()).sites]
    found = (
        select(PersonMonth, Person.name, Household.number)
        .join(Household, Household.id == PersonMonth.household_id)
        .outerjoin(Person, Person.id == PersonMonth.person_id)
        .where(PersonMonth.month == month, PersonMonth.site_id.in_(sites), PersonMonth.present)
        .where(~select(newer.id).where(newer.replaces_id == PersonMonth.id).exists())
    )
    return found.where(_meant(typed)) if typed else found


def _meant(typed: str) -> ColumnElement[bool]:
    plain = names.tidy(typed)
    meant = [Person.name.contains(plain, autoescape=True), Household.number == plain.upper()]
    if plain.isascii() and plain.isalpha():
        meant.append(Person.name_pinyin.like(names.initials_like(plain)))
    return or_(*meant)


def _lines(rows: Sequence[Any]) -> list[Line]:
    return [Line(line, name or "", number) for line, name, number in rows]


def _address(one: Line) -> str:
    return url_for("corrections.line", line_id=one.line.id)
