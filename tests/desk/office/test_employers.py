"""The list of employers: found by what a clerk types, in pages, in order, as a file with a line in the log."""

import io
import re

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from desk import listing
from jobmatch import clock, db
from jobmatch.access import Role, operator
from jobmatch.audit import AuditEvent
from jobmatch.parameters import plant_first_rows
from jobmatch.vacancies import employers
from jobmatch.vacancies.credit_code import fictitious_credit_code
from jobmatch.vacancies.employers import Registration
from tests.desk.staffed import signed_in

NAMES = ("桐梓禾悦鞋业有限公司", "楚米藤编社", "=娄山餐馆", "蟠龙家政", "华盛线束")
OFFICE = {Role.CLERK, Role.HELPER, Role.SUPERVISOR, Role.ADMINISTRATOR}


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    at, actor = clock.now(), operator("tests")
    with db.transaction(app.extensions["jobmatch.engine"]) as session:
        plant_first_rows(session)
        for number, name in enumerate(NAMES, 1):
            registration = Registration(name, fictitious_credit_code(number))
            employer = employers.register(session, registration, at, actor)
            if number > 1:
                employers.verify(session, employer, min(number - 1, 3), "licence seen", clock.today(), at, actor)
    return signed_in(app, "supervisor")


def rows(client: FlaskClient, address: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a [^>]*>([^<]+)</a></th>', client.get(address).text)


def test_the_least_known_come_first(client: FlaskClient) -> None:
    assert rows(client, "/office/employers") == [NAMES[0], NAMES[1], NAMES[2], NAMES[4], NAMES[3]]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("藤编", [NAMES[1]]),
        ("cmtb", [NAMES[1]]),
        ("chumi", [NAMES[1]]),
        (fictitious_credit_code(4).lower(), [NAMES[3]]),
        ("%", []),
        ("没有这家", []),
    ],
)
def test_an_employer_is_found_by_what_is_typed(client: FlaskClient, typed: str, found: list[str]) -> None:
    assert rows(client, f"/office/employers?q={typed.replace('%', '%25')}") == found


def test_headings_sort_both_ways_and_keep_the_search(client: FlaskClient) -> None:
    assert rows(client, "/office/employers?by=name")[1] == NAMES[1]
    assert rows(client, "/office/employers?by=-name")[0] == NAMES[0]
    page = client.get("/office/employers?q=社&by=name").text
    assert 'aria-sort="ascending"' in page
    assert 'href="/office/employers?q=%E7%A4%BE&amp;by=-name"' in page


def test_pages_are_brought_into_range(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "AT_ONCE", 2)
    assert rows(client, "/office/employers?page=3") == rows(client, "/office/employers?page=99") == [NAMES[3]]
    page = client.get("/office/employers?page=2").text
    assert "第2页，共3页" in page
    assert 'rel="prev"' in page
    assert 'rel="next"' in page
    assert len(rows(client, "/office/employers?page=-5&by=nothing")) == 2


def test_a_file_holds_all_rows_and_is_noted(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "AT_ONCE", 2)
    table = client.get("/office/employers?as=csv&by=name")
    lines = table.data.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(NAMES)
    assert any(line.startswith("'=娄山餐馆,") for line in lines)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/office/employers?as=xlsx").data)).worksheets[0]
    assert {row[0].value for row in sheet.iter_rows(min_row=4)} == set(NAMES)
    with db.reading(client.application.extensions["jobmatch.engine"]) as session:
        noted = session.execute(select(AuditEvent.subject, AuditEvent.detail).where(AuditEvent.action == "list.file"))
        assert [tuple(one) for one in noted] == [("list:employers", "5 csv"), ("list:employers", "5 xlsx")]


def test_an_empty_list_says_so(app: Flask) -> None:
    assert "还没有单位" in signed_in(app, "supervisor").get("/office/employers").text


def test_who_gets_in(app: Flask) -> None:
    for role in Role:
        if role not in (Role.RESIDENT, Role.SYSTEM):
            status = signed_in(app, role).get("/office/employers").status_code
            assert status == (200 if role in OFFICE else 403), role
    assert app.test_client().get("/office/employers").status_code == 302
