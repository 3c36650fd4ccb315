"""A relief worker's day, on a telephone and at a desk: the list of the day, a talk on a slow line, a post by hand, a
service, the form of the family, and the family handed to a successor; two windows, a sign-in that ends in the middle,
and no scripts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine, func, select, update

from jobmatch import clock, db
from jobmatch.access import Role, operator
from jobmatch.accounts import service as accounts
from jobmatch.accounts.model import SignIn
from jobmatch.audit import AuditEvent
from jobmatch.demo.users import PASSWORD
from jobmatch.households.model import Household, Site
from jobmatch.placements.follow_ups.life import FollowUpKind, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.minimum.model import ServiceGiven
from tests.browser.server import serving, sign_in
from tests.browser.test_today import SCREENS, faults, opened
from tests.lived import lived_village

WALKER, NEXT = "龙秀英", "罗大山"
SAID = "娃娃九月上学，上学以后哪样班都上得"
SLOW = {"offline": False, "latency": 300, "downloadThroughput": 60_000, "uploadThroughput": 30_000}
AT_A_TALK = "回访时讲的"


@dataclass
class Day:
    """A server at which users sign in, its database, and the talks that wait for the walker, each about one person."""

    address: str
    engine: Engine
    talks: list[int]

    def next_talk(self) -> FollowUp:
        with db.reading(self.engine) as session:
            row = session.get_one(FollowUp, self.talks.pop())
            session.expunge_all()
        return row

    def row(self, talk: FollowUp) -> FollowUp:
        with db.reading(self.engine) as session:
            row = session.get_one(FollowUp, talk.id)
            session.expunge_all()
        return row

    def given(self, talk: FollowUp) -> int:
        with db.reading(self.engine) as session:
            of_them = ServiceGiven.person_id == talk.person_id, ServiceGiven.about == AT_A_TALK
            return session.scalar(select(func.count(ServiceGiven.id)).where(*of_them)) or 0

    def noted(self, talk: FollowUp) -> int:
        with db.reading(self.engine) as session:
            of_it = AuditEvent.action == "follow_up_note", AuditEvent.detail == f"{talk.kind}:{talk.id}"
            return session.scalar(select(func.count(AuditEvent.id)).where(*of_it)) or 0

    def end_every_sign_in(self) -> None:
        with db.transaction(self.engine) as session:
            session.execute(update(SignIn).where(SignIn.ended_at.is_(None)).values(ended_at=clock.now()))


@pytest.fixture(scope="module")
def day() -> Iterator[Day]:
    """Families of whom somebody looks for work are the walker's, with a talk about it that is due today."""
    with lived_village() as url:
        engine, at = db.engine_for(url), clock.now()
        with db.transaction(engine) as session:
            for number, name in enumerate((WALKER, NEXT)):
                sites = frozenset(session.scalars(select(Site.code)))
                new = accounts.NewAccount(f"walker.{number}", Role.HELPER, name, sites, f"1990000005{number}")
                accounts.add(session, new, PASSWORD, at, operator("tests"))
            asked = select(FollowUp).where(FollowUp.kind == FollowUpKind.SEEKING).order_by(FollowUp.id)
            seekers = {row.household_id: row.person_id for row in session.scalars(asked)}
            talks = [
                FollowUp(
                    kind=FollowUpKind.SEEKING, mark=f"walk:{household_id}", household_id=household_id,
                    person_id=person_id, due_on=clock.today(), state=FollowUpState.DUE,
                )
                for household_id, person_id in seekers.items()
            ]  # fmt: skip
            session.add_all(talks)
            for household_id in seekers:
                home = session.get_one(Household, household_id)
                home.helper_name, home.helper_phone = WALKER, "19900000050"
            session.flush()
            waiting = [talk.id for talk in talks]
        with serving(url) as address:
            yield Day(address, engine, waiting)
        engine.dispose()


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest) -> tuple[int, int]:
    return SCREENS[request.param]


def fits(page: Page) -> None:
    """Nothing grave is found in the page, and nothing sticks out of it."""
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, page.url
    assert faults(page) == [], page.url


