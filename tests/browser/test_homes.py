"""A helper's day on a telephone: the family, a question that is pressed twice, a session that ends in the middle of it,
and two tabs; the pages of households have nothing grave and fit both screens.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import func, select

from jobmatch import clock, db
from jobmatch.access import ANYBODY, Actor, Role, operator
from jobmatch.accounts import service as accounts
from jobmatch.households.model import Household, Membership, Person
from jobmatch.placements.help_asked import HelpAsked
from tests.browser.server import serving
from tests.browser.test_today import LONG, SCREENS, faults, opened
from tests.desk.staffed import PASSWORD
from tests.placements.hired import started
from tests.placements.people import Case, settle

PHONE = (390, 844)
QUESTION = "娃娃没人带，哪样活都去不成"


@dataclass
class Site:
    """A server at which `actor` asks, its database, and whom it serves."""

    address: str
    url: str
    case: Case
    actor: list[Actor]

    def asked(self) -> int:
        """How many questions there are."""
        engine = db.engine_for(self.url)
        with db.reading(engine) as session:
            number = session.scalar(select(func.count(HelpAsked.id)))
        engine.dispose()
        return number or 0


@pytest.fixture
def site(sqlite_url: str) -> Iterator[Site]:
    engine, at = db.engine_for(sqlite_url), clock.now()
    with db.transaction(engine) as session:
        case = settle(session)
        for person_id in (case.person_id, case.twin_id):
            person = session.get_one(Person, person_id)
            person.name, person.phone = LONG[:30], "19900000001"
        for one in session.scalars(select(Membership)):
            one.joined_on = clock.today()
        home = session.get_one(Household, case.household_id)
        home.dwelling, home.helper_name, home.helper_phone = "https" + "x" * 55, "范红梅" * 10, "19900000038"
        new = accounts.NewAccount("next", Role.HELPER, "罗大山" * 9, frozenset({"S1"}), "19900000039")
        accounts.add(session, new, PASSWORD, at, operator("tests"))
        started(session, case, on=clock.today(), at=at)
    engine.dispose()
    actor = [case.actor(Role.HELPER)]
    with serving(sqlite_url, lambda: actor[0]) as address:
        yield Site(address, sqlite_url, case, actor)


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_the_pages_fit_with_long_names_and_have_nothing_grave(
    browser: Browser, site: Site, screen: tuple[int, int]
) -> None:
    site.actor[0] = site.case.actor(Role.SUPERVISOR)
    page, complaints = opened(browser, screen, script=True)
    home = f"/homes/{site.case.household_id}"
    hand_over = f"/homes/hand-over?helper={'范红梅' * 10}"
    for path in (
        "/homes",
        "/homes?q=zzz",
        home,
        f"{home}?on=2020-01-01",
        "/homes/helpers",
        hand_over,
        f"{home}?lang=en",
    ):
        assert page.goto(site.address + path).ok, path
        spill = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert spill <= 0, f"{path} is {spill} pixels too wide"
        assert faults(page) == [], path
    assert complaints == []


def test_a_question_is_asked_once_and_nothing_that_was_typed_is_lost(browser: Browser, site: Site) -> None:
    page, _complaints = opened(browser, PHONE, script=True)
    page.goto(f"{site.address}/today")
    page.locator("main").get_by_role("link", name="归我管的人家").click()
    page.locator("tbody th a").first.click()
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_text("这件办不了").click()
    page.get_by_label("难在哪里").fill(QUESTION)
    # The session ends: nothing is written, and the way back leads to the words.
    helper, site.actor[0] = site.actor[0], ANYBODY
    page.get_by_role("button", name="交给负责人").click()
    expect(page.get_by_role("heading", name="要先登录")).to_be_visible()
    assert site.asked() == 0
    site.actor[0] = helper
    page.go_back()
    expect(page.get_by_label("难在哪里")).to_have_value(QUESTION)
    page.get_by_role("button", name="交给负责人").dblclick()
    expect(page.locator("#help")).to_contain_text(QUESTION)
    assert site.asked() == 1
    # The other tab, which knew nothing of it, keeps its words and says what stands.
    other.get_by_text("这件办不了").click()
    other.get_by_label("难在哪里").fill("还有一件")
    other.get_by_role("button", name="交给负责人").click()
    expect(other.get_by_text("已经有一件交上去了")).to_be_visible()
    expect(other.get_by_label("难在哪里")).to_have_value("还有一件")
    assert site.asked() == 1
