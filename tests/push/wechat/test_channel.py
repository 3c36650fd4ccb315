"""The channel against the platform as it really behaves: what arrives, what is refused, what nobody can know."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from jobmatch import clock
from jobmatch.push import errors
from jobmatch.push.channels import Refused, Retry, Sent, Unknown
from jobmatch.push.templates import Template
from jobmatch.push.token import SharedToken
from jobmatch.push.wechat import WeChat
from jobmatch.push.wechat_channel import WeChatChannel, check
from jobmatch.push.wechat_channel import channel as channel_of
from jobmatch.push.wechat_templates import read
from jobmatch.settings import Settings
from tests.push.wechat.conftest import NOON
from tests.push.wechat.test_codes import letter
from tests.simulated import ACCOUNT, ANSWER, APP_ID, SECRET, SEND, TOKENS, Simulated

SEAT = "sim-seat-0000000000000000000000000000000007"


def test_a_letter_arrives_with_its_words_and_takes_one_acceptance(platform: Simulated, channel: WeChatChannel) -> None:
    openid = platform.accept("王小花")
    told = channel.send(replace(letter(openid), fields={"title": "包装工" * 9, "employer": "某某食品\n有限公司"}))
    [shown] = platform.received("王小花")
    assert told == Sent(shown["message"])
    assert dict(shown["lines"]) == {
        "岗位名称": "包装工包装工包装工包装工包装工包装工包…", "用人单位": "某某食品 有限公司",
        "进度": "单位等您去", "温馨提示": "不要交钱，不要押身份证",
    }  # fmt: skip
    assert shown["page"] == "pages/inbox/index"
    assert channel.send(letter(openid)) == Refused(43101)


def test_a_class_that_is_not_held_does_not_look_like_a_seat_in_it(platform: Simulated, channel: WeChatChannel) -> None:
    openid = platform.accept("王小花", SEAT)
    told = {"title": "保安员", "when": "6月8日", "place": "社区活动室", "news": "called_off"}
    assert isinstance(channel.send(replace(letter(openid), template=Template.SEAT, fields=told)), Sent)
    assert ["温馨提示", "培训班不办了，点开看一下"] in platform.received("王小花")[0]["lines"]


def test_each_acceptance_is_good_for_one_letter(platform: Simulated, channel: WeChatChannel) -> None:
    openid = platform.accept("王小花")
    platform.accept("王小花")
    outcomes = [channel.send(letter(openid)) for _ in range(3)]
    assert [type(one) for one in outcomes] == [Sent, Sent, Refused]


def test_who_switched_messages_off_gets_none(platform: Simulated, channel: WeChatChannel) -> None:
    openid = platform.accept("王小花")
    platform.post("_settings", {"who": "王小花", "answers": {ANSWER: "reject"}})
    assert channel.send(letter(openid)) == Refused(43101)


@pytest.mark.parametrize("mishap", ["reset", "half", "garbage"])
def test_what_was_accepted_without_a_readable_answer_is_unknown(
    platform: Simulated, channel: WeChatChannel, mishap: str
) -> None:
    openid = platform.accept("王小花")
    platform.script({"mishap": mishap, "api": SEND})
    assert isinstance(channel.send(letter(openid)), Unknown)
    assert len(platform.received("王小花")) == 1
    assert platform.calls(SEND) == 1


def test_an_answer_that_comes_too_late_is_unknown(
    platform: Simulated, channel: WeChatChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    openid = platform.accept("王小花")
    monkeypatch.setattr("jobmatch.push.wechat.PATIENCE", (3, 0.3))
    platform.script({"mishap": "slow", "api": SEND, "seconds": 1})
    assert channel.send(letter(openid)) == Unknown("ReadTimeout")
    assert len(platform.received("王小花")) == 1


@pytest.mark.parametrize("rule", [{"mishap": "http", "status": 500}, {"mishap": "drop"}])
def test_what_nobody_accepted_and_nobody_answered_is_unknown_as_well(
    platform: Simulated, channel: WeChatChannel, rule: dict[str, object]
) -> None:
    openid = platform.accept("王小花")
    platform.script({"api": SEND, **rule})
    assert isinstance(channel.send(letter(openid)), Unknown)
    assert platform.received("王小花") == []


def test_a_gateway_that_turns_a_call_away_has_sent_nothing(platform: Simulated, channel: WeChatChannel) -> None:
    openid = platform.accept("王小花")
    platform.script({"mishap": "http", "api": SEND, "status": 404})
    assert channel.send(letter(openid)) == Retry(errors.NOT_REACHED)


def test_a_platform_that_cannot_be_reached_has_sent_nothing(channel: WeChatChannel, ours: WeChat) -> None:
    nowhere = replace(ours._access, root="http://127.0.0.1:9")
    away = WeChatChannel(WeChat(nowhere, ours._tokens), read(ACCOUNT), lambda: NOON)
    assert away.send(letter("o0")) == Retry(errors.NOT_REACHED)
    ours.ready()  # with a token in the row it is the call itself that does not get through
    assert away.send(letter("o0")) == Retry(errors.NOT_REACHED)


def test_a_proxy_that_is_not_there_has_sent_nothing(
    platform: Simulated, channel: WeChatChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    openid = platform.accept("王小花")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert channel.send(letter(openid)) == Retry(errors.NOT_REACHED)


@pytest.mark.parametrize("mishap", ["reset", "garbage", "half", "drop"])
def test_a_token_that_does_not_come_means_that_nothing_was_sent(
    platform: Simulated, channel: WeChatChannel, mishap: str
) -> None:
    openid = platform.accept("王小花")
    platform.script({"mishap": mishap, "api": TOKENS})
    assert channel.send(letter(openid)) == Retry(errors.NOT_REACHED)
    assert isinstance(channel.send(letter(openid)), Sent)


def test_a_token_that_another_server_replaced_is_fetched_anew(platform: Simulated, channel: WeChatChannel) -> None:
    openid = platform.accept("王小花")
    platform.accept("王小花")
    assert isinstance(channel.send(letter(openid)), Sent)
    platform.script(drop_tokens=True)
    assert isinstance(channel.send(letter(openid)), Sent)
    assert platform.calls(TOKENS) == 2


def test_a_token_that_grew_old_by_the_platform_s_clock_alone_is_fetched_anew(
    platform: Simulated, channel: WeChatChannel
) -> None:
    openid = platform.accept("王小花")
    platform.accept("王小花")
    assert isinstance(channel.send(letter(openid)), Sent)
    platform.script(forward=7201)
    assert isinstance(channel.send(letter(openid)), Sent)


def test_two_letters_to_one_person_at_once_are_refused_by_the_platform(
    platform: Simulated, channel: WeChatChannel
) -> None:
    openid = platform.accept("王小花")
    platform.accept("王小花")
    platform.script(set={"delay": 0.5})
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(channel.send, [letter(openid), letter(openid)]))
    assert sorted(type(one).__name__ for one in outcomes) == ["Retry", "Sent"]
    assert {one.code for one in outcomes if isinstance(one, Retry)} == {43108}


def test_a_quota_that_is_used_up_opens_again_the_next_day(platform: Simulated, channel: WeChatChannel) -> None:
    openid = platform.accept("王小花")
    platform.accept("王小花")
    platform.script(set={"quotas": {SEND: 1}})
    assert isinstance(channel.send(letter(openid)), Sent)
    refused = channel.send(letter(openid))
    assert isinstance(refused, Retry)
    assert refused.code == 45009
    platform.script(forward=24 * 3600)
    assert isinstance(channel.send(letter(openid)), Sent)


def test_an_openid_or_a_page_that_does_not_exist_is_told_by_its_code(
    platform: Simulated, channel: WeChatChannel
) -> None:
    openid = platform.accept("王小花")
    assert channel.send(letter("nobody")) == Refused(40003)
    assert getattr(channel.send(letter(openid, page="nowhere")), "code", None) == 41030


def test_a_kind_without_a_template_goes_another_way_and_calls_nobody(platform: Simulated, ours: WeChat) -> None:
    bare = WeChatChannel(ours, {}, lambda: NOON)
    assert bare.send(letter("o0")) == Refused(errors.NO_TEMPLATE)
    assert platform.calls(SEND) == 0


def test_a_fact_that_cannot_stand_in_its_field_is_our_fault_and_calls_nobody(
    platform: Simulated, channel: WeChatChannel
) -> None:
    assert channel.send(replace(letter("o0"), template="digest", fields={"count": "三个"})) == Refused(47003)
    assert platform.calls(SEND) == 0


def test_the_settings_decide_whether_there_is_a_channel(platform: Simulated, ours: WeChat) -> None:
    engine = ours._tokens._engine if isinstance(ours._tokens, SharedToken) else None
    assert engine is not None
    assert channel_of(Settings(wechat_app_id=""), engine, clock.now) is None
    told = {"wechat_app_id": APP_ID, "wechat_secret": SECRET, "wechat_api_root": platform.root}
    made = channel_of(Settings(**told, wechat_templates=ACCOUNT), engine, clock.now)
    assert made is not None
    assert isinstance(made.send(letter(platform.accept("王小花"))), Sent)


def test_the_templates_are_compared_with_the_account(platform: Simulated, ours: WeChat) -> None:
    known = read(ACCOUNT)
    assert check(ours, known) == []
    answer = next(one for one in known if one == "answer")
    fewer = {key: words for key, words in known[answer].fields.items() if key != "thing4"}
    found = check(ours, {answer: replace(known[answer], fields={**fewer, "thing9": "{title}"})})
    assert found == ["answer: 求职进度通知 has no field thing9", "answer: 求职进度通知 needs thing4 as well"]
    assert check(ours, {answer: replace(known[answer], id="gone")}) == ["answer: the account has no template gone"]


def test_the_secret_is_not_shown(ours: WeChat) -> None:
    assert SECRET not in repr(ours._access)
    assert SECRET not in repr(Settings(wechat_secret=SECRET))
