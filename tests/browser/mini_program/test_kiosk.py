"""The kiosk is shared: nobody signs in by WeChat, help is one tap away, and who walks away leaves nothing."""

from playwright.sync_api import Page, expect

from tests.browser.mini_program.telephone import Client

KIOSK = "?mode=kiosk"
KEPT = "[localStorage.length, sessionStorage.length, document.cookie.length]"


def signed_in(kiosk: Client, *, timed: bool = False) -> Page:
    """Somebody has written in the code that the counter gave."""
    if timed:
        kiosk.page.clock.install()
    page = kiosk.start("/pages/link/link", KIOSK)
    page.get_by_label("窗口给的号码").fill("48291377")
    page.get_by_role("button", name="进去").click()
    expect(page.locator("job-card")).to_have_count(3)
    return page


def test_somebody_signs_in_with_the_code_of_the_counter_and_wechat_is_never_asked(kiosk: Client) -> None:
    page = signed_in(kiosk)
    page.get_by_role("button", name="我想去：平车工").click()
    expect(page.get_by_text("记下了，我们去问单位")).to_be_visible()
    assert ("/sign-in", {"counter_code": "48291377"}) in kiosk.api.said
    assert kiosk.wechat == []
    assert kiosk.complaints == []


def test_after_a_minute_without_a_touch_it_begins_anew_and_nothing_is_left(kiosk: Client) -> None:
    page = signed_in(kiosk, timed=True)
    page.clock.run_for(51_000)
    expect(page.get_by_text("还在看吗？")).to_be_visible()
    expect(page.locator("job-card")).to_have_count(3)
    page.clock.run_for(10_000)
    expect(page.get_by_text("还不晓得您是哪个")).to_be_visible()
    assert page.evaluate(KEPT) == [0, 0, 0]
    page.go_back()
    expect(page.get_by_text("王*")).to_have_count(0)
    assert ("/sign-out", {"everywhere": False}) in kiosk.api.said


def test_a_touch_in_the_last_seconds_goes_on_where_it_was(kiosk: Client) -> None:
    page = signed_in(kiosk, timed=True)
    page.clock.run_for(55_000)
    page.mouse.click(5, 5)
    page.clock.run_for(30_000)
    expect(page.locator("job-card")).to_have_count(3)
    expect(page.get_by_text("还在看吗？")).to_have_count(0)


def test_whoever_is_done_clears_it_at_once(kiosk: Client) -> None:
    page = signed_in(kiosk)
    page.get_by_role("button", name="用完了，清掉").click()
    expect(page.get_by_text("还不晓得您是哪个")).to_be_visible()
    assert page.evaluate(KEPT) == [0, 0, 0]


def test_a_question_that_stands_open_goes_with_the_one_who_left(kiosk: Client) -> None:
    page = signed_in(kiosk, timed=True)
    page.get_by_role("button", name="念给我听").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.clock.run_for(61_000)
    expect(page.get_by_text("还不晓得您是哪个")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_number_is_pressed_in_without_a_keyboard_and_put_right(kiosk: Client) -> None:
    kiosk.page.set_viewport_size({"width": 1080, "height": 1920})
    page = kiosk.start("/pages/link/link", KIOSK)
    for key in "4829138":
        page.get_by_role("button", name=key, exact=True).click()
    page.get_by_role("button", name="进去").click()
    expect(page.get_by_role("alert")).to_have_text("号码是八个数，看一下再写。")
    page.get_by_role("button", name="删", exact=True).click()
    for key in "77":
        page.get_by_role("button", name=key, exact=True).click()
    page.get_by_role("button", name="进去").click()
    expect(page.locator("job-card")).to_have_count(3)
    assert ("/sign-in", {"counter_code": "48291377"}) in kiosk.api.said


def test_a_screen_that_stands_upright_is_filled(kiosk: Client) -> None:
    kiosk.page.set_viewport_size({"width": 1080, "height": 1920})
    page = kiosk.start("/pages/link/link", KIOSK)
    box = page.get_by_role("button", name="先看看岗位").bounding_box()
    assert box is not None
    assert box["y"] > 1920 / 2
    assert box["width"] > 1080 * 0.85


def test_who_needs_help_holds_up_a_sign_that_can_be_read_from_afar(kiosk: Client) -> None:
    page = signed_in(kiosk)
    page.get_by_role("button", name="叫人帮忙").click()
    expect(page.get_by_text("窗口的屏幕上也看到了")).to_be_visible()
    assert ("/help-calls", {"site": ""}) in kiosk.api.said
    sign = page.get_by_role("dialog", name="请窗口的同志过来帮一下忙")
    assert float(sign.locator(".large-words").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) >= 80
    page.get_by_role("button", name="有人来了").click()
    expect(sign).to_have_count(0)


def test_a_number_for_the_window_is_taken_where_the_kiosk_knows_its_centre(kiosk: Client) -> None:
    page = kiosk.start("", f"{KIOSK}&site=S1")
    page.get_by_role("button", name="拿一个号").click()
    page.wait_for_url("**/waiting/take?site=S1&from=kiosk")
    expect(kiosk.start("", KIOSK).get_by_role("button", name="叫人帮忙")).to_be_visible()
    expect(page.get_by_role("button", name="拿一个号")).to_have_count(0)


def test_help_is_on_every_screen(kiosk: Client) -> None:
    page = signed_in(kiosk)
    for where in ("/pages/vacancy/vacancy?id=11", "/pages/form/form", "/pages/courses/courses"):
        page.evaluate("url => wx.navigateTo({ url })", where)
        expect(page.get_by_role("button", name="叫人帮忙").filter(visible=True)).to_have_count(1)


def test_a_slip_to_take_along_holds_the_job_and_no_buttons(kiosk: Client) -> None:
    page = signed_in(kiosk)
    page.get_by_role("link", name="平车工，看全部").click()
    expect(page.get_by_role("button", name="打一张单子带走")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("不要交钱，不要押身份证。")).to_be_visible()
    expect(page.get_by_role("button").filter(visible=True)).to_have_count(0)
