"""Lines break, tokens run out and servers fall silent in the middle of it: nothing is lost, nothing is said twice."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from jobmatch import clock, db
from jobmatch.accounts.model import LinkPurpose, PhoneSignIn
from jobmatch.concerns.model import Concern
from tests.browser.counter.hands import A_MOMENT_MS, PATIENCE_MS
from tests.browser.stories.town import WIFE, Town

FORM = "/pages/form/form"
A_TOKENS_LIFE = timedelta(minutes=31)
KEPT = "[localStorage.length, sessionStorage.length, document.cookie.length]"


def corrections(town: Town) -> list[str | None]:
    """What the counter has got to see, oldest first."""
    with db.reading(town.engine) as session:
        return [one.said for one in session.scalars(select(Concern).order_by(Concern.id))]


def signed_in_at_the_centre(town: Town) -> int:
    """At how many screens of the centre somebody is signed in."""
    going_on = PhoneSignIn.ended_at.is_(None), PhoneSignIn.person_id.is_not(None)
    with db.reading(town.engine) as session:
        return len(session.scalars(select(PhoneSignIn).where(*going_on)).all())


def reopened(town: Town, page: Page, who: str, where: str) -> Page:
    """The same telephone after the app was closed."""
    again = page.context.new_page()
    page.close()
    again.goto(f"{town.address}/m/?who={who}#{where}")
    return again


def open_form(page: Page) -> None:
    page.evaluate("url => wx.navigateTo({ url })", FORM)
    page.get_by_text("哪个看过我的登记").wait_for()
    folded = page.get_by_role("button", name="，打开")
    while folded.count():
        folded.first.click()
    page.get_by_role("button", name="电话，").first.wait_for()


def test_a_line_cut_in_the_middle_of_the_form_loses_nothing_and_says_it_once(town: Town) -> None:
    page = town.linked("cut", WIFE)
    open_form(page)
    page.get_by_role("button", name="电话，").first.click()
    page.get_by_label("电话该是哪样").fill("19900007777")
    page.context.set_offline(True)
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("dialog")).to_contain_text("您写的都还在")
    assert corrections(town) == []
    page.context.set_offline(False)
    page = reopened(town, page, "cut", FORM)
    expect(page.get_by_label("电话该是哪样")).to_have_value("19900007777")
    # The server takes it, its answer is lost on the way, and somebody presses again.
    page.route("**/corrections", lambda route: (route.fetch(), route.abort()))
    page.get_by_role("button", name="交上去").click()
    page.get_by_role("button", name="晓得了").click()
    page.unroute("**/corrections")
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_text("还没交")).to_have_count(0)
    assert corrections(town) == ["19900007777"]


def test_a_token_that_runs_out_in_the_middle_is_renewed_without_a_word(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = town.linked("long", WIFE)
    logins = town.wechat.calls("sns/jscode2session")
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + A_TOKENS_LIFE)
    with page.expect_response("**/api/refresh") as renewed:
        page.get_by_role("button", name="消息").click()
    expect(page.get_by_text("还没有消息")).to_be_visible()
    assert renewed.value.status == 200
    assert town.wechat.calls("sns/jscode2session") == logins


def test_a_server_that_is_down_says_so_kindly_and_is_asked_again(town: Town) -> None:
    page = town.linked("down", WIFE)
    page.route("**/api/people/**", lambda route: route.fulfill(status=502, body="<html>Bad Gateway</html>"))
    page.evaluate("url => wx.navigateTo({ url })", "/pages/courses/courses")
    expect(page.get_by_role("alert")).to_contain_text("不是您的问题。")
    page.unroute("**/api/people/**")
    page.get_by_role("button", name="再试一下").click()
    expect(page.get_by_text("可以学的")).to_be_visible()


def test_a_login_code_that_wechat_refuses_is_fetched_anew_once(town: Town) -> None:
    town.wechat.script({"mishap": "code", "api": "sns/jscode2session", "code": 40163})
    page = town.phone("again")
    expect(page.get_by_text("还不晓得您是哪个")).to_be_visible()
    assert page.evaluate("Boolean(localStorage.getItem('jobmatch:session'))")


def test_a_login_that_is_refused_twice_is_explained_and_tried_again(town: Town) -> None:
    town.wechat.script({"mishap": "code", "api": "sns/jscode2session", "code": 40029, "times": 2})
    page = town.phone("twice")
    expect(page.get_by_role("alert")).to_contain_text("微信没有认出来，请再点一次。")
    page.get_by_role("button", name="再试一下").click()
    expect(page.get_by_text("还不晓得您是哪个")).to_be_visible()


def test_without_wechat_vacancies_can_still_be_looked_at(town: Town) -> None:
    town.wechat.script({"mishap": "http", "api": "sns/jscode2session", "times": 9})
    page = town.phone("nobody", "/pages/vacancy/vacancy?id=1")
    expect(page.get_by_text("不要交钱，不要押身份证。")).to_be_visible()
    page.get_by_role("button", name="返回").click()
    expect(page.get_by_role("alert")).to_contain_text("岗位照样可以看")
    town.wechat.post("_reset", {})


def test_whoever_signed_out_stays_out_until_they_want_to_come_in(town: Town) -> None:
    page = town.linked("out", WIFE)
    page.get_by_role("button", name="我的", exact=True).click()
    page.get_by_role("button", name="在所有手机上退出").click()
    expect(page.get_by_text("您退出了")).to_be_visible()
    page = reopened(town, page, "out", "")
    expect(page.get_by_text("您退出了")).to_be_visible()
    expect(page.get_by_text("李*花")).to_have_count(0)
    page.get_by_role("button", name="我再进来").click()
    expect(page.locator("job-card").first).to_be_visible()


def test_a_sign_in_that_was_ended_elsewhere_begins_anew_by_itself(town: Town) -> None:
    page = town.linked("elsewhere", WIFE)
    with db.transaction(town.engine) as session:
        session.execute(update(PhoneSignIn).values(ended_at=clock.now()))
    page.get_by_role("button", name="消息").click()
    expect(page.get_by_text("还没有消息")).to_be_visible()


def test_a_kiosk_that_was_left_begins_anew_with_nothing_of_the_last_person(town: Town) -> None:
    page = town.kiosk()
    page.clock.install()
    page.goto(f"{town.address}/m/?mode=kiosk")
    page.get_by_role("button", name="我有号码").click()
    typed = town.code(WIFE, LinkPurpose.CENTRE).typed
    page.get_by_label("窗口给的号码").fill(f"{typed[:4]} {typed[4:]}")
    page.get_by_role("button", name="进去").click()
    expect(page.locator("job-card").first).to_be_visible()
    open_form(page)
    page.get_by_role("button", name="电话，").first.click()
    page.get_by_label("电话该是哪样").fill("19900008888")
    page.clock.fast_forward(51_000)
    expect(page.get_by_text("还在看吗？")).to_be_visible()
    page.clock.fast_forward(10_000)
    expect(page.get_by_text("还不晓得您是哪个")).to_be_visible()
    assert page.evaluate(KEPT) == [0, 0, 0]
    page.go_back()
    expect(page.get_by_text("19900008888")).to_have_count(0)
    expect(page.get_by_text("李*花")).to_have_count(0)
    assert "19900008888" not in corrections(town)
    for _ in range(PATIENCE_MS // A_MOMENT_MS):  # the last word reaches the server after the page has gone
        if not signed_in_at_the_centre(town):
            break
        page.wait_for_timeout(A_MOMENT_MS)
    assert signed_in_at_the_centre(town) == 0
