"""The line is cut, the sign-in ends, the screen is locked, the browser is closed: no answer is lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import delete, update

from jobmatch import clock
from jobmatch.accounts.model import SignIn
from tests.browser.counter import hands, kept, world
from tests.browser.counter.conftest import Stored

WHO_WAITS = "Object.keys(localStorage).filter(key => key.startsWith('jobmatch.counter.')).length"


def arrived(page: Page, stored: Stored, code: str, key: str, value: str) -> None:
    """Wait until the server holds an answer."""
    for _ in range(hands.PATIENCE_MS // hands.A_MOMENT_MS):
        if answers_on_the_server(stored, code).get(key) == value:
            return
        page.wait_for_timeout(hands.A_MOMENT_MS)
    raise AssertionError(f"{key} never arrived")


def answers_on_the_server(stored: Stored, code: str) -> dict[str, object]:
    with stored() as session:
        return kept.answers(session, code)


def test_with_the_line_cut_they_go_on_and_everything_arrives_afterwards(page: Page, stored: Stored) -> None:
    code = hands.begin_a_new_family(page)
    before = answers_on_the_server(stored, code)
    page.context.set_offline(True)
    hands.describe_the_mother(page)
    hands.describe_the_home(page)
    page.get_by_text("网断了。接着答").wait_for()
    assert answers_on_the_server(stored, code) == before
    page.get_by_role("button", name=f"给{hands.MOTHER}找活").click()
    page.get_by_text("等网好了再往下走").wait_for()
    page.context.set_offline(False)
    hands.all_kept(page)
    expect(page.locator("[data-line]")).to_be_hidden()
    hands.ask_for_work(page)
    with stored() as session:
        assert kept.counted(session) == kept.Kept(1, 1, 1, 0, 0)


def test_an_answer_whose_receipt_was_lost_is_kept_once(page: Page, stored: Stored) -> None:
    code = hands.begin_a_new_family(page)
    lost = []

    def lose_the_receipt(route: object) -> None:
        route.fetch()
        lost.append(route.request.post_data_json["key"])
        route.abort()

    page.route("**/answers", lose_the_receipt)
    hands.write(page, "new1.name", hands.MOTHER)
    page.get_by_text("网断了。接着答").wait_for()
    page.unroute("**/answers")
    hands.all_kept(page)
    assert lost
    expect(hands.field(page, "new1.name")).to_have_attribute("data-seen", "1")
    assert answers_on_the_server(stored, code)["new1.name"] == hands.MOTHER


def test_a_page_closed_without_a_line_sends_its_answers_when_it_is_opened_again(page: Page, stored: Stored) -> None:
    code = hands.begin_a_new_family(page)
    counter = page.url.split(f"/{code}")[0]
    page.context.set_offline(True)
    hands.write(page, "new1.name", hands.MOTHER)
    again = page.context.new_page()
    page.close()
    again.context.set_offline(False)
    again.goto(counter)
    again.locator("[data-unsent]").get_by_role("link", name=code).click()
    expect(hands.field(again, "new1.name").locator("input")).to_have_value(hands.MOTHER)
    hands.all_kept(again)
    assert answers_on_the_server(stored, code)["new1.name"] == hands.MOTHER


def test_somebody_added_without_a_line_is_there_again_and_stays_one_person(page: Page, stored: Stored) -> None:
    code = hands.begin_a_new_family(page)
    family = page.url
    page.context.set_offline(True)
    page.get_by_role("button", name="加一个人").click()
    key = page.locator("[data-member]").last.get_attribute("data-member")
    hands.write(page, f"{key}.name", "陈小花")
    again = page.context.new_page()
    page.close()
    again.context.set_offline(False)
    again.goto(family)
    expect(hands.field(again, f"{key}.name").locator("input")).to_have_value("陈小花")
    hands.all_kept(again)
    again.get_by_role("button", name="加一个人").click()
    other = again.locator("[data-member]").last.get_attribute("data-member")
    assert other != key
    assert answers_on_the_server(stored, code)[f"{key}.name"] == "陈小花"


def test_what_is_typed_arrives_although_they_go_on_at_once(page: Page, stored: Stored) -> None:
    code = hands.begin_a_new_family(page)
    hands.field(page, "new1.name").locator("input").fill(hands.MOTHER)
    page.locator(".steps-bar a").first.click()
    page.wait_for_url("**/consent")
    arrived(page, stored, code, "new1.name", hands.MOTHER)


def test_answers_for_a_visit_that_another_desk_finished_are_given_up_and_said(
    page: Page, desks: Callable[..., Page]
) -> None:
    hands.begin_a_new_family(page)
    family = page.url
    page.context.set_offline(True)
    hands.write(page, "new1.name", hands.MOTHER)
    other = desks(world.COLLEAGUE)
    other.goto(family)
    mark = other.locator('meta[name="csrf-token"]').get_attribute("content") or ""
    done = other.request.post(family.replace("/family", "/close"), form={"csrf_token": mark, "throw_away": "yes"})
    assert done.ok
    again = page.context.new_page()
    page.close()
    again.context.set_offline(False)
    again.goto(family)
    again.get_by_text("现在交不上了").wait_for()
    hands.until(again, f"{WHO_WAITS} === 0")


@pytest.mark.parametrize("by", [world.CLERK, world.COLLEAGUE])
@pytest.mark.parametrize("ended", ["timed out", "ended", "forgotten"])
def test_a_sign_in_that_ends_keeps_the_answers_until_somebody_has_signed_in(
    page: Page, stored: Stored, address: str, ended: str, by: str
) -> None:
    code = hands.begin_a_new_family(page)
    with stored() as session:
        if ended == "forgotten":
            session.execute(delete(SignIn))
        elif ended == "ended":
            session.execute(update(SignIn).values(ended_at=SignIn.opened_at))
        else:
            session.execute(update(SignIn).values(last_seen_at=clock.now() - timedelta(days=1)))
    hands.describe_the_mother(page)
    page.get_by_text("登录到时间了").wait_for()
    assert "new1.name" not in answers_on_the_server(stored, code)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="在新窗口再登录一次").click()
    hands.sign_in(opened.value, address, by)
    hands.all_kept(page)
    expect(page.locator("[data-line]")).to_be_hidden()
    hands.describe_the_home(page)
    hands.ask_for_work(page)
    with stored() as session:
        assert kept.counted(session) == kept.Kept(1, 1, 1, 0, 0)


def unlock(page: Page) -> None:
    page.locator("#cover").get_by_label("密码").fill(world.PASSWORD)
    page.locator("#cover .sign-in button").click()
    page.locator("#cover").wait_for(state="hidden")


def test_what_was_typed_when_the_screen_was_locked_is_there_when_it_is_opened(page: Page, stored: Stored) -> None:
    code = hands.begin_a_new_family(page)
    entry = hands.field(page, "new1.name").locator("input")
    entry.press_sequentially(hands.MOTHER)
    page.get_by_role("button", name="锁屏").click()
    page.locator("#cover").wait_for()
    assert page.locator("#cover").evaluate("cover => document.elementFromPoint(300, 400).closest('#cover') === cover")
    page.wait_for_timeout(1500)  # longer than fingers rest before an answer is sent
    unlock(page)
    expect(entry).to_have_value(hands.MOTHER)
    hands.all_kept(page)
    assert answers_on_the_server(stored, code)["new1.name"] == hands.MOTHER


def test_a_screen_that_nobody_touches_locks_itself_and_keeps_the_form(
    desks: Callable[..., Page], stored: Stored
) -> None:
    page = desks()
    page.clock.install()
    code = hands.begin_a_new_family(page)
    hands.field(page, "new1.name").locator("input").press_sequentially(hands.MOTHER)
    page.clock.run_for("02:10")
    page.locator("#cover").wait_for()
    unlock(page)
    expect(hands.field(page, "new1.name").locator("input")).to_have_value(hands.MOTHER)
    arrived(page, stored, code, "new1.name", hands.MOTHER)


def test_a_closed_browser_is_gone_on_with_at_another_desk(
    page: Page, desks: Callable[..., Page], stored: Stored
) -> None:
    code = hands.begin_a_new_family(page)
    hands.describe_the_mother(page)
    hands.all_kept(page)
    context: BrowserContext = page.context
    context.close()
    other = desks(world.COLLEAGUE)
    other.get_by_label("换了一台电脑").fill(code.lower())
    other.get_by_role("button", name="接着办").click()
    expect(hands.field(other, "new1.name").locator("input")).to_have_value(hands.MOTHER)
    hands.describe_the_home(other)
    hands.ask_for_work(other)
    key = hands.mother_key(other.url)
    for name, words in hands.ANSWERS[0][1]:
        hands.choose(other, f"{key}.{name}", *words)
    hands.all_kept(other)
    third = other.context.new_page()
    third.goto(other.url.split("#")[0])
    third.locator(f'[data-topic="{hands.ANSWERS[1][0]}"]:not([hidden])').wait_for()
    with stored() as session:
        assert kept.counted(session) == kept.Kept(1, 1, 1, 0, 0)


def test_nobody_of_another_site_goes_on_with_it(page: Page, desks: Callable[..., Page], address: str) -> None:
    code = hands.begin_a_new_family(page)
    hands.write(page, "new1.name", hands.MOTHER)
    hands.all_kept(page)
    stranger = desks(world.STRANGER)
    expect(stranger.locator("main")).not_to_contain_text(code)
    stranger.get_by_label("换了一台电脑").fill(code)
    stranger.get_by_role("button", name="接着办").click()
    stranger.wait_for_url("**/go-on")
    assert hands.MOTHER not in stranger.content()
    for step in ("consent", "family"):
        answer = stranger.goto(f"{address}/counter/{code}/{step}")
        assert answer is not None
        assert answer.status == 403
        assert hands.MOTHER not in stranger.content()
