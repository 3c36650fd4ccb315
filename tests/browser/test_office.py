"""A day at the employment office: an employer verified with evidence, a post for elsewhere passed by two people, the
round of calls; with a double click, two windows, a session that ends, the way back, and without a script.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine, func, select

from jobmatch import db
from jobmatch.access import ANYBODY, Actor, Role
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Employer, Review, Vacancy, Verification
from tests.browser.server import serving
from tests.browser.test_today import LONG, SCREENS, faults, opened
from tests.desk.office.office_desk import NAMES, SUPERVISOR, fill

COLLEAGUE = replace(SUPERVISOR, name="another supervisor")
COUNTY = Actor("analyst", Role.COUNTY, None)
HOW = "打的114查到的电话，营业执照编号对得上"
PATHS = (
    "/office/employers", "/office/employers/1", "/office/employers/2", "/office/review", "/office/review/1",
    "/office/review/2", "/office/ringing", "/office/posts", "/office/posts/3",
)  # fmt: skip


@dataclass
class Day:
    """A server at which `actor` sits, and its database."""

    address: str
    engine: Engine
    actor: list[Actor]

    def stored(self, table: type[Review] | type[Verification]) -> int:
        with db.reading(self.engine) as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    def vacancy(self, number: int) -> Vacancy:
        with db.reading(self.engine) as session:
            return session.get_one(Vacancy, number)


@pytest.fixture
def day(sqlite_url: str) -> Iterator[Day]:
    engine = db.engine_for(sqlite_url)
    fill(engine)
    with db.transaction(engine) as session:
        session.get_one(Employer, 2).name = LONG[:90]
        session.get_one(Employer, 2).address = "https" + "x" * 90
    actor = [SUPERVISOR]
    with serving(sqlite_url, lambda: actor[0]) as address:
        yield Day(address, engine, actor)
    engine.dispose()


def look(page: Page, address: str) -> None:
    """A page that fits and has nothing grave."""
    assert page.goto(address).ok, address
    spill = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert spill <= 0, f"{address} is {spill} pixels too wide"
    assert faults(page) == [], address


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_every_page_of_the_office_fits_and_has_nothing_grave(
    browser: Browser, day: Day, screen: tuple[int, int]
) -> None:
    page, complaints = opened(browser, screen, script=True)
    for path in PATHS:
        look(page, day.address + path)
    look(page, f"{day.address}/office/posts/3?lang=en")
    assert complaints == []


@pytest.mark.parametrize(("screen", "script"), [("telephone", True), ("desk", False)])
def test_an_employer_is_verified_once_with_its_evidence(browser: Browser, day: Day, screen: str, script: bool) -> None:
    page, _ = opened(browser, SCREENS[screen], script=script)
    page.goto(f"{day.address}/office/employers")
    before = day.stored(Verification)
    page.get_by_role("link", name=LONG[:90]).click()
    page.get_by_label("打过电话核实").check()
    page.get_by_label("凭哪样？").fill(HOW)
    # The session ends in the middle of it: nothing is written, and the words are still there on the way back.
    if script:
        day.actor[0] = ANYBODY
        page.get_by_role("button", name="记下").first.click()
        expect(page.get_by_role("heading", name="要先登录")).to_be_visible()
        assert day.stored(Verification) == before
        day.actor[0] = SUPERVISOR
        page.go_back()
        expect(page.get_by_label("凭哪样？")).to_have_value(HOW)
    else:
        page.get_by_label("凭哪样？").fill("")
        page.get_by_role("button", name="记下").first.click()
        expect(page.get_by_text("写一句凭哪样核实的")).to_be_visible()
        expect(page.get_by_label("打过电话核实")).to_be_checked()
        page.get_by_label("凭哪样？").fill(HOW)
    page.get_by_role("button", name="记下").first.click()
    expect(page.get_by_text(HOW)).to_be_visible()
    assert day.stored(Verification) == before + 1
    page.get_by_role("button", name="撤回").click()
    expect(page.get_by_text(HOW)).to_have_count(0)


def test_a_post_for_elsewhere_is_shown_after_two_people_have_read_it(browser: Browser, day: Day) -> None:
    page, _ = opened(browser, SCREENS["desk"], script=True)
    page.goto(f"{day.address}/office/review")
    page.get_by_role("link", name=NAMES[1]).click()
    other = page.context.new_page()
    other.goto(page.url)
    read = day.stored(Review) + 1
    page.get_by_role("button", name="没有问题，交给下一个人看").dblclick()
    expect(page.locator(".said, [role=alert]").filter(visible=True)).to_be_visible()
    assert day.stored(Review) == read
    assert day.vacancy(2).state is VacancyState.DRAFT
    # The same person in another window, which knew nothing of it: one reader stays one reader.
    other.get_by_role("button", name="没有问题，交给下一个人看").click()
    expect(other.get_by_role("alert")).to_be_visible()
    assert day.stored(Review) == read
    assert day.vacancy(2).state is VacancyState.DRAFT
    day.actor[0] = COLLEAGUE
    other.goto(f"{day.address}/office/review/2")
    other.get_by_role("button", name="没有问题，公布").click()
    expect(other.get_by_text("公布了，大家看得到了")).to_be_visible()
    assert day.vacancy(2).state is VacancyState.PUBLISHED


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_call_says_in_one_tap_that_a_post_is_still_open(browser: Browser, day: Day, script: bool) -> None:
    page, _ = opened(browser, SCREENS["telephone"], script=script)
    page.goto(f"{day.address}/office/ringing")
    page.get_by_label("还招几个").fill("0")
    page.get_by_role("button", name=f"{NAMES[2]}：还在招").click()
    expect(page.get_by_text("写一个数，1到999。")).to_be_visible()
    page.get_by_label("还招几个").fill("6")
    page.get_by_role("button", name=f"{NAMES[2]}：还在招").click()
    expect(page.get_by_text("还在招，记下了")).to_be_visible()
    assert day.vacancy(3).openings == 6
    page.get_by_role("button", name="撤回").click()
    expect(page.get_by_role("heading", name=NAMES[2])).to_be_visible()
