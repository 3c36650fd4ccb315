"""The hall of a centre: numbers are taken at the machine, called at the windows, shown on the board; and who calls for
help there is seen on every page of the staff.

Machine, slip and board are open to anybody, and hold numbers alone.
"""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk import sign_in, staff, window
from desk.language import say as _
from desk.row_ids import LARGEST_ID, row_id
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission, require_site, serves_site
from jobmatch.accounts import attempts
from jobmatch.households.model import Site
from jobmatch.waiting import hall, line
from jobmatch.waiting.model import WaitingNumber, WaitState
from jobmatch.web import current_actor, permission, session, surviving

pages = Blueprint("waiting", __name__, template_folder="templates", url_prefix="/waiting")

_KIOSK = "kiosk"
_NUMBER = f"<int(max={LARGEST_ID}):number>"
_ROW = f"<code>/<int(max={LARGEST_ID}):row_id>"


@pages.get("")
@permission(Permission.SERVE_HALL)
def front() -> ResponseReturnValue:
    """The line of one centre of the own area: who waits, since when, and who is at this window."""
    own = [one for one in _sites() if serves_site(current_actor(), one.code)]
    site = next((one for one in own if one.code == request.args.get("site")), own[0] if own else None)
    stands = line.line(session(), site, clock.today()) if site else line.Line([], [])
    mine = [one for one in stands.called if one.called_by == current_actor().name]
    return render_template(
        "waiting/front.html", sites=own, site=site, mine=mine, waiting=stands.waiting, zone=clock.SHANGHAI,
        others=[one for one in stands.called if one not in mine], window=window.today(), highest=window.HIGHEST,
    )  # fmt: skip


@pages.post("/<code>/next")
@permission(Permission.SERVE_HALL)
def call_next(code: str) -> ResponseReturnValue:
    """Whose turn it is comes to this window; whoever was there is done."""
    site, seen = _own(code), _given("seen")
    at_window = window.said(request.form.get("window", ""))
    called = line.call_next(session(), site, seen, clock.now(), current_actor(), at_window)
    if called is None:
        say_done(_("没有人在等。"))
    else:
        _say(called, site, _("叫了%(n)s号。", n=called.number), seen)
    return _back(site)


@pages.post(f"/{_ROW}/done")
@permission(Permission.SERVE_HALL)
def done(code: str, row_id: int) -> ResponseReturnValue:
    """Whoever held the number has been served, and nobody else is called yet."""
    site = _own(code)
    try:
        one = line.finish(session(), site, row_id, current_actor())
    except line.NoSuchNumberError:
        abort(404)
    _say(one, site, _("%(n)s号办好了。", n=one.number))
    return _back(site)


@pages.post(f"/{_ROW}/nobody-came")
@permission(Permission.SERVE_HALL)
def nobody_came(code: str, row_id: int) -> ResponseReturnValue:
    """Nobody came to the window: once more at the end, then no more."""
    site = _own(code)
    try:
        one = line.nobody_came(session(), site, row_id, clock.now(), current_actor())
    except line.NoSuchNumberError:
        abort(404)
    over = one.state is WaitState.GONE
    words = (
        _("%(n)s号两回都不在，不再叫了。", n=one.number) if over else _("%(n)s号不在，排到最后再叫一回。", n=one.number)
    )
    _say(one, site, words)
    return _back(site)


@pages.post(f"/{_ROW}/take-back")
@permission(Permission.SERVE_HALL)
def take_back(code: str, row_id: int) -> ResponseReturnValue:
    """The last press of a button was a slip."""
    site = _own(code)
    try:
        was = WaitState(request.form.get("was", ""))
    except ValueError:
        abort(400)
    try:
        line.take_back(session(), site, row_id, was, _given("before"), current_actor())
    except line.NoSuchNumberError:
        abort(404)
    return _back(site)


@pages.get("/take")
@permission(Permission.WAIT_IN_HALL)
def machine() -> ResponseReturnValue:
    """The page of the machine: one big button; where there are several centres, first which one this is."""
    found = _sites()
    site = next((one for one in found if one.code == request.args.get("site")), found[0] if len(found) == 1 else None)
    return render_template("waiting/machine.html", site=site, sites=found, trouble="", kiosk=_kiosk(site))


