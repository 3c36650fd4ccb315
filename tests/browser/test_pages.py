"""The public pages in a real browser: they fit the screen, keep their own policy, and work without a script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

SCREENS = {"telephone": (375, 812), "desk": (1366, 768), "small telephone": (320, 568)}
PAGES = ("/", "/vacancies", "/vacancies?lang=en", "/vacancies?words=宇航员", "/vacancies/1", "/vacancies/2", "/nowhere")
SMALLEST_TOUCH = 44


@pytest.fixture(params=SCREENS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Page:
    width, height = SCREENS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=False)
    return context.new_page()


def test_every_page_fits_its_screen_and_keeps_its_policy(page: Page, address: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "404" not in said.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    # Going on to the next page breaks off the icon of the last one; everything else that fails was forbidden.
    page.on("requestfailed", lambda f: complaints.append(f.url) if f.failure != "net::ERR_ABORTED" else None)
    for path in PAGES:
        page.goto(address + path)
        spill = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert spill <= 0, f"{path} is {spill} pixels too wide"
    assert complaints == []


def test_everything_that_is_touched_is_large_enough(page: Page, address: str) -> None:
    for path in ("/", "/vacancies", "/vacancies/1"):
        page.goto(address + path)
        for item in page.locator("main a:visible, nav a:visible, button:visible, label:visible").all():
            box = item.bounding_box()
            inside_a_sentence = item.evaluate("e => getComputedStyle(e).display === 'inline'")
            assert inside_a_sentence or (box and box["height"] >= SMALLEST_TOUCH), f"{path}: {item.inner_text()}"


def test_somebody_finds_a_job_from_the_front_door(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="上白班").click()
    expect(page.get_by_label("白班")).to_be_checked()
    page.get_by_label("找哪样活").fill("平车")
    page.get_by_role("button", name="找").click()
    page.get_by_role("link", name="平车工").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("平车工")
    expect(page.locator(".ask")).to_contain_text("不要交钱")


def test_a_keyboard_reaches_the_page_past_the_menu(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


def test_posters_stay_on_one_sheet_however_long_a_title_is(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for path in ("/vacancies/1/poster", "/vacancies/2/poster", "/vacancies/posters"):
        page.goto(address + path)
        sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
        assert len(sheets) == 1, path
    page.close()
