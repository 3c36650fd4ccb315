"""A class from the county's wish to somebody at work: planned, joined by telephone and at the counter, held, certified.

The pages are walked; beside them stands only what other stories walk: the employer's yes and the start of work.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import pytest
import time_machine
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine, select, update

from jobmatch import clock, db, flow, parameters, telling
from jobmatch.access import ANYBODY, Actor, Role
from jobmatch.accounts import links
from jobmatch.accounts.model import LinkPurpose
from jobmatch.clock import SHANGHAI
from jobmatch.courses import classes, service
from jobmatch.courses.codes import ProviderKind
from jobmatch.courses.ending.service import placed_by_work
from jobmatch.courses.model import Course
from jobmatch.demo.plant import plant
from jobmatch.demo.village import village
from jobmatch.households.codes import Education, Reading
from jobmatch.households.model import Membership, Person, Site
from jobmatch.households.working_life import Intention
from jobmatch.matches.pulled import pull_lists
from jobmatch.placements import employing, starting
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import StartProof
from tests.browser.client import require_client
from tests.browser.counter import hands
from tests.browser.server import serving
from tests.browser.stories.town import connect, send
from tests.matches.conftest import BY
from tests.matches.test_training_plans import SEATS, only_guards_are_wanted
from tests.simulated import Simulated, simulator

COUNTY, OFFICE = Actor("county", Role.COUNTY, None), Actor("office", Role.CLERK, None)
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
SCHOOL, LEARNER, MOST_DAYS = "启航学校", "learner", 15


@dataclass
class Place:
    """A village in which a guard's card is what is missing, its server and its WeChat, and who sits there now."""

    address: str
    engine: Engine
    wechat: Simulated
    browser: Browser
    actor: list[Actor]
    school: Actor
    clerk: Actor
    opened: list[BrowserContext]

    def seen_by(self, actor: Actor, size: dict[str, int]) -> Page:
        """A page at which somebody sits."""
        self.actor[0] = actor
        return self._page(size)

    def telephone(self, where: str) -> Page:
        """The learner's telephone opens the mini-program, and knows for which messages it may ask."""
        page = self._page(PHONE)
        with page.expect_request_finished(lambda request: "/api/templates" in request.url):
            page.goto(f"{self.address}/m/?who={LEARNER}#{where}")
        return page

    def _page(self, size: dict[str, int]) -> Page:
        self.opened.append(self.browser.new_context(locale="zh-CN", viewport=size))
        return self.opened[-1].new_page()


@pytest.fixture(scope="module")
def place(browser: Browser, shared_url: str) -> Iterator[Place]:
    require_client()
    engine = db.engine_for(shared_url)
    school, clerk = prepared(engine)
    actor = [COUNTY]
    opened: list[BrowserContext] = []
    with pytest.MonkeyPatch.context() as patched, simulator() as wechat:
        connect(patched, wechat.root)
        with serving(shared_url, lambda: actor[0]) as address:
            wechat.script(set={"callback": f"{address}/wechat/callback"})
            yield Place(address, engine, wechat, browser, actor, school, clerk, opened)
            for one in opened:
                one.close()
    engine.dispose()


def prepared(engine: Engine) -> tuple[Actor, Actor]:
    """The village, matched; who sits for its school and at its counter."""
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    plant(lambda: db.transaction(engine), village(8, 5, clock.today()), clock.today(), clock.now(), BY)
    with db.transaction(engine) as session:
        only_guards_are_wanted(session)
        # Whoever is grown can read: for all of them the card is what is missing.
        can_read = {"education": Education.JUNIOR_MIDDLE, "reading": Reading.FLUENT}
        session.execute(update(Person).where(Person.id.in_(select(Intention.person_id))).values(can_read))
        provider = service.register_provider(session, SCHOOL, clock.now(), OFFICE)
        until = clock.today() + timedelta(days=700)
        classes.set_licence(session, provider.id, ProviderKind.SCHOOL, "520000000001", until, clock.now(), OFFICE)
        school = Actor("trainer", Role.TRAINER, provider_ids=frozenset({provider.id}))
        clerk = Actor("window", Role.CLERK, frozenset(session.scalars(select(Site.code))))
    flow.match(engine, clock.today(), None, clock.now, BY)
    return school, clerk


