"""The line is cut, the server stumbles, the app is closed in the middle: nothing said or written is lost."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.mini_program.telephone import Client

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


def test_when_the_line_is_back_nothing_on_the_page_says_that_it_is_cut(phone: Client) -> None:
    page = phone.start_asking()
    expect(page.locator("job-card")).to_have_count(3)
    phone.cut(off=True)
    page.get_by_role("button", name="消息").click()
    expect(page.get_by_text("没有网", exact=True)).to_be_visible()
    page.get_by_role("button", name="适合我的").click()
    page.get_by_role("button", name="我想去：保洁员").click()
    page.get_by_role("button", name="允许").click()
    stale, waiting = page.get_by_text("现在没有网，这是上回看到的。"), page.get_by_text("您说的先记在手机里了")
    expect(stale).to_be_visible()
    expect(waiting).to_be_visible()
    phone.cut(off=False)
    expect(waiting).to_have_count(0)
    expect(stale).to_have_count(0)
    page.get_by_role("button", name="消息").click()
    expect(page.get_by_text("还没有消息")).to_be_visible()
    assert answers(phone) == [{"answer": "want"}]


def test_a_page_that_could_not_be_loaded_is_tried_again(phone: Client) -> None:
    page = phone.start()
    expect(page.locator("job-card")).to_have_count(3)
    # A line that is there and carries nothing: nobody tells the telephone when it gets better.
    page.route("**/inbox**", lambda route: route.abort())
    page.get_by_role("button", name="消息").click()
    expect(page.get_by_text("没有网", exact=True)).to_be_visible()
    page.unroute("**/inbox**")
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
    expect(page.get_by_text("先记在手机里了，有网了就送去。")).to_have_count(0)
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


def correct(page: Page, entry: str, words: str) -> None:
    """Somebody writes what an entry of the form should be."""
    page.get_by_role("button", name=f"{entry}，").click()
    page.get_by_label(f"{entry}该是哪样").fill(words)


def test_a_half_written_form_survives_a_cut_line_and_a_closed_app(phone: Client) -> None:
    page = phone.start(FORM)
    page.get_by_role("button", name="想做哪样，").click()
    correct(page, "至少要", "2800")
    correct(page, "读到哪里", "高中")
    phone.cut(off=True)
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_text("现在没有网。您写的都还在，有网了再试。")).to_be_visible()
    phone.cut(off=False)
    page = reopened(phone, FORM)
    expect(page.get_by_text("您写的2样还没交，都在这里，没有丢。")).to_be_visible()
    expect(page.get_by_label("至少要该是哪样")).to_have_value("2800")
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_text("还没交")).to_have_count(0)
    wanted = [{"field": "wage_least", "words": "2800"}, {"field": "education", "words": "高中"}]
    assert corrections(phone) == wanted


def test_what_was_sent_but_not_answered_is_taken_once(phone: Client) -> None:
    page = phone.start(FORM)
    correct(page, "电话", "19900000002")
    # The server has it, and its answer is lost on the way.
    page.route("**/corrections", lambda route: (route.fetch(), route.abort()))
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_text("现在没有网。您写的都还在，有网了再试。")).to_be_visible()
    page.get_by_role("button", name="晓得了").click()
    page.unroute("**/corrections")
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_text("还没交")).to_have_count(0)
    assert corrections(phone) == [{"field": "phone", "words": "19900000002"}]


def test_a_refused_entry_says_why_beside_it_and_keeps_what_was_written(phone: Client) -> None:
    told = {"code": "bad_request", "message": "有一项没填对，看一下再交。", "fields": {"words": "这一项没填对"}}
    phone.api.refusing["/people/1/form/corrections"] = (400, told)
    page = phone.start(FORM)
    correct(page, "电话", "1990000000")
    page.get_by_role("button", name="交上去").click()
    page.get_by_role("button", name="晓得了").click()
    expect(page.get_by_role("alert")).to_have_text("有一项没填对，看一下再交。")
    expect(page.get_by_label("电话该是哪样")).to_have_value("1990000000")


def test_an_answer_that_is_refused_later_is_told(phone: Client) -> None:
    page = phone.start("/pages/vacancy/vacancy?id=11")
    expect(page.get_by_role("button", name="想一下")).to_be_visible()
    phone.cut(off=True)
    page.get_by_role("button", name="想一下").click()
    expect(page.get_by_text("先记在手机里了，有网了就送去。")).to_be_visible()
    told = {"code": "changed", "message": "这一条刚才有变动，请刷新再看。"}
    phone.api.refusing["/people/1/proposals/11/answer"] = (409, told)
    phone.cut(off=False)
    expect(page.get_by_role("dialog")).to_contain_text("这一条刚才有变动，请刷新再看。")


def test_a_server_that_stumbles_is_nobodys_fault(phone: Client) -> None:
    phone.api.refusing["/people/1/courses"] = (500, {"code": "broken"})
    page = phone.start("/pages/courses/courses")
    expect(page.get_by_text("不是您的问题。")).to_be_visible()
    phone.api.refusing.clear()
    page.get_by_role("button", name="再试一下").click()
    expect(page.get_by_text("家政服务员")).to_be_visible()


def test_a_complaint_survives_a_closed_app(phone: Client) -> None:
    page = phone.start("/pages/complaint/complaint?vacancy=11")
    page.get_by_role("radio", name="别的").click()
    page.get_by_label("是怎么回事").fill("叫我先交两百块押金")
    page = reopened(phone, "/pages/complaint/complaint?vacancy=11")
    expect(page.get_by_role("radio", name="别的")).to_be_checked()
    expect(page.get_by_label("是怎么回事")).to_have_value("叫我先交两百块押金")
    expect(page.get_by_text("押金退给您了。")).to_be_visible()
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_text("主管看了会回您的话。")).to_be_visible()
    assert ("/people/1/complaints", {"about": "other", "words": "（岗位11）叫我先交两百块押金"}) in phone.api.said
