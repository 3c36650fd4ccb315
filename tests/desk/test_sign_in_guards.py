"""What guards a sign-in in a browser: tokens in forms, cookies for this server alone, nobody led to another one."""

import pytest
import time_machine
from flask import Flask

from desk.sign_in import local
from jobmatch import clock, web
from jobmatch.access import Permission
from jobmatch.settings import settings
from tests.desk.staffed import PASSWORD, SCRIPT, sign_in, signed_in, token_of
from wsgi import create_app

COOKIE = "session"


def test_a_cookie_planted_before_is_not_the_one_that_is_signed_in(app: Flask) -> None:
    victim, attacker = app.test_client(), app.test_client()
    planted = token_of(attacker)
    cookie = attacker.get_cookie(COOKIE)
    assert cookie is not None
    victim.set_cookie(COOKIE, cookie.value)
    assert sign_in(victim).status_code == 302
    assert attacker.get("/households").status_code == 302
    assert victim.post("/households", headers={"X-CSRFToken": planted}).status_code == 400


def test_whoever_signs_in_again_as_the_same_keeps_the_forms_of_other_windows(app: Flask) -> None:
    client = app.test_client()
    with time_machine.travel(clock.now(), tick=False) as now:
        sign_in(client)
        form = token_of(client, "/desk")
        now.shift(31 * 60)
        assert client.post("/households", headers={"X-CSRFToken": form} | SCRIPT).status_code == 401
        sign_in(client)
        assert client.post("/households", headers={"X-CSRFToken": form}).status_code == 200
        now.shift(31 * 60)
        sign_in(client, "supervisor")
        assert client.post("/households", headers={"X-CSRFToken": form}).status_code == 400


def test_a_form_that_is_too_old_says_so_gently(app: Flask) -> None:
    client = signed_in(app)
    page = client.post("/households", data={"csrf_token": "of yesterday"})
    assert page.status_code == 400
    assert "这一页开太久了" in page.text
    assert "刷新后再交一次" in page.text
    document = client.post("/households", headers=SCRIPT)
    assert (document.status_code, document.json) == (400, {"title": "这一页开太久了", "advice": "刷新后再交一次。"})


@pytest.mark.parametrize("page", ["/sign-in", "/sign-out", "/lock", "/locked", "/unlock", "/password"])
def test_no_form_works_without_its_token(app: Flask, page: str) -> None:
    assert signed_in(app).post(page, data={"name": "clerk", "password": PASSWORD}).status_code == 400


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "evil",
        "javascript:alert(1)", "/\t/evil.example", "/ok\r\nSet-Cookie: a=b", "http:/evil", "",
    ],
)  # fmt: skip
def test_nobody_is_led_to_another_server(app: Flask, elsewhere: str) -> None:
    client = app.test_client()
    fields = {"csrf_token": token_of(client), "name": "clerk", "password": PASSWORD}
    answer = client.post("/sign-in", query_string={"next": elsewhere}, data=fields)
    assert (answer.status_code, answer.location) == (302, "/counter")
    assert local(elsewhere) is None


@pytest.mark.parametrize("here", ["/", "/households?words=李&page=2", "/vacancies/1#pay", "/a//b"])
def test_pages_of_this_server_may_be_led_on_to(here: str) -> None:
    assert local(here) == here


def test_the_cookie_is_for_this_server_alone(app: Flask) -> None:
    client = app.test_client()
    plain = sign_in(client).headers["Set-Cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    safe = app.test_client().get("/sign-in", base_url="https://localhost").headers["Set-Cookie"]
    assert "Secure" in safe


def test_a_server_in_front_is_believed_as_far_as_the_settings_say(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    assert "Secure" not in create_app(database_url).test_client().get("/sign-in", headers=told).headers["Set-Cookie"]
    monkeypatch.setenv("JOBMATCH_PROXIES", "1")
    settings.cache_clear()
    try:
        behind = create_app(database_url)
        behind.add_url_rule("/from", "from", web.permission(Permission.SIGN_IN)(address))
        assert "Secure" in behind.test_client().get("/sign-in", headers=told).headers["Set-Cookie"]
        assert behind.test_client().get("/from", headers=told).text == "203.0.113.9"
        assert behind.test_client().get("/metrics", headers=told).status_code == 404
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def address() -> str:
    from desk import sign_in as pages

    return pages.address()


def test_pages_of_the_staff_are_kept_by_no_browser(app: Flask) -> None:
    client = signed_in(app)
    for page in ("/sign-in", "/desk", "/password", "/locked"):
        assert client.get(page).headers["Cache-Control"] == "no-store"