def at(day: int, hour: int = 9) -> datetime:
    """So many days from today, by the clock on the wall."""
    return datetime.combine(clock.today() + timedelta(days=day), time(hour), SHANGHAI)


def test_a_class_that_the_county_asks_for_ends_in_work(place: Place) -> None:
    asked_for(place.seen_by(COUNTY, DESKTOP), place)
    planned(place.seen_by(place.school, DESKTOP), place)
    with db.reading(place.engine) as session:
        course = session.scalars(select(Course).order_by(Course.id.desc()).limit(1)).one()
        assert course.starts_on
        assert course.ends_on
        first, last = ((one - clock.today()).days for one in (course.starts_on, course.ends_on))
        number, title = course.id, course.title
        learner, other = learners(place, tuple(course.ordered_for or ()))
        names = [session.get_one(Person, one).name for one in (learner, other)]
    joined_by_telephone(place, learner, title)
    joined_at_the_counter(place.seen_by(place.clerk, DESKTOP), place, other, number, title)
    with time_machine.travel(at(first)):
        called(place.seen_by(place.school, PHONE), place, *names)
    with time_machine.travel(at(last + 1)):
        ended(place.seen_by(place.school, PHONE), place, number, *names)
    with time_machine.travel(at(last + 2)):
        post = told_and_wanted(place, learner)
    at_work(place, learner, post, last)
    with time_machine.travel(at(last + 100)):
        page = place.seen_by(place.school, DESKTOP)
        page.goto(f"{place.address}/classes/outcomes")
        expect(page.get_by_role("row").nth(1).get_by_role("cell", name="1 / 1", exact=True).first).to_be_visible()


def asked_for(page: Page, place: Place) -> None:
    """The county reckons which class would bring most families a wage, and asks the schools for it."""
    page.goto(f"{place.address}/training")
    page.get_by_label("一共有多少个座位的钱").fill(str(SEATS))
    page.get_by_role("button", name="用今天的岗位和人算").click()
    page.get_by_role("button", name="请学校办这个班").first.click()
    expect(page.get_by_text("请学校办了，还没有学校接")).to_be_visible()


def planned(page: Page, place: Place) -> None:
    """What the county asks for is planned, over a session that ends while it is sent; then published, and opened."""
    page.goto(f"{place.address}/training/demands")
    page.get_by_role("rowheader").get_by_role("link").first.click()
    least = page.get_by_label("最少几个人才开")
    expect(least).not_to_have_value("")
    least.fill("2")
    page.get_by_label("哪间教室").fill("二楼东")
    form, school, place.actor[0] = page.url, place.actor[0], ANYBODY
    page.get_by_role("button", name="排好了", exact=True).click()
    expect(page.get_by_role("heading", name="要先登录")).to_be_visible()
    expect(page.get_by_role("link", name="去登录")).to_have_attribute("href", re.compile("demand"))
    place.actor[0] = school
    page.goto(form)
    expect(least).to_have_value("2")
    expect(page.get_by_label("哪间教室")).to_have_value("二楼东")
    for step in ("排好了", "公布", "开始报名"):
        page.get_by_role("button", name=step, exact=True).click()
    expect(page.get_by_text("正在报名")).to_be_visible()


def learners(place: Place, posts: tuple[int, ...]) -> tuple[int, int]:
    """Two whom the class would bring to its posts; the other will not come."""
    with db.transaction(place.engine) as session:
        lists = pull_lists(session, posts, MOST_DAYS, clock.today(), clock.now(), OFFICE)
        comes, other, *_ = dict.fromkeys(one.person for each in lists.values() for one in each.people)
        return comes, other


def joined_by_telephone(place: Place, learner: int, title: str) -> None:
    """No post fits and a class would open some: the learner says yes, and what may be told is allowed."""
    with db.transaction(place.engine) as session:
        code = links.make(session, LinkPurpose.SELF, clock.now(), OFFICE, person_id=learner)
    phone = place.telephone(f"/pages/link/link?scene={code.scanned}")
    phone.get_by_role("button", name="为什么没有别的？").click()
    expect(phone.get_by_text("学了还能多做几样")).to_be_visible()
    phone.evaluate("url => wx.navigateTo({ url })", "/pages/courses/courses")
    phone.get_by_role("button", name=f"我要报名：{title}").click()
    phone.get_by_role("button", name=f"可以，报名：{title}").click()
    expect(phone.get_by_role("dialog")).to_contain_text("培训报名通知")
    with phone.expect_response(lambda answer: answer.url.endswith("/subscriptions")):
        phone.get_by_role("button", name="允许", exact=True).click()
    expect(phone.get_by_text("报上名了")).to_be_visible()
    send(place.engine)
    phone.context.close()


