"""From the first start to three jobs with their reasons, and the answer to one of them."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.mini_program.telephone import Client


@pytest.fixture
def stranger(phone: Client) -> Client:
    """A telephone whose WeChat nobody has linked to a person."""
    phone.api.linked = False
    phone.api.people = []
    return phone


def answers(client: Client) -> list[Any]:
    return [body for path, body in client.api.said if path.endswith("/answer")]


def test_a_new_telephone_is_linked_by_the_code_of_the_counter_and_shows_three_jobs(stranger: Client) -> None:
    page = stranger.start()
    page.get_by_role("button", name="我来扫码").click()
    page.get_by_role("button", name="扫二维码").click()
    page.get_by_role("textbox", name="写二维码下面的那串字").fill("K7QF-2M9D")
    page.get_by_role("button", name="写好了").click()
    expect(page.get_by_text("王*，这几样活适合您")).to_be_visible()
    expect(page.locator("job-card")).to_have_count(3)
    first = page.locator("job-card").first
    for words in ("平车工", "2,300 – 3,100元", "走路12分钟", "08:30–17:30", "接娃娃来得及", "办一个健康证"):
        expect(first).to_contain_text(words)
    expect(page.locator("job-card").nth(1)).to_contain_text("一个月到手大约 1,900元")
    assert ("/link", {"qr": "K7QF-2M9D"}) in stranger.api.said
    assert stranger.complaints == []


def test_a_number_that_is_written_in_links_as_well(stranger: Client) -> None:
    page = stranger.start("/pages/link/link")
    page.get_by_role("button", name="扫不了，写号码").click()
    page.get_by_label("窗口给的号码").fill("48291377")
    page.get_by_role("button", name="进去").click()
    expect(page.get_by_text("连上了")).to_be_visible()
    expect(page.locator("job-card")).to_have_count(3)
    assert ("/link", {"phone_code": "48291377"}) in stranger.api.said


@pytest.mark.parametrize("typed", ["1234567", "123456789", "48a91377"])
def test_a_number_of_another_length_is_told_before_anything_is_sent(stranger: Client, typed: str) -> None:
    page = stranger.start("/pages/link/link")
    page.get_by_role("button", name="扫不了，写号码").click()
    page.get_by_label("窗口给的号码").fill(typed)
    page.get_by_role("button", name="进去").click()
    expect(page.get_by_role("alert")).to_have_text("号码是八个数，看一下再写。")
    assert [path for path, _ in stranger.api.said if path == "/link"] == []


def test_whoever_scans_something_else_is_told_that_it_is_not_the_counters(stranger: Client) -> None:
    page = stranger.start("/pages/link/link")
    page.get_by_role("button", name="扫二维码").click()
    page.get_by_role("textbox", name="写二维码下面的那串字").fill("https://example.org/?x=1")
    page.get_by_role("button", name="写好了").click()
    expect(page.get_by_role("alert")).to_have_text("这不是窗口的码。请扫窗口屏幕上的那个。")
    assert [path for path, _ in stranger.api.said if path == "/link"] == []


def test_a_code_that_the_server_refuses_is_explained_on_the_page(stranger: Client) -> None:
    stranger.api.refusing["/link"] = (409, {"code": "used", "message": "这个码用过了，请窗口再打一张。"})
    page = stranger.start("/pages/link/link")
    page.get_by_role("button", name="扫二维码").click()
    page.get_by_role("textbox", name="写二维码下面的那串字").fill("OLD-CODE")
    page.get_by_role("button", name="写好了").click()
    expect(page.get_by_role("alert")).to_have_text("这个码用过了，请窗口再打一张。")


def test_whoever_is_linked_at_the_counter_later_need_not_sign_in_again(stranger: Client) -> None:
    page = stranger.start()
    expect(page.get_by_text("还不晓得您是哪个")).to_be_visible()
    stranger.api.people = [{"id": 1, "name": "王*", "role": "self"}]
    page.reload()
    expect(page.locator("job-card")).to_have_count(3)


def test_vacancies_need_no_identity(stranger: Client) -> None:
    page = stranger.start()
    page.get_by_role("button", name="先看看岗位").click()
    expect(page.locator("job-card")).to_have_count(3)
    page.get_by_role("textbox", name="找哪样活").fill("保洁")
    page.get_by_role("button", name="找", exact=True).click()
    expect(page.locator("job-card")).to_have_count(1)
    page.get_by_role("link", name="保洁员，看全部").click()
    expect(page.get_by_text("不要交钱，不要押身份证。")).to_be_visible()
    expect(page.get_by_text("扣伙食")).to_be_visible()
    page.get_by_role("button", name="返回").click()
    expect(page.get_by_role("textbox", name="找哪样活")).to_have_value("保洁")


def test_a_yes_asks_for_messages_at_the_tap_and_reaches_the_server(phone: Client) -> None:
    page = phone.start_asking()
    page.get_by_role("button", name="我想去：平车工").click()
    with page.expect_response("**/subscriptions"):
        page.get_by_role("button", name="允许").click()
    expect(page.get_by_text("记下了，我们去问单位")).to_be_visible()
    expect(page.locator("job-card").first).to_contain_text("您说了：想去")
    assert answers(phone) == [{"answer": "want"}]
    assert phone.wechat == [{"who": "phone-1", "answers": {"T-answer": "accept", "T-new_match": "accept"}}]
    assert ("/subscriptions", {"answer": "accept", "new_match": "accept"}) in phone.api.said
    assert phone.complaints == []


def test_a_yes_counts_although_messages_are_refused(phone: Client) -> None:
    page = phone.start_asking()
    page.get_by_role("button", name="我想去：保洁员").click()
    with page.expect_response("**/subscriptions"):
        page.get_by_role("button", name="拒绝").click()
    expect(page.get_by_text("记下了，我们去问单位")).to_be_visible()
    assert answers(phone) == [{"answer": "want"}]
    assert ("/subscriptions", {"answer": "reject", "new_match": "reject"}) in phone.api.said


def test_a_no_has_its_reason(phone: Client) -> None:
    page = phone.start()
    page.get_by_role("link", name="平车工，看全部").click()
    page.get_by_role("button", name="不想去").click()
    page.get_by_role("button", name="太远了").click()
    expect(page.get_by_text("您说了：不想去，太远了")).to_be_visible()
    # What is filled is what was said, and nothing that could be taken for the yes.
    filled = page.locator(".buttons .button:not(.quiet)")
    expect(filled).to_have_count(1)
    expect(filled).to_contain_text("✓ 不想去")
    assert answers(phone) == [{"answer": "not", "reason": "D2"}]


def test_what_fits_as_well_is_one_tap_away(phone: Client) -> None:
    page = phone.start()
    page.get_by_role("button", name="还有1样也合适").click()
    expect(page.locator("job-card")).to_have_count(4)


def test_a_walk_begins_where_somebody_lives(stranger: Client) -> None:
    needed = (400, {"code": "site_needed", "message": "先选您住在哪个社区。"})
    stranger.api.refusing["/vacancies"] = needed
    page = stranger.start("/pages/vacancies/vacancies")
    page.get_by_role("checkbox", name="走路能到").click()
    expect(page.get_by_text("先选您住在哪个社区")).to_be_visible()
    stranger.api.refusing.clear()
    with page.expect_request(lambda asked: "walkable=true" in asked.url and "site=PLSQ" in asked.url):
        page.get_by_label("从哪个社区走").select_option("蟠龙社区")
    expect(page.locator("job-card").first).to_contain_text("走路9分钟")


def test_how_it_went_is_told(phone: Client) -> None:
    page = phone.start("/pages/referrals/referrals")
    expect(page.get_by_text("11月28日 09:00，到蟠龙社区1号楼，找王师傅")).to_be_visible()
    page.get_by_role("button", name="去得好").click()
    expect(page.get_by_text("记下了，谢谢您说。")).to_be_visible()
    assert ("/people/1/feedback", {"referral": 7, "thumb": "up"}) in phone.api.said


def test_why_there_is_no_more_is_said(phone: Client) -> None:
    page = phone.start()
    page.get_by_role("button", name="为什么没有别的？").click()
    expect(page.get_by_text("不会电脑，文员做不了。")).to_be_visible()


def test_somebody_for_whom_nothing_fits_is_not_left_alone(phone: Client) -> None:
    phone.api.proposals = []
    page = phone.start_asking()
    expect(page.get_by_text("今天还没有合适的活")).to_be_visible()
    page.get_by_role("button", name="有了告诉我").click()
    page.get_by_role("button", name="允许").click()
    expect(page.get_by_text("好，有了就告诉您")).to_be_visible()


def test_a_family_on_one_telephone_sees_each_member(phone: Client) -> None:
    phone.api.people = [{"id": 1, "name": "王*", "role": "self"}, {"id": 2, "name": "李*", "role": "relative"}]
    page = phone.start()
    page.get_by_role("button", name="李*").click()
    expect(page.get_by_text("这几样活适合李*")).to_be_visible()


def test_a_message_leads_to_what_it_is_about_and_is_noted_as_read(phone: Client) -> None:
    phone.api.inbox = [
        {"id": 4, "title": "单位回话了", "text": "桐梓县娄山服装厂等您去：平车工。", "read": False,
         "at": "2026-11-26T09:12:00+08:00", "page": "pages/referrals/referrals"},
    ]  # fmt: skip
    page = phone.start()
    page.get_by_role("button", name="消息").click()
    page.get_by_text("单位回话了").click()
    expect(page.get_by_text("找王师傅")).to_be_visible()
    assert ("/people/1/inbox/4/read", {}) in phone.api.said


def test_text_messages_are_ones_own_choice_and_who_asks_to_be_deleted_hears_what_stays(phone: Client) -> None:
    page = phone.start("/pages/me/me")
    page.get_by_role("button", name="要不要短信").click()
    expect(page.get_by_text("现在是：不发短信。")).to_be_visible()
    page.get_by_role("button", name="要", exact=True).click()
    expect(page.get_by_text("好，发短信")).to_be_visible()
    assert ("/people/1/texts", {"agrees": True}) in phone.api.said
    page.get_by_role("button", name="把我的资料删了").click()
    page.get_by_role("button", name="删", exact=True).click()
    expect(page.get_by_text("不带名字留到2029年11月26日")).to_be_visible()
    assert ("/people/1/erase", {}) in phone.api.said


def test_a_helper_sees_the_families_and_looks_with_one_of_them(phone: Client) -> None:
    phone.api.people = []
    phone.api.worker = {"name": "范红梅", "role": "帮扶干部"}
    page = phone.start("/pages/me/me")
    page.get_by_role("link", name="我帮的人家").click()
    expect(page.get_by_text("还没有跟单位说好")).to_be_visible()
    expect(page.get_by_role("button", name="给李桂花打电话")).to_be_visible()
    page.get_by_role("link", name="看李桂花的岗位").click()
    expect(page.get_by_text("这几样活适合李桂花")).to_be_visible()


def test_a_token_that_ran_out_is_renewed_without_a_word(phone: Client) -> None:
    page = phone.start()
    expect(page.locator("job-card")).to_have_count(3)
    phone.api.good = "token-2"
    page.get_by_role("button", name="为什么没有别的？").click()
    expect(page.get_by_text("不会电脑，文员做不了。")).to_be_visible()
    assert [path for path, _ in phone.api.said if path in ("/sign-in", "/refresh")] == ["/sign-in", "/refresh"]
