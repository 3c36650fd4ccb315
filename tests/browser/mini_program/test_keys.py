"""The mini-program without a finger and without a mouse: whatever is tapped is reached by Tab, seen, and works."""

from playwright.sync_api import expect

from tests.browser.mini_program.by_keys import press, reach, walked
from tests.browser.mini_program.telephone import Client
from tests.browser.mini_program.test_looks import PAGES, begin, go, screen

__all__ = ["screen"]


def test_tab_reaches_whatever_is_tapped_on_every_screen(screen: tuple[str, Client]) -> None:
    kind, client = screen
    page = begin(kind, client)
    page.keyboard.press("Tab")
    found = {}
    for where in PAGES:
        go(page, where)
        found[where] = walked(page)
    assert {where: faults for where, faults in found.items() if faults} == {}
    assert client.complaints == []


def test_a_visit_at_the_kiosk_by_keys_alone(kiosk: Client) -> None:
    page = kiosk.start("/pages/link/link", "?mode=kiosk")
    reach(page, "窗口给的号码")
    page.keyboard.type("4829137")
    press(page, "7", "Space")
    press(page, "进去")
    expect(page.locator("job-card")).to_have_count(3)
    title = page.locator("h1")
    expect(title).to_be_focused()
    for opener, over, key in (("叫人帮忙", "有人来了", "Escape"), ("念给我听", "念完了", "Enter")):
        press(page, opener, "Space")
        expect(page.get_by_role("button", name=over)).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=over)).to_be_focused()
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.locator(":focus")).to_have_text(opener)
    press(page, "平车工，看全部")
    expect(title).to_be_focused()
    press(page, "不想去", "Space")
    expect(page.get_by_text("因为哪样？")).to_be_visible()
    assert walked(page) == []
    press(page, "返回")
    expect(page.get_by_role("link", name="平车工，看全部")).to_be_focused()
    press(page, "看岗位", "Space")
    expect(title).to_have_text("看岗位")
    expect(title).to_be_focused()
    reach(page, "找哪样活")
    page.keyboard.type("保洁")
    page.keyboard.press("Enter")
    expect(page.locator("job-card").filter(visible=True)).to_have_count(1)
    assert kiosk.complaints == []
    kiosk.api.refusing["/vacancies"] = (400, {"code": "site_needed", "message": "先选您住在哪个社区。"})
    press(page, "走路能到", "Space")
    expect(page.get_by_role("checkbox", name="走路能到")).to_be_checked()
    expect(page.get_by_text("先选您住在哪个社区")).to_be_visible()
    kiosk.api.refusing.clear()
    press(page, "从哪个社区走", "ArrowDown")
    expect(page.locator("job-card").filter(visible=True)).to_contain_text("走路9分钟")


def test_a_telephone_is_linked_and_says_yes_and_no_by_keys_alone(phone: Client) -> None:
    phone.api.linked, phone.api.people = False, []
    page = phone.start_asking()
    press(page, "我来扫码")
    press(page, "扫二维码", "Space")
    expect(page.get_by_role("textbox", name="写二维码下面的那串字")).to_be_focused()
    page.keyboard.type("K7QF-2M9D")
    page.keyboard.press("Enter")
    expect(page.locator("job-card")).to_have_count(3)
    assert ("/link", {"qr": "K7QF-2M9D"}) in phone.api.said
    reach(page, "我想去：平车工")
    for _ in range(5):  # a hand that trembles holds a key for long: what it led to is not answered by that
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    press(page, "允许")
    expect(page.get_by_text("记下了，我们去问单位")).to_be_visible()
    assert phone.wechat
    press(page, "我的")
    press(page, "我的登记")
    press(page, "读到哪里，初中，不对就点", "Space")
    reach(page, "读到哪里该是哪样")
    page.keyboard.type("高中")
    assert walked(page) == []
    press(page, "交上去", "Space")
    expect(page.get_by_text("交上去了，窗口看了就改")).to_be_visible()
    press(page, "返回")
    press(page, "投诉，打12333")
    press(page, "招工的单位", "Space")
    reach(page, "是怎么回事")
    page.keyboard.type("叫我先交押金")
    press(page, "交上去")
    press(page, "晓得了")
    expect(page.locator("h1")).to_have_text("我的")
    told = dict(phone.api.said)
    assert told["/people/1/form/corrections"]["words"] == "高中"
    assert told["/people/1/complaints"] == {"about": "employer", "words": "叫我先交押金"}
    assert phone.complaints == []
