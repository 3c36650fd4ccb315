"""A telephone that is nobody's any more: who was erased, or parted from it, is not seen on it and not kept on it."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.mini_program.telephone import Client

KEPT = "Object.entries(localStorage).flat().join()"
SIGNED_OUT = (401, {"code": "signed_out", "message": "登录过期了，请重新进一次。"})
NOT_YOURS = (403, {"code": "not_yours", "message": "这一条不是您的，不能看。"})
STRANGE = "还不晓得您是哪个"


@pytest.fixture
def used(phone: Client) -> Client:
    """Somebody looked at what suits them, wrote half a correction, and said something without a line."""
    page = phone.start("/pages/form/form")
    page.get_by_role("button", name="电话，").click()
    page.get_by_label("电话该是哪样").fill("19900002807")
    page = phone.start("/pages/vacancy/vacancy?id=11")
    expect(page.get_by_role("button", name="想一下")).to_be_visible()
    page.route("**/answer", lambda route: route.abort())
    page.get_by_role("button", name="想一下").click()
    expect(page.get_by_text("先记在手机里了，有网了就送去。")).to_be_visible()
    page.get_by_role("button", name="返回").click()
    expect(page.locator("job-card")).to_have_count(3)
    for words in ("19900002807", "平车工", "王*", "people/1/proposals/11/answer"):
        assert words in page.evaluate(KEPT)
    page.unroute("**/answer")
    return phone


def assert_nothing_is_left(page: Page) -> None:
    expect(page.get_by_text(STRANGE)).to_be_visible()
    expect(page.get_by_text("这是上回看到的")).to_have_count(0)
    expect(page.locator("job-card").filter(visible=True)).to_have_count(0)
    for words in ("19900002807", "平车工", "王*", "people/1"):
        assert words not in page.evaluate(KEPT)


def erased(client: Client) -> None:
    """The record is gone, with every sign-in that belonged to it."""
    client.api.people, client.api.good = [], "token-of-nobody"
    client.api.refusing["/refresh"] = SIGNED_OUT


def answers(client: Client) -> list[Any]:
    return [body for path, body in client.api.said if path.endswith("/answer")]


def test_an_erased_persons_telephone_shows_and_keeps_nothing_at_once(used: Client) -> None:
    erased(used)
    used.page.get_by_role("button", name="消息", exact=True).click()
    assert_nothing_is_left(used.page)
    used.page.reload()
    assert_nothing_is_left(used.page)
    assert answers(used) == []


def test_the_first_page_that_stood_open_goes_as_well(used: Client) -> None:
    erased(used)
    used.page.evaluate("url => wx.reLaunch({ url })", "/pages/home/home")
    assert_nothing_is_left(used.page)


@pytest.mark.parametrize("tab", ["消息", "我的"])
def test_a_telephone_that_was_parted_from_at_the_counter_finds_out_at_the_next_page(used: Client, tab: str) -> None:
    used.api.people = []
    for what in ("proposals", "inbox", "messages", "links", "concerns"):
        used.api.refusing[f"/people/1/{what}"] = NOT_YOURS
    used.page.get_by_role("button", name=tab, exact=True).click()
    assert_nothing_is_left(used.page)


def test_of_two_people_the_one_who_stays_keeps_what_they_wrote(used: Client) -> None:
    used.api.people.append({"id": 2, "name": "李*", "role": "self"})
    used.page.get_by_role("button", name="我的", exact=True).click()
    used.page.get_by_role("button", name="李*").click()
    used.api.people = used.api.people[:1]
    used.api.refusing["/people/2/inbox"] = NOT_YOURS
    used.page.get_by_role("button", name="消息", exact=True).click()
    expect(used.page.get_by_text("还没有消息")).to_be_visible()
    kept = used.page.evaluate(KEPT)
    assert "19900002807" in kept
    assert "李*" not in kept


def test_a_sign_in_that_merely_ended_loses_nothing_that_was_written(used: Client) -> None:
    used.api.good = "token-2"
    used.api.refusing["/refresh"] = SIGNED_OUT
    used.page.get_by_role("button", name="消息", exact=True).click()
    expect(used.page.get_by_text("还没有消息")).to_be_visible()
    assert "19900002807" in used.page.evaluate(KEPT)
