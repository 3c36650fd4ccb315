"""The browser stands in for WeChat: it has what the mini-program uses, and it is no more lenient than WeChat."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.mini_program.telephone import Client
from tests.shape import tree

CLIENT = tree.ROOT / "mini_program"


def used(of: str) -> set[str]:
    """The names that the mini-program uses of an object."""
    scripts = [path.read_text() for path in CLIENT.rglob("*.js")]
    return {name for script in scripts for name in re.findall(rf"\b{re.escape(of)}\.(\w+)", script)}


@pytest.mark.parametrize("of", ["wx", "wx.browser"])
def test_the_browser_has_whatever_the_mini_program_uses(phone: Client, of: str) -> None:
    page = phone.start()
    assert used(of)
    assert used(of) - set(page.evaluate(f"Object.keys({of})")) == set()


def test_messages_are_asked_for_at_a_tap_alone(phone: Client) -> None:
    page = phone.start()
    expect(page.locator("job-card")).to_have_count(3)
    asked = page.evaluate("wx.requestSubscribeMessage({ tmplIds: ['T'] }).catch((fault) => fault.errMsg)")
    assert "can only be invoked by user TAP gesture" in asked


def test_a_question_that_went_out_to_the_network_first_comes_too_late(phone: Client) -> None:
    page = phone.start()
    expect(page.locator("job-card")).to_have_count(3)
    page.evaluate(
        """() => document.body.addEventListener('mouseup', () => {
            wx.request({ url: '/api/templates' })
            wx.requestSubscribeMessage({ tmplIds: ['T'] }).catch((fault) => { window.told = fault.errMsg })
        })"""
    )
    page.get_by_role("button", name="念给我听").first.click()
    page.wait_for_function("window.told")
    assert "TAP gesture" in page.evaluate("window.told")


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        ("navigateTo({ url: '/pages/home/home' })", "can not open a tab"),
        ("switchTab({ url: '/pages/form/form' })", "not a tab"),
        ("navigateTo({ url: '/pages/nowhere/nowhere' })", "is not found"),
    ],
)
def test_pages_are_opened_as_wechat_opens_them(phone: Client, call: str, fault: str) -> None:
    page = phone.start()
    assert fault in page.evaluate(f"wx.{call}.catch((fault) => fault.errMsg)")


def test_a_page_that_was_opened_by_its_address_can_be_left(phone: Client) -> None:
    page = phone.start("/pages/vacancy/vacancy?id=12")
    expect(page.get_by_text("保洁员")).to_be_visible()
    page.get_by_role("button", name="返回").click()
    expect(page.locator("job-card")).to_have_count(3)


def test_the_browsers_back_and_forward_are_the_mini_programs(phone: Client) -> None:
    page = phone.start()
    page.get_by_role("link", name="保洁员，看全部").click()
    expect(page.get_by_text("为什么推荐给您")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("王*，这几样活适合您")).to_be_visible()
    page.go_forward()
    expect(page.get_by_text("为什么推荐给您")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("王*，这几样活适合您")).to_be_visible()
