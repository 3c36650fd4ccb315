"""The locked screen: no page of the staff opens until the same person's password, and then it goes on where it was."""

import time_machine
from flask import Flask

from jobmatch import clock
from tests.desk.staffed import PASSWORD, SCRIPT, sign_in, signed_in, token_of


def test_the_button_locks_every_window_and_the_password_leads_back(app: Flask) -> None:
    client = signed_in(app)
    form = {"csrf_token": token_of(client, "/desk"), "next": "/password"}
    assert client.post("/lock", data=form).location == "/locked?next=/password"
    assert client.get("/desk").location == "/locked?next=/desk"
    answer = client.get("/desk", headers=SCRIPT)
    assert (answer.status_code, answer.json and answer.json["locked"]) == (423, "/locked")
    assert client.post("/password", data=form).status_code == 423
    page = client.get("/locked?next=/password")
    assert (page.status_code, "测试clerk" in page.text) == (200, True)
    wrong = client.post("/locked?next=/password", data=form | {"password": "wrong"})
    assert (wrong.status_code, "密码不对" in wrong.text) == (403, True)
    assert client.get("/desk").status_code == 302
    assert client.post("/locked?next=/password", data=form | {"password": PASSWORD}).location == "/password"
    assert client.get("/desk").status_code == 200


def test_the_cover_over_a_page_opens_for_its_script(app: Flask) -> None:
    client = signed_in(app)
    headers = SCRIPT | {"X-CSRFToken": token_of(client, "/desk")}
    assert client.post("/lock", headers=headers).json == {"locked": True}
    wrong = client.post("/unlock", data={"password": "wrong"}, headers=headers)
    assert (wrong.status_code, wrong.json) == (403, {"advice": "密码不对，再看一下。"})
    assert client.post("/unlock", data={"password": PASSWORD}, headers=headers).json == {"locked": False}
    assert client.get("/desk").status_code == 200


def test_public_pages_stay_open_while_it_is_locked(app: Flask) -> None:
    client = signed_in(app)
    client.post("/lock", data={"csrf_token": token_of(client, "/desk")})
    assert client.get("/").status_code == 200


def test_the_cover_counts_guesses(app: Flask) -> None:
    client = signed_in(app)
    headers = SCRIPT | {"X-CSRFToken": token_of(client, "/desk")}
    client.post("/lock", headers=headers)
    answers = [client.post("/unlock", data={"password": "a guess"}, headers=headers).status_code for _ in range(6)]
    assert answers == [403] * 5 + [429]
    assert client.post("/unlock", data={"password": PASSWORD}, headers=headers).status_code == 429


def test_after_lunch_the_cover_opens_with_the_form_still_good(app: Flask) -> None:
    with time_machine.travel(clock.now(), tick=False) as now:
        client = signed_in(app)
        headers = SCRIPT | {"X-CSRFToken": token_of(client, "/desk")}
        client.post("/lock", headers=headers)
        now.shift(2 * 3600)
        assert client.get("/desk").location == "/sign-in?next=/desk"
        assert client.post("/unlock", data={"password": PASSWORD}, headers=headers).json == {"locked": False}
        assert client.get("/desk").status_code == 200
        assert client.post("/lock", headers=headers).json == {"locked": True}


def test_a_cover_of_a_sign_in_that_was_ended_says_where_to_sign_in(app: Flask) -> None:
    client, stale = signed_in(app), app.test_client()
    cookie = client.get_cookie("session")
    assert cookie is not None
    stale.set_cookie("session", cookie.value)
    headers = SCRIPT | {"X-CSRFToken": token_of(stale, "/desk")}
    client.post("/sign-out", data={"csrf_token": token_of(client, "/desk")})
    answer = stale.post("/unlock", data={"password": PASSWORD}, headers=headers)
    assert (answer.status_code, answer.json) == (401, {"advice": "要先登录", "sign_in": "/sign-in"})


def test_another_person_takes_the_desk_over(app: Flask) -> None:
    client = signed_in(app)
    form = {"csrf_token": token_of(client, "/desk")}
    client.post("/lock", data=form)
    client.post("/sign-out", data=form)
    assert sign_in(client, "supervisor").location == "/counter"
    assert "测试supervisor" in client.get("/desk").text


def test_a_lock_that_nobody_set_leads_on(app: Flask) -> None:
    assert app.test_client().get("/locked").location == "/sign-in"
    assert signed_in(app).get("/locked?next=/password").location == "/password"
