"""A report is counted once a day: what is kept says the same, and is thrown away when something is put right."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.households.model import Person
from jobmatch.jobs import slots
from jobmatch.jobs.months import count_reports
from jobmatch.jobs.work import Work
from jobmatch.reports import closing, kept, service
from jobmatch.reports.model import KeptReport, PersonMonth
from jobmatch.reports.service import Report
from jobmatch.reports.status import Status
from tests.reports.conftest import COUNTY, IN_JULY, JUNE, close

AT = datetime(2026, 7, 1, 4, tzinfo=UTC)
SITE_ROW = "site:XY"
SITE = Actor("supervisor", Role.SUPERVISOR, frozenset({"XY"}))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often something was counted so far."""
    times: list[object] = []
    count = service.counted
    monkeypatch.setattr(service, "counted", lambda *given: (times.append(given), count(*given))[1])
    return lambda: len(times)


def read(engine: Engine, actor: Actor, later: timedelta = timedelta()) -> Report:
    with db.transaction(engine) as session:
        return kept.monthly(session, JUNE, AT + later, actor)


@pytest.fixture
def closed(settled: Engine) -> Engine:
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
    return settled


@pytest.mark.parametrize("actor", [SITE, COUNTY], ids=["inside", "outside"])
def test_what_is_kept_says_what_was_counted(closed: Engine, actor: Actor) -> None:
    read(closed, actor)
    again = read(closed, actor)
    with db.transaction(closed) as session:
        fresh = service.monthly(session, JUNE, AT, actor)
    assert shown(again) == shown(fresh)
    assert again.figures == fresh.figures
    assert again.curve == fresh.curve
    assert (again.closed, again.who, again.target) == (fresh.closed, fresh.who, fresh.target)


def test_a_report_is_counted_once_a_day_for_each_who_may_see_it(closed: Engine, counted: Callable[[], int]) -> None:
    for actor, later, times in ((SITE, 0, 1), (SITE, 2, 1), (COUNTY, 2, 2), (COUNTY, 3, 2), (SITE, 24, 3)):
        read(closed, actor, timedelta(hours=later))
        assert counted() == times, (actor.name, later)


def test_a_name_is_that_of_today_and_goes_with_the_record(closed: Engine) -> None:
    table = read(closed, SITE).table("M6")
    assert table is not None
    person_id = int(table.rows[0].key.removeprefix("person:"))
    with db.transaction(closed) as session:
        session.get_one(Person, person_id).name = "改了名"
        held = session.scalars(select(KeptReport.content)).one()
    assert "M6" not in [one["code"] for one in held["tables"]]
    table = read(closed, SITE).table("M6")
    assert table is not None
    assert table.rows[0].values["name"] == "改了名"


def test_what_is_put_right_is_counted_again(closed: Engine) -> None:
    before = read(closed, SITE).table("M1")
    with db.transaction(closed) as session:
        line = session.scalars(
            select(PersonMonth).where(PersonMonth.month == JUNE, PersonMonth.status == Status.EMPLOYED)
        ).first()
        assert line is not None
        closing.correct(session, line.id, {"status": Status.WILLING}, "问过本人，没上班", AT, SITE)
    after = read(closed, SITE).table("M1")
    assert before is not None
    assert after is not None
    assert after.value(SITE_ROW, "employed") == int(str(before.value(SITE_ROW, "employed"))) - 1


def test_at_night_the_reports_of_the_county_and_its_sites_are_counted(
    closed: Engine, counted: Callable[[], int]
) -> None:
    with db.transaction(closed) as session:
        claim = slots.claim(session, "reports", AT, slots.Patience(1, timedelta(1)), None, "test", AT)
    assert claim is not None
    came_to = count_reports(Work(closed, claim, lambda: AT))
    assert came_to == {"reports": counted()}
    read(closed, SITE)
    read(closed, COUNTY)
    assert came_to == {"reports": counted()}
    with db.reading(closed) as session:
        assert session.scalar(select(func.count()).select_from(KeptReport)) == counted()


def shown(report: Report) -> list[tuple[object, ...]]:
    """What of its tables a page or a sheet prints."""
    return [
        (one.code, one.words, one.columns, one.rows, one.notes, one.masked)
        for one in (*report.tables, *report.behind.values())
    ]
