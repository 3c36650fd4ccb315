"""Builds the web application: the core's rules, the desk's pages, one engine. Only servers and tests import it."""

from collections.abc import Callable

from flask import Flask
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from werkzeug.middleware.proxy_fix import ProxyFix

from desk import (
    calls,
    counter,
    home,
    jobs,
    language,
    mini_program,
    own_password,
    problems,
    pushes,
    sign_in,
    staff,
    state,
    uploads,
    vacancies,
)
from jobmatch import db, web
from jobmatch.access import Actor
from jobmatch.seal import keyring
from jobmatch.settings import settings


def create_app(database_url: str | None = None, who: Callable[[], Actor] = sign_in.who) -> Flask:
    """An application of its own for every caller, on a database that is by default that of the settings.

    `who` says who makes a request, by default whoever has signed in.
    """
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.secret_key = keyring().derived("cookies")
    app.session_interface = sign_in.Cookies()
    # A form may lie on the counter for an hour; it ends with the session, not before.
    app.config |= {"WTF_CSRF_TIME_LIMIT": None, "SESSION_COOKIE_SAMESITE": "Lax"}
    web.install(app, db.engine_for(database_url or settings().database_url), problems.show_problem, who)
    CSRFProtect(app)
    app.register_error_handler(CSRFError, problems.show_stale_form)
    language.install(app)
    state.install(app)
    app.register_blueprint(home.pages)
    app.register_blueprint(vacancies.pages)
    app.register_blueprint(mini_program.pages)
    app.register_blueprint(sign_in.pages)
    app.register_blueprint(own_password.pages)
    app.register_blueprint(staff.pages)
    app.register_blueprint(counter.pages)
    app.register_blueprint(calls.pages)
    app.register_blueprint(pushes.pages)
    app.register_blueprint(uploads.pages)
    jobs.install(app)
    _believe_proxies(app, settings().proxies)
    return app


def _believe_proxies(app: Flask, number: int) -> None:
    """Only as many web servers as stand in front are believed about who asks, and over what kind of connection."""
    if number:
        # Flask's own way of putting something in front; its type knows a method there.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=number, x_proto=number)  # type: ignore[method-assign]
