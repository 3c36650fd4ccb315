"""The pages of the day in a real browser: they fit both screens with a long name, work without a script, and a talk
shows only what is asked next where there is one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from jobmatch import clock, db
from jobmatch.access import Actor, Role
from jobmatch.households.model import Household, Person, Site
from jobmatch.placements.follow_ups.life import FollowUpKind, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.rights import service as rights
from jobmatch.placements.rights.life import RightsKind
from jobmatch.placements.warnings.life import WarningState
from jobmatch.placements.warnings.model import EarlyWarning, Level, Signal
from tests.browser.server import serving
from tests.placements.hired import introduced, started
from tests.placements.people import settle

LONG = "阿布都热依木·买买提吐尔逊·阿卜杜拉" * 3
CLERK = Actor("chen.jie", Role.CLERK, frozenset({"S1"}))
SCREENS = {"telephone": (360, 740), "desk": (1366, 768)}
PATHS = (
    "/today", "/today/list/talks", "/today/list/warnings", "/today/list/rights", "/today/talks/1", "/today/talks/2",
    "/today/homes/1", "/referrals/1", "/referrals/2",
)  # fmt: skip


@dataclass(frozen=True)
class Day:
    """The address of a server on which there is something of everything to do, and its database."""

    address: str
    engine: Engine


@pytest.fixture
def day(sqlite_url: str) -> Iterator[Day]:
    engine, at = db.engine_for(sqlite_url), clock.now()
    with db.transaction(engine) as session:
        case = settle(session)
        helper = case.actor(Role.HELPER)
        session.get_one(Person, case.person_id).name = LONG
        session.get_one(Person, case.twin_id).name = LONG
        session.get_one(Household, case.household_id).dwelling = "https" + "x" * 55
        work = started(session, case, on=clock.today(), at=at)
        introduced(session, case.twin_id, case.vacancy_id)
        due = {"household_id": case.household_id, "due_on": clock.today(), "state": FollowUpState.DUE}
        kinds = {FollowUpKind.WORK_DAY_30: (case.person_id, work.id), FollowUpKind.ZERO: (None, None)}
        for kind, (person_id, referral_id) in kinds.items():
            session.add(FollowUp(kind=kind, mark=f"{kind}:1", person_id=person_id, referral_id=referral_id, **due))
        warned = {"household_id": case.household_id, "raised_on": clock.today(), "due_on": clock.today()}
        for signal, level in ((Signal.RELAPSE, Level.RED), (Signal.STALE, Level.GREY)):
            session.add(EarlyWarning(signal=signal, level=level, mark=signal, state=WarningState.OPEN, **warned))
        session.flush()
        rights.open_ticket(session, case.person_id, RightsKind.FEES, "厂" * 90, at, helper, said="https" + "x" * 90)
    with serving(sqlite_url, lambda: case.actor(Role.SUPERVISOR)) as address:
        yield Day(address, engine)
    engine.dispose()


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest) -> tuple[int, int]:
    return SCREENS[request.param]


def opened(browser: Browser, screen: tuple[int, int], *, script: bool) -> tuple[Page, list[str]]:
    """A page, and what it complains about."""
    size = {"width": screen[0], "height": screen[1]}
    page = browser.new_context(viewport=size, java_script_enabled=script).new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def faults(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], node["html"][:200]) for one in found if one["impact"] != "minor" for node in one["nodes"]]


def test_every_page_fits_with_a_long_name_and_has_nothing_grave(
    browser: Browser, day: Day, screen: tuple[int, int]
) -> None:
    page, complaints = opened(browser, screen, script=True)
    for language in ("zh", "en"):
        for path in PATHS:
            assert page.goto(f"{day.address}{path}?lang={language}").ok
            spill = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert spill <= 0, f"{path} is {spill} pixels too wide"
            assert faults(page) == [], path
    assert complaints == []


def test_a_talk_shows_only_what_is_asked_next(browser: Browser, day: Day, screen: tuple[int, int]) -> None:
    page, complaints = opened(browser, screen, script=True)
    page.goto(f"{day.address}/today/talks/1")
    expect(page.get_by_text("工资发了没有？")).to_be_hidden()
    page.get_by_label("没在了", exact=True).check()
    expect(page.get_by_text("为哪样走的？")).to_be_visible()
    page.get_by_label("还在", exact=True).check()
    expect(page.get_by_text("为哪样走的？")).to_be_hidden()
    page.get_by_label("发了", exact=True).check()
    expect(page.locator("#a-yuan")).to_be_visible()
    page.get_by_label("到日子了没发", exact=True).check()
    expect(page.locator("#a-yuan")).to_be_hidden()
    page.get_by_label("有人管", exact=True).check()
    page.get_by_label("不换", exact=True).check()
    page.get_by_role("button", name="问完了，记下").click()
    expect(page.get_by_role("heading", name="问过了，都记下了")).to_be_visible()
    expect(page.get_by_text("不发工钱、扣工钱")).to_be_visible()
    assert complaints == []


def test_a_talk_is_held_without_a_script_and_what_is_missing_has_the_focus(
    browser: Browser, day: Day, screen: tuple[int, int]
) -> None:
    page, _ = opened(browser, screen, script=False)
    page.goto(f"{day.address}/today")
    page.get_by_role("link", name=f"{LONG}：去问").first.click()
    page.get_by_label("还在", exact=True).check()
    page.get_by_label("还没到日子").check()
    page.get_by_label("不换", exact=True).check()
    page.get_by_role("button", name="问完了，记下").click()
    expect(page.locator("#q-cared_for .wrong-words")).to_be_visible()
    expect(page.locator("#q-cared_for input").first).to_be_focused()
    expect(page.get_by_label("还没到日子")).to_be_checked()
    page.get_by_label("没有要管的").check()
    page.get_by_role("button", name="问完了，记下").click()
    expect(page.get_by_role("heading", name="问过了，都记下了")).to_be_visible()


def test_an_employers_answer_is_written_down_without_a_script(
    browser: Browser, day: Day, screen: tuple[int, int]
) -> None:
    page, _ = opened(browser, screen, script=False)
    page.goto(f"{day.address}/referrals/2")
    page.get_by_text("要了", exact=True).click()
    page.get_by_role("button", name="单位要了，记下").click()
    expect(page.locator(".talk-head")).to_contain_text("单位要了，等到岗")
    page.get_by_label("单位说的").check()
    page.get_by_label("哪天开始上班").fill(clock.today().isoformat())
    page.locator("details[open]").get_by_role("button", name="记下").click()
    expect(page.locator(".two")).to_contain_text("单位说的")


def test_the_first_day_of_all_is_empty_and_kind(browser: Browser, sqlite_url: str, screen: tuple[int, int]) -> None:
    engine = db.engine_for(sqlite_url)
    with db.transaction(engine) as session:
        session.add(Site(code="S1", name="安置点一", division="520322"))
    engine.dispose()
    with serving(sqlite_url, lambda: CLERK) as address:
        page, complaints = opened(browser, screen, script=True)
        page.goto(f"{address}/today")
        expect(page.get_by_text("今天没有要办的")).to_be_visible()
        assert faults(page) == []
        assert complaints == []
