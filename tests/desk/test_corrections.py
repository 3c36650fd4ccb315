"""Putting a closed month right by its pages: the line is found, the new one stands beside it, nothing typed is lost."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.households.model import Household, Person
from jobmatch.reports import ledger
from jobmatch.reports.model import PersonMonth
from jobmatch.reports.status import Status
from tests.reports.conftest import IN_JULY, JUNE, close, place, settled
from wsgi import create_app

__all__ = ["place", "settled"]

SITE = Actor("supervisor", Role.SUPERVISOR, frozenset({"XY"}))
ELSEWHERE = Actor("other", Role.SUPERVISOR, frozenset({"S9"}))
RIGHT = {"standing": "willing", "because": "问过本人，月底就没去了"}


@pytest.fixture
def desk(settled: Engine, database_url: str) -> Iterator[FlaskClient]:
    """The supervisor's browser; June is closed."""
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
    app = create_app(database_url, who=lambda: sitting[0])
    app.config["WTF_CSRF_ENABLED"] = False
    sitting[0] = SITE
    yield app.test_client()
    app.extensions["jobmatch.engine"].dispose()


sitting: list[Actor] = [SITE]


def a_worker(engine: Engine) -> tuple[int, str, str]:
    """The line of somebody with work, the name, and the number of the household."""
    with db.reading(engine) as session:
        return session.execute(
            select(PersonMonth.id, Person.name, Household.number)
            .join(Person, Person.id == PersonMonth.person_id)
            .join(Household, Household.id == PersonMonth.household_id)
            .where(PersonMonth.month == JUNE, PersonMonth.status == Status.EMPLOYED, PersonMonth.replaces_id.is_(None))
        ).first()  # type: ignore[return-value]  # a row of three is such a tuple


def test_a_line_is_found_put_right_and_shown_beside_what_was_reported(desk: FlaskClient, settled: Engine) -> None:
    line_id, name, number = a_worker(settled)
    listed = desk.get(f"/reports/2026-06/lines?q={number}").text
    assert name in listed
    assert f"/reports/lines/{line_id}" in listed
    assert "有活在做" in desk.get(f"/reports/lines/{line_id}").text
    done = desk.post(f"/reports/lines/{line_id}", data=RIGHT, follow_redirects=True)
    assert "改好了" in done.text
    page = desk.get("/reports?month=2026-06").text
    assert "有活在做 → 想找活，还没有" in page
    assert RIGHT["because"] in page
    assert number in page
    with db.reading(settled) as session:
        assert session.get_one(PersonMonth, line_id).status is Status.EMPLOYED
        assert {one.because for one in ledger.corrections(session, JUNE)} == {RIGHT["because"]}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"standing": ""}, "点一个"),
        ({"because": "  "}, "写一句"),
        ({"standing": "employed"}, "在哪里做"),
        ({"standing": "employed", "place": "county", "wage_band": "77"}, "从里头选一个"),
    ],
)
def test_what_is_left_open_is_asked_at_its_place_and_nothing_typed_is_lost(
    desk: FlaskClient, settled: Engine, changed: dict[str, str], words: str
) -> None:
    line_id, _, _ = a_worker(settled)
    said = {**RIGHT, **changed}
    answer = desk.post(f"/reports/lines/{line_id}", data=said)
    assert answer.status_code == 422
    assert words in answer.text
    assert said["because"].strip() in answer.text
    with db.reading(settled) as session:
        assert not ledger.corrections(session, JUNE)


def test_nothing_that_differs_is_no_correction(desk: FlaskClient, settled: Engine) -> None:
    line_id, _, _ = a_worker(settled)
    desk.post(f"/reports/lines/{line_id}", data=RIGHT)
    with db.reading(settled) as session:
        newest = session.scalars(select(PersonMonth.id).where(PersonMonth.replaces_id == line_id)).one()
    again = desk.post(f"/reports/lines/{newest}", data=RIGHT)
    assert again.status_code == 422
    assert "没有要改的" in again.text


def test_who_was_slower_sees_the_line_as_the_other_left_it(desk: FlaskClient, settled: Engine) -> None:
    line_id, _, _ = a_worker(settled)
    desk.post(f"/reports/lines/{line_id}", data=RIGHT)
    late = desk.post(f"/reports/lines/{line_id}", data={**RIGHT, "standing": "farming", "because": "种地去了"})
    assert late.status_code == 409
    assert "刚才有人改过" in late.text
    assert "种地去了" in late.text
    assert RIGHT["because"] in late.text


def test_only_the_own_sites_are_there_and_a_month_that_is_not_closed_is_not(desk: FlaskClient, settled: Engine) -> None:
    line_id, name, _ = a_worker(settled)
    assert desk.get("/reports/2026-07/lines").status_code == 404
    assert desk.get("/reports/x/lines").status_code == 404
    sitting[0] = ELSEWHERE
    assert name not in desk.get("/reports/2026-06/lines").text
    assert desk.get(f"/reports/lines/{line_id}").status_code == 403
    assert desk.post(f"/reports/lines/{line_id}", data=RIGHT).status_code == 403
    assert desk.get("/reports/lines/999999").status_code == 404
