"""Posts that stay open: one sentence each says what to do, small counts are not told apart, few statements a page."""

from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from desk.few import most_first
from desk.office.posts import to_do
from desk.office.stop_words import STOPS
from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.audit import AuditEvent
from jobmatch.matching.notes import Gate
from jobmatch.placements.referral import DeclineReason, RejectReason
from jobmatch.vacancies.model import Vacancy
from jobmatch.vacancies.openness import Reason
from tests.desk.office.office_desk import NAMES, Office, counted, fill, sitting
from wsgi import create_app

COUNTY = Actor("analyst", Role.COUNTY, None)


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Office]:
    with sitting(sqlite_url, COUNTY) as made:
        fill(made.engine)
        yield made


def said(reason: Reason = Reason.OPEN, because: str = "", **counts: int) -> str:
    """What a line advises where everybody who said no gave one reason."""
    row: Any = SimpleNamespace(**{"fits": 0, "asked": 0, "yes": 0, "no": 0, "refused": 0} | counts)
    why = {1: Counter([because])}
    with create_app("sqlite://", who=lambda: COUNTY).test_request_context("/"):
        return to_do(Vacancy(id=1), reason, row, why, why)


def test_the_first_thing_that_keeps_places_empty_is_said() -> None:
    assert "没核实" in said(Reason.NOT_CONFIRMED, fits=9)
    assert "没有合适的人" in said()
    assert "还没有问过" in said(fits=3)
    assert "钱少" in said(because=DeclineReason.LOW_WAGE, fits=3, asked=3, no=3)
    assert "年纪" in said(because=RejectReason.AGE, fits=3, asked=3, yes=3, refused=2)
    assert "催单位" in said(fits=3, asked=3, yes=3)


def test_a_post_with_places_left_is_listed_with_what_to_do(office: Office) -> None:
    page = office.get("/office/posts")
    assert NAMES[2] in page
    assert NAMES[0] not in page
    assert "没有合适的人" in page
    csv = office.client.get("/office/posts?as=csv&by=-days")
    assert NAMES[2] in csv.data.decode("utf-8-sig")


def test_the_list_takes_few_statements(office: Office) -> None:
    with counted(office.engine) as statements:
        office.get("/office/posts?by=asked")
    assert len(statements) <= 12, "\n".join(statements)


def test_one_post_says_what_stops_people_and_the_log_holds_that_it_was_asked(office: Office) -> None:
    page = office.get("/office/posts/3")
    assert "先看这几样" in page
    assert "/office/review/3" not in page, "the county rings nobody"
    with db.reading(office.engine) as session:
        asked = select(AuditEvent.subject).where(AuditEvent.action == "match.stops")
        assert session.scalars(asked).all() == ["vacancy:3"]
    assert office.client.get("/office/posts/99").status_code == 404


def test_small_counts_stand_in_an_order_that_tells_nothing() -> None:
    assert [key for key, _ in most_first({"b": 1, "a": 4, "c": 3, "d": 5, "e": 0})] == ["d", "a", "b", "c"]


def test_every_gate_that_is_not_about_everybody_has_words() -> None:
    about_all = {Gate.STATUS, Gate.CONSENT, Gate.DUP_OPEN, Gate.EXPIRED, Gate.EMPLOYER, Gate.WAGE_LAW}
    assert set(STOPS) == {gate.value for gate in Gate if gate not in about_all}
