"""A desk, a tablet, a telephone; the longest name, the largest family, both languages: everything fits."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.counter import hands, world

SIZES = {"desk": (1366, 768), "tablet": (820, 1180), "telephone": (390, 844)}
SMALLEST_TOUCH = 44
# Everything that is touched and seen, as boxes; a box or radio is touched by its tile, a link in a sentence is text.
TOUCHED = """() => [...document.querySelectorAll("a, button, .tile, input, select, summary")].filter((one) =>
    one.checkVisibility() && !one.closest(".skip, .paging") && !(one.matches("input") && one.closest(".tile"))
    && one.type !== "hidden" && getComputedStyle(one).display !== "inline",
).map((one) => {
    const box = one.getBoundingClientRect();
    return { what: one.outerHTML.slice(0, 100), left: box.left, right: box.right, top: box.top, bottom: box.bottom };
})"""
Box = dict[str, float]


def look_at(page: Page, where: str) -> None:
    """What must hold of every page at every size."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{where}: {wide} pixels too wide"
    boxes = page.evaluate(TOUCHED)
    assert boxes
    for box in boxes:
        assert box["bottom"] - box["top"] >= SMALLEST_TOUCH, f"{where}: {box}"
        assert box["right"] - box["left"] >= SMALLEST_TOUCH, f"{where}: {box}"
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert not overlap(one, other), f"{where}: {one} lies on {other}"


def overlap(one: Box, other: Box) -> bool:
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return across > 1 and down > 1


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, desks: Callable[..., Page]) -> Page:
    width, height = SIZES[request.param]
    return desks(viewport={"width": width, "height": height})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_largest_family_with_the_longest_name_fits(page: Page, language: str) -> None:
    page.goto(page.url + f"?lang={language}")
    look_at(page, "start")
    page.locator("#who").fill(world.LONGEST_NAME[:5])
    page.locator("#who").press("Enter")
    page.wait_for_url("**/find")
    look_at(page, "found")
    page.locator("button.family").click()
    page.wait_for_url("**/consent")
    look_at(page, "consent")
    page.locator(".onward button").click()
    page.wait_for_url("**/family")
    expect(page.locator("[data-members] > .member")).to_have_count(world.MEMBERS)
    look_at(page, "family")
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    look_at(page, "family, unfolded")
    page.locator('[data-who] button[value]:not([value=""])').first.click()
    page.locator("[data-findings], [data-questions]").first.wait_for()
    look_at(page, "findings or questions")


def test_a_first_visit_fits(page: Page) -> None:
    hands.begin_a_new_family(page)
    hands.describe_the_mother(page)
    hands.write(page, "new1.name", world.LONGEST_NAME)
    look_at(page, "family")
    hands.describe_the_home(page)
    hands.ask_for_work(page, world.LONGEST_NAME)
    for number in range(1, 10):
        page.evaluate(f"location.hash = '#q-{number}'")
        page.locator(f'[data-question="{number}"]').wait_for()
        look_at(page, f"question {number}")
    page.evaluate("location.hash = '#q-2'")
    hands.answer_the_questions(page, hands.mother_key(page.url))
    page.get_by_role("button", name="对，看有哪些活").click()
    page.wait_for_url("**/jobs/*")
    hands.want_the_first(page)
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    look_at(page, "cards")
    page.locator(".onward").get_by_role("link", name="拿单子").click()
    page.wait_for_url("**/slip/*")
    look_at(page, "slip")
    page.go_back()
    page.get_by_role("link", name="为什么没有别的？").click()
    page.wait_for_url("**/others")
    look_at(page, "why not")
