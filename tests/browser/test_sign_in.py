"""Signing in, locking and unlocking in a real browser, by keyboard alone; what was typed stays beneath the cover."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.server import serving
from tests.desk.staffed import PASSWORD, staff

A_PAGE = "/password"
TYPED = "half a sentence"
TOUCHED = "localStorage.getItem('jobmatch.touched')"


@pytest.fixture
def address(sqlite_url: str) -> Iterator[str]:
    """The address of a server with staff."""
    staff(sqlite_url)
    with serving(sqlite_url) as found:
        yield found


@pytest.fixture(params=[(1366, 768), (390, 844)], ids=["desk", "telephone"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    width, height = request.param
    opened = browser.new_context(viewport={"width": width, "height": height})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    """A clerk's window; its clock is the test's, so that two minutes pass at once."""
    opened = context.new_page()
    opened.clock.install()
    opened.goto(address + A_PAGE)
    expect(opened.get_by_label("名字")).to_be_focused()
    opened.keyboard.type("clerk")
    opened.keyboard.press("Tab")
    give_password(opened)
    opened.wait_for_url(address + A_PAGE)
    return opened


def give_password(page: Page) -> None:
    """Into whatever has the focus."""
    page.keyboard.insert_text(PASSWORD)
    page.keyboard.press("Enter")


def covered(page: Page) -> bool:
    return bool(page.evaluate("document.getElementById('cover').open"))


def write_something(page: Page) -> None:
    page.get_by_label("现在的密码").fill(TYPED)


def test_somebody_else_may_sign_in_at_a_covered_page(page: Page, address: str) -> None:
    page.get_by_role("button", name="锁屏").click()
    expect(page.get_by_label("密码", exact=True)).to_be_focused()
    page.locator("#cover").get_by_role("button", name="换个人登录").click()
    page.wait_for_url(address + "/sign-in")
    page.goto(address + A_PAGE)
    expect(page.get_by_label("名字")).to_be_visible()


def test_two_minutes_without_a_touch_cover_the_page_and_the_password_uncovers_it(page: Page, address: str) -> None:
    write_something(page)
    page.clock.fast_forward("01:50")
    assert not covered(page)
    page.keyboard.press("Shift")
    page.clock.fast_forward("01:50")
    assert not covered(page)
    with page.expect_response(address + "/lock"):
        page.clock.fast_forward("00:30")
    expect(page.locator("#cover")).to_be_visible()
    give_password(page)
    expect(page.locator("#cover")).to_be_hidden()
    expect(page.get_by_label("现在的密码")).to_have_value(TYPED)
    page.goto(address + "/desk")
    assert page.url == address + "/desk"


def test_nothing_of_the_page_is_seen_or_reached_beneath_the_cover(page: Page) -> None:
    write_something(page)
    page.get_by_role("button", name="锁屏").press("Enter")
    expect(page.locator("#cover")).to_be_visible()
    box = page.locator("#cover").bounding_box()
    assert box == {"x": 0, "y": 0, **(page.viewport_size or {})}
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert covered(page)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('#cover')")


def test_a_wrong_password_is_said_and_the_next_one_goes_in(page: Page, address: str) -> None:
    page.get_by_role("button", name="锁屏").press("Enter")
    with page.expect_response(address + "/unlock"):
        page.keyboard.insert_text("not this one")
        page.keyboard.press("Enter")
    expect(page.locator("#cover [role=alert]")).to_have_text("密码不对，再看一下。")
    expect(page.locator("#cover").get_by_label("密码")).to_be_focused()
    give_password(page)
    expect(page.locator("#cover")).to_be_hidden()


def test_all_windows_lock_and_open_together(page: Page, context: BrowserContext, address: str) -> None:
    other = context.new_page()
    other.goto(address + "/desk")
    page.bring_to_front()
    with page.expect_response(address + "/lock"):
        page.get_by_role("button", name="锁屏").press("Enter")
    expect(other.locator("#cover")).to_be_visible()
    late = context.new_page()
    late.goto(address + "/desk")
    assert late.url == address + "/locked?next=/desk"
    give_password(page)
    expect(page.locator("#cover")).to_be_hidden()
    expect(other.locator("#cover")).to_be_hidden()


def heard_of_the_touch(window: Page, at: str) -> None:
    """What one window stores, another reads a moment later; the clock that was put forward does not wait for it."""
    for _ in range(200):
        if window.evaluate(TOUCHED) == at:
            return
        time.sleep(0.02)
    raise AssertionError("the other window never heard of the touch")


def test_typing_in_one_window_keeps_the_other_open(page: Page, context: BrowserContext, address: str) -> None:
    other = context.new_page()
    other.goto(address + "/desk")
    page.bring_to_front()
    for _ in range(3):
        page.clock.fast_forward("01:00")  # for all windows of the browser
        page.keyboard.press("Shift")
        heard_of_the_touch(other, page.evaluate(TOUCHED))
    assert not covered(page)
    assert not covered(other)


def test_the_cover_does_not_wait_for_the_network(page: Page, context: BrowserContext) -> None:
    write_something(page)
    context.set_offline(True)
    page.clock.fast_forward("02:30")
    expect(page.locator("#cover")).to_be_visible()
    page.keyboard.insert_text(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#cover [role=alert]")).to_contain_text("网络不通")
    context.set_offline(False)
    page.keyboard.press("Enter")
    expect(page.locator("#cover")).to_be_hidden()
    expect(page.get_by_label("现在的密码")).to_have_value(TYPED)


def test_the_locked_page_by_itself_is_opened_by_keyboard(page: Page, address: str) -> None:
    with page.expect_response(address + "/lock"):
        page.get_by_role("button", name="锁屏").press("Enter")
    page.goto(address + A_PAGE)
    expect(page.get_by_label("密码")).to_be_focused()
    give_password(page)
    page.wait_for_url(address + A_PAGE)


def test_pages_of_the_staff_keep_their_policy_and_fit_the_screen(page: Page, address: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in ("/desk", A_PAGE, "/desk?lang=en", A_PAGE + "?lang=en", "/desk?lang=zh"):
        page.goto(address + path)
        spill = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert spill <= 0, f"{path} is {spill} pixels too wide"
        for item in page.locator("main a:visible, main button:visible, header a:visible, header button:visible").all():
            box = item.bounding_box()
            assert box
            assert box["height"] >= 44, f"{path}: {item.inner_text()}"
    assert complaints == []


def test_the_menu_opens_and_closes_by_keyboard_and_by_a_click_elsewhere(page: Page) -> None:
    summary, first = page.locator("#menu summary"), page.locator("#menu a").first
    summary.press("Enter")
    expect(first).to_be_visible()
    first.press("Escape")
    expect(first).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    expect(first).to_be_visible()
    page.mouse.click(4, 400)
    expect(first).to_be_hidden()


def test_signing_out_leads_to_the_door(page: Page, address: str) -> None:
    page.get_by_text("菜单", exact=True).press("Enter")
    page.get_by_role("button", name="退出").press("Enter")
    page.wait_for_url(address + "/sign-in")
    page.go_back()
    page.wait_for_url(address + "/sign-in?next=" + A_PAGE)
