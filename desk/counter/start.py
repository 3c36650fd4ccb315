"""Who is here: a family that is looked up, a new one, or one that was left half-way at another desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from desk.counter.blueprint import Closed, pages, row_id
from desk.language import say as _
from desk.staff import name_of
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission, Role, serves_site
from jobmatch.households.model import Membership, Person, Site
from jobmatch.households.store import UnknownHouseholdError
from jobmatch.visits import service as visits
from jobmatch.visits.card_reader import LONGEST_LINE, number_of
from jobmatch.visits.model import Visit
from jobmatch.visits.search import MOST_FOUND, FoundFamily, Part, find_families, part_of, starred
from jobmatch.web import current_actor, permission, session

LONGEST_SEARCH = 40
PART: Mapping[Part, LazyString] = {
    Part.NAME: _l("请写全名再找，一个字找不出来。"),
    Part.NUMBER: _l("号码不全，或者错了一位。请把手机号、身份证号或者户号从头到尾写全再找。"),
}


@dataclass(frozen=True)
class Unfinished:
    """A visit that can be gone on with."""

    code: str
    name: str
    since: datetime
    by: str
    saved: bool


@pages.get("")
@permission(Permission.SERVE_AT_COUNTER)
def front() -> ResponseReturnValue:
    """The first screen: search, a new family, and what was left half-way."""
    visits.sweep(session(), clock.now())
    return _page()


@pages.post("/find")
@permission(Permission.SERVE_AT_COUNTER)
def search() -> ResponseReturnValue:
    """The families that a name or a number may mean; asked by POST, so that no address and no log holds it.

    A card that was read leaves no doubt whom it means: its family's visit is opened at once.
    """
    typed = request.form.get("who", "").strip()[:LONGEST_LINE]
    words = number_of(typed, clock.today())[:LONGEST_SEARCH]
    found = find_families(session(), words, clock.now(), current_actor())
    if len(found) == 1 and request.form.get("read") == "yes":
        visit = visits.begin(session(), found[0].household_id, str(uuid4()), None, clock.now(), current_actor())
        say_done(_("%(name)s，欢迎回来。对一对，只问好久没问过的。", name=found[0].name))
        return redirect(url_for("counter.agree", code=visit.code), 303)
    return _page(words=words, found=found, part=None if found else part_of(words, clock.today()))


@pages.post("")
@permission(Permission.SERVE_AT_COUNTER)
def begin() -> ResponseReturnValue:
    """Open the visit, or find the one that is open."""
    household = row_id("household") if "household" in request.form else None
    opening = request.form.get("opening", "")[:36]
    if not opening:
        abort(400)
    try:
        visit = visits.begin(
            session(), household, opening, request.form.get("site") or None, clock.now(), current_actor()
        )
    except UnknownHouseholdError as error:
        raise Closed from error
    return redirect(url_for("counter.agree", code=visit.code), 303)


@pages.post("/go-on")
@permission(Permission.SERVE_AT_COUNTER)
def go_on() -> ResponseReturnValue:
    """Take over a visit by its code, from this or another desk."""
    code = request.form.get("code", "").strip().upper()
    try:
        visit = visits.find(session(), code, clock.today(), current_actor())
    except visits.NoSuchVisitError:
        return _page(no_such=code)
    return redirect(url_for("counter.family", code=visit.code), 303)


@pages.post("/<code>/close")
@permission(Permission.SERVE_AT_COUNTER)
def close(code: str) -> ResponseReturnValue:
    """The family has gone: the screen is free for the next one. A second time changes nothing."""
    thrown = request.form.get("throw_away") == "yes"
    try:
        visits.close(session(), code, clock.now(), current_actor(), throw_away=thrown)
    except visits.UnsavedError:
        return render_template("counter/unsaved.html", code=code), 409
    except visits.NoSuchVisitError:
        pass  # closed already, by a second click or another tab
    return redirect(url_for("counter.front"), 303)


def _page(words: str = "", found: Sequence[FoundFamily] = (), part: Part | None = None, no_such: str = "") -> str:
    return render_template(
        "counter/start.html",
        words=words,
        found=found,
        most=MOST_FOUND,
        part=PART[part] if part else None,
        no_such=no_such,
        unfinished=[_unfinished(visit) for visit in visits.going_on(session(), clock.now(), current_actor())],
        sites=_sites(),
        helps=current_actor().role is Role.HELPER,
        opening=uuid4(),
    )


def _sites() -> list[Site]:
    """The sites at which this actor may register a family."""
    actor = current_actor()
    return [site for site in session().scalars(select(Site).order_by(Site.name)) if serves_site(actor, site.code)]


def _unfinished(visit: Visit) -> Unfinished:
    heads = (
        select(Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.household_id == visit.household_id, Membership.left_on.is_(None))
        .order_by(Membership.relation != "head", Membership.id)
    )
    known = session().scalar(heads.limit(1)) if visit.household_id is not None else None
    said = next((str(one.value) for one in visit.answers if one.key.endswith(".name") and one.value), None)
    name = known or said
    return Unfinished(
        visit.code, starred(name) if name else "", visit.touched_at, name_of(visit.touched_by), bool(visit.saved_at)
    )