def joined_at_the_counter(page: Page, place: Place, person: int, course: int, title: str) -> None:
    """What closes a post leads to the class that opens it; the clerk asks whether the school may hear the name."""
    with db.reading(place.engine) as session:
        home = session.scalars(select(Membership.household_id).where(Membership.person_id == person)).one()
    page.goto(f"{place.address}/homes/{home}")
    page.get_by_role("button", name="打开这家的登记").click()
    page.wait_for_url("**/counter/*/*")
    page.goto(f"{place.address}/counter/{hands.code(page)}/jobs/{person}/others")
    page.get_by_role("link", name=f"学完“{title}”").click()
    offer = page.locator(f"#class-{course}")
    expect(offer.get_by_text(f"可以把您的名字告诉{SCHOOL}吗？")).to_be_visible()  # the way there unfolds it
    offer.get_by_role("button", name="本人说可以，报上").click()
    expect(page.get_by_role("status").first).to_contain_text(f"{title}：报上名了")


def called(page: Page, place: Place, learner: str, other: str) -> None:
    """On the first day everybody came but one; the school reads the names of both."""
    page.goto(f"{place.address}/classes")
    page.get_by_role("link", name="点名").click()
    expect(page.get_by_role("group", name=learner)).to_be_visible()
    page.get_by_role("group", name=other).get_by_text("没来").click()
    page.get_by_role("button", name="没点的都来了，存").click()
    expect(page.get_by_role("status")).to_contain_text("来了1个，一共2个")


def ended(page: Page, place: Place, course: int, learner: str, other: str) -> None:
    """Who came and passed gets a card; who did not come has failed by that, whatever the exam."""
    page.goto(f"{place.address}/classes/{course}")
    page.get_by_role("button", name="上完了").click()
    page.get_by_role("link", name="考试和证书").click()
    for name in (learner, other):
        page.get_by_role("group", name=name).get_by_text("考过了").click()
    page.get_by_role("button", name="存考试").click()
    expect(page.locator("li", has_text=other)).to_contain_text("来上课的次数不够")
    page.get_by_label("哪天发的").fill(clock.today().isoformat())
    page.get_by_label(f"{learner}的证号").fill("保安1")
    page.get_by_role("button", name="存证书").click()
    expect(page.locator("li", has_text=learner)).to_contain_text("证书拿到了")


def told_and_wanted(place: Place, learner: int) -> int:
    """WeChat says that a job fits, the mini-program shows the card and the job, and it is wanted; the referral's id."""
    send(place.engine)
    letter = next(one for one in place.wechat.received(LEARNER) if one["title"] == "新岗位提醒")
    phone = place.telephone("/pages/courses/courses")
    expect(phone.locator(".fact", has_text="保安员证")).to_be_visible()
    phone.evaluate("url => wx.switchTab({ url })", "/pages/home/home")
    title = phone.locator("job-card").first.locator(".card-title").inner_text()
    assert title in json.dumps(letter, ensure_ascii=False)
    phone.locator("job-card").first.get_by_role("button", name="我想去").click()
    phone.get_by_role("button", name="拒绝", exact=True).click()
    expect(phone.locator("job-card").first).to_contain_text("您说了：想去")
    with db.reading(place.engine) as session:
        return session.scalars(select(Referral.id).where(Referral.person_id == learner)).one()


def at_work(place: Place, learner: int, referral: int, last: int) -> None:
    """The employer says yes and the learner begins; that is the outcome of the class."""
    with time_machine.travel(at(last + 3)), db.transaction(place.engine) as session:
        telling.introduce(session, referral, clock.now(), OFFICE)
        employing.hire(session, referral, OFFICE, clock.now())
    with time_machine.travel(at(last + 5)), db.transaction(place.engine) as session:
        for proof in (StartProof.RESIDENT, StartProof.EMPLOYER):
            starting.attest(session, referral, proof, clock.today(), OFFICE, clock.now())
        assert placed_by_work(session, clock.now()) == 1
