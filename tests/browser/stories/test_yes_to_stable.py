"""A mother from her yes to half a year in work, and back on the list when the factory stops paying: all by the pages.

The test sets the clock, and does what the night does: the family's records are gone through.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine, select

from jobmatch import clock, db
from jobmatch.access import Actor, Role, operator
from jobmatch.households.model import Membership
from jobmatch.placements.looking_after import look_after
from tests.browser.counter import hands
from tests.browser.server import serving
from tests.desk import posts

FIRST_DAY = date(2026, 6, 2)
TALKS = {
    date(2026, 6, 3): ("上班第一天", ["到了", "行", "一样"], {"first_day": f"{FIRST_DAY}"}, "到岗了"),
    date(2026, 6, 8): ("上班一个星期", ["还在", "惯", "讲清楚了", "签了", "没有"], {}, "还在上班"),
    date(2026, 7, 1): ("上班一个月", ["还在", "发了", "有人管", "不换"], {"yuan": "2800"}, "头一回工钱"),
    date(2026, 9, 2): ("上班三个月", ["还在", "按月发", "在手上，没交过钱", "好", "现在不想"], {}, "干满三个月了"),
    date(2026, 12, 2): ("上班半年", ["还在", "按月发", "好", "没有，就在这里做"], {}, "干满半年了，稳当了"),
}  # fmt: skip
"""By day: what the talk is called, what she taps, what is written, and what the page says was done."""


@dataclass
class Life:
    """One family's year: the day it is, and who sits at the screen."""

    engine: Engine
    actor: Actor
    at: datetime

    def hand_over(self) -> None:
        """From the clerk at the window to the helper who serves the family, and nobody else."""
        self.actor = Actor("fan.hongmei", Role.HELPER, frozenset({"S1"}), household_ids=frozenset({self._family()}))

    def on(self, day: date) -> None:
        """Noon of a day; the night before it has gone through the family's records."""
        self.at = noon(day)
        with db.transaction(self.engine) as session:
            look_after(session, [self._family()], self.at, operator("the night"))

    def _family(self) -> int:
        with db.reading(self.engine) as session:
            return session.scalars(select(Membership.household_id)).one()


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def test_from_yes_to_half_a_year_in_work_and_back_on_the_list(
    browser: Browser, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = Life(db.engine_for(sqlite_url), Actor("li.na", Role.CLERK, frozenset({"S1"})), noon(date(2026, 6, 1)))
    monkeypatch.setattr(clock, "now", lambda: life.at)
    with db.transaction(life.engine) as session:
        posts.post(session, posts.settle(session), "V-1", title="保洁员", contact_name="钱主任")
    with serving(sqlite_url, lambda: life.actor) as address:
        page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN").new_page()
        page.goto(f"{address}/counter")
        hands.reach_the_cards(page)
        hands.want_the_first(page)
        hands.agree_on_a_meeting(page, FIRST_DAY)

        life.hand_over()
        life.on(FIRST_DAY)
        page.goto(f"{address}/today")
        taken_on(page)
        expect(page.locator(".talk-head")).to_contain_text("单位要了，等到岗")  # one word is no start
        for day, (title, taps, written, done) in TALKS.items():
            life.on(day)
            page.goto(f"{address}/today/list/talks")
            talk(page, title, taps, written)
            expect(page.get_by_role("status")).to_contain_text(done)
        page.goto(f"{address}/referrals/1")
        expect(page.locator(".talk-head")).to_contain_text("上班满半年了")
        page.goto(f"{address}/today#zero")
        expect(page.locator("#zero")).to_contain_text("现在没有在计时的人家")

        life.on(date(2027, 2, 1))
        page.goto(f"{address}/referrals/1")
        leaves_unpaid(page, date(2027, 1, 31))
        page.get_by_role("link", name="今天要办的").click()
        expect(page.locator("#rights")).to_contain_text("不发工钱、扣工钱 · 桐梓县娄山服装厂")
        expect(page.locator("#warnings")).to_contain_text("家里最后一个上班的人没活了")
        page.get_by_role("link", name=f"{hands.MOTHER}：看这家").click()
        expect(page.locator(".clock")).to_contain_text("发现了，还没人去帮")
        expect(page.locator(".history")).to_contain_text(f"做满一个月，清零 {hands.MOTHER}还在上班")
        page.get_by_role("button", name="打开这家的登记").click()
        page.get_by_role("button", name="好，看家里的情况").click()
        expect(page.get_by_text("户主 · 38岁 · 没有活，想找")).to_be_visible()
    life.engine.dispose()


def taken_on(page: Page) -> None:
    """The factory takes her, and says that she came."""
    page.get_by_role("link", name=f"{hands.MOTHER}：记下来").click()
    page.get_by_text("要了", exact=True).click()
    page.get_by_role("button", name="单位要了，记下").click()
    page.get_by_label("单位说的").check()
    page.get_by_label("哪天开始上班").fill(FIRST_DAY.isoformat())
    page.locator("details[open]").get_by_role("button", name="记下").click()


def talk(page: Page, title: str, taps: list[str], written: dict[str, str]) -> None:
    """She is rung and asked what the script says."""
    page.locator(".task", has_text=title).get_by_role("link", name="去问").click()
    for tap in taps:
        page.locator("form.questions").get_by_label(tap, exact=True).and_(page.locator(":visible")).check()
    for key, text in written.items():
        page.locator(f"#a-{key}").fill(text)
    page.get_by_role("button", name="问完了，记下").click()


def leaves_unpaid(page: Page, last_day: date) -> None:
    """The wages did not come, and she has gone."""
    page.get_by_text("不干了", exact=True).click()
    page.get_by_label("不发工钱、扣工钱").check()
    page.get_by_label("最后一天上班是哪天").fill(last_day.isoformat())
    page.locator("details[open]").get_by_role("button", name="记下").click()
