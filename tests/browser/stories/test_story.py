"""A family from the counter to the message in WeChat, with every part real."""

import json

from playwright.sync_api import Page, expect

from tests.browser.counter import hands, world
from tests.browser.stories.town import HEAD, WIFE, Town


def want_the_first(page: Page, messages: str) -> str:
    """A yes to the first card, and an answer to WeChat's question; the title of the job."""
    title = page.locator("job-card .card-title").first.inner_text()
    page.get_by_role("button", name=f"我想去：{title}").first.click()
    page.get_by_role("button", name=messages, exact=True).click()
    expect(page.get_by_text("记下了，我们去问单位")).to_be_visible()
    return title


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
    expect(phone.locator("job-card")).to_have_count(at_the_counter)
    assert at_the_counter == 3
    for card in phone.locator("job-card").all():
        assert card.locator(".why").inner_text()

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


def test_whoever_refuses_messages_finds_them_in_the_inbox_and_is_rung(town: Town) -> None:
    phone = town.linked("li", WIFE)
    want_the_first(phone, "拒绝")
    town.employer_expects(WIFE)
    town.send()
    assert town.wechat.received("li") == []
    phone.get_by_role("button", name="消息").click()
    expect(phone.get_by_text("单位回话了")).to_be_visible()
    desk = town.desk()
    hands.sign_in(desk, town.address)
    desk.goto(f"{town.address}/calls")
    task = desk.locator(".task", has=desk.get_by_role("heading", name=WIFE))
    expect(task).to_contain_text("19900002222")
    expect(task).to_contain_text("等您去")
    task.get_by_role("button", name="告诉了").click()
    expect(desk.get_by_role("heading", name=WIFE)).to_have_count(0)
