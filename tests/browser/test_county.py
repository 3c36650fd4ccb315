"""A day of the county's analyst and of whoever runs the installation: from the drawings to a site's households by
number for a reason that is logged, a figure of the government with its date, somebody new who may sign in.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.access import ANYBODY, Actor, Role
from jobmatch.accounts import service as accounts
from jobmatch.audit import AuditEvent
from jobmatch.demo.village import Village
from tests.browser.server import serving
from tests.browser.test_office import look
from tests.browser.test_today import SCREENS, opened
from tests.desk.county_place import planted, start_two_clocks
from tests.reports.conftest import IN_AUGUST, IN_JULY, JULY, JUNE, close, place

__all__ = ["place"]

COUNTY = Actor("analyst", Role.COUNTY, None)
ADMINISTRATOR = Actor("admin", Role.ADMINISTRATOR, None)
WHY = "零就业清零没到目标，逐户去问"
PASSWORD = "山那边的枇杷今年熟得早"


@dataclass
class Desk:
    """A server at which `actor` sits, and its database."""

    address: str
    engine: Engine
    actor: list[Actor]

    def reasons(self) -> list[str]:
        """Why households were listed, as the log has it."""
        with db.reading(self.engine) as session:
            return list(session.scalars(select(AuditEvent.detail).where(AuditEvent.action == "list_households")))


@pytest.fixture(scope="module")
def desk(shared_url: str, place: Village) -> Iterator[Desk]:
    engine = planted(shared_url, place)
    with db.transaction(engine) as session:
        start_two_clocks(session)
        close(session, JUNE, IN_JULY)
        close(session, JULY, IN_AUGUST)
    actor = [COUNTY]
    with serving(shared_url, lambda: actor[0]) as address:
        yield Desk(address, engine, actor)
    engine.dispose()


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_every_page_of_the_county_and_the_installation_fits_and_has_nothing_grave(
    browser: Browser, desk: Desk, screen: tuple[int, int]
) -> None:
    page, complaints = opened(browser, screen, script=True)
    for actor, paths in (
        (COUNTY, ("/county?month=2026-06", "/county/sites/XY", "/office/posts", "/county?month=2026-06&lang=en")),
        (ADMINISTRATOR, (
            "/installation/users", "/installation/users/new", "/installation/parameters",
            "/installation/parameters/minimum_wage_month", "/installation/log", "/installation/imports",
        )),
    ):  # fmt: skip
        desk.actor[0] = actor
        for path in paths:
            look(page, desk.address + path)
    assert complaints == []


@pytest.mark.parametrize(("screen", "script"), [("desk", True), ("telephone", False)])
def test_from_a_drawing_to_a_sites_households_leads_a_reason_that_is_logged(
    browser: Browser, desk: Desk, screen: str, script: bool
) -> None:
    desk.actor[0] = COUNTY
    page, _ = opened(browser, SCREENS[screen], script=script)
    page.goto(f"{desk.address}/county?month=2026-06")
    expect(page.get_by_role("img").first).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()
    page.locator("a.to-numbers").first.click()
    before = len(desk.reasons())
    page.get_by_label("为什么要看").fill(WHY)
    desk.actor[0] = ANYBODY
    page.get_by_role("button", name="看户号").click()
    expect(page.get_by_role("heading", name="要先登录")).to_be_visible()
    assert len(desk.reasons()) == before
    desk.actor[0] = COUNTY
    page.go_back()
    page.get_by_label("为什么要看").fill("看看")
    page.get_by_role("button", name="看户号").click()
    expect(page.locator("#because-wrong")).to_be_visible()
    page.get_by_label("为什么要看").fill(WHY)
    page.get_by_role("button", name="看户号").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    assert desk.reasons()[before:] == [f"2: {WHY}"]


def test_a_figure_of_the_government_is_entered_once_with_its_day_and_taken_back(browser: Browser, desk: Desk) -> None:
    desk.actor[0] = ADMINISTRATOR
    page, _ = opened(browser, SCREENS["telephone"], script=True)
    page.goto(f"{desk.address}/installation/parameters/minimum_wage_month")
    page.get_by_text("记一个新的数").click()
    page.get_by_label("是多少").fill("2222")
    page.get_by_label("哪天起").fill("2031-03-01")
    page.get_by_label("哪个地区").fill("520322")
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_role("alert")).to_contain_text("哪个文件说的")
    expect(page.get_by_label("是多少")).to_have_value("2222")
    page.get_by_label("哪个文件说的").fill("县人社局2031年2号文")
    page.get_by_role("button", name="记下").dblclick()
    expect(page.locator(".history").get_by_text("县人社局2031年2号文")).to_have_count(1)
    page.get_by_role("button", name="撤回").click()
    expect(page.get_by_text("县人社局2031年2号文")).to_have_count(0)


def test_somebody_new_may_sign_in_and_two_windows_make_one_account(browser: Browser, desk: Desk) -> None:
    desk.actor[0] = ADMINISTRATOR
    page, _ = opened(browser, SCREENS["desk"], script=True)
    other = page.context.new_page()
    for window in (page, other):
        window.goto(f"{desk.address}/installation/users/new")
        window.get_by_label("登录名").fill("wang")
        window.locator('[name="shown_name"]').fill("王小平")
        window.get_by_label("县里看数据的").check()
        window.locator('main [name="password"]').fill(PASSWORD)
    page.locator("main").get_by_role("button").last.click()
    expect(page.get_by_text("王小平可以登录了")).to_be_visible()
    other.locator("main").get_by_role("button").last.click()
    expect(other.get_by_text("这个登录名有人用了")).to_be_visible()
    expect(other.locator('[name="shown_name"]')).to_have_value("王小平")
    with db.reading(desk.engine) as session:
        assert accounts.find(session, "wang") is not None
