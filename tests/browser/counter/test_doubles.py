"""Every button pressed twice, every form sent again: nothing is doubled."""

from playwright.sync_api import Page, Request

from tests.browser.counter import hands, kept
from tests.browser.counter.conftest import Stored

SEND_AGAIN = """async ([address, body]) => (await fetch(address, {
    method: "POST", body, redirect: "manual", headers: {"Content-Type": "application/x-www-form-urlencoded"}})).type"""


def test_a_double_click_on_every_button_is_one_click(page: Page, stored: Stored) -> None:
    page.get_by_role("button", name="新登记一家").dblclick()
    page.get_by_role("button", name="同意，开始登记").dblclick()
    page.wait_for_url("**/family")
    hands.describe_the_mother(page)
    hands.describe_the_home(page)
    page.get_by_role("button", name=f"给{hands.MOTHER}找活").dblclick()
    page.wait_for_url("**/work/*")
    hands.answer_the_questions(page, hands.mother_key(page.url))
    page.get_by_role("button", name="对，看有哪些活").dblclick()
    page.wait_for_url("**/jobs/*")
    page.locator("[data-offer]").first.get_by_role("button", name="想去", exact=True).dblclick()
    page.get_by_role("heading", name="现在就打电话给单位").wait_for()
    page.get_by_label("哪天去").fill(hands.MEETING_DAY.isoformat())
    page.get_by_label("几点").fill("09:00")
    page.get_by_role("button", name="打通了，说好了").dblclick()
    page.get_by_role("heading", name="单位晓得了，等您去").wait_for()
    with stored() as session:
        assert kept.counted(session) == kept.Kept(1, 1, 1, 3, referrals=1)
        assert kept.visits(session) == 1
    page.get_by_role("link", name="拿单子").last.click()
    page.get_by_role("button", name="办完了，下一家").dblclick()
    page.wait_for_url("**/counter")
    with stored() as session:
        assert kept.counted(session) == kept.Kept(1, 1, 1, 3, referrals=1)


def test_every_form_sent_again_changes_nothing(page: Page, stored: Stored) -> None:
    sent: list[tuple[str, str]] = []

    def note(request: Request) -> None:
        if request.method == "POST" and "/counter" in request.url:
            sent.append((request.url, request.post_data or ""))

    page.on("request", note)
    hands.reach_the_cards(page)
    hands.want_the_first(page)
    hands.agree_on_a_meeting(page)
    page.remove_listener("request", note)
    assert len(sent) == 6
    with stored() as session:
        before = kept.counted(session)
    for address, body in sent + sent[::-1]:
        assert page.evaluate(SEND_AGAIN, [address, body]) == "opaqueredirect"
    with stored() as session:
        assert kept.counted(session) == before == kept.Kept(1, 1, 1, 3, referrals=1)
        assert kept.visits(session) == 1


def test_a_press_without_a_line_stays_on_the_page(page: Page, stored: Stored) -> None:
    hands.reach_the_cards(page)
    page.context.set_offline(True)
    page.locator("[data-offer]").first.get_by_role("button", name="想去", exact=True).click()
    page.get_by_text("网断了，等网好了再点一次").wait_for()
    page.context.set_offline(False)
    hands.want_the_first(page)
    with stored() as session:
        assert kept.counted(session).referrals == 1
