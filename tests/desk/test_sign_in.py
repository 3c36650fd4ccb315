"""Signing in in a browser: in by name and password, out for good, never led astray, and a page for each role."""

import re
from urllib.parse import unquote

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, text

from jobmatch import audit, clock, db, web
from jobmatch.access import Permission, Role
from jobmatch.accounts import service
from tests.desk.staffed import PASSWORD, SCRIPT, sign_in, signed_in, token_of
from wsgi import create_app

COOKIE = "session"


def test_a_clerk_signs_in_and_is_known(app: Flask) -> None:
    client = app.test_client()
    answer = sign_in(client)
    assert (answer.status_code, answer.location) == (302, "/counter")
    assert client.get("/households").text == "clerk clerk ['PLSQ'] []"


def test_the_start_page_says_who_is_there(app: Flask) -> None:
    page = signed_in(app).get("/desk").text
    for words in ("测试clerk", "窗口工作人员", "蟠龙社区安置点", "锁屏", "退出"):
        assert words in page
    assert "看岗位不用登记" not in page


@pytest.mark.parametrize("role", service.ROLES)
def test_every_role_has_a_page_to_start_from_with_what_is_there_for_it(app: Flask, role: Role) -> None:
    client = app.test_client()
    assert client.get(sign_in(client, role).location).status_code == 200
    assert 'href="/password"' in client.get("/desk").text


def test_a_task_is_shown_to_whoever_may_do_it_and_only_where_it_is_there(app: Flask) -> None:
    more = create_again(app)
    if "uploads.front" not in more.view_functions:
        assert "交表格" not in signed_in(app, "clerk").get("/desk").text
        more.add_url_rule("/uploads", "uploads.front", web.permission(Permission.IMPORT_RECORDS)(lambda: "lists"))
    assert "交表格" in signed_in(more, "clerk").get("/desk").text
    assert "交表格" not in signed_in(more, "auditor").get("/desk").text


def test_the_counter_is_where_a_clerk_begins(app: Flask) -> None:
    if "counter.front" not in app.view_functions:
        app.add_url_rule("/counter", "counter.front", web.permission(Permission.CHANGE_HOUSEHOLD)(lambda: "counter"))
    starts = {role: sign_in(app.test_client(), role).location for role in service.ROLES}
    at_the_counter = {role for role, page in starts.items() if page == "/counter"}
    assert at_the_counter == {Role.CLERK, Role.HELPER, Role.SUPERVISOR}


def test_a_wrong_password_says_the_same_as_a_wrong_name(app: Flask) -> None:
    pages = [sign_in(app.test_client(), name, "wrong") for name in ("clerk", "nobody")]
    assert [page.status_code for page in pages] == [403, 403]
    told = [re.sub(r'value="[^"]*"', "", page.text) for page in pages]
    assert told[0] == told[1]
    assert "名字或者密码不对" in told[0]


def test_after_too_many_guesses_the_page_asks_to_wait_and_says_no_more(app: Flask) -> None:
    client = app.test_client()
    for _ in range(5):
        sign_in(client, password="a guess")
    answer = sign_in(client)
    assert answer.status_code == 429
    assert "请过十分钟再试" in answer.text
    assert sign_in(create_again(app).test_client()).status_code == 429


def create_again(app: Flask) -> Flask:
    """The program after a restart, on the same database."""
    return create_app(str(app.extensions["jobmatch.engine"].url.render_as_string(hide_password=False)))


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app: Flask) -> None:
    client, thief = signed_in(app), app.test_client()
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    thief.set_cookie(COOKIE, cookie.value)
    assert thief.get("/households").status_code == 200
    left = client.post("/sign-out", data={"csrf_token": token_of(client, "/desk")})
    assert (left.status_code, left.location) == (302, "/sign-in")
    assert client.get("/households").status_code == 302
    assert thief.get("/households").location == "/sign-in?next=/households"


def test_signing_in_as_another_ends_the_sign_in_before(app: Flask) -> None:
    client, copy = signed_in(app, "clerk"), app.test_client()
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    copy.set_cookie(COOKIE, cookie.value)
    client.post("/sign-in", data={"csrf_token": token_of(client, "/desk"), "name": "supervisor", "password": PASSWORD})
    assert "supervisor" in client.get("/households").text
    assert copy.get("/households").status_code == 302


def test_two_browsers_do_not_know_of_each_other(app: Flask) -> None:
    clerk, boss = signed_in(app, "clerk"), signed_in(app, "administrator")
    clerk.post("/sign-out", data={"csrf_token": token_of(clerk, "/desk")})
    assert boss.get("/parameters").text == "figures"


