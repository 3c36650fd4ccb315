"""What somebody decides for themselves: whether messages come, which telephones are linked, for whom they look."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.mini_program.telephone import Client

SELF = {"id": 1, "name": "王*", "role": "self"}
FATHER = {"id": 2, "name": "李*", "role": "relative"}
NOT_YOURS = (403, {"code": "own_word", "message": "这个要本人自己看。"})
KEPT = "Object.entries(localStorage).flat().join()"


@pytest.fixture
def family(phone: Client) -> Client:
    """A telephone that speaks for its owner and for a father who agreed."""
    phone.api.people = [SELF, FATHER]
    for mine in ("concerns", "messages", "links", "texts", "export"):
        phone.api.refusing[f"/people/2/{mine}"] = NOT_YOURS
    return phone


def posts(client: Client, end: str) -> list[Any]:
    return [(path, body) for path, body in client.api.said if path.endswith(end)]


def me(client: Client) -> Page:
    page = client.start("/pages/me/me")
    expect(page.get_by_role("link", name="我的登记")).to_be_visible()
    return page


def test_messages_are_stopped_with_one_tap_and_wanted_again_with_the_next(phone: Client) -> None:
    page = me(phone)
    page.get_by_role("button", name="不要再给我发消息").click()
    expect(page.get_by_text("好，不发了")).to_be_visible()
    expect(page.get_by_text("现在不发微信和短信，也不打电话来说。")).to_be_visible()
    page.get_by_role("button", name="要发消息", exact=True).click()
    expect(page.get_by_text("好，有新的就告诉您")).to_be_visible()
    expect(page.get_by_role("button", name="不要再给我发消息")).to_be_visible()
    assert posts(phone, "/messages") == [("/people/1/messages", {"wanted": one}) for one in (False, True)]
    assert phone.complaints == []


def test_whoever_asks_to_be_told_is_told_although_they_had_stopped_messages(phone: Client) -> None:
    phone.api.proposals, phone.api.wanted = [], False
    page = phone.start_asking()
    page.get_by_role("button", name="有了告诉我").click()
    with page.expect_response("**/messages"):
        page.get_by_role("button", name="允许").click()
    assert phone.api.wanted


def test_a_relatives_telephone_is_parted_from_and_a_slip_of_the_finger_parts_nothing(phone: Client) -> None:
    page = me(phone)
    part = page.get_by_role("button", name="断开家里人的手机，2026年11月20日连的")
    part.click()
    expect(page.get_by_role("dialog")).to_contain_text("家里人的手机就看不到您的岗位和消息了")
    page.get_by_role("button", name="不断").click()
    assert posts(phone, "/end") == []
    part.click()
    page.get_by_role("button", name="断开", exact=True).last.click()
    expect(part).to_have_count(0)
    expect(page.get_by_text("我的手机，就是这台")).to_be_visible()
    assert posts(phone, "/end") == [("/people/1/links/22/end", {})]


def test_a_telephone_that_parts_from_its_owner_keeps_nothing_of_them(phone: Client) -> None:
    page = phone.start("/pages/form/form")
    page.get_by_role("button", name="想做哪样，").click()
    page.get_by_role("button", name="至少要，").click()
    page.get_by_label("至少要该是哪样").fill("2807")
    page = me(phone)
    page.get_by_role("button", name="适合我的").click()
    expect(page.locator("job-card")).to_have_count(3)
    assert "2807" in page.evaluate(KEPT)
    assert "平车工" in page.evaluate(KEPT)
    page.get_by_role("button", name="我的", exact=True).click()
    page.get_by_role("button", name="断开我的手机").click()
    phone.api.people = []
    page.get_by_role("button", name="断开", exact=True).last.click()
    expect(page.get_by_text("还不晓得您是哪个")).to_be_visible()
    for words in ("2807", "平车工", "王*"):
        assert words not in page.evaluate(KEPT)


def test_at_the_kiosk_somebody_parts_from_a_telephone_that_was_lost(kiosk: Client) -> None:
    kiosk.api.links[0]["this"] = False
    page = kiosk.start("/pages/link/link", "?mode=kiosk")
    page.get_by_label("窗口给的号码").fill("48291377")
    page.get_by_role("button", name="进去").click()
    page.get_by_role("button", name="我的", exact=True).click()
    page.get_by_role("button", name="断开我的手机").click()
    page.get_by_role("button", name="断开", exact=True).last.click()
    expect(page.get_by_role("button", name="断开我的手机")).to_have_count(0)
    assert posts(kiosk, "/end") == [("/people/1/links/21/end", {})]


def test_a_relative_is_not_offered_what_only_the_person_may_decide(family: Client) -> None:
    page = me(family)
    page.get_by_role("button", name="李*").click()
    expect(page.get_by_role("button", name="把我的资料删了")).to_have_count(0)
    for words in ("要不要短信", "把我的资料给我一份", "不要再给我发消息", "断开"):
        expect(page.get_by_role("button", name=words)).to_have_count(0)
    expect(page.get_by_role("button", name="在这台手机上退出")).to_be_visible()


def test_a_relative_looks_and_is_told_who_answers(family: Client) -> None:
    page = family.start("/pages/home/home?person=2")
    expect(page.get_by_text("这几样活适合李*")).to_be_visible()
    expect(page.get_by_role("button", name="我想去")).to_have_count(0)
    page.get_by_role("link", name="平车工，看全部").click()
    expect(page.get_by_text("去不去，要本人自己说")).to_be_visible()
    for words in ("我想去", "想一下", "不想去"):
        expect(page.get_by_role("button", name=words)).to_have_count(0)
    page = family.start("/pages/me/me")
    expect(page.get_by_role("link", name="可以学的")).to_be_visible()
    expect(page.get_by_role("link", name="我的登记")).to_have_count(0)
    expect(page.get_by_text("我的资料归我管")).to_have_count(0)
    page.get_by_role("link", name="说了想去的").click()
    expect(page.get_by_text("王师傅")).to_be_visible()
    expect(page.get_by_role("button", name="去得好")).to_have_count(0)
    assert family.wechat == []


def test_a_relative_complains_although_earlier_complaints_are_the_persons_own(family: Client) -> None:
    page = family.start("/pages/complaint/complaint?vacancy=11")
    expect(page.get_by_text("押金退给您了。")).to_be_visible()
    page = me(family)
    page.get_by_role("button", name="李*").click()
    page.get_by_role("link", name="投诉，打12333").click()
    expect(page.get_by_text("先前说过哪样，要本人自己看。")).to_be_visible()
    page.get_by_label("是怎么回事").fill("叫他先交押金")
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_text("主管看了会回您的话。")).to_be_visible()
    assert posts(family, "/complaints") == [("/people/2/complaints", {"about": "other", "words": "叫他先交押金"})]


@pytest.mark.parametrize(
    ("where", "asked"),
    [
        ("/pages/vacancy/vacancy?id=11&person=2", "/people/2/proposals/11"),
        ("/pages/home/home?person=2", "/people/2/proposals"),
        ("/pages/referrals/referrals?person=2", "/people/2/referrals"),
        ("/pages/courses/courses?person=2", "/people/2/courses"),
        ("/pages/form/form?person=2", "/people/2/form"),
    ],
)
def test_a_message_opens_the_page_of_the_one_whom_it_was_for(family: Client, where: str, asked: str) -> None:
    with family.page.expect_response(lambda answer: asked in answer.url):
        family.start(where)


def test_a_message_turns_the_pages_once_and_then_whoever_is_chosen_stays(family: Client) -> None:
    page = family.start("/pages/home/home?person=2")
    expect(page.get_by_text("这几样活适合李*")).to_be_visible()
    page.get_by_role("button", name="王*").click()
    expect(page.get_by_text("王*，这几样活适合您")).to_be_visible()
    page.get_by_role("button", name="消息").click()
    page.get_by_role("button", name="适合我的").click()
    expect(page.get_by_text("王*，这几样活适合您")).to_be_visible()


def test_a_message_for_somebody_who_was_linked_since_finds_them(phone: Client) -> None:
    page = phone.start()
    expect(page.get_by_text("王*，这几样活适合您")).to_be_visible()
    phone.api.people = [SELF, FATHER]
    page.evaluate("url => wx.reLaunch({ url })", "/pages/home/home?person=2")
    expect(page.get_by_text("这几样活适合李*")).to_be_visible()


def test_an_address_with_somebody_elses_number_turns_nothing(family: Client) -> None:
    with family.page.expect_response(lambda answer: "/people/1/proposals/11" in answer.url):
        family.start("/pages/vacancy/vacancy?id=11&person=77")
    assert family.complaints == []


def test_who_sees_somebodys_affairs_is_said_before_they_are_linked(phone: Client) -> None:
    page = phone.start("/pages/link/link")
    expect(page.get_by_text("只有您、您答应帮您看的家里人、服务中心和帮您的干部看得到")).to_be_visible()
