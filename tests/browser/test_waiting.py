"""A number from the kiosk to the window: taken by one tap, called, shown with its window, gone when it is served."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from jobmatch import db
from jobmatch.access import ANYBODY, Actor, Role
from jobmatch.households.model import Site
from tests.browser.server import serving
from tests.browser.test_today import faults

CLERK = Actor("a clerk", Role.CLERK, frozenset({"S1"}))
KIOSK, DESK, BOARD = (1080, 1920), (1366, 768), (1920, 1080)
PHONE = (390, 844)


@pytest.fixture
def hall(sqlite_url: str) -> Iterator[tuple[str, list[Actor]]]:
    """The address of a server with one centre, and who asks."""
    engine = db.engine_for(sqlite_url)
    with db.transaction(engine) as session:
        session.add(Site(code="S1", name="蟠龙社区" * 8, division="520322"))
    engine.dispose()
    asks = [ANYBODY]
    with serving(sqlite_url, lambda: asks[0]) as address:
        yield address, asks


def screen(browser: Browser, address: str, size: tuple[int, int], path: str, *, script: bool = True) -> Page:
    viewport = {"width": size[0], "height": size[1]}
    page = browser.new_context(viewport=viewport, base_url=address, java_script_enabled=script).new_page()
    page.goto(path)
    return page


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_number_is_taken_called_to_a_window_and_served(
    browser: Browser, hall: tuple[str, list[Actor]], script: bool
) -> None:
    address, asks = hall
    kiosk = screen(browser, address, KIOSK, "/waiting/take?site=S1&from=kiosk", script=script)
    assert not script or faults(kiosk) == []
    kiosk.get_by_role("button", name="拿一个号").dblclick()
    expect(kiosk.get_by_role("heading", name="您的号")).to_be_visible()
    expect(kiosk.get_by_role("link", name="好了")).to_have_attribute("href", "/m/?mode=kiosk&site=S1")

    board = screen(browser, address, BOARD, "/waiting/board/S1", script=script)
    expect(board.get_by_text("现在没有叫号")).to_be_visible()

    asks[0] = CLERK
    desk = screen(browser, address, DESK, "/waiting", script=script)
    desk.get_by_label("我在几号窗口").fill("3")
    desk.get_by_role("button", name="叫下一个：1号").click()
    expect(desk.get_by_text("叫了1号。")).to_be_visible()
    assert not script or faults(desk) == []

    asks[0] = ANYBODY
    board.reload()
    expect(board.get_by_role("listitem").filter(has_text="到3号窗口")).to_contain_text("1号")

    asks[0] = CLERK
    desk.get_by_role("button", name="1号办好了").click()
    expect(desk.get_by_text("1号办好了。")).to_be_visible()
    board.reload()
    expect(board.get_by_text("到3号窗口")).to_have_count(0)
    desk.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert desk.evaluate("document.documentElement.scrollWidth") == PHONE[0]