def in_both_languages(page: Page) -> None:
    """In a window of its own, so that the way back of this one stays what it was."""
    other = page.context.new_page()
    for language in ("en", "zh"):
        other.goto(f"{page.url.partition('#')[0]}?lang={language}")
        fits(other)
    other.close()


def to_the_talk(page: Page, day: Day, talk: FollowUp) -> None:
    """From the page of the day: the list, and in it the talk."""
    page.goto(f"{day.address}/today")
    here = page.locator(f'a[href="/today/talks/{talk.id}"]')
    if not here.count():
        page.goto(f"{day.address}/today/list/talks")
    here.click()


def test_a_day_from_the_list_to_the_successor(browser: Browser, day: Day, screen: tuple[int, int]) -> None:
    talk = day.next_talk()
    page, complaints = opened(browser, screen, script=True)
    sign_in(page, day.address, "walker.0")
    to_the_talk(page, day, talk)
    in_both_languages(page)
    # On a slow line, and pressed twice: all is well is one tap and the result another, a service is one in between.
    line = page.context.new_cdp_session(page)
    line.send("Network.emulateNetworkConditions", SLOW)
    page.get_by_label("他还说了哪样？").fill(SAID)
    page.get_by_role("button", name="讲政策").dblclick()
    expect(page.locator(".said")).to_contain_text("讲政策")
    expect(page.get_by_label("他还说了哪样？")).to_have_value(SAID)
    page.get_by_role("button", name="都问过了，都好").click()
    page.get_by_role("button", name="问完了，记下").dblclick()
    expect(page.get_by_role("heading", name="问过了，都记下了")).to_be_visible()
    expect(page.locator("#said")).to_contain_text(SAID)
    line.send(
        "Network.emulateNetworkConditions", SLOW | {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    )
    assert (day.given(talk), day.noted(talk)) == (1, 1)
    in_both_languages(page)
    # The way back shows how it stands, and asks nothing a second time.
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", name="问过了，都记下了")).to_be_visible()
    page.get_by_role("link", name="看这家").click()
    expect(page.locator("#history")).to_contain_text(SAID)
    in_both_languages(page)
    # A post by hand, with the reason that is read aloud, and back again.
    page.locator(f'a[href$="/people/{talk.person_id}/posts"]').click()
    in_both_languages(page)
    page.locator("summary", has_text="选这一样").first.click()
    page.locator("details[open]").get_by_label("为哪样选这一样").fill("离她妈妈家近。")
    page.locator("details[open]").get_by_role("button", name="推荐给他").dblclick()
    expect(page.locator("#offers")).to_contain_text("离她妈妈家近")
    page.get_by_role("button", name="撤回").click()
    expect(page.locator("#offers")).not_to_contain_text("离她妈妈家近")
    # At the door: the form of the family, begun and left as it is.
    page.get_by_role("button", name="打开这家的登记").click()
    expect(page.get_by_role("heading", name="先念给您听")).to_be_visible()
    assert complaints == []
    page.context.close()
    handed_over(browser, day, screen, talk)


def handed_over(browser: Browser, day: Day, screen: tuple[int, int], talk: FollowUp) -> None:
    """Whoever answers for the site gives the family to a successor, who sees what was said; the walker sees no more."""
    page, _complaints = opened(browser, screen, script=True)
    sign_in(page, day.address, "supervisor")
    page.goto(f"{day.address}/homes/{talk.household_id}")
    page.get_by_role("link", name="换帮扶人").click()
    expect(page.locator("input[name=home]:checked")).to_have_count(1)
    fits(page)
    page.get_by_label(NEXT).check()
    page.get_by_role("button", name="交过去").dblclick()
    expect(page.locator(".said")).to_contain_text(f"1家交给了{NEXT}")
    for user, seen in (("walker.1", True), ("walker.0", False)):
        page.context.clear_cookies()
        sign_in(page, day.address, user)
        answer = page.goto(f"{day.address}/homes/{talk.household_id}")
        assert answer is not None
        assert answer.ok == seen
        assert (SAID in page.content()) == seen
    page.context.close()


def test_two_windows_at_one_talk_lose_no_word(browser: Browser, day: Day) -> None:
    talk = day.next_talk()
    page, _complaints = opened(browser, SCREENS["telephone"], script=True)
    sign_in(page, day.address, "walker.0")
    to_the_talk(page, day, talk)
    other = page.context.new_page()
    other.goto(page.url)
    for window, words in ((page, "没有变"), (other, "有变")):
        window.get_by_label("还在找", exact=True).check()
        window.get_by_label(words, exact=True).check()
        window.get_by_label("现在不想", exact=True).check()
        window.get_by_label("他还说了哪样？").fill(f"{words}，他说的")
        window.get_by_role("button", name="问完了，记下").click()
    expect(page.get_by_role("heading", name="问过了，都记下了")).to_be_visible()
    expect(other.locator(".clash")).to_contain_text("您记的：有变")
    expect(other.get_by_label("补一句")).to_have_value("有变，他说的")
    fits(other)
    other.locator("#said").get_by_role("button", name="记下").dblclick()
    expect(other.locator("#said blockquote")).to_contain_text("有变，他说的")
    expect(other.get_by_label("补一句")).to_have_value("")
    assert day.row(talk).said == "没有变，他说的\n有变，他说的"
    assert (day.row(talk).answers or {})["changed"] == "no"
    page.context.close()


def test_what_was_typed_is_there_after_a_sign_in_that_ended(
    browser: Browser, day: Day, screen: tuple[int, int]
) -> None:
    talk = day.next_talk()
    page, _complaints = opened(browser, screen, script=True)
    sign_in(page, day.address, "walker.0")
    to_the_talk(page, day, talk)
    page.get_by_label("现在不找了", exact=True).check()
    page.get_by_label("有变", exact=True).check()
    page.get_by_label("他还说了哪样？").fill(SAID)
    day.end_every_sign_in()
    page.get_by_role("button", name="问完了，记下").click()
    expect(page.get_by_role("heading", name="要先登录")).to_be_visible()
    assert day.row(talk).answers is None
    page.get_by_role("link", name="去登录").click()
    page.get_by_label("名字").fill("walker.0")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_label("他还说了哪样？")).to_have_value(SAID)
    expect(page.get_by_label("现在不找了", exact=True)).to_be_checked()
    expect(page.get_by_label("有变", exact=True)).to_be_checked()
    page.get_by_role("button", name="问完了，记下").click()
    expect(page.locator("#said blockquote")).to_contain_text(SAID)
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
    page.context.close()


