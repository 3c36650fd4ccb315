"""What every page and every API shares: a declared permission, one transaction a request, safe headers, gentle errors.

Routes live in the skins (`desk` and others); this file knows none of them. A skin says how a `Problem` looks.
"""

import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session
from werkzeug.exceptions import (
    BadRequest,
    Forbidden,
    HTTPException,
    InternalServerError,
    ServiceUnavailable,
    Unauthorized,
)

from jobmatch import audit, clock, db
from jobmatch.access import ANYBODY, Actor, Permission, Refused, require

View = TypeVar("View", bound=Callable[..., Any])

# What anybody may look at says nothing about anybody, so it takes no write lock and leaves no line in the audit log.
# Of a signed link the route looks at the signature, and writes its line itself.
PUBLIC = frozenset(
    {
        Permission.BROWSE_VACANCIES, Permission.CHECK_HEALTH, Permission.READ_METRICS, Permission.SIGN_IN,
        Permission.RECEIVE_EVENTS, Permission.JOIN_TO_HIRE, Permission.ANSWER_BY_LINK, Permission.WAIT_IN_HALL,
    }
)  # fmt: skip

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
ONE_YEAR = "max-age=31536000"
_ENGINE = "jobmatch.engine"
_WHO = "jobmatch.who"


@dataclass(frozen=True)
class Problem:
    """Why a page cannot be shown: the HTTP status stands for the reason, the skin finds the words for it."""

    status: int


def permission(needed: Permission) -> Callable[[View], View]:
    """Declares what a route asks for; a route that declares nothing is closed to everybody."""

    def declare(view: View) -> View:
        view.permission = needed  # type: ignore[attr-defined]  # a function's type knows no attributes of ours
        return view

    return declare


def declared_permission(view: Callable[..., Any]) -> Permission | None:
    """What a view declared, None where it forgot."""
    return getattr(view, "permission", None)


def install(
    app: Flask,
    database: Engine,
    show: Callable[[Problem], ResponseReturnValue],
    who: Callable[[], Actor] = lambda: ANYBODY,
) -> None:
    """Puts the rules of this file on an app; `show` turns a problem into an answer of its skin, with its status.

    `who` tells who makes a request; it is asked at most once a request, and only where that matters. It may raise what
    keeps somebody known from going on (a locked screen). Whoever is ANYBODY is asked to say who they are (401).
    """
    app.extensions[_ENGINE] = database
    app.extensions[_WHO] = who
    app.before_request(_let_in)
    app.after_request(_end_transaction)
    app.after_request(_dress)
    app.teardown_request(_close)

    def tell(error: Exception) -> ResponseReturnValue:
        problem = _problem(error)
        if problem.status >= InternalServerError.code:
            app.logger.error("%s %s failed\n%s", request.method, request.path, _account(error))
        if isinstance(error, Refused):
            _note_refusal(error)
        _leave(keep=False)  # a skin may lead elsewhere instead, and its answer then looks like one that went well
        return show(problem)

    app.register_error_handler(Exception, tell)


def current_actor() -> Actor:
    """Who makes this request."""
    if "actor" not in g:
        g.actor = current_app.extensions[_WHO]()
    actor: Actor = g.actor
    return actor


def engine() -> Engine:
    """The engine of the app that answers this request."""
    found: Engine = current_app.extensions[_ENGINE]
    return found


def session() -> Session:
    """The session of this request, begun when it is first asked for and ended with the request."""
    if "session" not in g:
        looks_only = _asked_permission() in PUBLIC and request.method in ("GET", "HEAD", "OPTIONS")
        opened: AbstractContextManager[Session] = db.reading(engine()) if looks_only else db.transaction(engine())
        g.session = opened.__enter__()
        g.session_ends = opened
    running: Session = g.session
    return running


@contextmanager
def surviving() -> Iterator[Session]:
    """A transaction of its own, for what must stay although the request is undone: a failed sign-in, a last sight.

    For before the request's own session has begun to write: on SQLite the two would wait for each other.
    """
    with db.transaction(engine()) as own:
        yield own


def undo() -> None:
    """Ends the session of this request and keeps nothing of it; what asks for one afterwards gets a new one."""
    _leave(keep=False)


def _let_in() -> None:
    """Closed by default: a known address without a declared permission is refused like a forbidden one."""
    if request.endpoint is None:
        return  # nothing lives at this address; the router answers
    needed = _asked_permission()
    if needed is None:
        raise Refused("this page is not open to anybody yet")
    if needed in PUBLIC:
        return
    if current_actor() == ANYBODY:
        raise Unauthorized
    require(current_actor(), needed)


def _asked_permission() -> Permission | None:
    view = current_app.view_functions.get(request.endpoint or "")
    return declared_permission(view) if view else None


def _end_transaction(response: Response) -> Response:
    """Keeps the work of a request that went well before its answer leaves; a failed one keeps nothing."""
    _leave(keep=response.status_code < BadRequest.code)
    return response


def _close(_error: BaseException | None) -> None:
    _leave(keep=False)


def _leave(*, keep: bool) -> None:
    opened = g.pop("session_ends", None)
    g.pop("session", None)
    if opened is not None:
        undo = None if keep else _FailedRequest()
        opened.__exit__(type(undo) if undo else None, undo, None)


class _FailedRequest(Exception):  # noqa: N818 - never leaves this file: it tells the session to undo
    pass


def _dress(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if "Cache-Control" not in response.headers:
        # A kiosk is shared: what is not public must not come back with the "back" button.
        response.headers["Cache-Control"] = "no-cache" if _asked_permission() in PUBLIC else "no-store"
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", ONE_YEAR)
    return response


def _problem(error: Exception) -> Problem:
    if isinstance(error, Refused):
        return Problem(Forbidden.code)
    if isinstance(error, OperationalError):
        return Problem(ServiceUnavailable.code)
    if isinstance(error, HTTPException) and error.code and error.code >= BadRequest.code:
        return Problem(error.code)
    return Problem(InternalServerError.code)


def _account(error: Exception) -> str:
    """What the log says of a failure: all of it, but of the database's words none, because they repeat the row."""
    if isinstance(error, DBAPIError):
        frames = "".join(traceback.format_tb(error.__traceback__))
        return f"{frames}{type(error).__name__} ({type(error.orig).__name__}) at: {error.statement}"
    return "".join(traceback.format_exception(error, chain=False))  # the cause may be the database's words


def _note_refusal(error: Refused) -> None:
    """A refused access stays on record although the request itself is undone."""
    _leave(keep=False)
    with surviving() as own:
        page = f"page:{request.endpoint}"[:40]
        audit.record(own, current_actor(), "refused", page, clock.now(), str(error))
