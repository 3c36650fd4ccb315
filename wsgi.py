"""Builds the web application: the core's rules, the desk's pages, one engine. Only servers and tests import it."""

from flask import Flask

from desk import home, language, problems, state, vacancies
from jobmatch import db, web
from jobmatch.settings import settings


def create_app(database_url: str | None = None) -> Flask:
    """An application of its own for every caller, on a database that is by default that of the settings."""
    app = Flask(__name__, static_folder=None, template_folder=None)
    web.install(app, db.engine_for(database_url or settings().database_url), problems.show_problem)
    language.install(app)
    state.install(app)
    app.register_blueprint(home.pages)
    app.register_blueprint(vacancies.pages)
    return app
