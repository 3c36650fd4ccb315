"""A class from the county's wish to somebody at work: asked for, planned, joined, held, certified, and its outcome."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine, select

from jobmatch import clock, db, flow, parameters, seats, telling
from jobmatch.access import ANYBODY, Actor, Role
from jobmatch.clock import SHANGHAI
from jobmatch.courses import classes, service
from jobmatch.courses.codes import ProviderKind
from jobmatch.courses.ending.service import placed_by_work
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course
from jobmatch.demo.plant import plant
from jobmatch.demo.village import village
from jobmatch.households.working_life import Intention
from jobmatch.matches.model import Proposal
from jobmatch.matches.pulled import pull_lists
from jobmatch.placements import employing, starting
from jobmatch.placements.answering import Said
from jobmatch.placements.referral import StartProof
from jobmatch.push.model import Message
from jobmatch.vacancies.model import CertificateDemand
from tests.browser.server import serving
from tests.matches.conftest import BY
from tests.matches.test_training_plans import SEATS, only_guards_are_wanted

COUNTY, CLERK = Actor("county", Role.COUNTY, None), Actor("window", Role.CLERK, None)
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
LEARNERS, MOST_DAYS = 2, 15


@dataclass
class Place:
    """A village in which a guard's card is what is missing, its server, and who sits there now."""

    address: str
    engine: Engine
    actor: list[Actor]
    school: Actor


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    url = f"sqlite:///{tmp_path_factory.mktemp('story')}/village.sqlite"
    db.upgrade(url)
    engine = db.engine_for(url)
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    plant(lambda: db.transaction(engine), village(8, 5, clock.today()), clock.today(), clock.now(), BY)
    with db.transaction(engine) as session:
        only_guards_are_wanted(session)
        school = service.register_provider(session, "启航学校", clock.now(), CLERK)
        until = clock.today() + timedelta(days=700)
        classes.set_licence(session, school.id, ProviderKind.SCHOOL, "520000000001", until, clock.now(), CLERK)
        trainer = Actor("trainer", Role.TRAINER, provider_ids=frozenset({school.id}))
    flow.match(engine, clock.today(), None, clock.now, BY)
    actor = [COUNTY]
    with serving(url, lambda: actor[0]) as address:
        yield Place(address, engine, actor, trainer)
    engine.dispose()


@contextmanager
def seen_by(browser: Browser, place: Place, actor: Actor, size: dict[str, int]) -> Iterator[Page]:
    """A page at which somebody sits."""
    place.actor[0] = actor
    with browser.new_context(locale="zh-CN", viewport={"width": size["width"], "height": size["height"]}) as context:
        yield context.new_page()


def at(day: int, hour: int = 9) -> datetime:
    """So many days from today, by the clock on the wall."""
    return datetime.combine(clock.today() + timedelta(days=day), time(hour), SHANGHAI)


def test_a_class_that_the_county_asks_for_ends_in_work(browser: Browser, place: Place) -> None:
    with seen_by(browser, place, COUNTY, DESKTOP) as page:
        page.goto(f"{place.address}/training")
        page.get_by_label("一共有多少个座位的钱").fill(str(SEATS))
        page.get_by_role("button", name="用今天的岗位和人算").click()
        page.get_by_role("button", name="请学校办这个班").first.click()
        expect(page.get_by_text("请学校办了，还没有学校接")).to_be_visible()
    with seen_by(browser, place, place.school, DESKTOP) as page:
        planned(page, place)
    with db.reading(place.engine) as session:
        course = session.scalars(select(Course).order_by(Course.id.desc())).first()
        assert course is not None
        assert course.starts_on
        assert course.ends_on
        guards = tuple(course.ordered_for or ())
        first, last = ((one - clock.today()).days for one in (course.starts_on, course.ends_on))
        course_id = course.id
    learners = joined(place, course_id, guards)
    with time_machine.travel(at(first)), seen_by(browser, place, place.school, PHONE) as page:
        called(page, place, course_id)
    with time_machine.travel(at(last + 1)), seen_by(browser, place, place.school, PHONE) as page:
        ended(page, place, course_id)
    at_work(place, course_id, learners, last)
    with time_machine.travel(at(last + 100)), seen_by(browser, place, place.school, DESKTOP) as page:
        page.goto(f"{place.address}/classes/outcomes")
        row = page.get_by_role("row").nth(1)
        expect(row.get_by_role("cell", name="1 / 1", exact=True).first).to_be_visible()


