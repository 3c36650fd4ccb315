"""The page of what runs by the clock in a real browser: it fits the screen, and the fault is a touch away."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from jobmatch import clock, db
from jobmatch.access import Actor, Role
from jobmatch.jobs.life import SlotState
from jobmatch.jobs.registry import JOBS
from tests.browser.server import serving
from tests.browser.test_uploads import SCREENS, fits, open_page
from tests.desk.test_jobs import A_DAY, come, fill

LONG_NAME = "阿依古丽·买买提江·艾力克孜·吐尔逊江·阿卜杜拉·热合曼江"
COUNTY = Actor(LONG_NAME, Role.COUNTY, None)


@pytest.fixture
def address(sqlite_url: str) -> Iterator[str]:
    """The address of a server at which somebody of the county sits."""
    with serving(sqlite_url, lambda: COUNTY) as found:
        yield found


@pytest.fixture(params=SCREENS)
def looking(request: pytest.FixtureRequest, browser: Browser) -> tuple[Page, list[str]]:
    return open_page(browser, request.param)


def test_before_anything_ran_the_page_says_how_to_begin(looking: tuple[Page, list[str]], address: str) -> None:
    page, complaints = looking
    page.goto(f"{address}/desk")
    page.get_by_role("link", name="看机器自己做的事").click()
    expect(page.get_by_role("status")).to_contain_text("python -m jobmatch worker")
    expect(page.locator(".job")).to_have_count(len(JOBS))
    assert fits(page)
    assert complaints == []


def test_what_failed_is_led_to_and_the_runs_before_open(
    looking: tuple[Page, list[str]], address: str, sqlite_url: str
) -> None:
    engine, now = db.engine_for(sqlite_url), clock.now()
    fill(engine, now - 32 * A_DAY)
    fill(engine, now, match=SlotState.FAILED)
    come(engine, now, "center-of-the-county-with-a-long-name-01:20933:93925c")
    engine.dispose()
    page, complaints = looking
    page.goto(f"{address}/jobs")
    page.get_by_role("status").get_by_role("link", name="夜里配岗位").focus()
    page.keyboard.press("Enter")
    job = page.locator("#match")
    expect(job).to_be_in_viewport()
    expect(job).to_contain_text("ValueError at jobmatch/flow.py:190")
    job.get_by_text("前几回").focus()
    page.keyboard.press("Enter")
    expect(job.locator("ol li")).to_have_count(1)
    assert fits(page)
    for item in page.locator("main a:visible, main summary:visible").all():
        box = item.bounding_box()
        assert box
        assert box["height"] >= 44
    page.goto(f"{address}/jobs?lang=en")
    expect(page.get_by_role("status")).to_contain_text("Matching at night")
    assert fits(page)
    assert complaints == []
