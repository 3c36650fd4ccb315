"""The county's page: what it shows is what the tables show, and numbers of households are given for a reason alone."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from desk.county import numbers
from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.audit import AuditEvent
from jobmatch.demo.village import Village
from jobmatch.households.model import Household, Person
from jobmatch.placements.zero_clock.life import STANDING
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.reports.masking import FEW
from tests.desk.county_place import planted, start_two_clocks
from tests.desk.office.office_desk import Office, counted, sitting
from tests.reports.conftest import COUNTY, IN_AUGUST, IN_JULY, JULY, JUNE, close, place

__all__ = ["place"]

MONTH = "/county?month=2026-06"
WHY = "零就业清零没到目标，逐户去问"


@pytest.fixture(scope="module")
def lived(shared_url: str, place: Village) -> str:
    """A village of which June and July are closed, for whoever only reads."""
    engine = planted(shared_url, place)
    with db.transaction(engine) as session:
        close(session, JUNE, IN_JULY)
        close(session, JULY, IN_AUGUST)
        start_two_clocks(session)
    engine.dispose()
    return shared_url


@pytest.fixture
def desk(lived: str) -> Iterator[Office]:
    with sitting(lived, COUNTY) as made:
        yield made


def test_all_five_drawings_stand_beside_their_tables_and_every_figure_leads_to_its_meaning(desk: Office) -> None:
    page = desk.get(MONTH)
    assert page.count("<svg viewBox") >= 4
    for name in ("一个月一个月看", "在哪里上班", "一个月拿多少钱", "从培训到上班", "各安置点"):
        assert name in page
    assert "/reports?month=2026-06#K1a" in page
    assert "2026-07" in page


def test_it_is_read_in_few_statements_once_the_day_is_counted(desk: Office) -> None:
    desk.get(MONTH)
    with counted(desk.engine) as statements:
        desk.get(MONTH)
    assert len(statements) <= 8, "\n".join(statements)


def test_what_the_tables_hide_is_hidden_here_and_nobody_is_named(desk: Office) -> None:
    page = desk.get(MONTH)
    counts = re.findall(r"<td>(?:<a [^>]*>)?(\d+)(?=[< ])", page)
    assert counts
    assert not [count for count in counts if 0 < int(count) < FEW]
    with db.reading(desk.engine) as session:
        assert not [name for name in session.scalars(select(Person.name)) if name in page]


def test_a_site_without_a_reason_shows_nothing_and_asks(desk: Office) -> None:
    with db.reading(desk.engine) as session:
        number = session.scalar(select(Household.number).limit(1))
    for answer in (desk.client.get("/county/sites/XY"), desk.post("/county/sites/XY", because="看看")):
        assert str(number) not in answer.text
        assert "为什么要看" in answer.text
    assert answer.status_code == 422
    assert desk.post("/county/sites/nowhere", because=WHY).status_code == 404


def test_for_a_reason_households_are_listed_by_number_and_the_log_holds_it(desk: Office) -> None:
    page = desk.post("/county/sites/XY", because=WHY)
    assert page.status_code == 200
    with db.reading(desk.engine) as session:
        numbers = session.scalars(
            select(Household.number)
            .join(ZeroSpell, ZeroSpell.household_id == Household.id)
            .where(ZeroSpell.state.in_(STANDING), Household.closed_on.is_(None))
        ).all()
        assert len(numbers) == 2
        assert sorted(re.findall(r'<th scope="row">([^<]+)</th>', page.text)) == sorted(numbers)
        assert not [name for name in session.scalars(select(Person.name)) if name in page.text]
        noted = session.scalars(select(AuditEvent).where(AuditEvent.action == "list_households")).all()
        assert [(one.subject, one.detail) for one in noted] == [("site:XY", f"{len(numbers)}: {WHY}")]


def test_the_list_has_pages_and_each_is_read_for_the_same_reason(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "AT_ONCE", 1)
    seen = []
    for number in ("1", "2", "9"):
        page = desk.post("/county/sites/XY", because=WHY, page=number).text
        assert "共2页" in page
        seen += re.findall(r'<th scope="row">([^<]+)</th>', page)
    assert len(set(seen)) == 2
    assert seen[1] == seen[2], "a page behind the last is the last"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.SUPERVISOR])
def test_nobody_else_lists_households_here(lived: str, role: Role) -> None:
    with sitting(lived, Actor("x", role, None)) as desk:
        assert desk.post("/county/sites/XY", because=WHY).status_code == 403
