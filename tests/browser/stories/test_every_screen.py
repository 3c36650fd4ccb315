"""Every screen of the mini-program on the real server, and the staff's pages of it: nothing grave for axe-core.

Filled, empty, without a line, with a server that stumbles, and for somebody who is not known.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from jobmatch import clock, db
from jobmatch.access import Actor, Role
from jobmatch.accounts import links
from jobmatch.accounts.model import Account, LinkPurpose
from tests.browser.counter import world
from tests.browser.server import serving
from tests.browser.stories.town import CLERK, HEAD, WIFE, Town, want_the_first
from tests.browser.test_uploads import fits
from tests.conftest import SOAKING

GRAVE = ("serious", "critical")
PUBLIC = ("vacancies", "vacancy?id=1", "link")
OWN = ("home", "inbox", "me", "form", "courses", "referrals", "complaint")
# What a page shows in the place of its content is one part that all share: two pages stand for all, but for the soak.
SHARED = (*OWN, *PUBLIC, "families") if SOAKING else ("home", "form")


def faults(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], node["html"][:200]) for one in found if one["impact"] in GRAVE for node in one["nodes"]]


def look_at(page: Page, *names: str) -> None:
    """The pages of the mini-program one after the other, once each has come."""
    for name in names:
        path = name.split("?")[0]
        page.evaluate("url => wx.reLaunch({ url })", f"/pages/{path}/{name}")
        page.get_by_text("正在找").filter(visible=True).wait_for(state="detached")
        assert faults(page) == [], name
        assert fits(page), name


def test_screens_with_all_that_belongs_on_them(town: Town) -> None:
    page = town.linked("filled", WIFE)
    want_the_first(page, "拒绝")
    town.employer_expects(WIFE)
    look_at(page, *OWN, *PUBLIC)


def test_screens_of_somebody_for_whom_there_is_nothing_yet(town: Town) -> None:
    page = town.phone("empty", f"/pages/link/link?scene={town.code(HEAD).scanned}")
    page.get_by_text("今天还没有合适的活").wait_for()
    look_at(page, "home", "inbox", "courses", "referrals", "form")


def test_screens_without_a_line_with_a_broken_server_and_for_a_stranger(town: Town) -> None:
    page = town.phone("stranger")
    page.get_by_text("还不晓得您是哪个").wait_for()
    look_at(page, *SHARED)
    page = town.linked("broken", WIFE)
    page.route("**/api/**", lambda route: route.fulfill(status=500, body=""))
    look_at(page, *SHARED)
    page.unroute("**/api/**")
    page.context.set_offline(True)
    look_at(page, *SHARED)


def test_the_families_of_a_worker(town: Town) -> None:
    with db.transaction(town.engine) as session:
        whose = session.query(Account.id).filter_by(name=world.CLERK).scalar()
        code = links.make(session, LinkPurpose.WORKER, clock.now(), CLERK, account_id=whose)
    page = town.phone("worker", f"/pages/link/link?scene={code.scanned}")
    page.get_by_role("button", name="我帮的人家").click()
    page.get_by_text("12栋2单元2301").wait_for()
    look_at(page, "families", "me", "home")


def test_the_kiosk(town: Town) -> None:
    page = town.kiosk()
    page.goto(f"{town.address}/m/?mode=kiosk#/pages/link/link")
    page.get_by_label("窗口给的号码").fill(town.code(WIFE, LinkPurpose.CENTRE).typed)
    page.get_by_role("button", name="进去").click()
    page.locator("job-card").first.wait_for()
    page.get_by_role("button", name="我的", exact=True).click()
    page.get_by_role("link", name="我的登记").wait_for()
    # The next person would find it on the clipboard.
    expect(page.get_by_role("button", name="把我的资料给我一份")).to_have_count(0)
    look_at(page, *(OWN if SOAKING else ("home", "me")), *PUBLIC)


@dataclass
class Desk:
    """A page on which whoever is named sits."""

    page: Page
    address: str
    sit: Callable[[Actor], None]


@pytest.fixture
def desk(town: Town) -> Iterator[Desk]:
    sitting = [CLERK]
    with serving(town.engine.url.render_as_string(), lambda: sitting[0]) as address:
        yield Desk(town.desk(), address, lambda actor: sitting.__setitem__(0, actor))


COUNTY, SUPERVISOR = Actor("li.county", Role.COUNTY, None), Actor("wang.min", Role.SUPERVISOR, frozenset({"S1"}))


@pytest.mark.parametrize(
    ("who", "path"),
    [(CLERK, "/calls"), (COUNTY, "/pushes"), (COUNTY, "/jobs"), (CLERK, "/phone"), (SUPERVISOR, "/concerns")],
)
def test_the_pages_of_the_staff(town: Town, desk: Desk, who: Actor, path: str) -> None:
    town.send()
    desk.sit(who)
    for language in ("en", "zh"):
        assert desk.page.goto(f"{desk.address}{path}?lang={language}").ok
        assert faults(desk.page) == [], language


def test_the_page_that_links_a_telephone(town: Town, desk: Desk) -> None:
    desk.page.goto(f"{desk.address}/counter")
    desk.page.locator('input[name="who"]').fill(WIFE)
    desk.page.locator('input[name="who"]').press("Enter")
    desk.page.locator(".family").first.click()
    desk.page.wait_for_url("**/consent")
    code = desk.page.url.split("/")[-2]
    desk.page.goto(f"{desk.address}/counter/{code}/phone/{town.person(WIFE)}")
    assert faults(desk.page) == []
    desk.page.get_by_role("button", name="开码").first.click()
    desk.page.locator(".link-picture svg").wait_for()
    assert faults(desk.page) == []
