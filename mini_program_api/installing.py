"""Puts the API on an application: its views, its description, its limits, and what it is connected with."""

from apiflask import APIFlask
from flask.json.provider import DefaultJSONProvider

from mini_program_api import (
    due,
    enrolments,
    form,
    helped,
    in_hall,
    inbox,
    learning,
    limits,
    links,
    openapi,
    proposals,
    referrals,
    rights,
    sign_in,
    vacancies,
)
from mini_program_api.blueprint import api
from mini_program_api.ports import Ports
from mini_program_api.who import PORTS

VIEWS = (
    sign_in,
    vacancies,
    proposals,
    form,
    learning,
    enrolments,
    referrals,
    inbox,
    links,
    rights,
    helped,
    due,
    in_hall,
)


def install(app: APIFlask, ports: Ports) -> None:
    """The API of the mini-program; `ports` is what this installation is connected with."""
    app.extensions[PORTS] = ports
    openapi.complete(app)
    if isinstance(app.json, DefaultJSONProvider):
        app.json.ensure_ascii = False  # a sign of ours is three bytes then, and not six
    app.register_blueprint(api)
    limits.install(app)
