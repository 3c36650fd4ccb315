"""The queues of a centre in a real browser: they fit both screens with a long name and with nothing in them, and what
is said in one holds against a second click, a second window, a session that ends, the way back, and without a script.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select, update

from jobmatch import clock, db
from jobmatch.access import ANYBODY, Actor
from jobmatch.concerns import service as concerns
from jobmatch.concerns.model import ConcernKind
from jobmatch.households.model import Household, Person
from jobmatch.placements.rights import service as rights
from jobmatch.placements.rights.life import RightsKind
from jobmatch.vacancies.listing.model import TitleQuestion
from jobmatch.vacancies.listing.titles import ask
from tests.browser.server import serving
from tests.browser.test_office import Day, look
from tests.browser.test_today import LONG, SCREENS, opened
from tests.desk.office.office_desk import SUPERVISOR
from tests.desk.plenty import one_of_each

QUEUES = (
    "/queues", "/queues/twins", "/queues/titles", "/queues/old", "/calls", "/concerns", "/today/list/rights",
)  # fmt: skip
TITLE, OTHER_TITLE = "打杂的", "叉车"


@pytest.fixture
def day(sqlite_url: str) -> Iterator[Day]:
    """Somebody with a long name waits in every queue; `actor` sits at the desk."""
    engine, at = db.engine_for(sqlite_url), clock.now()
    one_of_each(engine)
    with db.transaction(engine) as session:
        for home in session.scalars(select(Household)):
            home.updated_at, home.dwelling = at - timedelta(days=100), "https" + "x" * 55
        people = session.scalars(select(Person).order_by(Person.id)).all()
        for person in people:
            person.name = LONG
        ask(session, OTHER_TITLE, clock.today())
        concerns.bring_up(session, people[0].id, ConcernKind.COMPLAINT, "", at, SUPERVISOR, said=LONG)
        rights.open_ticket(session, people[0].id, RightsKind.ARREARS, LONG[:90], at, SUPERVISOR, said=LONG)
    actor = [SUPERVISOR]
    with serving(sqlite_url, lambda: actor[0]) as address:
        yield Day(address, engine, actor)
    engine.dispose()


def meaning(day: Day, title: str) -> str | None:
    """What a title is said to mean."""
    with db.reading(day.engine) as session:
        return session.scalars(select(TitleQuestion.occupation).where(TitleQuestion.title == title)).one()


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_every_queue_fits_with_a_long_name_and_with_nothing_in_it(
    browser: Browser, day: Day, screen: tuple[int, int]
) -> None:
    page, complaints = opened(browser, screen, script=True)
    for path in (*QUEUES, "/queues/twins/1", "/queues/titles?by=-title&q=z"):
        look(page, day.address + path)
        look(page, f"{day.address}{path}{'&' if '?' in path else '?'}lang=en")
        page.goto(f"{day.address}{path}{'&' if '?' in path else '?'}lang=zh")
    day.actor[0] = Actor("elsewhere", SUPERVISOR.role, frozenset({"NOWHERE"}))
    with db.transaction(day.engine) as session:
        session.execute(update(TitleQuestion).values(occupation="保洁员"))
    for path in QUEUES:
        look(page, day.address + path)
        expect(page.locator(".task")).to_have_count(0)
    assert complaints == []


@pytest.mark.parametrize(("screen", "script"), [("telephone", True), ("desk", False)])
def test_a_title_is_named_once_and_what_was_typed_for_it_is_not_lost(
    browser: Browser, day: Day, screen: str, script: bool
) -> None:
    page, _ = opened(browser, SCREENS[screen], script=script)
    page.goto(f"{day.address}/queues/titles")
    late = page.context.new_page()
    late.goto(page.url)
    entry = page.locator(".task", has_text=TITLE).get_by_role("textbox")
    entry.fill("没有这种活")
    # The session ends in the middle of it: nothing is written, and with the way back the words are there.
    day.actor[0] = ANYBODY
    entry.press("Enter")
    expect(page.get_by_role("heading", name="要先登录")).to_be_visible()
    day.actor[0] = SUPERVISOR
    page.go_back()
    if script:
        expect(entry).to_have_value("没有这种活")
    entry.fill("没有这种活")
    entry.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("职业分类里没有这个名字")
    expect(entry).to_have_value("没有这种活")
    entry.fill("保洁员")
    page.locator(".task", has_text=TITLE).get_by_role("button", name="就是这个").dblclick()
    expect(page.get_by_text("记下了")).to_be_visible()
    assert meaning(day, TITLE) == "保洁员"
    # Another window that knew nothing of it overwrites nothing; the title beside it still waits in both.
    stale = late.locator(".task", has_text=TITLE)
    stale.get_by_role("textbox").fill("缝纫工")
    stale.get_by_role("button", name="就是这个").click()
    expect(late.get_by_role("heading", name=OTHER_TITLE)).to_be_visible()
    assert (meaning(day, TITLE), meaning(day, OTHER_TITLE)) == ("保洁员", None)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_call_and_a_complaint_are_settled_once_from_two_windows(browser: Browser, day: Day, script: bool) -> None:
    page, _ = opened(browser, SCREENS["telephone"], script=script)
    for path, button in (("/calls", "告诉了"), ("/concerns", "办好了")):
        page.goto(day.address + path)
        late = page.context.new_page()
        late.goto(page.url)
        waits = page.get_by_role("button", name=button)
        before = waits.count()
        waits.first.dblclick()
        expect(page.get_by_role("button", name=button)).to_have_count(before - 1)
        late.get_by_role("button", name=button).first.click()
        expect(late.get_by_role("button", name=button)).to_have_count(before - 1)
        late.close()