def test_a_sign_in_ends_after_idle_minutes_and_leads_back_to_the_page(app: Flask) -> None:
    with time_machine.travel(clock.now(), tick=False) as now:
        client = signed_in(app)
        now.shift(29 * 60)
        assert client.get("/households").status_code == 200
        now.shift(29 * 60)
        assert client.get("/households").status_code == 200
        now.shift(30 * 60)
        answer = client.get("/households?words=%E6%9D%8E&page=2")
        assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/sign-in")
        back = sign_in(client, address=answer.location)
        assert unquote(back.location) == "/households?words=李&page=2"


def test_not_each_page_writes_that_somebody_was_there(app: Flask) -> None:
    engine = app.extensions["jobmatch.engine"]

    def seen_at() -> str:
        with db.reading(engine) as session:
            return str(session.scalar(text("SELECT last_seen_at FROM sign_in")))

    with time_machine.travel(clock.now(), tick=False) as now:
        client = signed_in(app)
        first = seen_at()
        now.shift(59)
        client.get("/households")
        assert seen_at() == first
        now.shift(2)
        client.get("/households")
        assert seen_at() != first


@pytest.mark.parametrize("what", ["disabled", "another password"])
def test_the_next_page_knows_what_an_administrator_did(app: Flask, what: str) -> None:
    client = signed_in(app)
    with db.transaction(app.extensions["jobmatch.engine"]) as session:
        account = service.find_or_say(session, "clerk")
        if what == "disabled":
            service.disable(
                session, account, clock.now(), service.actor_of(service.find_or_say(session, "administrator"))
            )
        else:
            by = service.actor_of(service.find_or_say(session, "administrator"))
            service.set_password(session, account, "three wise owls", clock.now(), by)
    assert client.get("/households").status_code == 302


def test_a_stranger_is_led_to_sign_in_and_back(app: Flask) -> None:
    client = app.test_client()
    asked = client.get("/households")
    assert (asked.status_code, asked.location) == (302, "/sign-in?next=/households")
    assert sign_in(client, address=asked.location).location == "/households"


def test_a_script_is_told_where_to_sign_in(app: Flask) -> None:
    for headers in (SCRIPT, {"X-Requested-With": "fetch"}):
        answer = app.test_client().get("/households", headers=headers)
        assert answer.status_code == 401
        assert answer.json is not None
        assert answer.json["sign_in"] == "/sign-in"


def test_a_form_sent_after_the_end_says_to_sign_in_first(app: Flask) -> None:
    answer = app.test_client().post("/households")
    assert answer.status_code == 401
    assert "要先登录" in answer.text


def test_who_may_not_is_told_gently_and_it_is_noted(app: Flask) -> None:
    client = signed_in(app, "clerk")
    answer = client.get("/parameters")
    assert answer.status_code == 403
    assert "这一页不归您管" in answer.text
    assert 'href="/desk"' in answer.text
    assert client.get("/parameters", headers=SCRIPT).json == {
        "title": "这一页不归您管", "advice": "要是该归您管，请找管理员改一下角色或者安置点。",
    }  # fmt: skip
    with db.reading(app.extensions["jobmatch.engine"]) as session:
        noted = session.scalars(select(audit.AuditEvent.actor).where(audit.AuditEvent.action == "refused")).all()
    assert noted == ["clerk", "clerk"]


def test_english_stays_chosen_through_signing_in(app: Flask) -> None:
    client = app.test_client()
    assert "Staff sign-in" in client.get("/sign-in?next=/desk&lang=en").text
    assert 'href="/sign-in?next=%2Fdesk&amp;lang=zh"' in client.get("/sign-in?next=/desk").text
    answer = sign_in(client, password="wrong", address="/sign-in?next=/desk")
    assert "Name or password is not right" in answer.text
    assert 'href="/sign-in?next=%2Fdesk&amp;lang=zh"' in answer.text
    assert "Clerk" in client.get(sign_in(client).location).text


def test_whoever_is_signed_in_already_goes_on(app: Flask) -> None:
    assert signed_in(app).get("/sign-in?next=/households").location == "/households"


def test_changing_the_own_password(app: Flask) -> None:
    client, elsewhere = signed_in(app), signed_in(app)

    def change(current: str, new: str, again: str) -> tuple[int, str]:
        fields = {"csrf_token": token_of(client, "/password"), "current": current, "new": new, "again": again}
        answer = client.post("/password", data=fields)
        return answer.status_code, answer.text

    owls = "three wise owls"
    for fields, words in (
        ((PASSWORD, owls, "three wise howls"), "两次写的新密码不一样"),
        (("wrong", owls, owls), "现在的密码不对"),
        ((PASSWORD, "short", "short"), "短了点"),
        ((PASSWORD, "1234567890", "1234567890"), "用的人太多"),
    ):
        status, page = change(*fields)
        assert (status, words in page) == (400, True)
    status, page = change(PASSWORD, owls, owls)
    assert (status, "密码改好了" in page) == (200, True)
    assert client.get("/households").status_code == 200
    assert elsewhere.get("/households").status_code == 302
    assert sign_in(app.test_client(), password=owls).status_code == 302
