"""Every code of the platform ends where the table says, from the answer on the wire to the outcome of the letter."""

from datetime import UTC, datetime, timedelta

import pytest

from jobmatch.push import errors
from jobmatch.push.channels import Letter, Outcome, Refused, Retry, Sent, Stop
from jobmatch.push.errors import Action, Trouble
from jobmatch.push.wechat_channel import WeChatChannel
from tests.push.wechat.conftest import NOON
from tests.simulated import SEND, TOKENS, Simulated
from wechat_simulator.codes import MESSAGES

MIDNIGHT = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
FACTS = {"title": "包装工", "employer": "某某食品有限公司", "when": "6月2日9点", "place": "娄山关街道"}

# As the platform's pages have it: what is done, and the outcome of a letter that meets it once.
EXPECTED: dict[int, tuple[Action, Outcome]] = {
    -1: (Action.BACK_OFF, Retry(-1)),
    40003: (Action.FLAG_USER, Refused(40003)),
    40013: (Action.STOP_ALL, Stop(40013, "stop_all")),
    40037: (Action.STOP_ALL, Stop(40037, "stop_all")),
    40038: (Action.NEXT_DAY, Retry(40038, MIDNIGHT)),
    40125: (Action.STOP_ALL, Stop(40125, "stop_all")),
    40164: (Action.STOP_ALL, Stop(40164, "stop_all")),
    41030: (Action.STOP_ALL, Stop(41030, "stop_all")),
    43101: (Action.NEXT_CHANNEL, Refused(43101)),
    43107: (Action.STOP_TEMPLATE, Stop(43107, "stop_template")),
    43108: (Action.SERIALISE, Retry(43108, NOON + timedelta(seconds=2))),
    45009: (Action.PAUSE_TODAY, Retry(45009, MIDNIGHT)),
    45011: (Action.NEXT_MINUTE, Retry(45011, NOON + timedelta(minutes=1))),
    45168: (Action.PERSON_LOOKS, Refused(45168)),
    47003: (Action.OUR_BUG, Refused(47003)),
    48001: (Action.STOP_ALL, Stop(48001, "stop_all")),
    48004: (Action.STOP_ALL, Stop(48004, "stop_all")),
    50002: (Action.STOP_ALL, Stop(50002, "stop_all")),
    99999: (Action.UNKNOWN, Refused(99999)),
}
TOKEN_CODES = (40001, 40014, 42001)


def letter(openid: str, template: str = "answer", page: str | None = "pages/inbox/index") -> Letter:
    return Letter(openid, template, FACTS, "单位回话了", page, 1)


def test_the_table_has_every_code_of_the_platform_and_each_is_tried_here() -> None:
    platform_s = {
        code for code in errors.TABLE if code not in (0, errors.NOT_REACHED, errors.NO_TEMPLATE, errors.NO_FILE)
    }
    assert platform_s == set(EXPECTED) - {99999} | set(TOKEN_CODES)
    assert platform_s <= set(MESSAGES)


@pytest.mark.parametrize(("code", "expected"), EXPECTED.items(), ids=str)
def test_a_code_ends_where_the_table_says(
    platform: Simulated, channel: WeChatChannel, code: int, expected: tuple[Action, Outcome]
) -> None:
    action, outcome = expected
    openid = platform.accept("王小花")
    platform.script({"mishap": "code", "api": SEND, "openid": openid, "code": code})
    assert errors.action(code) is action
    assert channel.send(letter(openid)) == outcome
    assert platform.received("王小花") == []


@pytest.mark.parametrize("code", TOKEN_CODES)
def test_a_refused_token_is_replaced_and_the_letter_goes_out_once(
    platform: Simulated, channel: WeChatChannel, code: int
) -> None:
    openid = platform.accept("王小花")
    platform.script({"mishap": "code", "api": SEND, "code": code})
    assert isinstance(channel.send(letter(openid)), Sent)
    assert platform.calls(SEND) == 2
    assert platform.calls(TOKENS) == 2
    assert len(platform.received("王小花")) == 1


@pytest.mark.parametrize("code", TOKEN_CODES)
def test_a_token_that_is_refused_again_stops_everything_after_two_calls(
    platform: Simulated, channel: WeChatChannel, code: int
) -> None:
    openid = platform.accept("王小花")
    platform.script({"mishap": "code", "api": SEND, "code": code, "times": 100})
    assert channel.send(letter(openid)) == Stop(code, "refresh")
    assert platform.calls(SEND) == 2


@pytest.mark.parametrize(
    ("code", "outcome"), [(40013, Stop(40013, "stop_all")), (40125, Stop(40125, "stop_all")), (-1, Retry(-1))]
)
def test_a_code_instead_of_a_token_counts_like_a_code_and_nothing_was_sent(
    platform: Simulated, channel: WeChatChannel, code: int, outcome: Outcome
) -> None:
    openid = platform.accept("王小花")
    platform.script({"mishap": "code", "api": TOKENS, "code": code})
    assert channel.send(letter(openid)) == outcome
    assert platform.calls(SEND) == 0


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (40029, Trouble.AGAIN), (40163, Trouble.AGAIN), (40226, Trouble.BLOCKED), (-1, Trouble.LATER),
        (45011, Trouble.LATER), (40013, Trouble.BROKEN), (12345, Trouble.BROKEN),
    ],
)  # fmt: skip
def test_who_waits_for_an_answer_is_told_what_can_be_done(code: int, trouble: Trouble) -> None:
    assert errors.trouble(code) is trouble


def test_a_quota_begins_anew_at_midnight_in_shanghai_not_in_greenwich() -> None:
    late = datetime(2026, 11, 27, 15, 59, 59, tzinfo=UTC)
    assert errors.not_before(Action.PAUSE_TODAY, late) == late + timedelta(seconds=1)
    assert errors.not_before(Action.PAUSE_TODAY, late + timedelta(seconds=1)) == late + timedelta(days=1, seconds=1)
