"""Builds the web application: the core's rules, the desk's pages, one engine. Only servers and tests import it."""

from collections.abc import Callable

from flask import Flask
from flask_wtf import CSRFProtect

from desk import home, language, problems, state, uploads, vacancies
from jobmatch import db, web
from jobmatch.access import ANYBODY, Actor
from jobmatch.seal import keyring
from jobmatch.settings import settings


def create_app(database_url: str | None = None, who: Callable[[], Actor] = lambda: ANYBODY) -> Flask:
    """An application of its own for every caller, on a database that is by default that of the settings."""
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.secret_key = keyring().derived("cookies")
    # A form may lie on the counter for an hour; it ends with the session, not before.
    app.config |= {"WTF_CSRF_TIME_LIMIT": None, "SESSION_COOKIE_SAMESITE": "Lax"}
    web.install(app, db.engine_for(database_url or settings().database_url), problems.show_problem, who)
    CSRFProtect(app)
    language.install(app)
    state.install(app)
    app.register_blueprint(home.pages)
    app.register_blueprint(vacancies.pages)
    app.register_blueprint(uploads.pages)
    return app
