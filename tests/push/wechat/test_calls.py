"""The call that somebody waits for: signing in."""

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
