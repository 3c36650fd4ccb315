"""The call list and the county's page of messages in a real browser: by keyboard, on both screens, with long names."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from jobmatch.access import Actor
from tests.browser.server import serving
from tests.desk.test_calls import ADMINISTRATOR, CLERK, COUNTY, LONG, people

SCREENS = {"desk": (1366, 768), "telephone": (390, 844)}


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest) -> tuple[int, int]:
    return SCREENS[request.param]


@pytest.fixture
def full(sqlite_url: str) -> Iterator[str]:
    """A database in which people wait for a call."""
    people(sqlite_url)
    return sqlite_url


def look(browser: Browser, screen: tuple[int, int], address: str) -> tuple[Page, list[str]]:
    """A page, and what it complains about."""
    page = browser.new_context(viewport={"width": screen[0], "height": screen[1]}).new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    spill = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert spill <= 0, f"{address} is {spill} pixels too wide"
    return page, complaints


def test_a_worker_rings_one_after_another_by_keyboard(browser: Browser, full: str, screen: tuple[int, int]) -> None:
    with serving(full, lambda: CLERK) as address:
        page, complaints = look(browser, screen, f"{address}/calls")
        expect(page.get_by_role("heading", name=LONG)).to_be_visible()
        page.get_by_role("button", name="测试甲：告诉了").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="测试甲：告诉了")).to_have_count(0)
        page.get_by_role("button", name="测试丙：没人接").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("现在没有要打的电话")
        page.get_by_role("link", name=f"{LONG}：打印").click()
        expect(page.locator(".paper-text")).to_contain_text("测试厂等您去：缝纫工")
        assert complaints == []


@pytest.mark.parametrize(("who", "path"), [(CLERK, "/calls"), (COUNTY, "/pushes")])
def test_an_empty_page_says_what_it_is_for(
    browser: Browser, sqlite_url: str, screen: tuple[int, int], who: Actor, path: str
) -> None:
    with serving(sqlite_url, lambda: who) as address:
        page, complaints = look(browser, screen, address + path)
        expect(page.locator(".empty")).to_be_visible()
        assert complaints == []


def test_what_is_stopped_is_found_and_set_going(browser: Browser, full: str, screen: tuple[int, int]) -> None:
    with serving(full, lambda: ADMINISTRATOR) as address:
        page, complaints = look(browser, screen, f"{address}/pushes")
        expect(page.locator(".paused")).to_contain_text("48001")
        expect(page.locator("main")).not_to_contain_text("测试甲")
        page.get_by_role("button", name="弄好了，接着发").click()
        expect(page.locator(".paused")).to_have_count(0)
        page.get_by_role("link", name="单位回话").click()
        expect(page.locator(".only a[aria-current]")).to_have_text("单位回话")
        assert complaints == []
