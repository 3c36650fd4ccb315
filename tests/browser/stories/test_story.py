"""A family from the counter to the message in WeChat, with every part real."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from jobmatch import clock
from jobmatch.push.sms import FILE
from jobmatch.settings import settings
from tests.browser.counter import hands
from tests.browser.stories.town import WIFE, Town, want_the_first


def test_from_the_counter_to_a_message_in_wechat(town: Town) -> None:
    desk = town.desk()
    hands.sign_in(desk, town.address)
    hands.reach_the_cards(desk)
    at_the_counter = desk.locator("[data-offer]").count()
    desk.get_by_role("link", name="连手机").click()
    desk.get_by_role("button", name="开码").first.click()
    desk.locator(".link-picture svg").wait_for()

    phone = town.phone("chen")
    phone.get_by_role("button", name="我来扫码").click()
    phone.get_by_role("button", name="扫二维码").click()
    phone.get_by_role("textbox").fill(town.scannable[-1])
    phone.get_by_role("button", name="写好了").click()
    expect(phone.get_by_text("这几样活适合您")).to_be_visible()
    expect(desk.get_by_text("连上了。")).to_be_visible()
    expect(desk.locator(".link-picture")).to_be_hidden()
    expect(phone.locator("job-card")).to_have_count(at_the_counter)
    assert at_the_counter == 3
    for card in phone.locator("job-card").all():
        expect(card.locator(".why")).not_to_be_empty()

    title = want_the_first(phone, "允许")
    expect(phone.locator("job-card").first).to_contain_text("您说了：想去")
    town.employer_expects(hands.MOTHER)
    town.send()

    letter = town.wechat.received("chen")[-1]
    assert title in json.dumps(letter, ensure_ascii=False)
    simulated = phone.context.new_page()
    simulated.goto(town.wechat.root)
    expect(simulated.locator(".phone", has_text="chen").locator("article")).to_contain_text("单位等您去")
    simulated.close()
    assert town.wechat.notices()[-1]["answers"] == ["success"]
    assert town.ways(hands.MOTHER) == [("wechat", "delivered")]

    phone.get_by_role("button", name="消息").click()
    expect(phone.get_by_text("单位回话了")).to_be_visible()
    phone.get_by_text("单位回话了").click()
    expect(phone.get_by_text("到蟠龙社区1号楼，找王师傅")).to_be_visible()


def test_whoever_refuses_messages_finds_them_in_the_inbox_and_is_rung(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = town.linked("li", WIFE)
    want_the_first(phone, "拒绝")
    town.employer_expects(WIFE)
    sent_at = town.send()
    assert town.wechat.received("li") == []
    phone.get_by_role("button", name="消息").click()
    expect(phone.get_by_text("单位回话了")).to_be_visible()
    monkeypatch.setattr(clock, "now", lambda: sent_at)  # when messages may come is not when this test runs
    desk = town.desk()
    hands.sign_in(desk, town.address)
    desk.goto(f"{town.address}/calls")
    task = desk.locator(".task", has=desk.get_by_role("heading", name=WIFE))
    expect(task).to_contain_text("19900002222")
    expect(task).to_contain_text("等您去")
    task.get_by_role("button", name="告诉了").click()
    expect(desk.get_by_role("heading", name=WIFE)).to_have_count(0)


def test_somebody_unknown_says_where_the_walk_begins(town: Town) -> None:
    phone = town.phone("walker", "/pages/vacancies/vacancies")
    expect(phone.locator("job-card")).to_have_count(4)
    phone.get_by_role("checkbox", name="走路能到").click()
    expect(phone.get_by_text("先选您住在哪个社区")).to_be_visible()
    phone.get_by_label("从哪个社区走").select_option("蟠龙社区")
    expect(phone.locator("job-card")).to_have_count(3)
    expect(phone.locator("job-card").first).to_contain_text("走路大约10分钟")


def test_whoever_agreed_to_text_messages_gets_one_instead_of_a_call(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "sms_folder", tmp_path)
    phone = town.linked("text", WIFE)
    want_the_first(phone, "拒绝")
    phone.get_by_role("button", name="我的", exact=True).click()
    phone.get_by_role("button", name="要不要短信").click()
    phone.get_by_role("button", name="要", exact=True).click()
    expect(phone.get_by_text("好，发短信")).to_be_visible()
    town.employer_expects(WIFE)
    town.send()
    told = json.loads((tmp_path / FILE).read_text())
    assert told["to"] == "19900002222"
    assert "等您去" in told["text"]
    assert town.ways(WIFE)[-1][0] == "sms"
