"""The line is cut, the server stumbles, the app is closed in the middle: nothing that somebody said or wrote is lost."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.mini_program.conftest import Client

FORM = "/pages/form/form"


def answers(client: Client) -> list[Any]:
    return [body for path, body in client.api.said if path.endswith("/answer")]


def corrections(client: Client) -> list[Any]:
    return [body for path, body in client.api.said if path.endswith("/corrections")]


def reopened(client: Client, where: str) -> Page:
    """The same telephone after the app was closed."""
    closed, client.page = client.page, client.page.context.new_page()
    closed.close()
    return client.start(where)


def test_what_was_seen_last_is_there_without_a_line(phone: Client) -> None:
    page = phone.start()
    expect(page.locator("job-card")).to_have_count(3)
    phone.cut(off=True)
    page.get_by_role("button", name="消息").click()
    expect(page.get_by_text("没有网", exact=True)).to_be_visible()
    page.get_by_role("button", name="适合我的").click()
    expect(page.get_by_text("现在没有网，这是上回看到的。")).to_be_visible()
    expect(page.locator("job-card")).to_have_count(3)


def test_a_page_that_could_not_be_loaded_is_tried_again(phone: Client) -> None:
    page = phone.start()
    expect(page.locator("job-card")).to_have_count(3)
    phone.cut(off=True)
    page.get_by_role("button", name="消息").click()
    expect(page.get_by_text("没有网", exact=True)).to_be_visible()
    phone.cut(off=False)
    page.get_by_role("button", name="再试一下").click()
    expect(page.get_by_text("还没有消息")).to_be_visible()


def test_an_answer_given_without_a_line_is_sent_once_when_it_is_back(phone: Client) -> None:
    page = phone.start("/pages/vacancy/vacancy?id=11")
    expect(page.get_by_role("button", name="想一下")).to_be_visible()
    phone.cut(off=True)
    page.get_by_role("button", name="想一下").click()
    expect(page.get_by_text("先记在手机里了，有网了就送去。")).to_be_visible()
    assert answers(phone) == []
    with page.expect_request("**/answer"):
        phone.cut(off=False)
    page.get_by_role("button", name="返回").click()
    expect(page.locator("job-card")).to_have_count(3)
    assert answers(phone) == [{"answer": "think"}]


def test_an_answer_waits_through_a_closed_app(phone: Client) -> None:
    page = phone.start("/pages/vacancy/vacancy?id=11")
    expect(page.get_by_role("button", name="想一下")).to_be_visible()
    page.route("**/answer", lambda route: route.abort())
    page.get_by_role("button", name="想一下").click()
    expect(page.get_by_text("先记在手机里了，有网了就送去。")).to_be_visible()
    page = reopened(phone, "")
    expect(page.locator("job-card")).to_have_count(3)
    assert answers(phone) == [{"answer": "think"}]


def test_a_half_written_form_survives_a_cut_line_and_a_closed_app(phone: Client) -> None:
    page = phone.start(FORM)
    page.get_by_label("一个月至少要好多钱").fill("2800")
    page.get_by_label("晚上行不行").select_option("晚上也行")
    page.get_by_role("checkbox", name="老人").click()
    page.context.set_offline(True)
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_text("现在没有网。您写的都还在，有网了再试。")).to_be_visible()
    page.context.set_offline(False)
    page = reopened(phone, FORM)
    expect(page.get_by_text("您改的3样还没交，都在这里，没有丢。")).to_be_visible()
    expect(page.get_by_label("一个月至少要好多钱")).to_have_value("2800")
    expect(page.get_by_role("checkbox", name="老人")).to_be_checked()
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_text("还没交")).to_have_count(0)
    assert corrections(phone) == [{"changes": {"least_wage": "2800", "shift": "any", "cares": ["child", "old"]}}]


def test_what_was_sent_but_not_answered_is_taken_once(phone: Client) -> None:
    page = phone.start(FORM)
    page.get_by_label("电话").fill("19900000002")
    # The server has it, and its answer is lost on the way.
    page.route("**/corrections", lambda route: (route.fetch(), route.abort()))
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_text("现在没有网。您写的都还在，有网了再试。")).to_be_visible()
    page.get_by_role("button", name="晓得了").click()
    page.unroute("**/corrections")
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_text("还没交")).to_have_count(0)
    assert corrections(phone) == [{"changes": {"phone": "19900000002"}}]


def test_a_refused_field_says_why_beside_it_and_keeps_what_was_written(phone: Client) -> None:
    told = {"code": "invalid", "message": "有一样要再看一下。", "fields": {"phone": "这个号码少了一位。"}}
    phone.api.refusing["/people/1/form/corrections"] = (400, told)
    page = phone.start(FORM)
    page.get_by_label("电话").fill("1990000000")
    page.get_by_role("button", name="交上去").click()
    page.get_by_role("button", name="晓得了").click()
    expect(page.get_by_role("alert")).to_have_text("这个号码少了一位。")
    expect(page.get_by_label("电话")).to_have_value("1990000000")


def test_a_server_that_stumbles_is_nobodys_fault(phone: Client) -> None:
    phone.api.refusing["/people/1/courses"] = (500, {"code": "broken"})
    page = phone.start("/pages/courses/courses")
    expect(page.get_by_text("不是您的问题。")).to_be_visible()
    phone.api.refusing.clear()
    page.get_by_role("button", name="再试一下").click()
    expect(page.get_by_text("家政服务员")).to_be_visible()


def test_a_complaint_survives_a_closed_app(phone: Client) -> None:
    page = phone.start("/pages/complaint/complaint?vacancy=11")
    page.get_by_role("radio", name="叫我交钱").click()
    page.get_by_label("是怎么回事").fill("叫我先交两百块押金")
    page = reopened(phone, "/pages/complaint/complaint?vacancy=11")
    expect(page.get_by_role("radio", name="叫我交钱")).to_be_checked()
    expect(page.get_by_label("是怎么回事")).to_have_value("叫我先交两百块押金")
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_text("服务中心三天内打电话给您。")).to_be_visible()
    said = ("/people/1/complaints", {"kind": "money", "words": "叫我先交两百块押金", "vacancy": 11})
    assert said in phone.api.said
