"""An employer's working day, on a telephone and at a desk: a post from nothing and from an old one, two windows, an
answer that is pressed twice, a session that ends in the middle of a form, and the link of a text without scripts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from jobmatch import clock, db
from jobmatch.access import ANYBODY, Actor, Role
from jobmatch.households.model import Person
from jobmatch.placements.employer_texts import links
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Employer, Vacancy
from tests.browser.server import serving
from tests.browser.test_today import LONG, SCREENS, faults, opened
from tests.placements.hired import introduced
from tests.placements.people import settle
from tests.test_telling import DISCLOSING, MATCHING, agree

WORDS = "车间里踩平车，只要女的。"


@dataclass
class Place:
    """A server at which `actor` asks, its database, and who waits."""

    address: str
    url: str
    actor: list[Actor]
    referral_id: int

    def drafts(self) -> int:
        engine = db.engine_for(self.url)
        with db.reading(engine) as session:
            number = session.scalar(select(func.count(Vacancy.id)).where(Vacancy.state == VacancyState.DRAFT))
        engine.dispose()
        return number or 0

    def state(self) -> str:
        engine = db.engine_for(self.url)
        with db.reading(engine) as session:
            found = session.get_one(Referral, self.referral_id).state
        engine.dispose()
        return found


@pytest.fixture
def place(sqlite_url: str) -> Iterator[Place]:
    engine = db.engine_for(sqlite_url)
    with db.transaction(engine) as session:
        case = settle(session)
        agree(session, case, MATCHING)
        agree(session, case, DISCLOSING, witness="村主任")
        person = session.get_one(Person, case.person_id)
        person.name, person.phone = LONG[:30], "19900000001"
        vacancy = session.get_one(Vacancy, case.vacancy_id)
        session.get_one(Employer, vacancy.employer_id).name = "测试缝纫厂" * 12
        referral_id = introduced(session, case.person_id, case.vacancy_id).id
        actor = [Actor("19900000056", Role.EMPLOYER, employer_ids=frozenset({vacancy.employer_id}))]
    engine.dispose()
    with serving(sqlite_url, lambda: actor[0]) as address:
        yield Place(address, sqlite_url, actor, referral_id)


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest) -> tuple[int, int]:
    return SCREENS[request.param]


def fits(page: Page) -> None:
    """Nothing grave is found in the page, and nothing sticks out of it."""
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, page.url
    assert faults(page) == [], page.url


def to_the_end(page: Page) -> None:
    """The steps after the first, with what each asks."""
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("按月", exact=True).check()
    page.get_by_label("最少多少元").fill("3200")
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("在哪里上班").fill("桐梓县娄山关街道")


def test_a_post_from_nothing_survives_an_ended_session_and_a_double_click(
    browser: Browser, place: Place, screen: tuple[int, int]
) -> None:
    page, _complaints = opened(browser, screen, script=True)
    page.goto(f"{place.address}/hiring")
    fits(page)
    page.get_by_role("link", name="用表格交").click()
    fits(page)
    page.go_back()
    page.get_by_role("link", name="发一个岗位").click()
    send = page.get_by_role("button", name="交给就业局看")
    for later in (page.get_by_role("button", name="上一步"), send):
        expect(later).to_be_hidden()
    page.get_by_label("招做哪样的").fill("缝纫工")
    page.get_by_label("要几个人").fill("4")
    page.get_by_label("活路说几句").fill(WORDS)
    expect(page.locator("#advert-found").get_by_text("不能公布")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="就用合法的写法").click()
    lawful = page.get_by_label("活路说几句").input_value()
    assert "男女不限" in lawful
    to_the_end(page)
    fits(page)
    employer, place.actor[0] = place.actor[0], ANYBODY
    send.click()
    expect(page.get_by_role("heading", name="要先登录")).to_be_visible()
    place.actor[0] = employer
    page.goto(f"{place.address}/hiring/posts/new")
    expect(page.get_by_label("招做哪样的")).to_have_value("缝纫工")
    expect(page.get_by_label("活路说几句")).to_have_value(lawful)
    to_the_end(page)
    send.dblclick()
    expect(page.get_by_text("交上去了")).to_be_visible()
    fits(page)
    assert place.drafts() == 1
    page.go_back()
    page.goto(f"{place.address}/hiring")
    expect(page.get_by_role("link", name="缝纫工")).to_have_count(2)


def test_two_windows_mend_one_post_and_an_old_one_is_copied(
    browser: Browser, place: Place, screen: tuple[int, int]
) -> None:
    page, _complaints = opened(browser, screen, script=True)
    page.goto(f"{place.address}/hiring/posts/new")
    page.get_by_label("招做哪样的").fill("缝纫工")
    page.get_by_label("要几个人").fill("4")
    to_the_end(page)
    page.get_by_role("button", name="交给就业局看").click()
    page.get_by_role("link", name="改一改").click()
    other = page.context.new_page()
    other.goto(page.url)
    for window, number in ((page, "5"), (other, "6")):
        window.get_by_label("要几个人").fill(number)
        for _step in range(2):
            window.get_by_role("button", name="下一步").click()
        window.get_by_role("button", name="交给就业局看").click()
    expect(page.get_by_text("改好了")).to_be_visible()
    clash = other.locator(".clash")
    expect(clash).to_contain_text("5")
    expect(other.get_by_label("要几个人")).to_have_value("6")
    fits(other)
    page.get_by_role("link", name="照这个再发一个").click()
    expect(page.get_by_label("招做哪样的")).to_have_value("缝纫工")
    expect(page.get_by_label("要几个人")).to_have_value("5")


def test_an_answer_pressed_twice_is_one(browser: Browser, place: Place, screen: tuple[int, int]) -> None:
    page, _complaints = opened(browser, screen, script=True)
    page.goto(f"{place.address}/hiring")
    page.get_by_role("link", name="回话").click()
    fits(page)
    page.locator("summary", has_text="要他").click()
    page.get_by_role("button", name="要他").dblclick()
    expect(page.get_by_text("您要了，等他来")).to_be_visible()
    fits(page)
    assert place.state() == ReferralState.HIRED


def test_a_link_answers_without_scripts_and_a_slip_hires_nobody(
    browser: Browser, place: Place, screen: tuple[int, int]
) -> None:
    place.actor[0] = ANYBODY
    page, _complaints = opened(browser, screen, script=False)
    page.goto(f"{place.address}/a/{links.make(place.referral_id, clock.today())}")
    page.locator("summary", has_text="要他").click()
    page.get_by_role("button", name="记下").click()
    assert place.state() == ReferralState.INTRODUCED
    page.get_by_label("对，要").check()
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_text("马上告诉他")).to_be_visible()
    assert place.state() == ReferralState.HIRED
