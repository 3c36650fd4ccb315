"""The calls that somebody waits for: signing in, the telephone button, codes to scan, texts that others will see."""

import pytest

from jobmatch.push.errors import Trouble
from jobmatch.push.platform import CodeError, NoAnswerError, NotReachedError, WeChatError
from jobmatch.push.wechat import WeChat
from tests.simulated import TOKENS, Simulated

LOGIN = "sns/jscode2session"


def test_a_login_code_says_who_it_is_and_needs_no_token(platform: Simulated, ours: WeChat) -> None:
    platform.script({"mishap": "http", "api": TOKENS, "times": 9})
    identity = ours.code2session(platform.login("王小花"))
    assert identity.openid == platform.openid("王小花")
    assert identity.unionid
    assert platform.calls(TOKENS) == 0


def test_the_session_key_stays_with_the_platform_s_answer(platform: Simulated, ours: WeChat) -> None:
    assert set(vars(ours.code2session(platform.login("王小花")))) == {"openid", "unionid"}


@pytest.mark.parametrize(
    ("code", "trouble"), [(40029, Trouble.AGAIN), (40163, Trouble.AGAIN), (40226, Trouble.BLOCKED)]
)
def test_a_login_code_that_is_refused_says_what_the_phone_can_do(
    platform: Simulated, ours: WeChat, code: int, trouble: Trouble
) -> None:
    used = platform.login("王小花")
    if code == 40163:
        ours.code2session(used)
    elif code == 40029:
        platform.script(forward=301)
    else:
        platform.script({"mishap": "code", "api": LOGIN, "code": code})
    with pytest.raises(CodeError) as told:
        ours.code2session(used)
    assert (told.value.code, told.value.trouble) == (code, trouble)


@pytest.mark.parametrize(
    ("rule", "error"),
    [
        ({"mishap": "reset"}, NoAnswerError), ({"mishap": "half"}, NoAnswerError),
        ({"mishap": "garbage"}, NoAnswerError), ({"mishap": "http", "status": 502}, NoAnswerError),
        ({"mishap": "http", "status": 403}, NotReachedError), ({"mishap": "code", "code": -1}, CodeError),
    ],
)  # fmt: skip
def test_a_login_during_a_mishap_can_be_tried_later(
    platform: Simulated, ours: WeChat, rule: dict[str, object], error: type[WeChatError]
) -> None:
    platform.script({"api": LOGIN, **rule})
    with pytest.raises(error) as told:
        ours.code2session(platform.login("王小花"))
    assert told.value.trouble is Trouble.LATER


def test_the_telephone_button_gives_the_number_once(platform: Simulated, ours: WeChat) -> None:
    code = platform.get("_phone_code?who=li")["code"]
    assert ours.phone_number(code).startswith("1990000")
    with pytest.raises(CodeError):
        ours.phone_number(code)


def test_a_code_to_scan_is_a_picture_that_holds_page_and_scene(platform: Simulated, ours: WeChat) -> None:
    assert ours.wxacode("k=abc123", "pages/link/index").startswith(b"\x89PNG")
    assert platform.get("_phones")["codes"] == [{"scene": "k=abc123", "page": "pages/link/index"}]


@pytest.mark.parametrize("scene", ["", "x" * 33, "王小花", "a b"])
def test_a_scene_that_no_code_can_hold_is_not_even_asked_for(platform: Simulated, ours: WeChat, scene: str) -> None:
    with pytest.raises(ValueError, match="scene"):
        ours.wxacode(scene, "pages/link/index")
    assert platform.get("_phones")["codes"] == []


def test_a_text_is_looked_at_for_somebody_who_was_here(platform: Simulated, ours: WeChat) -> None:
    openid = ours.code2session(platform.login("王小花")).openid
    assert ours.is_harmless("工头好，饭也好", openid)
    assert not ours.is_harmless("违禁词", openid)
    platform.script(forward=7201)
    with pytest.raises(CodeError) as told:
        ours.is_harmless("工头好", openid)
    assert told.value.code == 61010
