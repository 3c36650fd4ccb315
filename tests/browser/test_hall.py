"""The screen in the hall comes anew by itself, with a script and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from jobmatch import clock, db
from jobmatch.access import Actor, Role
from jobmatch.households.model import Site
from jobmatch.waiting import line
from tests.browser.server import serving

CLERK = Actor("a clerk", Role.CLERK, frozenset({"S1"}))
A_WHILE_MS = 6_000


@pytest.fixture
def hall(sqlite_url: str) -> Iterator[str]:
    """The address of a centre with nobody in its line."""
    engine = db.engine_for(sqlite_url)
    with db.transaction(engine) as session:
        session.add(Site(code="S1", name="蟠龙社区", division="520322"))
    engine.dispose()
    with serving(sqlite_url) as address:
        yield address


def call_one(url: str) -> None:
    """Somebody takes a number and is called."""
    engine = db.engine_for(url)
    with db.transaction(engine) as session:
        site = session.get_one(Site, 1)
        line.take(session, site, clock.now())
        line.call_next(session, site, 0, clock.now(), CLERK)
    engine.dispose()


def test_a_called_number_appears_without_the_page_being_loaded_anew(
    browser: Browser, hall: str, sqlite_url: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.clock.install()
        page.goto(f"{hall}/waiting/board/S1")
        page.evaluate("window.stays = true")
        expect(page.get_by_text("现在没有叫号。")).to_be_visible()
        call_one(sqlite_url)
        page.clock.run_for(A_WHILE_MS)
        expect(page.locator(".called")).to_contain_text("1号")
        assert page.evaluate("window.stays")


def test_without_a_script_the_browser_itself_asks_anew(browser: Browser, hall: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        with page.expect_navigation(url="**/waiting/board/S1"):
            page.goto(f"{hall}/waiting/board/S1")
        expect(page.locator("meta[http-equiv=refresh]")).to_have_attribute("content", "5")