def planned(page: Page, place: Place) -> None:
    """What the county asks for is planned, over a session that ends while it is sent; then published, and opened."""
    page.goto(f"{place.address}/training/demands")
    page.get_by_role("rowheader").get_by_role("link").first.click()
    expect(page.get_by_label("最多收几个人")).not_to_have_value("")
    typed = {"班叫哪样": "保安员晚班", "哪间教室": "二楼东"}
    for label, words in typed.items():
        page.get_by_label(label).fill(words)
    form, place.actor[0] = page.url, ANYBODY
    page.get_by_role("button", name="排好了").click()
    expect(page.get_by_role("heading", name="要先登录")).to_be_visible()
    place.actor[0] = place.school
    assert "demand" in (page.get_by_role("link", name="去登录").get_attribute("href") or "")
    page.goto(form)
    for label, words in typed.items():
        expect(page.get_by_label(label)).to_have_value(words)
    page.get_by_role("button", name="排好了").click()
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
    page.get_by_role("button", name="公布").click()
    page.get_by_role("button", name="开始报名").click()
    expect(page.get_by_text("正在报名")).to_be_visible()


def joined(place: Place, course_id: int, guards: tuple[int, ...]) -> list[int]:
    """One whom the class would bring to its posts takes a seat, and one who will not come."""
    with db.transaction(place.engine) as session:
        lists = pull_lists(session, guards, MOST_DAYS, clock.today(), clock.now(), CLERK)
        pulled = next(one.person for each in lists.values() for one in each.people)
        willing = select(Intention.person_id).where(Intention.willing.is_(True), Intention.person_id != pulled)
        other = session.scalars(willing.order_by(Intention.person_id.desc()).limit(1)).one()
        people = [pulled, other]
        for person in people:
            seats.agree_and_join(session, person, course_id, clock.now(), CLERK)
    return people


def called(page: Page, place: Place, course_id: int) -> None:
    """On the first day everybody came but one."""
    page.goto(f"{place.address}/classes")
    page.get_by_role("link", name="点名").click()
    page.locator(".roll fieldset").nth(LEARNERS - 1).get_by_text("没来").click()
    page.get_by_role("button", name="没点的都来了，存").click()
    expect(page.get_by_role("status")).to_contain_text(f"来了{LEARNERS - 1}个，一共{LEARNERS}个")


def ended(page: Page, place: Place, course_id: int) -> None:
    """Who came and passed gets a card; who did not come has failed by that, whatever the exam."""
    page.goto(f"{place.address}/classes/{course_id}")
    page.get_by_role("button", name="上完了").click()
    page.get_by_role("link", name="考试和证书").click()
    for number in range(LEARNERS):
        page.locator("#exams ~ form").get_by_role("group").nth(number).get_by_text("考过了").click()
    page.get_by_role("button", name="存考试").click()
    expect(page.get_by_text("来上课的次数不够")).to_be_visible()
    page.get_by_label("哪天发的").fill(clock.today().isoformat())
    for number, field in enumerate(page.get_by_label("的证号").all()):
        field.fill(f"保安{number}")
    page.get_by_role("button", name="存证书").click()
    expect(page.get_by_text("证书拿到了")).to_have_count(LEARNERS - 1)


def at_work(place: Place, course_id: int, learners: list[int], last: int) -> None:
    """The post that was closed for want of the card is proposed, the message waits, and one begins work by it."""
    with time_machine.travel(at(last + 2)), db.transaction(place.engine) as session:
        certified = select(Enrolment.person_id).where(Enrolment.course_id == course_id, Enrolment.state == "certified")
        people = session.scalars(certified.order_by(Enrolment.person_id)).all()
        assert people == learners[:1]
        guards = select(CertificateDemand.vacancy_id).where(CertificateDemand.kind == "guard")
        found = select(Proposal).where(Proposal.vacancy_id.in_(guards), Proposal.ended_on.is_(None))
        opened = {one.person_id: one for one in session.scalars(found)}
        assert set(people) <= set(opened)
        told = session.scalars(select(Message.template)).all()
        assert {"seat", "new_match"} <= set(told)
        one = opened[people[0]]
        referral = flow.answer(session, one.id, Said.WANT, None, clock.now(), CLERK)
        telling.introduce(session, referral.id, clock.now(), CLERK)
        employing.hire(session, referral.id, CLERK, clock.now())
        number = referral.id
    with time_machine.travel(at(last + 5)), db.transaction(place.engine) as session:
        for proof in (StartProof.RESIDENT, StartProof.EMPLOYER):
            starting.attest(session, number, proof, clock.today(), CLERK, clock.now())
        assert placed_by_work(session, clock.now()) == 1
