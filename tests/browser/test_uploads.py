"""Handing in a list in a real browser: by keyboard, by dropping the file, on a telephone, without a script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import serving
from tests.uploads.desk import COUNTY, JUNE, begin, write

# Lists are worked off in the background, and the machine may have other things to do.
PATIENCE = 60_000
SCREENS = {"desk": (1366, 768), "telephone": (390, 844)}


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[str]:
    """The address of a server at which somebody of the county sits."""
    begin(sqlite_url)
    with serving(sqlite_url, lambda: COUNTY) as found:
        yield found


def open_page(browser: Browser, screen: str, *, script: bool = True) -> tuple[Page, list[str]]:
    """A page, and what it complains about."""
    width, height = SCREENS[screen]
    page = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=script).new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("screen", SCREENS)
def test_a_list_comes_in_by_the_keyboard_alone(browser: Browser, desk: str, screen: str, tmp_path: Path) -> None:
    page, complaints = open_page(browser, screen)
    page.goto(f"{desk}/uploads")
    assert fits(page)
    page.get_by_label("户名单").focus()
    page.keyboard.press("Space")
    page.get_by_label("表上说的是哪一天").fill(JUNE)
    # The system's own window for choosing a file is nobody's page: the file is put in as that window would.
    page.get_by_label("3. 选文件").set_input_files(write("households", tmp_path))
    page.get_by_role("button", name="先看看有没有错").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("还没有存。")).to_be_visible(timeout=PATIENCE)
    assert fits(page)
    expect(page.locator(".excerpt td.level-E").first).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="只看改好才能导入的").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".group")).to_have_count(1)
    page.get_by_role("button", name="确认导入").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".state-done")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".figures .good dd")).to_have_text("2户")
    assert fits(page)
    assert complaints == []


def test_a_file_may_be_dropped_on_the_page(browser: Browser, desk: str, tmp_path: Path) -> None:
    page, complaints = open_page(browser, "desk")
    page.goto(f"{desk}/uploads")
    dropped = page.evaluate_handle(
        """() => {
            const all = new DataTransfer();
            all.items.add(new File(["姓名,电话"], "花名册.csv"));
            return all;
        }"""
    )
    page.dispatch_event("body", "drop", {"dataTransfer": dropped})
    assert page.eval_on_selector("#file", "field => field.files[0].name") == "花名册.csv"
    assert complaints == []


def test_without_a_script_the_plain_form_does(browser: Browser, desk: str, tmp_path: Path) -> None:
    page, _ = open_page(browser, "desk", script=False)
    page.goto(f"{desk}/uploads")
    page.get_by_label("培训计划").check()
    page.get_by_label("表上说的是哪一天").fill(JUNE)
    page.get_by_label("3. 选文件").set_input_files(write("courses", tmp_path))
    page.get_by_role("button", name="先看看有没有错").click()
    expect(page.get_by_role("button", name="确认导入")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="确认导入").click()
    expect(page.locator(".state-done")).to_be_visible(timeout=PATIENCE)


def test_a_file_that_is_too_large_is_said_so_by_a_server_that_does_not_hang_up(
    browser: Browser, desk: str, tmp_path: Path
) -> None:
    page, _ = open_page(browser, "desk", script=False)
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * (25 * 1024**2))
    page.goto(f"{desk}/uploads")
    page.get_by_label("户名单").check()
    page.get_by_label("3. 选文件").set_input_files(large)
    page.get_by_role("button", name="先看看有没有错").click()
    expect(page.get_by_role("heading", name="这个文件太大了")).to_be_visible(timeout=PATIENCE)
