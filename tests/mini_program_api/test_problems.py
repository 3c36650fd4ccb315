"""Whatever goes wrong, the answer has one shape: a code, words to be read aloud, and what has to be given otherwise."""

import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from mini_program_api import sign_in
from mini_program_api.problems import WORDS
from tests.mini_program_api.phones import World

JSON = {"Content-Type": "application/json", "Idempotency-Key": "a-key-0001"}


def code_of(answer: TestResponse) -> str:
    document = answer.get_json()
    assert set(document) == {"error"}
    error = document["error"]
    assert set(error) <= {"code", "message", "fields"}
    assert error["message"] == str(WORDS[error["code"]]) != ""
    assert answer.content_type == "application/json"
    return str(error["code"])


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status", "code"),
    [
        ("GET", "/nothing-lives-here", {}, "", 404, "not_found"),
        ("GET", "", {}, "", 404, "not_found"),
        ("GET", "/vacancies/99999999999", {}, "", 404, "not_found"),
        ("PUT", "/vacancies", {}, "", 405, "wrong_method"),
        ("GET", "/sign-in", {}, "", 405, "wrong_method"),
        ("GET", "/me", {}, "", 401, "sign_in_first"),
        ("GET", "/vacancies?most=51", {}, "", 400, "bad_request"),
        ("GET", "/vacancies?of=me", {}, "", 400, "bad_request"),
        ("POST", "/sign-in", {"Content-Type": "application/json"}, "{}", 400, "key_missing"),
        ("POST", "/sign-in", JSON | {"Idempotency-Key": "short"}, "{}", 400, "key_missing"),
        ("POST", "/sign-in", JSON | {"Content-Type": "text/plain"}, '{"code": "x"}', 415, "not_json"),
        ("POST", "/sign-in", JSON, "{broken", 400, "bad_request"),
        ("POST", "/sign-in", JSON, "null", 400, "bad_request"),
        ("POST", "/sign-in", JSON, '{"code": 5}', 400, "bad_request"),
        ("POST", "/sign-in", JSON, json.dumps({"code": "x" * 20_000}), 413, "too_large"),
    ],
)
def test_one_shape_for_every_refusal(
    light_world: World, method: str, path: str, headers: dict[str, str], body: str, status: int, code: str
) -> None:
    answer = light_world.app.test_client().open(f"/api{path}", method=method, headers=headers, data=body)
    assert (answer.status_code, code_of(answer)) == (status, code)


def test_our_own_fault_has_the_same_shape_and_tells_nothing_of_itself(
    light_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_phone: Any) -> None:
        raise RuntimeError("row 7 of 李小花")

    phone = light_world.signed_in("li")
    monkeypatch.setattr(sign_in, "_me", fails)
    answer = phone.get("/me")
    assert (answer.status_code, code_of(answer)) == (500, "our_fault")


def test_haste_is_asked_to_wait(light_world: World) -> None:
    answers = [light_world.phone("li").get("/sites") for _ in range(121)]
    assert {one.status_code for one in answers[:120]} == {200}
    assert (answers[120].status_code, code_of(answers[120])) == (429, "too_fast")


@pytest.mark.parametrize(
    ("path", "body", "fields"),
    [
        ("{answer}", {"answer": "not"}, {"reason"}),
        ("{answer}", {"answer": "not", "reason": "D99"}, {"reason"}),
        ("{answer}", {"answer": "perhaps"}, set[str]()),
        ("/link", {"phone_code": "12"}, {"phone_code", "qr"}),
        ("{me}/form/corrections", {"field": "no_such_entry", "words": "错了"}, {"field"}),
        ("{me}/complaints", {"about": "other", "words": "长" * 501}, {"words"}),
        ("{me}/feedback", {"referral": "1", "thumb": "up"}, {"referral"}),
    ],
)
def test_a_field_is_named_as_the_telephone_called_it(
    light_world: World, path: str, body: dict[str, Any], fields: set[str]
) -> None:
    address = path.format(answer=light_world.answer_path(), me=f"/people/{light_world.me}")
    answer = light_world.linked("li").post(address, body)
    # What people themselves wrote or scanned wrong has words of its own: see the tests of signing in and of rights.
    own = {"/link": (400, "code_digits"), "{me}/complaints": (422, "words_too_long")}
    assert (answer.status_code, code_of(answer)) == own.get(path, (400, "bad_request"))
    assert set(answer.get_json()["error"].get("fields", {})) == fields
