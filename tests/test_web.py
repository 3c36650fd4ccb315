"""The rules that every page keeps: one transaction a request, closed by default, a refusal stays on record."""

from collections.abc import Iterator

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, text

from jobmatch import access, audit, clock, db, web
from jobmatch.access import ANYBODY, Actor, Permission, Role

RESIDENT = Actor("resident", Role.RESIDENT, person_ids=frozenset({1}))
NAME = "张小花"


@pytest.fixture
def client(engine: Engine) -> Iterator[FlaskClient]:
    """What a resident who has said who they are meets."""
    with app_for(RESIDENT, engine).test_client() as opened:
        yield opened


def app_for(actor: Actor, engine: Engine) -> Flask:
    """An app whose pages write a line into the log and then go well, fail, or forget to declare who may come."""
    app = Flask(__name__, static_folder=None)
    web.install(app, engine, lambda problem: (f"problem {problem.status}", problem.status), lambda: actor)

    def write(ending: str) -> str:
        audit.record(web.session(), web.current_actor(), "wrote", f"page:{ending}", clock.now())
        if ending == "broken":
            raise RuntimeError("the disk is full")
        if ending == "unlawful":
            web.session().execute(text("INSERT INTO audit_event (actor) VALUES (:name)"), {"name": NAME})
        if ending == "refused":
            raise access.Refused("not yours")
        if ending == "missing":
            abort(404)
        return "done"

    app.add_url_rule("/write/<ending>", "write", web.permission(Permission.READ_HOUSEHOLD)(write))
    app.add_url_rule("/staff", "staff", web.permission(Permission.RUN_MATCHING)(lambda: "for staff"))
    app.add_url_rule("/forgotten", "forgotten", lambda: "nobody should read this")
    return app


def log(engine: Engine) -> list[tuple[str, str]]:
    with db.reading(engine) as session:
        return [tuple(row) for row in session.execute(select(audit.AuditEvent.action, audit.AuditEvent.subject))]


def test_the_work_of_a_request_is_kept_when_it_goes_well(client: FlaskClient, engine: Engine) -> None:
    assert client.get("/write/well").text == "done"
    assert log(engine) == [("wrote", "page:well")]


@pytest.mark.parametrize(("ending", "status"), [("broken", 500), ("missing", 404)])
def test_the_work_of_a_request_that_fails_is_undone(
    client: FlaskClient, engine: Engine, ending: str, status: int
) -> None:
    answer = client.get(f"/write/{ending}")
    assert (answer.status_code, answer.text) == (status, f"problem {status}")
    assert log(engine) == []


def test_a_refusal_stays_on_record_although_the_request_is_undone(client: FlaskClient, engine: Engine) -> None:
    assert client.get("/write/refused").status_code == 403
    assert log(engine) == [("refused", "page:write")]


def test_whoever_has_not_said_who_they_are_is_asked_first(engine: Engine) -> None:
    stranger = app_for(ANYBODY, engine).test_client()
    assert (stranger.get("/staff").status_code, stranger.get("/write/well").status_code) == (401, 401)
    assert log(engine) == []


def test_an_answer_that_leads_elsewhere_keeps_nothing_of_a_request_that_failed(engine: Engine) -> None:
    app = Flask(__name__, static_folder=None)
    web.install(app, engine, lambda problem: ("", 302, {"Location": "/"}), lambda: RESIDENT)

    def fail() -> str:
        audit.record(web.session(), web.current_actor(), "wrote", "page:fail", clock.now())
        raise RuntimeError("after writing")

    app.add_url_rule("/fail", "fail", web.permission(Permission.READ_HOUSEHOLD)(fail))
    assert app.test_client().get("/fail").status_code == 302
    assert log(engine) == []


def test_a_page_for_staff_is_closed_to_residents(client: FlaskClient, engine: Engine) -> None:
    assert client.get("/staff").status_code == 403
    assert log(engine) == [("refused", "page:staff")]


def test_a_page_that_declares_nothing_is_closed(client: FlaskClient) -> None:
    answer = client.get("/forgotten")
    assert answer.status_code == 403
    assert "nobody should read this" not in answer.text


def test_pages_with_personal_content_are_not_kept_by_the_browser(client: FlaskClient) -> None:
    assert client.get("/write/well").headers["Cache-Control"] == "no-store"


def test_a_statement_that_fails_is_logged_without_its_values(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get("/write/unlawful").status_code == 500
    assert "INSERT INTO audit_event" in caplog.text
    assert NAME not in caplog.text
