"""Builds the web application: the core's rules, the desk's pages, the API of the mini-program, one engine.

Only servers and tests import it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from apiflask import APIFlask
from flask import Flask
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix

from desk import (
    buses,
    calls,
    concerns,
    corrections,
    counter,
    county,
    crawlers,
    erasing,
    genuine,
    hiring,
    home,
    homes,
    installation,
    jobs,
    language,
    link_codes,
    mini_program,
    office,
    own_password,
    own_phone,
    posters,
    problems,
    pushes,
    queues,
    referrals,
    reports,
    sign_in,
    staff,
    state,
    today,
    training,
    uploads,
    vacancies,
    waiting,
)
from jobmatch import clock, db, web
from jobmatch.access import Actor
from jobmatch.push import service as push
from jobmatch.push import wechat_channel, wechat_templates
from jobmatch.push.events import Event
from jobmatch.push.templates import Template
from jobmatch.seal import keyring
from jobmatch.settings import settings
from mini_program_api import blueprint as phones
from mini_program_api import callbacks, connected, installing, openapi
from mini_program_api.ports import Ports
from mini_program_api.problems import show_problem
from mini_program_api.who import who as who_on_the_phone
from trainers import in_public as schools
from trainers import pages as trainers


def create_app(
    database_url: str | None = None, who: Callable[[], Actor] = sign_in.who, ports: Ports | None = None
) -> APIFlask:
    """An application of its own for every caller, on a database that is by default that of the settings.

    `who` says who asks for a page, by default whoever has signed in; `ports` what the API is connected with.
    """
    # Files come from the desk's own route; the library's type does not know that there may be no folder of it.
    nowhere: Any = None
    app = APIFlask(
        __name__, title="jobmatch", version=openapi.VERSION, spec_path=None, docs_path=None, json_errors=False,
        static_folder=nowhere, template_folder=nowhere,
    )  # fmt: skip
    app.secret_key = keyring().derived("cookies")
    app.session_interface = sign_in.Cookies()
    # A form may lie on the counter for an hour; it ends with the session, not before.
    app.config |= {"WTF_CSRF_TIME_LIMIT": None, "SESSION_COOKIE_SAMESITE": "Lax"}
    engine, templates = (
        db.engine_for(database_url or settings().database_url),
        wechat_channel.usable_templates(settings()),
    )
    web.install(app, engine, _show, lambda: _who(who))
    # The API takes no cookies, so no page of somebody else's can ask in a user's name.
    csrf = CSRFProtect(app)
    csrf.exempt(phones.api)
    app.register_error_handler(CSRFError, problems.show_stale_form)
    language.install(app)
    state.install(app)
    app.register_blueprint(home.pages)
    app.register_blueprint(vacancies.pages)
    app.register_blueprint(posters.pages)
    app.register_blueprint(genuine.pages)
    app.register_blueprint(crawlers.pages)
    app.register_blueprint(mini_program.pages)
    app.register_blueprint(sign_in.pages)
    app.register_blueprint(own_password.pages)
    app.register_blueprint(own_phone.pages)
    app.register_blueprint(link_codes.pages)
    app.register_blueprint(staff.pages)
    app.register_blueprint(counter.pages)
    app.register_blueprint(calls.pages)
    app.register_blueprint(pushes.pages)
    app.register_blueprint(uploads.pages)
    app.register_blueprint(reports.pages)
    app.register_blueprint(corrections.pages)
    app.register_blueprint(county.pages)
    jobs.install(app)
    app.register_blueprint(today.pages)
    app.register_blueprint(homes.pages)
    app.register_blueprint(buses.pages)
    app.register_blueprint(referrals.pages)
    app.register_blueprint(concerns.pages)
    app.register_blueprint(queues.pages)
    app.register_blueprint(waiting.pages)
    app.register_blueprint(office.pages)
    app.register_blueprint(training.pages)
    app.register_blueprint(trainers)
    app.register_blueprint(schools)
    app.register_blueprint(hiring.pages)
    app.register_blueprint(hiring.by_link)
    app.register_blueprint(installation.pages)
    app.register_blueprint(erasing.pages)
    installing.install(app, ports or connected.ports(settings(), engine, clock.now))
    # WeChat calls without a cookie, and signs what it says.
    heard = callbacks.pages(callbacks.callbacks(settings()), partial(_hear, wechat_templates.names(templates)))
    csrf.exempt(heard)
    app.register_blueprint(heard)
    _believe_proxies(app, settings().proxies)
    return app


def _hear(names: Mapping[str, Template], session: Session, events: Sequence[Event], at: datetime) -> None:
    push.hear(session, events, names, at)


def _show(problem: web.Problem) -> ResponseReturnValue:
    return show_problem(problem) if phones.is_asked() else problems.show_problem(problem)


def _who(at_the_desk: Callable[[], Actor]) -> Actor:
    return who_on_the_phone() if phones.is_asked() else at_the_desk()


def _believe_proxies(app: Flask, number: int) -> None:
    """Only as many web servers as stand in front are believed about who asks, and over what kind of connection."""
    if number:
        # Flask's own way of putting something in front; its type knows a method there.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=number, x_proto=number)  # type: ignore[method-assign]
