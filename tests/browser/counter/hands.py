"""What a clerk's hand does at the counter, step by step, so that a test reads like a morning at the desk."""

from datetime import date, timedelta

from playwright.sync_api import Locator, Page

from jobmatch import clock
from tests.browser.counter.world import CLERK, PASSWORD
from tests.households.people import id_number

MOTHER = "陈秀英"
MOTHERS_ID = id_number("19880412", "226")
PATIENCE_MS, A_MOMENT_MS = 30_000, 50
MEETING_DAY = clock.today() + timedelta(days=7)
_WEEKDAY = "一二三四五六日"[MEETING_DAY.weekday()]
MEETING = f"{MEETING_DAY.year}年{MEETING_DAY.month}月{MEETING_DAY.day}日 星期{_WEEKDAY} 09:00"
HELPER, HELPERS_PHONE = "范红梅", "19900009999"


def sign_in(page: Page, address: str, name: str = CLERK) -> None:
    """The sign-in page, and on to the counter."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("名字").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url("**/counter")


def field(page: Page, key: str) -> Locator:
    """The part of the page that asks one thing."""
    return page.locator(f'.field[data-key="{key}"]')


def write(page: Page, key: str, text: str) -> None:
    """Type into a field, and go on from it."""
    entry = field(page, key).locator("input").last
    entry.fill(text)
    entry.blur()


def read_in(entry: Locator, line: str) -> None:
    """A card reader types: sign upon sign within an instant, however busy this machine is."""
    entry.evaluate(
        """(field, line) => {
            field.focus();
            for (const sign of line) {
                field.value += sign;
                field.dispatchEvent(new InputEvent("input", { bubbles: true, data: sign, inputType: "insertText" }));
            }
        }""",
        line,
    )


def choose(page: Page, key: str, *words: str) -> None:
    """Touch one choice or several; in a list, take it."""
    asked = field(page, key)
    for word in words:
        if asked.locator("select").count():
            asked.locator("select").select_option(label=word)
        else:
            asked.get_by_text(word, exact=True).click()


def open_group(page: Page, member: str, topic: str) -> None:
    """Unfold a group of a member's fields, if it is folded."""
    group = page.locator(f'[data-member="{member}"] [data-topic="{topic}"]')
    if group.get_attribute("open") is None:
        group.locator("summary").click()


def begin_a_new_family(page: Page) -> str:
    """From the first screen past the consent; returns the visit's code."""
    page.get_by_role("button", name="新登记一家").click()
    page.get_by_role("button", name="同意，开始登记").click()
    page.wait_for_url("**/family")
    return code(page)


def code(page: Page) -> str:
    """The number by which another desk goes on."""
    return page.locator(".resume strong").inner_text()


def describe_the_mother(page: Page, key: str = "new1") -> None:
    """A mother who looks for work, with all that the family page asks of her."""
    write(page, f"{key}.name", MOTHER)
    write(page, f"{key}.id_number", MOTHERS_ID)
    write(page, f"{key}.id_end", MOTHERS_ID[-4:])
    choose(page, f"{key}.schooling", "读完初中")
    for topic in ("body", "phone", "speech", "now"):
        open_group(page, key, topic)
    choose(page, f"{key}.capacity", "一般的活都行")
    write(page, f"{key}.phone", "19900003333")
    choose(page, f"{key}.phone_use", "会用微信")
    choose(page, f"{key}.mandarin", "会说")
    choose(page, f"{key}.reading", "能读能写")
    choose(page, f"{key}.status", "没有活，想找")


def describe_the_home(page: Page) -> None:
    """Where the family lives and whom to ring."""
    write(page, "home.dwelling", "3栋1单元502")
    choose(page, "home.household_type", "脱贫户")
    choose(page, "home.assistance", "都没有")
    write(page, "home.home_phone", "19900003333")
    write(page, "home.helper_name", HELPER)
    write(page, "home.helper_phone", HELPERS_PHONE)


def all_kept(page: Page) -> None:
    """Wait until nothing is on its way any more."""
    until(page, "Object.keys(localStorage).every(key => !key.startsWith('jobmatch.counter.'))")


def until(page: Page, holds: str) -> None:
    """Wait until an expression of the page holds; its own policy forbids playwright's way of waiting."""
    for _ in range(PATIENCE_MS // A_MOMENT_MS):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(A_MOMENT_MS)
    raise AssertionError(f"it never came about that {holds}")


def ask_for_work(page: Page, name: str = MOTHER) -> None:
    """From the family page to the eight questions; the first was answered there."""
    page.get_by_role("button", name=f"给{name}找活").click()
    page.wait_for_url("**/work/*")


def answer_the_questions(page: Page, key: str) -> None:
    """The questions that are left, answered by touch; ends on the read-back."""
    for topic, answers in ANSWERS:
        page.locator(f'[data-topic="{topic}"]').wait_for()
        for name, words in answers:
            choose(page, f"{key}.{name}", *words)
        page.get_by_role("button", name="下一题").click()
    page.get_by_role("heading", name="念一遍，对不对？").wait_for()


ANSWERS = (
    ("wish", [("wanted", ["做衣服鞋子", "打扫卫生"])]),
    ("reach", [("furthest", ["在本县"]), ("furthest_firm", ["一定不能再远"]), ("home_every_night", ["要回家"])]),
    ("care", [("care", ["都没有"])]),
    ("hours", [("nights", ["不上夜班"])]),
    ("pay", [("wage_floor", ["1500元"])]),
    ("brings", [("certificates", ["都没有"])]),
    ("learn", [("training_days_most", ["10天以内"])]),
)


def reach_the_cards(page: Page) -> str:
    """The whole way from the first screen to the cards; returns the visit's code."""
    visit = begin_a_new_family(page)
    describe_the_mother(page)
    describe_the_home(page)
    ask_for_work(page)
    answer_the_questions(page, mother_key(page.url))
    page.get_by_role("button", name="对，看有哪些活").click()
    page.wait_for_url("**/jobs/*")
    return visit


def mother_key(address: str) -> str:
    """The key by which answers name the person of a page's address, once she is registered."""
    return address.split("#")[0].rsplit("/", 1)[1]


def want_the_first(page: Page) -> None:
    """A yes to the best card."""
    page.locator("[data-offer]").first.get_by_role("button", name="想去", exact=True).click()
    page.get_by_role("heading", name="现在就打电话给单位").wait_for()


def agree_on_a_meeting(page: Page, day: date = MEETING_DAY) -> None:
    """The employer has been rung and expects her on a day."""
    page.get_by_label("哪天去").fill(day.isoformat())
    page.get_by_label("几点").fill("09:00")
    page.get_by_role("button", name="打通了，说好了").click()
    page.get_by_role("heading", name="单位晓得了，等您去").wait_for()
