"""The end of a clerk's day: what waits is looked at, decided with a hasty hand over a slow line, and taken back."""

from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from jobmatch import clock
from jobmatch.households.duplicates.model import DuplicatePair, PairState
from jobmatch.households.model import Person
from tests.browser.counter.conftest import Stored
from tests.browser.counter.test_accessibility import look_at

SLOW_MS = 300


def plant(stored: Stored) -> None:
    """Two of the family are taken for one person."""
    with stored() as session:
        one, other = session.scalars(select(Person.id).order_by(Person.id).limit(2))
        session.add(
            DuplicatePair(
                smaller_id=one, larger_id=other, score=70, evidence=["same_phone"], state=PairState.OPEN,
                found_on=clock.today(),
            )
        )  # fmt: skip


def state_of(stored: Stored) -> PairState:
    """How the pair stands."""
    with stored() as session:
        return session.scalars(select(DuplicatePair.state)).one()


def test_a_pair_is_decided_by_a_double_click_on_a_slow_line_and_taken_back(page: Page, stored: Stored) -> None:
    plant(stored)
    page.goto(page.url.replace("/counter", "/queues"))
    look_at(page)
    page.locator(".queue", has_text="像是一个人的两份登记").click()
    page.wait_for_url("**/queues/twins")
    look_at(page)
    page.get_by_role("rowheader").get_by_role("link").click()
    page.wait_for_url("**/queues/twins/*")
    look_at(page)
    address = page.url

    def slowly(route: Route) -> None:
        page.wait_for_timeout(SLOW_MS)
        route.continue_()

    page.route("**/queues/twins/*/different", slowly)
    page.get_by_role("button", name="是两个人").dblclick()
    page.get_by_text("没有要比的").wait_for()
    assert state_of(stored) is PairState.DIFFERENT
    page.get_by_role("button", name="撤回").click()
    page.get_by_role("heading", name="问过本人，是哪样？").wait_for()
    assert state_of(stored) is PairState.OPEN
    page.go_back()
    page.goto(address)
    expect(page.get_by_role("button", name="是两个人")).to_be_visible()
    for queue in ("titles", "old"):
        page.goto(address.replace("twins/1", queue))
        look_at(page)
