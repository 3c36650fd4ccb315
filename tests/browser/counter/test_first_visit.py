"""From an empty form to three cards, a yes and the slip, and back again at every step."""

from playwright.sync_api import Page, expect
from sqlalchemy import select

from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from tests.browser.counter import hands, kept
from tests.browser.counter.conftest import Stored


def test_a_new_family_goes_from_an_empty_form_to_the_slip(page: Page, stored: Stored) -> None:
    hands.reach_the_cards(page)
    expect(page.locator("[data-offer] h2")).to_have_text(["平车工", "保洁员", "后厨帮工"])
    expect(page.locator("[data-offer]").nth(2).locator(".missing")).to_contain_text("健康证")
    hands.want_the_first(page)
    hands.agree_on_a_meeting(page)
    page.get_by_role("link", name="拿单子").last.click()
    slip = page.locator(".slip").inner_text()
    for words in (hands.MOTHER, "平车工", "09:00", "钱主任", hands.HELPER, hands.HELPERS_PHONE, "不要交钱"):
        assert words in slip
    with stored() as session:
        assert kept.counted(session) == kept.Kept(1, 1, 1, 3, referrals=1)
        assert session.scalars(select(Referral.state)).all() == [ReferralState.INTRODUCED]


def test_why_not_the_others_is_answered_on_request(page: Page) -> None:
    hands.reach_the_cards(page)
    page.get_by_role("link", name="为什么没有别的？").click()
    page.wait_for_url("**/others")
    expect(page.locator("main")).to_contain_text("电子厂普工")
    expect(page.locator("main")).to_contain_text("出县")


def test_every_no_has_a_reason(page: Page, stored: Stored) -> None:
    hands.reach_the_cards(page)
    offer = page.locator("[data-offer]").first
    offer.locator("summary", has_text="不想去").click()
    offer.get_by_role("button", name="钱少了").click()
    page.get_by_text("记下了：钱少了").wait_for()
    with stored() as session:
        assert session.scalars(select(Referral.state)).all() == [ReferralState.DECLINED]


def test_whoever_does_not_agree_is_not_kept(page: Page, stored: Stored) -> None:
    page.get_by_role("button", name="新登记一家").click()
    page.get_by_role("button", name="不同意").click()
    page.get_by_role("heading", name="好的，哪样都没有记").wait_for()
    with stored() as session:
        assert kept.counted(session) == kept.Kept(0, 0, 0, 0, 0)


def test_going_back_at_every_step_loses_and_doubles_nothing(page: Page, stored: Stored) -> None:
    hands.reach_the_cards(page)
    cards = page.url
    hands.want_the_first(page)
    page.get_by_role("link", name="拿单子").last.click()
    page.wait_for_url("**/slip/*")
    page.go_back()
    expect(page.locator("[data-offer] [aria-pressed=true]")).to_have_text(["想去"])
    for question in ("#q-9", "#q-8"):
        while not page.url.endswith(question):
            page.go_back()
    page.get_by_role("button", name="下一题").click()
    expect(page.locator(".review")).to_contain_text("10天以内")
    page.get_by_role("link", name="家里人").click()
    expect(hands.field(page, hands.mother_key(cards) + ".name").locator("input")).to_have_value(hands.MOTHER)
    hands.ask_for_work(page)
    page.get_by_role("button", name="对，看有哪些活").click()
    page.wait_for_url("**/jobs/*")
    expect(page.locator("[data-offer] [aria-pressed=true]")).to_have_text(["想去"])
    with stored() as session:
        assert kept.counted(session) == kept.Kept(1, 1, 1, 3, referrals=1)
