"""The simulator holds to the platform's rules: tokens, one-time codes, acceptances, fields, quotas."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from tests.simulated import ANSWER, APP_ID, SECRET, SEND, TOKENS, Simulated, simulator

ASKED = {"grant_type": "client_credential", "appid": APP_ID, "secret": SECRET}
GOOD = {f"thing{n}": {"value": "好"} for n in (1, 2, 3, 4)}


@pytest.fixture(scope="module")
def _running() -> Iterator[Simulated]:
    with simulator() as running:
        yield running


@pytest.fixture
def platform(_running: Simulated) -> Simulated:
    _running.post("_reset", {})
    return _running


def stable(platform: Simulated, **more: Any) -> str:
    return str(platform.post(TOKENS, ASKED | more)["access_token"])


def send(platform: Simulated, token: str, openid: str, **changed: Any) -> int:
    """The code that a send is answered with."""
    body = {"touser": openid, "template_id": ANSWER, "data": GOOD} | changed
    return int(platform.post(f"{SEND}?access_token={token}", body)["errcode"])


def test_a_plain_token_ends_the_one_before_it_and_a_stable_one_does_not(platform: Simulated) -> None:
    openid = platform.accept("王小花")
    first, second = (platform.get(f"cgi-bin/token?{urlencode(ASKED)}")["access_token"] for _ in range(2))
    kept = stable(platform)
    assert stable(platform) == kept
    assert [send(platform, one, openid) for one in (first, second)] == [40001, 0]
    assert send(platform, kept, openid) == 43101


def test_a_forced_stable_token_ends_the_one_before_it(platform: Simulated) -> None:
    old, new = stable(platform), stable(platform, force_refresh=True)
    assert send(platform, old, platform.accept("王小花")) == 40001
    assert send(platform, new, platform.accept("王小花")) == 0


def test_a_token_lasts_two_hours_and_none_is_no_token(platform: Simulated) -> None:
    openid, token = platform.accept("王小花"), stable(platform)
    platform.script(forward=7201)
    assert send(platform, token, openid) == 42001
    assert send(platform, "", openid) == 41001
    assert send(platform, "invented", openid) == 40001


@pytest.mark.parametrize(("wrong", "code"), [("appid", 40013), ("secret", 40125), ("grant_type", 40002)])
def test_who_is_not_the_account_gets_no_token(platform: Simulated, wrong: str, code: int) -> None:
    assert platform.post(TOKENS, ASKED | {wrong: "x"})["errcode"] == code
    assert platform.get(f"cgi-bin/token?{urlencode(ASKED | {wrong: 'x'})}")["errcode"] == code


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"touser": "o"}, 40003), ({"template_id": "t"}, 40037), ({"page": "index"}, 41030),
        ({"data": {**GOOD, "thing1": {"value": "一" * 21}}}, 47003),
        ({"data": {**GOOD, "thing1": {"value": ""}}}, 47003),
        ({"data": {**GOOD, "thing1": {"value": "一\n二"}}}, 47003),
        ({"data": {**GOOD, "thing1": "好"}}, 47003),
        ({"data": {**GOOD, "thing9": {"value": "好"}}}, 47003),
        ({"data": {key: GOOD[key] for key in ("thing1", "thing2")}}, 47003),
        ({"data": []}, 47003), ({"miniprogram_state": "beta"}, 47003),
    ],
)  # fmt: skip
def test_a_message_that_breaks_a_rule_is_refused_and_takes_no_acceptance(
    platform: Simulated, changed: dict[str, Any], code: int
) -> None:
    openid, token = platform.accept("王小花"), stable(platform)
    assert send(platform, token, openid, **changed) == code
    assert send(platform, token, openid) == 0


def test_what_is_no_json_is_told_so(platform: Simulated) -> None:
    assert platform.post(f"{SEND}?access_token={stable(platform)}", [])["errcode"] == 47001  # type: ignore[arg-type]


def test_mishaps_come_in_their_order_to_whom_they_are_meant_for(platform: Simulated) -> None:
    token, wang, li = stable(platform), platform.accept("王小花"), platform.accept("李小花")
    rule = {"mishap": "code", "api": SEND}
    platform.script({**rule, "openid": li, "code": 45011}, {**rule, "code": 45009, "times": 2})
    codes = [send(platform, token, who) for who in (wang, li, wang, wang, li)]
    assert codes == [45009, 45011, 45009, 0, 0]
    assert platform.get("_script") == []


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("_script", {"rules": [{"mishap": "flood"}]}), ("_script", {"rules": [{"api": SEND}]}),
        ("_script", {"rules": [{"mishap": "code", "colour": 1}]}), ("_script", {"set": {"colour": 1}}),
        ("_accept", {"who": "王小花"}), ("_accept", {"who": "王小花", "answers": {ANSWER: "perhaps"}}),
        ("_accept", {"who": "王小花", "answers": {"nothing": "accept"}}), ("_nowhere", {}),
    ],
)  # fmt: skip
def test_a_script_that_cannot_be_understood_is_refused(platform: Simulated, path: str, told: dict[str, Any]) -> None:
    with pytest.raises(OSError, match=r"40[04]"):
        platform.post(path, told)
    assert platform.get("_script") == []


def test_a_reset_forgets_phones_rules_tokens_and_quotas(platform: Simulated) -> None:
    token = stable(platform)
    platform.accept("王小花")
    platform.script({"mishap": "drop"}, set={"quotas": {SEND: 0}, "delay": 1}, forward=100)
    platform.post("_reset", {})
    assert platform.get("_phones") == {"phones": [], "codes": [], "calls": {}}
    assert send(platform, token, platform.accept("王小花")) == 40001
    assert send(platform, stable(platform), platform.accept("王小花")) == 0


def test_the_page_shows_what_every_phone_shows_and_escapes_it(platform: Simulated) -> None:
    assert "还没有人用手机登录过" in page(platform)
    name = "<b>王小花</b>"
    openid, token = platform.accept(name), stable(platform)
    send(platform, token, openid, data={**GOOD, "thing1": {"value": "包装<工>"}}, page="pages/inbox/index")
    shown = page(platform)
    assert "&lt;b&gt;王小花&lt;/b&gt;" in shown
    assert "<dt>岗位名称</dt><dd>包装&lt;工&gt;</dd>" in shown
    assert "pages/inbox/index" in shown
    assert "还可以收 0 条" in shown


def page(platform: Simulated) -> str:
    with urlopen(platform.root, timeout=10) as answer:
        assert "script" not in answer.headers["Content-Security-Policy"]
        return str(answer.read().decode())
