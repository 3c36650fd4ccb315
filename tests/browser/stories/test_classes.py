"""Two people come to one class, one by telephone and one at the counter, and its school reads both on its roster."""

from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy import select

from jobmatch import clock, db
from jobmatch.access import Role, operator
from jobmatch.accounts import schools
from jobmatch.accounts import service as accounts
from jobmatch.courses import service as courses
from jobmatch.courses.content import CourseContent
from jobmatch.households.model import Membership
from tests.browser.counter import hands, world
from tests.browser.stories.town import HEAD, WIFE, Town

TITLE = "养老护理班"


def open_class(town: Town) -> int:
    """A class that begins next week, of a school with an account."""
    at, office = clock.now(), operator("tests")
    begins = clock.today() + timedelta(days=7)
    with db.transaction(town.engine) as session:
        school = courses.register_provider(session, "启航学校", at, office)
        new = accounts.NewAccount("qihang", Role.TRAINER, "启航学校小王")
        schools.bind(session, accounts.add(session, new, world.PASSWORD, at, office), school.id, at, office)
        content = CourseContent(title=TITLE, starts_on=begins, ends_on=begins + timedelta(days=9), capacity=9)
        return courses.hold(session, school, content, at, office).id


def test_one_joins_by_telephone_and_one_at_the_counter_and_the_school_sees_both(town: Town) -> None:
    course = open_class(town)
    phone = town.linked("learner", WIFE)
    phone.evaluate("url => wx.navigateTo({ url })", "/pages/courses/courses")
    phone.get_by_role("button", name=f"我要报名：{TITLE}").click()
    phone.get_by_role("button", name=f"可以，报名：{TITLE}").click()
    expect(phone.get_by_role("dialog")).to_contain_text("培训报名通知")
    phone.get_by_role("button", name="允许", exact=True).click()
    expect(phone.get_by_text("报上名了")).to_be_visible()

    desk, head = town.desk(), town.person(HEAD)
    hands.sign_in(desk, town.address)
    with db.reading(town.engine) as session:
        home = session.scalars(select(Membership.household_id).where(Membership.person_id == head)).one()
    desk.goto(f"{town.address}/homes/{home}")
    desk.get_by_role("button", name="打开这家的登记").click()
    desk.wait_for_url("**/counter/*/*")
    desk.goto(f"{town.address}/counter/{hands.code(desk)}/classes/{head}")
    offer = desk.locator(f"#class-{course}")
    offer.get_by_text("报名", exact=True).click()
    offer.get_by_role("button", name="本人说可以，报上").click()
    expect(desk.get_by_role("status").first).to_contain_text(f"{TITLE}：报上名了")

    school = town.desk()
    school.goto(f"{town.address}/sign-in")
    school.get_by_label("名字").fill("qihang")
    school.get_by_label("密码").fill(world.PASSWORD)
    school.locator("main form button").click()
    school.wait_for_url("**/classes")
    school.goto(f"{town.address}/classes/{course}")
    for name in (WIFE, HEAD):
        expect(school.get_by_text(name)).to_be_visible()
