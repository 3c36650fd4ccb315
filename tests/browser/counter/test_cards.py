"""The cards on the screen of a desk: the answers in view on arrival, and after each answer what is to be done next."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.counter import hands

WHOLE = 0.99  # an edge that falls between two pixels is not counted


def in_view(place: Locator) -> None:
    """Nothing of it lies beneath the fold, once the page has scrolled."""
    expect(place).to_be_in_viewport(ratio=WHOLE)


def next_step(page: Page, words: str) -> Locator:
    """What says what to do next, once it has the focus."""
    place = page.locator("[data-next]", has_text=words)
    expect(place).to_be_focused()
    return place


def test_the_answers_of_a_card_are_in_view_on_arrival(page: Page) -> None:
    hands.reach_the_cards(page)
    offer = page.locator("[data-offer]").first
    expect(offer.locator(".offer-picture svg")).to_be_visible()
    for answer in (offer.locator('[value="want"]'), offer.locator('[value="think"]'), offer.locator(".no > summary")):
        in_view(answer)


def test_after_a_yes_the_call_is_in_view_whole(page: Page) -> None:
    hands.reach_the_cards(page)
    hands.want_the_first(page)
    next_step(page, "现在就打电话给单位")
    in_view(page.locator(".ring"))
    hands.agree_on_a_meeting(page)
    in_view(next_step(page, "单位晓得了，等您去"))
    expect(page.locator(".ring .agreed")).to_contain_text(hands.MEETING)


def test_after_a_maybe_and_a_no_what_was_noted_is_in_view(page: Page) -> None:
    hands.reach_the_cards(page)
    page.locator("[data-offer]").nth(1).get_by_role("button", name="想一下").click()
    in_view(next_step(page, "记下了：回家想一下"))
    last = page.locator("[data-offer]").last
    last.locator("summary", has_text="不想去").click()
    last.get_by_role("button", name="太远").click()
    in_view(next_step(page, "记下了：太远"))


def test_a_day_without_an_hour_leads_to_the_hour(page: Page) -> None:
    hands.reach_the_cards(page)
    hands.want_the_first(page)
    page.get_by_label("哪天去").fill(hands.MEETING_DAY.isoformat())
    page.get_by_role("button", name="打通了，说好了").click()
    page.get_by_text("几点去还没写").wait_for()
    expect(page.get_by_label("几点")).to_be_focused()
    expect(page.get_by_label("哪天去")).to_have_value(hands.MEETING_DAY.isoformat())
    page.get_by_label("几点").fill("08:30")
    page.get_by_role("button", name="打通了，说好了").click()
    in_view(next_step(page, "单位晓得了，等您去"))
