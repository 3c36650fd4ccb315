"""What a telephone keeps: not too much, nothing of other families, and what was said until it arrives."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.mini_program.recorded import CARD
from tests.browser.mini_program.telephone import Client

KEPT = "Object.entries(localStorage).flat().join()"
SEEN = "Object.keys(localStorage).filter((key) => key.startsWith('jobmatch:own:seen:')).length"
MOST_SEEN = 50
TOO_MUCH_FOR_ONE_KEY = 2**20
THINK = "/pages/vacancy/vacancy?id=11"


def answers(client: Client) -> list[Any]:
    return [body for path, body in client.api.said if path.endswith("/answer")]


def look_at(page: Page, vacancy: int) -> None:
    with page.expect_response(lambda answer: f"/people/1/proposals/{vacancy}" in answer.url):
        page.evaluate("url => wx.reLaunch({ url })", f"/pages/vacancy/vacancy?id={vacancy}")


def write_a_wage(page: Page) -> None:
    page.evaluate("url => wx.reLaunch({ url })", "/pages/form/form")
    page.get_by_role("button", name="想做哪样，").click()
    page.get_by_role("button", name="至少要，").click()
    page.get_by_label("至少要该是哪样").fill("2800")
    expect(page.get_by_text("您写的1样还没交")).to_be_visible()


def half_a_minute_later(page: Page) -> None:
    """Lets the wait for a busy server pass, also where the page has not yet read that it is busy."""
    for _ in range(3):
        page.clock.run_for(31_000)


def test_of_a_helped_family_nothing_stays_on_the_helpers_telephone(phone: Client) -> None:
    phone.api.worker = {"name": "范红梅", "role": "帮扶干部"}
    phone.api.inbox = [{"id": 4, "title": "单位回话了", "text": "等您去。", "at": "2026-11-26T09:12:00+08:00",
                        "read": True, "page": None}]  # fmt: skip
    page = phone.start("/pages/families/families")
    page.get_by_role("link", name="看李桂花的岗位").click()
    expect(page.locator("job-card")).to_have_count(3)
    page.get_by_role("button", name="消息").click()
    expect(page.get_by_text("单位回话了")).to_be_visible()
    for words in ("people/9", "平车工", "单位回话了"):
        assert words not in page.evaluate(KEPT)


def test_the_newest_fifty_answers_stay_and_older_ones_go(phone: Client) -> None:
    phone.api.proposals = [CARD | {"vacancy": number} for number in range(100, 100 + MOST_SEEN + 4)]
    page = phone.start()
    expect(page.locator("job-card").first).to_be_visible()
    for one in phone.api.proposals:
        look_at(page, one["vacancy"])
    expect(page.get_by_text("为什么推荐给您")).to_be_visible()
    assert page.evaluate(SEEN) == MOST_SEEN


def test_many_large_answers_leave_room_for_what_somebody_writes(phone: Client) -> None:
    phone.api.people = [{"id": one, "name": f"王{one}", "role": "self"} for one in range(1, 6)]
    phone.api.proposals[0]["why"] = ["近" * (TOO_MUCH_FOR_ONE_KEY // 10)]
    page = phone.start()
    for one in (2, 3, 4, 5, 1):
        page.get_by_role("button", name=f"王{one}").click()
        expect(page.get_by_text(f"王{one}，这几样活适合您")).to_be_visible()
    write_a_wage(page)
    assert phone.complaints == []


def test_an_answer_too_large_to_keep_is_shown_all_the_same(phone: Client) -> None:
    phone.api.proposals[0]["why"] = ["近" * TOO_MUCH_FOR_ONE_KEY]
    page = phone.start()
    expect(page.locator("job-card")).to_have_count(3)
    write_a_wage(page)
    assert phone.complaints == []


def test_what_may_no_longer_be_seen_does_not_come_back_when_the_line_is_cut(phone: Client) -> None:
    page = phone.start()
    expect(page.locator("job-card")).to_have_count(3)
    phone.api.refusing["/people/1/proposals"] = (403, {"code": "not_yours", "message": "这一条不是您的，不能看。"})
    page.evaluate("url => wx.reLaunch({ url })", "/pages/home/home")
    expect(page.get_by_text("这一条不是您的，不能看。")).to_be_visible()
    assert "平车工" not in page.evaluate(KEPT)


@pytest.mark.parametrize(("status", "code"), [(429, "too_fast"), (409, "asked_at_once"), (503, "back_soon")])
def test_what_only_goes_wrong_for_now_waits_and_is_sent_by_itself(phone: Client, status: int, code: str) -> None:
    page = phone.page
    page.clock.install()
    phone.start(THINK)
    expect(page.get_by_role("button", name="想一下")).to_be_visible()
    phone.cut(off=True)
    page.get_by_role("button", name="想一下").click()
    expect(page.get_by_text("先记在手机里了，有网了就送去。")).to_be_visible()
    phone.api.refusing["/people/1/proposals/11/answer"] = (status, {"code": code, "message": "等几秒钟再看。"})
    with page.expect_response("**/answer"):
        phone.cut(off=False)
    phone.api.refusing.clear()
    with page.expect_response("**/answer"):
        half_a_minute_later(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert answers(phone) == [{"answer": "think"}]


def test_a_line_that_comes_back_while_something_goes_out_into_the_cut_is_not_missed(phone: Client) -> None:
    page = phone.start(THINK)
    sent: list[Route] = []

    def line(route: Route) -> None:
        sent.append(route)
        if len(sent) == 1:
            route.abort()
        elif len(sent) > 2:
            route.continue_()

    page.route("**/answer", line)
    page.get_by_role("button", name="想一下").click()
    expect(page.get_by_text("先记在手机里了，有网了就送去。")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('online'))")
    with page.expect_response("**/answer"):
        sent[1].abort()
    assert answers(phone) == [{"answer": "think"}]


def test_a_yes_to_messages_is_not_lost_where_the_server_does_not_hear_it_at_once(phone: Client) -> None:
    phone.api.refusing["/subscriptions"] = (503, {"code": "back_soon", "message": "正在维护，马上就好。"})
    page = phone.page
    page.clock.install()
    phone.start_asking()
    page.get_by_role("button", name="我想去：保洁员").click()
    with page.expect_response("**/subscriptions"):
        page.get_by_role("button", name="允许").click()
    expect(page.get_by_text("记下了，我们去问单位")).to_be_visible()
    phone.api.refusing.clear()
    with page.expect_response("**/subscriptions"):
        half_a_minute_later(page)
    assert ("/subscriptions", {"answer": "accept", "new_match": "accept"}) in phone.api.said
    # What was only noted is no word of theirs that they would have to know of.
    expect(page.get_by_text("您说的先记在手机里了")).to_have_count(0)


def test_a_renewal_whose_answer_was_lost_is_asked_for_with_its_key_and_nobody_signs_in_anew(phone: Client) -> None:
    page = phone.start()
    expect(page.locator("job-card")).to_have_count(3)
    phone.api.good = "token-2"
    page.route("**/refresh", lambda route: (route.fetch(), route.abort()))
    page.get_by_role("button", name="为什么没有别的？").click()
    page.get_by_role("button", name="晓得了").click()
    page.unroute("**/refresh")
    page.get_by_role("button", name="为什么没有别的？").click()
    expect(page.get_by_text("不会电脑，文员做不了。")).to_be_visible()
    assert [path for path, _ in phone.api.said if path in ("/sign-in", "/refresh")] == ["/sign-in", "/refresh"]
    # The next one is another renewal, with a key of its own.
    phone.api.good = "token-3"
    page.get_by_role("button", name="消息").click()
    expect(page.get_by_text("还没有消息")).to_be_visible()
    assert phone.api.renews == 3


def test_a_renewal_that_the_server_is_still_at_ends_no_sign_in(phone: Client) -> None:
    page = phone.start()
    expect(page.locator("job-card")).to_have_count(3)
    phone.api.good = "token-2"
    phone.api.refusing["/refresh"] = (409, {"code": "asked_at_once", "message": "刚才那一下正在办。"})
    page.get_by_role("button", name="为什么没有别的？").click()
    page.get_by_role("button", name="晓得了").click()
    phone.api.refusing.clear()
    page.get_by_role("button", name="为什么没有别的？").click()
    expect(page.get_by_text("不会电脑，文员做不了。")).to_be_visible()
    assert [path for path, _ in phone.api.said if path in ("/sign-in", "/refresh")] == ["/sign-in", "/refresh"]
