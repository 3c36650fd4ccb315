"""Closed by default: every address declares what it asks for, and every answer carries the safe headers."""

import pytest
from flask import Flask
from sqlalchemy import create_engine

from jobmatch import web
from jobmatch.access import Permission
from wsgi import create_app


def undeclared(app: Flask) -> list[str]:
    """The addresses whose view declares no permission."""
    return [
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if web.declared_permission(app.view_functions[rule.endpoint]) is None
    ]


def two_routes() -> Flask:
    app = Flask(__name__, static_folder=None)
    web.install(app, create_engine("sqlite://"), lambda problem: f"problem {problem.status}")
    app.add_url_rule("/open", "open", web.permission(Permission.BROWSE_VACANCIES)(lambda: "open"))
    app.add_url_rule("/forgotten", "forgotten", lambda: "nobody should read this")
    return app


def test_the_guard_sees_a_route_that_declares_nothing() -> None:
    assert undeclared(two_routes()) == ["/forgotten (forgotten)"]


def test_every_route_declares_a_permission(sqlite_url: str) -> None:
    assert undeclared(create_app(sqlite_url)) == []


@pytest.mark.parametrize("path", ["/", "/vacancies", "/healthz", "/nowhere", "/vacancies/999999"])
def test_every_answer_carries_the_safe_headers(sqlite_url: str, path: str) -> None:
    answer = create_app(sqlite_url).test_client().get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Cache-Control" in answer.headers
