"""Every screen, on a telephone and at the kiosk: nothing grave for axe-core, nothing too wide, nothing too small."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.mini_program.recorded import LONG_NAME
from tests.browser.mini_program.telephone import Client

GRAVE = ("serious", "critical")
SMALLEST_TOUCH = 44
SMALLEST_LETTERS = {"telephone": 14, "kiosk": 21}
PAGES = {
    "/pages/home/home": "平车工", "/pages/vacancies/vacancies": "平车工", "/pages/inbox/inbox": "单位回话了",
    "/pages/me/me": "我的登记", "/pages/vacancy/vacancy?id=11": "为什么推荐给您", "/pages/link/link": "先看看岗位",
    "/pages/form/form": "哪个看过我的登记", "/pages/courses/courses": "家政服务员",
    "/pages/referrals/referrals": "平车工",
    "/pages/families/families": "3栋2单元", "/pages/complaint/complaint": "是怎么回事",
}  # fmt: skip
LETTERS = """() => [...document.querySelectorAll('.wx-pages *')]
    .filter((one) => one.checkVisibility())
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
TOUCHED = '[role="button"], [role="link"], [role="checkbox"], [role="radio"], wx-input, wx-picker, nav button'


@pytest.fixture(params=["telephone", "kiosk"])
def screen(request: pytest.FixtureRequest) -> tuple[str, Client]:
    client: Client = request.getfixturevalue("phone" if request.param == "telephone" else "kiosk")
    client.api.worker = {"name": "范红梅", "role": "帮扶干部"}
    client.api.inbox = [
        {
            "id": 1,
            "title": "单位回话了",
            "text": "等您去：平车工。",
            "at": "2026-11-26T09:12:00+08:00",
            "read": False,
            "page": None,
        }
    ]
    return request.param, client


def begin(kind: str, client: Client) -> Page:
    if kind == "telephone":
        page = client.start()
    else:
        page = client.start("/pages/link/link", "?mode=kiosk")
        page.get_by_label("窗口给的号码").fill("48291377")
        page.get_by_role("button", name="进去").click()
    expect(page.locator("job-card").first).to_be_visible()
    return page


def go(page: Page, where: str) -> None:
    page.evaluate("url => wx.reLaunch({ url })", where)
    expect(page.get_by_text(PAGES[where]).first).to_be_visible()


def too_wide(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def grave(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], node["html"][:200]) for one in found if one["impact"] in GRAVE for node in one["nodes"]]


def test_every_screen_can_be_seen_and_touched(screen: tuple[str, Client]) -> None:
    kind, client = screen
    page = begin(kind, client)
    for where in PAGES:
        go(page, where)
        assert grave(page) == [], where
        assert too_wide(page) <= 0, where
        assert min(page.evaluate(LETTERS)) >= SMALLEST_LETTERS[kind], where
        for item in page.locator(TOUCHED).filter(visible=True).all():
            box = item.bounding_box()
            assert (box or {"height": 0})["height"] >= SMALLEST_TOUCH, f"{where}: {item.inner_text()}"
    assert client.complaints == []


def test_long_names_and_long_words_fit(screen: tuple[str, Client]) -> None:
    kind, client = screen
    assert len(LONG_NAME) >= 30
    client.api.people = [{"id": 1, "name": LONG_NAME, "role": "self"}, {"id": 2, "name": "李*", "role": "relative"}]
    for one in client.api.proposals:
        one |= {"title": "电子厂普工" * 8, "employer": LONG_NAME, "place": "https" + "x" * 60}
    page = begin(kind, client)
    for where in ("/pages/me/me", "/pages/form/form"):
        assert too_wide(page) <= 0
        go(page, where)
    assert too_wide(page) <= 0


def test_dialogs_are_seen_as_well(phone: Client) -> None:
    page = phone.start_asking()
    page.get_by_role("button", name="我想去：平车工").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert grave(page) == []


def test_a_keyboard_does_what_a_finger_does(phone: Client) -> None:
    page = begin("telephone", phone)
    page.get_by_role("link", name="平车工，看全部").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="想一下").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("您说了：想一下")).to_be_visible()
    page.go_back()
    expect(page.locator("job-card").first).to_be_visible()


def test_a_card_can_be_read_out(phone: Client) -> None:
    page = begin("telephone", phone)
    page.get_by_role("button", name="念给我听").first.click()
    expect(page.get_by_role("dialog")).to_contain_text(
        "平车工。桐梓县娄山服装厂。在娄山关街道蟠龙社区1号楼。走路12分钟"
    )
    # Shown large, for whoever sits beside.
    assert float(page.locator(".large-words").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) >= 28
    assert grave(page) == []
    page.get_by_role("button", name="念完了").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
