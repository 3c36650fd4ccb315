"""The page of reports in a real browser: another month, a figure's meaning and back, any screen, an empty database."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.demo.plant import plant
from jobmatch.demo.village import Village
from jobmatch.parameters import plant_first_rows
from tests.browser.server import serving
from tests.browser.test_uploads import fits
from tests.reports.conftest import BY, COUNTY, IN_AUGUST, IN_JULY, JULY, JUNE, NOON, TODAY, close, place

__all__ = ["place"]

SCREENS = {"desk": (1366, 768), "telephone": (360, 780)}
INSIDE = Actor("supervisor", Role.SUPERVISOR, frozenset({"XY"}))
GRAVE = ("serious", "critical")
LOOKS = [(who, screen) for who in (COUNTY, INSIDE) for screen in SCREENS]


@pytest.fixture
def empty(sqlite_url: str) -> Iterator[Engine]:
    """A database in which only the parameters stand."""
    engine = db.engine_for(sqlite_url)
    with db.transaction(engine) as session:
        plant_first_rows(session)
    yield engine
    engine.dispose()


@pytest.fixture
def two_months(empty: Engine, place: Village) -> None:
    """A village of which June and July are closed."""
    plant(lambda: db.transaction(empty), place, TODAY, NOON, BY)
    with db.transaction(empty) as session:
        close(session, JUNE, IN_JULY)
        close(session, JULY, IN_AUGUST)


def opened(browser: Browser, screen: str) -> tuple[Page, list[str]]:
    """A page, and what it complains about."""
    width, height = SCREENS[screen]
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def faults(page: Page) -> list[tuple[str, str]]:
    """What is grave for axe-core."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], node["html"][:200]) for one in found if one["impact"] in GRAVE for node in one["nodes"]]


@pytest.mark.parametrize(("who", "screen"), LOOKS)
def test_the_page_fits_and_everybody_can_read_it(
    browser: Browser, sqlite_url: str, two_months: None, who: Actor, screen: str
) -> None:
    page, complaints = opened(browser, screen)
    with serving(sqlite_url, lambda: who) as address:
        for language in ("zh", "en"):
            page.goto(f"{address}/reports?lang={language}")
            expect(page.locator("#M1")).to_be_attached()
            assert fits(page)
            assert faults(page) == []
    assert complaints == []


@pytest.mark.parametrize("screen", SCREENS)
def test_by_the_keyboard_to_another_month_and_from_a_figure_to_its_meaning_and_back(
    browser: Browser, sqlite_url: str, two_months: None, screen: str
) -> None:
    page, complaints = opened(browser, screen)
    with serving(sqlite_url, lambda: COUNTY) as address:
        page.goto(f"{address}/reports")
        expect(page.get_by_role("status")).to_contain_text("已结账")
        expect(page.get_by_text("桐梓县 · 2026-07")).to_be_visible()
        page.get_by_label("哪个月").select_option("2026-06")
        page.get_by_label("哪个月").press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/reports?month=2026-06*")
        expect(page.get_by_text("桐梓县 · 2026-06")).to_be_visible()
        tile = page.get_by_role("link", name="K1a")
        tile.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#K1a")).to_be_in_viewport()
        expect(page.locator("#K1a")).to_contain_text("有劳动力的户")
        page.go_back()
        expect(tile).to_be_in_viewport()
    assert complaints == []


@pytest.mark.parametrize("screen", SCREENS)
def test_of_an_empty_database_the_page_says_that_there_is_nothing_yet(
    browser: Browser, sqlite_url: str, empty: Engine, screen: str
) -> None:
    page, complaints = opened(browser, screen)
    with serving(sqlite_url, lambda: COUNTY) as address:
        page.goto(f"{address}/reports")
        expect(page.get_by_text("还没有结过账的月份")).to_be_visible()
        expect(page.locator("#M1")).to_be_attached()
        assert fits(page)
        assert faults(page) == []
    assert complaints == []