def test_a_day_without_scripts(browser: Browser, day: Day) -> None:
    talk = day.next_talk()
    page, _complaints = opened(browser, SCREENS["telephone"], script=False)
    sign_in(page, day.address, "walker.0")
    to_the_talk(page, day, talk)
    page.get_by_label("他还说了哪样？").fill(SAID)
    page.get_by_role("button", name="都问过了，都好").click()
    page.get_by_role("button", name="职业指导").click()
    expect(page.get_by_label("他还说了哪样？")).to_have_value(SAID)
    expect(page.get_by_label("还在找", exact=True)).to_be_checked()
    page.get_by_role("button", name="问完了，记下").click()
    expect(page.locator("#said blockquote")).to_contain_text(SAID)
    page.get_by_role("link", name="看这家").click()
    page.locator("summary", has_text="今天给了服务").click()
    page.get_by_label("讲的是哪样").fill("租房补贴怎么领")
    page.locator("#giving .tick input[name=person]").first.check()
    page.get_by_label("讲政策", exact=True).check()
    page.locator("#giving").get_by_role("button", name="记下").click()
    expect(page.locator("#services")).to_contain_text("租房补贴怎么领")
    page.get_by_role("button", name="打开这家的登记").click()
    expect(page.get_by_role("heading", name="先念给您听")).to_be_visible()
    page.context.close()
