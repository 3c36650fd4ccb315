"""Behind every code on paper: ours or not, still good or not, and nothing about anybody; and the posters themselves."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import Engine

from desk import codes
from desk.codes import Code, Kind
from jobmatch import db
from jobmatch.placements.referral import ReferralState
from jobmatch.settings import settings
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy
from tests.placements.hired import introduced
from tests.placements.people import NOON, TODAY, Case, settle
from wsgi import create_app


@pytest.fixture
def case(engine: Engine) -> Case:
    with db.transaction(engine) as session:
        made = settle(session)
        vacancy = session.get_one(Vacancy, made.vacancy_id)
        vacancy.publish_from = vacancy.last_confirmed = TODAY
        return made


@pytest.fixture
def client(engine: Engine, case: Case) -> Iterator[FlaskClient]:
    app = create_app(engine.url.render_as_string(hide_password=False))
    with time_machine.travel(NOON, tick=False):
        yield app.test_client()
    app.extensions["jobmatch.engine"].dispose()


def test_a_code_is_read_as_it_was_written_and_is_short() -> None:
    for kind in Kind:
        for row_id in (1, 35, 36, 2**31 - 1):
            code = Code(kind, row_id, TODAY)
            assert codes.read(codes.written(code)) == code
    assert len(codes.written(Code(Kind.SLIP, 99_999, TODAY))) <= 22


def test_a_code_leads_to_the_public_address_whoever_prints_it(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = Code(Kind.POSTER, 7, TODAY)
    with client.application.test_request_context("/", base_url="http://127.0.0.1:8000"):
        assert codes.address(code) == f"http://127.0.0.1:8000/q/{codes.written(code)}"
        monkeypatch.setattr(settings(), "public_address", "https://jobs.example.cn/")
        assert codes.address(code) == f"https://jobs.example.cn/q/{codes.written(code)}"


@pytest.mark.parametrize(
    "token",
    ["", "x", "s1-1.AAAAAAAAAAAA", "z1-1.AAAAAAAAAAAA", "s1-1", "s" * 300, "s1-1.AAAA AAAAAAA", "s1-1." + "码" * 12],
)
def test_what_we_have_not_written_is_nothing(client: FlaskClient, token: str) -> None:
    assert codes.read(token) is None
    answer = client.get(f"/q/{token or 'nothing'}")
    assert answer.status_code == 404
    assert "不是我们印的" in answer.text


def test_no_sign_of_a_code_can_be_another(client: FlaskClient) -> None:
    good = codes.written(Code(Kind.SLIP, 7, TODAY))
    for place in range(len(good)):
        other = "b" if good[place] != "b" else "c"
        assert codes.read(good[:place] + other + good[place + 1 :]) is None


def test_a_slip_is_genuine_and_after_two_months_no_more_good(client: FlaskClient, engine: Engine, case: Case) -> None:
    with db.transaction(engine) as session:
        referral_id = introduced(session, case.person_id, case.vacancy_id).id
    new = client.get(f"/q/{codes.written(Code(Kind.SLIP, referral_id, TODAY))}")
    assert "这张单子是真的" in new.text
    assert "测试甲" not in new.text
    with time_machine.travel(NOON + timedelta(days=61), tick=False):
        old = client.get(f"/q/{codes.written(Code(Kind.SLIP, referral_id, TODAY))}")
    assert "不作数了" in old.text
    assert client.get(f"/q/{codes.written(Code(Kind.SLIP, 999, TODAY))}").status_code == 404


def test_a_slip_leads_nowhere_that_is_closed_and_to_nobody_who_was_warned_of(
    client: FlaskClient, engine: Engine, case: Case
) -> None:
    with db.transaction(engine) as session:
        referral_id = introduced(session, case.person_id, case.vacancy_id).id
        session.get_one(Vacancy, case.vacancy_id).state = VacancyState.WITHDRAWN
    behind = f"/q/{codes.written(Code(Kind.SLIP, referral_id, TODAY))}"
    closed = client.get(behind).text
    assert "这张单子是真的" in closed
    assert f"/vacancies/{case.vacancy_id}" not in closed
    with db.transaction(engine) as session:
        session.get_one(Vacancy, case.vacancy_id).employer.blacklisted_since = TODAY
    warned = client.get(behind).text
    assert "这家单位现在不能去了" in warned
    assert 'class="headline"' not in warned


def test_a_slip_of_what_was_called_off_is_genuine_and_no_longer_good(
    client: FlaskClient, engine: Engine, case: Case
) -> None:
    with db.transaction(engine) as session:
        referral = introduced(session, case.person_id, case.vacancy_id)
        referral.state = ReferralState.CANCELLED
        behind = f"/q/{codes.written(Code(Kind.SLIP, referral.id, TODAY))}"
    page = client.get(behind).text
    assert "是真的，但是现在不作数了" in page
    assert "这张单子是真的" not in page


def test_a_number_that_a_younger_row_has_inherited_is_not_the_papers(
    client: FlaskClient, engine: Engine, case: Case
) -> None:
    with db.transaction(engine) as session:
        referral_id = introduced(session, case.person_id, case.vacancy_id).id
    for kind, row in ((Kind.SLIP, referral_id), (Kind.POSTER, case.vacancy_id)):
        assert client.get(f"/q/{codes.written(Code(kind, row, TODAY))}").status_code == 200
        assert client.get(f"/q/{codes.written(Code(kind, row, TODAY - timedelta(days=1)))}").status_code == 404


def test_a_poster_says_whether_the_post_is_still_open(client: FlaskClient, engine: Engine, case: Case) -> None:
    page = client.get(f"/vacancies/{case.vacancy_id}/poster")
    assert page.status_code == 200
    assert "<svg" in page.text
    assert "V1" in page.text
    behind = f"/q/{codes.written(Code(Kind.POSTER, case.vacancy_id, TODAY))}"
    assert "现在还在招" in client.get(behind).text
    with db.transaction(engine) as session:
        session.get_one(Vacancy, case.vacancy_id).state = VacancyState.WITHDRAWN
    assert "现在不招了" in client.get(behind).text
    assert client.get(f"/vacancies/{case.vacancy_id}/poster").status_code == 404
    assert client.get(f"/q/{codes.written(Code(Kind.POSTER, 999, TODAY))}").status_code == 404


def test_a_sheet_holds_what_the_list_shows_and_an_empty_one_says_so(client: FlaskClient) -> None:
    sheet = client.get("/vacancies/posters")
    assert "缝纫工" in sheet.text
    assert sheet.text.count('class="poster-code"') == 1
    assert "没有可以印的岗位" in client.get("/vacancies/posters?words=没有这样的活").text
