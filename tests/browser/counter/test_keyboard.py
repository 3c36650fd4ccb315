"""The whole way by the keyboard alone: Tab, arrows, space and Enter, with a focus that is always seen."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.counter import hands, kept
from tests.browser.counter.conftest import Stored

SETTLING = 40
MOST_STOPS = 90
# What is focused, as eyes find it: a choice is seen by its tile.
SEEN = """() => {
    const focused = document.activeElement, shown = focused.closest(".tile") ?? focused;
    const box = shown.getBoundingClientRect(), style = getComputedStyle(shown);
    const above = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return {
        what: focused.outerHTML.slice(0, 120),
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3,
        inside: box.top >= 0 && box.bottom <= innerHeight,
        uncovered: Boolean(above) && (shown.contains(above) || above.contains(shown)),
    };
}"""

A_HAND_MS = 45
"""A reader is quicker, and is not asked for the end of the number again."""


def settled(page: Page) -> dict[str, object]:
    """How the focused thing stands once the page has scrolled to it, which a busy machine does a moment later."""
    for _ in range(SETTLING):
        seen: dict[str, object] = page.evaluate(SEEN)
        if seen["outlined"] and seen["inside"] and seen["uncovered"]:
            break
        page.wait_for_timeout(50)
    return seen


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the wanted thing has the focus; every stop on the way must be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        seen = settled(page)
        assert seen["outlined"], seen
        assert seen["inside"], seen
        assert seen["uncovered"], seen
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab never came to {wanted}")


def press(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def write(page: Page, key: str, text: str, pace_ms: int = 0) -> None:
    tab_to(page, hands.field(page, key).locator("input").last)
    page.keyboard.type(text, delay=pace_ms)


def take(page: Page, key: str, word: str) -> None:
    """A choice: with arrows in a list or among radios, with the space bar among boxes."""
    asked = hands.field(page, key)
    if asked.locator("input[type=checkbox]").count():
        tab_to(page, asked.locator(".tile").filter(has_text=word).locator("input"))
        page.keyboard.press("Space")
    elif asked.locator("select").count():
        tab_to(page, asked.locator("select"))
        for _ in range(asked.locator("option").all_inner_texts().index(word)):
            page.keyboard.press("ArrowDown")
    else:
        tab_to(page, asked.locator("input[type=radio]").first)
        page.keyboard.press("Space")
        for _ in range([tile.strip() for tile in asked.locator(".tile").all_inner_texts()].index(word)):
            page.keyboard.press("ArrowDown")


def unfold(page: Page, topic: str) -> None:
    press(page, page.locator(f'[data-member="new1"] [data-topic="{topic}"] summary'))


def test_from_an_empty_form_to_the_slip_by_the_keyboard_alone(page: Page, stored: Stored) -> None:
    press(page, page.get_by_role("button", name="新登记一家"))
    page.wait_for_url("**/consent")
    press(page, page.get_by_role("button", name="同意，开始登记"))
    page.wait_for_url("**/family")
    write(page, "new1.name", hands.MOTHER)
    write(page, "new1.id_number", hands.MOTHERS_ID, pace_ms=A_HAND_MS)
    write(page, "new1.id_end", hands.MOTHERS_ID[-4:])
    take(page, "new1.schooling", "读完初中")
    unfold(page, "body")
    take(page, "new1.capacity", "一般的活都行")
    unfold(page, "phone")
    write(page, "new1.phone", "19900003333")
    take(page, "new1.phone_use", "会用微信")
    unfold(page, "speech")
    take(page, "new1.mandarin", "会说")
    take(page, "new1.reading", "能读能写")
    unfold(page, "now")
    take(page, "new1.status", "没有活，想找")
    write(page, "home.dwelling", "3栋1单元502")
    take(page, "home.household_type", "脱贫户")
    take(page, "home.assistance", "都没有")
    write(page, "home.home_phone", "19900003333")
    write(page, "home.helper_name", hands.HELPER)
    write(page, "home.helper_phone", hands.HELPERS_PHONE)
    press(page, page.get_by_role("button", name=f"给{hands.MOTHER}找活"))
    page.wait_for_url("**/work/*")
    her = hands.mother_key(page.url)
    onward = page.get_by_role("button", name="下一题")
    for _topic, asked in hands.ANSWERS:
        for name, words in asked:
            for word in words:
                if name == "wage_floor":
                    write(page, f"{her}.{name}", "1500")
                else:
                    take(page, f"{her}.{name}", word)
        press(page, onward)
    press(page, page.get_by_role("button", name="对，看有哪些活"))
    page.wait_for_url("**/jobs/*")
    first = page.locator("[data-offer]").first
    press(page, first.get_by_role("button", name="想去", exact=True))
    page.get_by_role("heading", name="现在就打电话给单位").wait_for()
    press(page, page.get_by_role("button", name="打通了，说好了"))
    page.get_by_role("heading", name="单位晓得了，哪天去还没说好").wait_for()
    press(page, page.locator(".onward").get_by_role("link", name="拿单子"))
    expect(page.locator(".slip")).to_contain_text("平车工")
    with stored() as session:
        assert kept.counted(session) == kept.Kept(1, 1, 1, 3, referrals=1)


@pytest.mark.parametrize("step", ["family", "work"])
def test_the_skip_link_leads_past_the_header_and_turns_no_page(page: Page, step: str) -> None:
    hands.begin_a_new_family(page)
    if step == "work":
        hands.describe_the_mother(page)
        hands.describe_the_home(page)
        hands.ask_for_work(page)
        page.get_by_role("button", name="下一题").click()
        page.wait_for_url("**#q-3")
    heading = page.locator("h1:visible").inner_text()
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    hands.until(page, "document.activeElement.closest('main') !== null")
    expect(page.locator("h1:visible")).to_have_text(heading)


def test_nothing_is_out_of_its_order(page: Page) -> None:
    hands.reach_the_cards(page)
    assert page.locator("[tabindex]").evaluate_all("all => all.every(one => one.tabIndex <= 0)")
