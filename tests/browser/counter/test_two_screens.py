"""Two screens on one family: different answers are both kept, and of two to one question somebody says which holds."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.counter import hands, kept, world
from tests.browser.counter.conftest import Stored


def both_screens(page: Page, desks: Callable[..., Page]) -> tuple[str, Page]:
    code = hands.begin_a_new_family(page)
    other = desks(world.COLLEAGUE)
    other.goto(page.url)
    return code, other


def test_answers_to_different_questions_are_both_kept(page: Page, desks: Callable[..., Page], stored: Stored) -> None:
    code, other = both_screens(page, desks)
    hands.write(page, "new1.name", hands.MOTHER)
    hands.write(other, "home.dwelling", "3栋1单元502")
    hands.all_kept(page)
    hands.all_kept(other)
    with stored() as session:
        answers = kept.answers(session, code)
    assert (answers["new1.name"], answers["home.dwelling"]) == (hands.MOTHER, "3栋1单元502")


def test_the_second_to_answer_sees_both_answers_and_chooses(
    page: Page, desks: Callable[..., Page], stored: Stored
) -> None:
    code, other = both_screens(page, desks)
    hands.write(page, "home.dwelling", "3栋1单元502")
    hands.all_kept(page)
    hands.write(other, "home.dwelling", "3栋1单元503")
    dwelling = hands.field(other, "home.dwelling")
    dwelling.get_by_text("李娜在别的屏幕上刚改过这一项").wait_for()
    expect(dwelling.locator(".preset")).to_have_text(["用这里的：3栋1单元503", "用那边的：3栋1单元502"])
    other.reload()
    dwelling.get_by_role("button", name="用这里的").wait_for()
    other.get_by_role("button", name="只存，先不找").click()
    expect(dwelling.locator("input")).to_be_focused()
    with stored() as session:
        assert kept.answers(session, code)["home.dwelling"] == "3栋1单元502"
    dwelling.get_by_role("button", name="用这里的").click()
    dwelling.get_by_text("存好了").wait_for()
    hands.all_kept(other)
    with stored() as session:
        assert kept.answers(session, code)["home.dwelling"] == "3栋1单元503"


def test_the_other_answer_may_be_taken_instead(page: Page, desks: Callable[..., Page], stored: Stored) -> None:
    code, other = both_screens(page, desks)
    hands.choose(page, "home.household_type", "脱贫户")
    hands.all_kept(page)
    hands.choose(other, "home.household_type", "监测户")
    hands.field(other, "home.household_type").get_by_role("button", name="用那边的：脱贫户").click()
    hands.all_kept(other)
    expect(hands.field(other, "home.household_type").locator("select")).to_have_value("lifted")
    with stored() as session:
        assert kept.answers(session, code)["home.household_type"] == "lifted"


def test_two_windows_of_one_browser_do_not_drop_each_others_answers(page: Page, stored: Stored) -> None:
    code = hands.begin_a_new_family(page)
    second = page.context.new_page()
    second.goto(page.url)
    page.context.set_offline(True)
    hands.write(page, "new1.name", hands.MOTHER)
    hands.write(second, "home.dwelling", "3栋1单元502")
    page.get_by_text("网断了").wait_for()
    second.get_by_text("网断了").wait_for()
    third = page.context.new_page()
    page.close()
    second.close()
    third.context.set_offline(False)
    third.goto(page.url)
    hands.all_kept(third)
    with stored() as session:
        answers = kept.answers(session, code)
    assert (answers["new1.name"], answers["home.dwelling"]) == (hands.MOTHER, "3栋1单元502")


def test_two_desks_that_save_one_new_family_register_it_once(
    page: Page, desks: Callable[..., Page], stored: Stored
) -> None:
    _code, other = both_screens(page, desks)
    hands.describe_the_mother(page)
    hands.describe_the_home(page)
    hands.all_kept(page)
    other.reload()
    hands.ask_for_work(page)
    hands.ask_for_work(other)
    with stored() as session:
        assert kept.counted(session) == kept.Kept(1, 1, 1, 0, 0)
