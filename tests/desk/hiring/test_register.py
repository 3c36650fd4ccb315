"""Registering to offer work: a new employer is answered for at once, a known one when the office has asked it."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from jobmatch import clock, db
from jobmatch.access import Role, operator
from jobmatch.accounts.model import Account, AccountEmployer
from jobmatch.audit import AuditEvent
from jobmatch.vacancies import employers
from jobmatch.vacancies.credit_code import fictitious_credit_code
from jobmatch.vacancies.employers import Registration
from jobmatch.vacancies.model import Employer
from tests.desk.staffed import PASSWORD, sign_in, signed_in, token_of
from wsgi import create_app

CODE, PHONE = fictitious_credit_code(77), "19900000777"
FORM = {
    "employer": "测试缝纫厂", "code": CODE, "address": "", "person": "招工的小梁", "phone": PHONE,
    "password": PASSWORD, "again": PASSWORD,
}  # fmt: skip


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    from tests.desk.staffed import staff

    staff(database_url)
    made = create_app(database_url)
    yield made
    made.extensions["jobmatch.engine"].dispose()


@pytest.fixture
def engine(app: Flask) -> Engine:
    found: Engine = app.extensions["jobmatch.engine"]
    return found


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def send(client: FlaskClient, **changed: str) -> tuple[int, str]:
    token = token_of(client, "/hiring/register")
    answer = client.post("/hiring/register", data={**FORM, **changed, "csrf_token": token})
    return answer.status_code, answer.text


def known_employer(engine: Engine) -> int:
    with db.transaction(engine) as session:
        return employers.register(session, Registration(FORM["employer"], CODE), clock.now(), operator("office")).id


def test_who_registers_a_new_employer_answers_for_it_at_once(client: FlaskClient, engine: Engine) -> None:
    status, page = send(client)
    assert (status, "登记好了" in page) == (200, True)
    assert sign_in(client, PHONE).location.endswith("/hiring")
    assert FORM["employer"] in client.get("/hiring").text
    with db.reading(engine) as session:
        employer = session.scalars(select(Employer).where(Employer.credit_code == CODE)).one()
        assert employer.level == 0
        account = session.scalars(select(Account).where(Account.name == PHONE)).one()
        assert (account.role, account.shown_name) == (Role.EMPLOYER, FORM["person"])
        assert [one.employer_id for one in account.employers] == [employer.id]


def test_who_asks_for_a_known_employer_sees_nothing_until_the_office_lets_them_in(
    app: Flask, client: FlaskClient, engine: Engine
) -> None:
    employer_id = known_employer(engine)
    assert "打电话到单位" in send(client)[1]
    sign_in(client, PHONE)
    assert "还在问单位" in client.get("/hiring").text
    office = signed_in(app, "clerk")
    waiting = office.get("/office/joining").text
    assert FORM["person"] in waiting
    with db.reading(engine) as session:
        account_id = session.scalars(select(AccountEmployer.account_id)).one()
    here = f"/office/joining/{account_id}/{employer_id}"
    token = token_of(office, "/office/joining")
    admitted = office.post(f"{here}/admit", data={"csrf_token": token}, follow_redirects=True).text
    assert "可以管这个单位的招人了" in admitted
    assert "没有人在等" in admitted
    assert FORM["employer"] in client.get("/hiring").text
    office.post(f"{here}/put-off", data={"csrf_token": token})
    assert "还在问单位" in client.get("/hiring").text
    assert office.post(f"{here}/turn-away", data={"csrf_token": token, "because": " "}).status_code == 422
    office.post(f"{here}/turn-away", data={"csrf_token": token, "because": "单位说没有这个人"})
    late = office.post(f"{here}/admit", data={"csrf_token": token}, follow_redirects=True).text
    assert "有同事办过了" in late
    with db.reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(AccountEmployer)) == 0
        assert "单位说没有这个人" in str(
            session.scalars(select(AuditEvent.detail).where(AuditEvent.action == "account.turn_away")).one()
        )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"employer": " "}, "写单位的名字"),
        ({"code": ""}, "写统一社会信用代码"),
        ({"code": "123"}, "您写了3位"),
        ({"code": CODE[:-1] + ("0" if CODE[-1] != "0" else "1")}, "有一位不对"),
        ({"code": "O" + CODE[1:]}, "没有“O”"),
        ({"person": ""}, "写您的名字"),
        ({"phone": "199"}, "11位数字"),
        ({"again": "别的"}, "两次写的密码不一样"),
        ({"password": "12", "again": "12"}, "短了点"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_half_saved(
    client: FlaskClient, engine: Engine, changed: dict[str, str], words: str
) -> None:
    status, page = send(client, **changed)
    assert status == 422
    assert words in page
    assert re.search(rf'value="{re.escape({**FORM, **changed}["employer"].strip())}"', page)
    assert PASSWORD not in page
    with db.reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(Employer)) == 0
        assert session.scalar(select(func.count()).select_from(AccountEmployer)) == 0


def test_a_telephone_registers_once(client: FlaskClient) -> None:
    send(client)
    status, page = send(client, code=fictitious_credit_code(78), employer="另一个厂")
    assert status == 422
    assert "登记过了" in page
