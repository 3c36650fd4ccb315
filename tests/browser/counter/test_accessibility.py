"""Every page passes axe-core, in both languages: nothing serious and nothing critical."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.counter import hands

GRAVE = ("serious", "critical")


def look_at(page: Page) -> None:
    """The page as it stands, in Chinese and in English."""
    stood = page.url
    for language in ("en", "zh"):
        page.goto(stood.split("#")[0].split("?")[0] + f"?lang={language}")
        if "#" in stood:
            page.evaluate(f"location.hash = '#{stood.split('#')[1]}'")
        found = Axe().run(page).response["violations"]
        grave = [(one["id"], node["html"][:200]) for one in found if one["impact"] in GRAVE for node in one["nodes"]]
        assert grave == [], f"{stood} in {language}"


def test_every_page_of_a_visit(page: Page) -> None:
    look_at(page)
    page.get_by_role("button", name="新登记一家").click()
    page.wait_for_url("**/consent")
    look_at(page)
    page.get_by_role("button", name="同意，开始登记").click()
    page.wait_for_url("**/family")
    look_at(page)
    hands.describe_the_mother(page)
    hands.all_kept(page)
    look_at(page)
    hands.describe_the_home(page)
    hands.ask_for_work(page)
    her = hands.mother_key(page.url)
    for number in range(1, 10):
        page.evaluate(f"location.hash = '#q-{number}'")
        look_at(page)
    page.evaluate("location.hash = '#q-2'")
    hands.answer_the_questions(page, her)
    page.get_by_role("button", name="对，看有哪些活").click()
    page.wait_for_url("**/jobs/*")
    hands.want_the_first(page)
    look_at(page)
    cards = page.url
    page.get_by_role("link", name="为什么没有别的？").click()
    page.wait_for_url("**/others")
    look_at(page)
    page.goto(cards)
    page.locator(".onward").get_by_role("link", name="拿单子").click()
    page.wait_for_url("**/slip/*")
    look_at(page)


def test_a_form_with_faults(page: Page) -> None:
    hands.begin_a_new_family(page)
    hands.write(page, "new1.id_number", "000000198804122261")
    hands.field(page, "new1.id_number").locator(".bad").wait_for()
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in GRAVE] == []
    hands.write(page, "new1.id_number", hands.MOTHERS_ID)
    hands.all_kept(page)
    page.get_by_role("button", name="只存，先不找").click()
    page.locator("[data-findings]").wait_for()
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in GRAVE] == []


@pytest.mark.parametrize("path", ["/", "/vacancies", "/vacancies/1", "/sign-in", "/nowhere"])
def test_every_page_that_is_open_to_all(page: Page, address: str, path: str) -> None:
    page.context.clear_cookies()
    page.goto(address + path)
    look_at(page)


@pytest.mark.parametrize("path", ["/desk", "/locked"])
def test_the_pages_of_the_staff(page: Page, address: str, path: str) -> None:
    if path == "/locked":
        page.get_by_role("button", name="锁屏").click()
        page.locator("#cover").wait_for()
        page.wait_for_timeout(500)
    page.goto(address + path)
    look_at(page)
