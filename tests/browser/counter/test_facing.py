"""The screen that faces the resident shows what is asked, takes a touch, and is empty once the clerk turns away."""

from playwright.sync_api import Page, expect

from tests.browser.counter import hands, kept
from tests.browser.counter.conftest import Stored
from tests.browser.counter.test_accessibility import look_at
from tests.households.people import id_number

IDLE = "请坐，慢慢说"
OTHER_ID = id_number("19880412", "244")


def facing(page: Page) -> Page:
    """The window on the second monitor, opened from the clerk's."""
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="开对面的屏幕").click()
    page.bring_to_front()
    return opened.value


def test_the_resident_sees_what_is_asked_and_answers_without_a_word(page: Page, stored: Stored) -> None:
    page.get_by_role("button", name="新登记一家").click()
    second = facing(page)
    expect(second.locator("[data-lines] li")).to_have_count(3)
    page.get_by_role("button", name="同意，开始登记").click()
    page.wait_for_url("**/family")
    code = hands.code(page)
    hands.write(page, "new1.name", hands.MOTHER)
    hands.open_group(page, "new1", "body")
    hands.field(page, "new1.capacity").locator("input").first.focus()
    expect(second.get_by_text("不用说出声")).to_be_visible()
    expect(second.get_by_text(hands.MOTHER)).to_have_count(0)
    second.get_by_role("button", name="一般的活都行").click()
    expect(second.get_by_role("button", name="一般的活都行")).to_have_attribute("aria-pressed", "true")
    hands.all_kept(page)
    with stored() as session:
        assert kept.answers(session, code)["new1.capacity"] == "ordinary"
    page.locator("[data-lock-now] button").click()
    expect(second.get_by_text(IDLE)).to_be_visible()
    expect(second.locator("[data-choices] button")).to_have_count(0)


def test_who_steps_up_next_sees_nothing_of_who_was_here(page: Page) -> None:
    hands.begin_a_new_family(page)
    second = facing(page)
    hands.field(page, "home.dwelling").locator("input").focus()
    expect(second.get_by_role("heading", name="几栋几单元几号")).to_be_visible()
    page.get_by_role("link", name="先放着，下次接着办").click()
    expect(second.get_by_text(IDLE)).to_be_visible()
    look_at(second)


def test_a_reader_types_a_whole_line_into_a_members_number(page: Page) -> None:
    hands.begin_a_new_family(page)
    entry = hands.field(page, "new1.id_number").locator("input")
    hands.read_in(entry, f"{hands.MOTHER}|女|汉|19880412|桐梓县|{hands.MOTHERS_ID}|公安局|")
    entry.blur()
    expect(entry).to_have_value(hands.MOTHERS_ID)
    # What a reader typed is not asked twice; a hand that changes it has the end to write again, and is told at once.
    end = hands.field(page, "new1.id_end")
    expect(end.locator("input")).to_have_value(hands.MOTHERS_ID[-4:])
    expect(end).to_be_hidden()
    hands.write(page, "new1.id_number", OTHER_ID)
    expect(end.locator("input")).to_have_value("")
    hands.write(page, "new1.id_end", hands.MOTHERS_ID[-4:])
    expect(end.locator(".bad")).to_contain_text("对不上")
    hands.write(page, "new1.id_end", OTHER_ID[-4:])
    expect(end.locator(".good")).to_be_visible()
    hands.all_kept(page)


def test_a_reader_opens_the_family_and_a_hand_gets_the_list(page: Page) -> None:
    code = hands.reach_the_cards(page)
    expect(facing(page).locator("[data-cards] > li")).to_have_count(page.locator("[data-offer]").count())
    front = page.url.split("/counter/")[0] + "/counter"
    page.goto(front)
    page.get_by_label("刷身份证").press_sequentially(hands.MOTHERS_ID, delay=60)
    page.keyboard.press("Enter")
    page.get_by_text("找到1户").wait_for()
    page.goto(front)
    hands.read_in(page.get_by_label("刷身份证"), f"{hands.MOTHER}|女|汉|19880412|桐梓县|{hands.MOTHERS_ID}|")
    page.keyboard.press("Enter")
    page.get_by_text("欢迎回来").wait_for()
    assert hands.code(page) == code