@pages.post("/take")
@permission(Permission.WAIT_IN_HALL)
def take() -> ResponseReturnValue:
    """A number for whoever presses the button; a reload of the slip takes no other one."""
    at = clock.now()
    with surviving() as own:
        calm = attempts.count_nameless(own, "number in the line", sign_in.address(), at)
    site = _site(request.form.get("site", ""))
    if not calm:
        return _no_number(site), 429
    try:
        taken = line.take(session(), site, at)
    except line.FullLineError:
        return _no_number(site), 409
    came: dict[str, Any] = {"from": _KIOSK} if _kiosk(site) else {}
    return redirect(url_for("waiting.slip", code=site.code, number=taken.number, **came), 303)


@pages.get(f"/slip/<code>/{_NUMBER}")
@permission(Permission.WAIT_IN_HALL)
def slip(code: str, number: int) -> ResponseReturnValue:
    """The number to print or to remember, and how many are served before."""
    site, on = _site(code), clock.today()
    try:
        one = line.find(session(), site, number, on)
    except line.NoSuchNumberError:
        abort(404)
    turn = [waits.id for waits in line.line(session(), site, on).waiting]
    before = turn.index(one.id) if one.id in turn else 0
    back = _kiosk(site) or url_for("waiting.machine", site=site.code)
    return render_template("waiting/slip.html", site=site, number=one.number, before=before, today=on, back=back)


@pages.get("/board/<code>")
@permission(Permission.WAIT_IN_HALL)
def board(code: str) -> ResponseReturnValue:
    """The screen in the hall: numbers, and nothing else; it asks for itself again every few seconds."""
    site = _site(code)
    return render_template("waiting/board.html", site=site, line=line.line(session(), site, clock.today()))


@pages.get("/calls")
@permission(Permission.SERVE_HALL)
def calls() -> ResponseReturnValue:
    """Who calls for help at a machine, as the piece of a page that shows it; pages of the staff ask for it."""
    return render_template("waiting/calls.html", calling=staff.at_the_desk().calling)


@pages.post("/calls/<code>/go")
@permission(Permission.SERVE_HALL)
def go(code: str) -> ResponseReturnValue:
    """Somebody goes there."""
    site = _own(code)
    if hall.go(session(), site, current_actor()):
        say_done(_("好，您去看一下。"), url_for("waiting.call_again", code=code))
    return _back(site)


@pages.post("/calls/<code>/again")
@permission(Permission.SERVE_HALL)
def call_again(code: str) -> ResponseReturnValue:
    """It was the wrong button: the call stands again."""
    site = _own(code)
    hall.call(session(), site, clock.now())
    return _back(site)


def _say(one: WaitingNumber, site: Site, words: str, before: int = 0) -> None:
    undo = url_for("waiting.take_back", code=site.code, row_id=one.id)
    say_done(words, undo, {"was": one.state.value, "before": str(before)})


def _back(site: Site) -> ResponseReturnValue:
    return redirect(url_for("waiting.front", site=site.code), 303)


def _no_number(site: Site) -> str:
    trouble = _("现在拿号的人太多了，请到窗口说一声。")
    return render_template("waiting/machine.html", site=site, sites=[site], trouble=trouble, kiosk=_kiosk(site))


def _kiosk(site: Site | None) -> str:
    """The address of the kiosk from which somebody came to take a number, else nothing."""
    if site is None or request.values.get("from") != _KIOSK:
        return ""
    return url_for("mini_program.started", mode=_KIOSK, site=site.code)


def _sites() -> list[Site]:
    return list(session().scalars(select(Site).order_by(Site.name)))


def _site(code: str) -> Site:
    found = session().scalar(select(Site).where(Site.code == code))
    if found is None:
        abort(404)
    return found


def _own(code: str) -> Site:
    """A centre of the own area; raises Refused."""
    site = _site(code)
    require_site(current_actor(), site.code)
    return site


def _given(name: str) -> int:
    """The number of a row that a form names; 0, which is nobody's, for what is no such number."""
    return row_id(request.form.get(name, ""))
