"""Signing in and out, and the locked screen. The browser holds a random token in its cookie; all else is on the server.

Whoever is signed in is told to the rest of the program as an `Actor` by `who`; a locked sign-in opens no staff page.
"""

from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, g, redirect, render_template, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import Locked

from desk import problems, staff
from jobmatch import clock, db
from jobmatch.access import ANYBODY, Actor, Permission
from jobmatch.accounts import sessions
from jobmatch.accounts.sessions import Refusal, Standing, State
from jobmatch.households import helping
from jobmatch.web import engine, permission, surviving

pages = Blueprint("sign_in", __name__, template_folder="templates")

TOKEN = "token"
# More than any password may have; a form of megabytes is not worth a look.
MOST_TYPED = 1000
SAID = {
    Refusal.WRONG: _l("名字或者密码不对，再看一下。忘了密码就找管理员。"),
    Refusal.TOO_OFTEN: _l("试的次数有点多，请过十分钟再试。忘了密码就找管理员。"),
}
WRONG_PASSWORD = _l("密码不对，再看一下。")


class Cookies(SecureCookieSessionInterface):
    """The cookie keeps to encrypted connections wherever there is one; on a machine of its own there is none."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure or super().get_cookie_secure(app)


def who() -> Actor:
    """Who makes the request; ANYBODY without a sign-in that is going on. Raises Locked while the screen is locked."""
    token, now = session.get(TOKEN), clock.now()
    if not token:
        return ANYBODY
    with db.reading(engine()) as looking:
        found = sessions.standing(looking, token, now)
        if found is None or found.state in (State.TIMED_OUT, State.ENDED):
            return ANYBODY
        if found.state is State.LOCKED:
            raise Locked
        actor = helping.with_households(looking, found.actor, found.shown_name, found.phone)
    if found.to_be_noted:
        with surviving() as own:
            sessions.note_seen(own, found.sign_in_id, now)
    g.shown_name = found.shown_name
    return actor


@pages.after_request
def _keep_nothing(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


@pages.get("/sign-in")
@permission(Permission.SIGN_IN)
def page() -> ResponseReturnValue:
    """The page on which staff say who they are; who is signed in already goes on."""
    found = _standing()
    if found is not None and found.state is State.OPEN:
        return redirect(_onward(found.actor))
    return render_template("sign_in.html", wrong=None, name="")


@pages.post("/sign-in")
@permission(Permission.SIGN_IN)
def sign_in() -> ResponseReturnValue:
    """Name and password against a new token; whoever was signed in in this browser before is out."""
    name, password = request.form.get("name", ""), request.form.get("password", "")
    came = sessions.sign_in(surviving, name[:200], password[:MOST_TYPED], address(), clock.now())
    if isinstance(came, Refusal):
        return render_template("sign_in.html", wrong=SAID[came], name=name[:60]), _status(came)
    return redirect(_onward(_begin(came)))


@pages.post("/sign-out")
@permission(Permission.SIGN_IN)
def sign_out() -> ResponseReturnValue:
    """Ends the sign-in on the server and forgets it in the browser."""
    _end_here()
    session.clear()
    return redirect(url_for("sign_in.page"))


@pages.post("/lock")
@permission(Permission.SIGN_IN)
def lock() -> ResponseReturnValue:
    """Locks the screen: by the button, or by a page on which nobody has typed for two minutes."""
    found = _standing()
    if found is not None and found.state is State.OPEN:
        with surviving() as own:
            sessions.lock(own, found, clock.now())
    if problems.asked_by_script():
        return {"locked": True}
    return redirect(url_for("sign_in.locked", next=local(request.form.get("next"))))


@pages.get("/locked")
@permission(Permission.SIGN_IN)
def locked() -> ResponseReturnValue:
    """The locked screen by itself, for whoever asks for a page of a locked sign-in."""
    found = _standing()
    if found is None or found.state is State.ENDED:
        return redirect(url_for("sign_in.page", next=local(request.args.get("next"))))
    if found.state is State.OPEN:
        return redirect(_onward(found.actor))
    return render_template("locked.html", wrong=None, who=found)


@pages.post("/locked")
@permission(Permission.SIGN_IN)
def unlock_and_go_on() -> ResponseReturnValue:
    """The password on the locked screen; then back to where they were."""
    found = _standing()
    came = _unlock()
    if found is None or came is None:
        return redirect(url_for("sign_in.page", next=local(request.args.get("next"))))
    if isinstance(came, Refusal):
        wrong = WRONG_PASSWORD if came is Refusal.WRONG else SAID[came]
        return render_template("locked.html", wrong=wrong, who=found), _status(came)
    return redirect(_onward(found.actor))


@pages.post("/unlock")
@permission(Permission.SIGN_IN)
def unlock() -> ResponseReturnValue:
    """The same for the cover over a page, which stays as it is."""
    came = _unlock()
    if came is None:
        words = problems.words_for(problems.SIGN_IN_FIRST)
        return {"advice": str(words.title), "sign_in": url_for("sign_in.page")}, problems.SIGN_IN_FIRST
    if isinstance(came, Refusal):
        wrong: LazyString = WRONG_PASSWORD if came is Refusal.WRONG else SAID[came]
        return {"advice": str(wrong)}, _status(came)
    return {"locked": False}


def local(page: str | None) -> str | None:
    """A page of this server that may be led on to, or None: never another server's, however it is written."""
    if not page or not page.startswith("/") or not page.isprintable() or "\\" in page:
        return None
    parts = urlsplit(page)
    return None if parts.scheme or parts.netloc or page.startswith("//") else page


def address() -> str:
    """Where the request comes from, for counting attempts."""
    return request.remote_addr or "unknown"


def _onward(actor: Actor) -> str:
    return local(request.args.get("next")) or staff.start_of(actor)


def _begin(token: str) -> Actor:
    """Puts a new token into the cookie. What the cookie held before is dropped, so that nobody can have planted it;

    only whoever signs in again as the same keeps the token of the forms that are still open in other windows.
    """
    before = _standing()
    with db.reading(engine()) as looking:
        found = sessions.standing(looking, token, clock.now())
    assert found is not None, "a sign-in that has just been made"
    kept = {}
    if before is not None and before.account_id == found.account_id:
        kept = {name: session[name] for name in ("csrf_token",) if name in session}
    _end_here()
    session.clear()
    session.update(kept | {TOKEN: token})
    return found.actor


def _unlock() -> str | Refusal | None:
    password = request.form.get("password", "")
    came = sessions.unlock(surviving, session.get(TOKEN, ""), password[:MOST_TYPED], address(), clock.now())
    if came is not None and not isinstance(came, Refusal):
        session[TOKEN] = came
    return came


def _standing() -> Standing | None:
    if TOKEN not in session:
        return None
    with db.reading(engine()) as looking:
        return sessions.standing(looking, session[TOKEN], clock.now())


def _end_here() -> None:
    if TOKEN in session:
        with surviving() as own:
            sessions.sign_out(own, session[TOKEN], clock.now())


def _status(refusal: Refusal) -> int:
    return 429 if refusal is Refusal.TOO_OFTEN else 403
