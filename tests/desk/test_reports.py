"""The page of reports: who may look, what each sees, the files, and an installation in which nothing is closed yet."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from desk.report_curve import drawn
from jobmatch import clock, db
from jobmatch.access import Actor, Role
from jobmatch.jobs import slots
from jobmatch.jobs.months import close_months
from jobmatch.jobs.work import Work
from jobmatch.parameters import plant_first_rows
from jobmatch.reports import ledger
from jobmatch.reports.service import Point
from tests.reports.conftest import COUNTY, JULY, JUNE, MAY, NOON, place, settled
from wsgi import create_app

__all__ = ["place", "settled"]

SITE = Actor("supervisor", Role.SUPERVISOR, frozenset({"XY"}))
Looking = Callable[[Actor], FlaskClient]


@pytest.fixture
def looking(database_url: str) -> Iterator[Looking]:
    """A browser for somebody."""
    made = []

    def look(actor: Actor) -> FlaskClient:
        made.append(create_app(database_url, who=lambda: actor))
        return made[-1].test_client()

    yield look
    for app in made:
        app.extensions["jobmatch.engine"].dispose()


@pytest.mark.parametrize("role", list(Role))
def test_who_may_look(sqlite_url: str, role: Role) -> None:
    engine = db.engine_for(sqlite_url)
    with db.transaction(engine) as session:
        plant_first_rows(session)
    client = create_app(sqlite_url, who=lambda: Actor("x", role, frozenset({"PLSQ"}))).test_client()
    allowed = {Role.CLERK, Role.SUPERVISOR, Role.COUNTY, Role.ADMINISTRATOR, Role.SYSTEM}
    month = f"{clock.today():%Y-%m}"
    for path in ("/reports", f"/reports/{month}/report.xlsx", f"/reports/{month}/M1.csv"):
        assert (client.get(path).status_code == 200) is (role in allowed), path
    engine.dispose()


def test_the_staff_of_a_site_see_it_whole_and_the_county_without_names(settled: Engine, looking: Looking) -> None:
    inside = looking(SITE).get("/reports?month=2026-06").text
    assert "M6 未就业人员明细" in inside
    outside = looking(COUNTY).get("/reports?month=2026-06").text
    assert "M6" not in outside
    assert "1到4个人的格子" in outside
    assert "全县合计" in outside
    assert looking(COUNTY).get("/reports/2026-06/M6.csv").status_code == 404
    assert looking(COUNTY).get("/reports?month=2026-06&site=XY").status_code == 404
    assert "姓名" in looking(SITE).get("/reports/2026-06/M6.csv").text


def test_every_figure_and_every_column_leads_to_its_definition(settled: Engine, looking: Looking) -> None:
    page = looking(COUNTY).get("/reports?month=2026-06").text
    for code in ("K1a", "K1b", "K2", "K4", "K7", "K9", "K10a", "K11"):
        assert f'href="#{code}"' in page
        assert f'id="{code}"' in page
    columns = set(re.findall(r'href="#(M[1-5]-\w+)"', page))
    assert len(columns) > 50
    assert all(page.count(f'id="{column}"') == 1 for column in columns)
    english = looking(COUNTY).get("/reports?month=2026-06&lang=en").text
    assert "Employed labourers / labour households" in english
    assert "Reports" in english


@pytest.mark.parametrize("month", ["2026", "x", "2026-13", "2199-01"])
def test_a_month_that_is_none_is_not_found(settled: Engine, looking: Looking, month: str) -> None:
    assert looking(COUNTY).get(f"/reports?month={month}").status_code == 404
    assert looking(COUNTY).get(f"/reports/{month}/report.xlsx").status_code == 404


def test_before_anything_is_closed_the_page_says_so(settled: Engine, looking: Looking) -> None:
    page = looking(COUNTY).get("/reports").text
    assert "还没有结过账的月份" in page
    assert "还没有结账，数字会变" in page


def test_the_job_closes_the_month_and_the_page_says_that_it_stands(settled: Engine, looking: Looking) -> None:
    at = NOON + timedelta(days=31)
    with db.transaction(settled) as session:
        claim = slots.claim(session, "months", at, slots.Patience(1, timedelta(1)), None, "test", at)
    assert claim is not None
    came_to = close_months(Work(settled, claim, lambda: at))
    assert came_to["months"] == 1
    assert came_to["lines"] > 100
    with db.reading(settled) as session:
        assert ledger.closed_months(session) == [JUNE]
    assert "已结账" in looking(COUNTY).get("/reports?month=2026-06").text
    assert close_months(Work(settled, claim, lambda: at)) == {"months": 0, "lines": 0}


def test_one_month_is_no_line_and_two_are() -> None:
    points = [Point(MAY, Decimal("1.2"), Decimal(1), 9), Point(JUNE, Decimal("1.6"), Decimal("1.4"), 7)]
    assert drawn(points[:1], Decimal("1.5")) is None
    curve = drawn([*points, Point(JULY, None, None, None)], Decimal("1.5"))
    assert curve is not None
    first, second = curve.per_labour_household
    assert second.x > first.x
    assert second.y < curve.target_y < first.y
    assert curve.scale[-1][1] == "2.0"
