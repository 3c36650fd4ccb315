"""The cards on the screen of a desk: the answers in view on arrival, and after each answer what is to be done next."""

from playwright.sync_api import Locator, Page

from tests.browser.counter import hands
from tests.browser.counter.conftest import DESK


def in_view(place: Locator) -> bool:
    box = place.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= DESK["height"]


def next_step(page: Page, words: str) -> Locator:
    """What says what to do next, once it has the focus."""
    place = page.locator("[data-next]", has_text=words)
    place.wait_for()
    hands.until(page, "document.activeElement.matches('[data-next]')")
    assert page.evaluate("document.activeElement.textContent").strip() == place.inner_text()
    return place


def test_the_answers_of_a_card_are_in_view_on_arrival(page: Page) -> None:
    hands.reach_the_cards(page)
    offer = page.locator("[data-offer]").first
    assert offer.locator(".offer-picture svg").is_visible()
    for answer in (offer.locator('[value="want"]'), offer.locator('[value="think"]'), offer.locator(".no > summary")):
        assert in_view(answer)


def test_after_a_yes_the_call_is_in_view_whole(page: Page) -> None:
    hands.reach_the_cards(page)
    hands.want_the_first(page)
    next_step(page, "现在就打电话给单位")
    assert in_view(page.locator(".ring"))
    hands.agree_on_a_meeting(page)
    assert in_view(next_step(page, "单位晓得了，等您去"))
    assert hands.MEETING in page.locator(".ring .agreed").inner_text()


def test_after_a_maybe_and_a_no_what_was_noted_is_in_view(page: Page) -> None:
    hands.reach_the_cards(page)
    page.locator("[data-offer]").nth(1).get_by_role("button", name="想一下").click()
    assert in_view(next_step(page, "记下了：回家想一下"))
    last = page.locator("[data-offer]").last
    last.locator("summary", has_text="不想去").click()
    last.get_by_role("button", name="太远").click()
    assert in_view(next_step(page, "记下了：太远"))


def test_a_day_without_an_hour_leads_to_the_hour(page: Page) -> None:
    hands.reach_the_cards(page)
    hands.want_the_first(page)
    page.get_by_label("哪天去").fill(hands.MEETING_DAY.isoformat())
    page.get_by_role("button", name="打通了，说好了").click()
    page.get_by_text("几点去还没写").wait_for()
    hands.until(page, "document.activeElement.name === 'hour'")
    assert page.get_by_label("哪天去").input_value() == hands.MEETING_DAY.isoformat()
    page.get_by_label("几点").fill("08:30")
    page.get_by_role("button", name="打通了，说好了").click()
    assert in_view(next_step(page, "单位晓得了，等您去"))
