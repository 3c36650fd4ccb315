"""How a class ends in a browser: what was wrong is said and kept, and a second tab changes nothing that stands."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from jobmatch import clock, db, parameters
from jobmatch.access import Actor, Role
from jobmatch.courses import service
from jobmatch.courses.content import CourseContent
from jobmatch.courses.enrolments import service as enrolments
from tests.browser.server import serving
from tests.courses.enrolments.test_service import people
from tests.vacancies.posting_desk import CLERK

TODAY = clock.today()
YESTERDAY, TOMORROW = (f"{TODAY + timedelta(days=days)}" for days in (-1, 1))


@pytest.fixture
def page(browser: Browser, sqlite_url: str) -> Iterator[Page]:
    """The teacher's telephone at a class of one day, today, with two people."""
    engine, now = db.engine_for(sqlite_url), clock.now()
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
        school = service.register_provider(session, "启航学校", now, CLERK)
        content = CourseContent("叉车班", starts_on=TODAY, ends_on=TODAY, capacity=2, certificate="叉车证")
        course = service.hold(session, school, content, now, CLERK)
        for person in people(session, 2):
            enrolments.join(session, person, course.id, now, CLERK)
        teacher = Actor("teacher", Role.TRAINER, provider_ids=frozenset({school.id}))
    engine.dispose()
    with (
        serving(sqlite_url, lambda: teacher) as address,
        browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", base_url=address) as telephone,
    ):
        yield telephone.new_page()


def save(page: Page, words: str, said: str) -> None:
    """One tap, and what the page says to it."""
    page.get_by_role("button", name=words).click()
    expect(page.locator("[role=status], [role=alert]").filter(has_text=said).first).to_be_visible()


def test_what_is_wrong_about_an_exam_or_a_card_is_said_and_what_came_before_stays(page: Page) -> None:
    page.goto(f"/classes/1/attendance?on={YESTERDAY}")
    save(page, "没点的都来了，存", "这个班那天不上课")
    page.goto("/classes/1/ending")
    expect(page.get_by_text("没有等着写证号的人")).to_be_visible()
    save(page, "存考试", "还没有点")
    page.get_by_text("考过了").first.click()
    save(page, "存考试", "一次考勤都没记")
    expect(page.get_by_label("考过了").first).to_be_checked()
    page.goto("/classes/1/attendance")
    save(page, "没点的都来了，存", "来了2个，一共2个")

    page.goto("/classes/1/ending")
    other_tab = page.context.new_page()
    other_tab.goto("/classes/1/ending")
    page.get_by_text("考过了").first.click()  # what was tapped before is kept, and tapping it again changes nothing
    save(page, "存考试", "记好了1个人的考试")
    other_tab.get_by_text("没考过").first.click()
    save(other_tab, "存考试", "先前都记好了")

    number, issued = page.get_by_label("的证号"), page.get_by_label("哪天发的")
    issued.fill(TODAY.isoformat())
    save(page, "存证书", "还没有写证号")
    issued.fill(YESTERDAY)
    number.fill("叉车" * 30)
    save(page, "存证书", "发证的日子不对")
    expect(number).to_have_value("叉车" * 20)
    issued.fill(TODAY.isoformat())
    page.get_by_label("管到哪天").fill(YESTERDAY)
    save(page, "存证书", "证过期或者复审的日子在发证前头")
    page.get_by_label("管到哪天").fill(TOMORROW)
    save(page, "存证书", "记好了1张证")
    other_tab.get_by_label("哪天发的").fill(TODAY.isoformat())
    other_tab.get_by_label("的证号").fill("另一个号")
    save(other_tab, "存证书", "先前都记好了")
    expect(other_tab.locator("li", has_text="证书拿到了")).to_have_count(1)
