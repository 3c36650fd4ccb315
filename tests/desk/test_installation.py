"""The administrator's desk: users, figures with dates and the log; what is done is taken back, what held is not."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.installation.parameter_words import NAMES
from jobmatch import clock, db, parameters
from jobmatch.access import Actor, Refused, Role
from jobmatch.accounts import service
from jobmatch.accounts.model import Account
from jobmatch.audit import AuditEvent
from jobmatch.courses import service as courses
from jobmatch.parameters import ChangesThePastError, Parameter, ParameterRow
from tests.desk.office.office_desk import CLERK, Office, counted, sitting
from tests.desk.staffed import PASSWORD, staff

ADMINISTRATOR = Actor("administrator", Role.ADMINISTRATOR, None)
WAGE, COUNTY = "minimum_wage_month", "520322"
NEW = {"name": "wang", "shown_name": "王小平", "role": "clerk", "site": "PLSQ", "password": "山那边的枇杷今年熟得早"}


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Office]:
    staff(sqlite_url)
    with sitting(sqlite_url, ADMINISTRATOR) as made:
        with db.transaction(made.engine) as session:
            parameters.plant_first_rows(session)
        yield made


def account(desk: Office, name: str) -> Account | None:
    with db.reading(desk.engine) as session:
        found = service.find(session, name)
        if found is not None:
            found.sites  # noqa: B018 - loaded while the session is there
        session.expunge_all()
        return found


def known(desk: Office, name: str) -> Account:
    found = account(desk, name)
    assert found is not None
    return found


def test_somebody_new_may_sign_in_and_a_tap_takes_it_back(desk: Office) -> None:
    assert desk.post("/installation/users/new", **NEW).status_code == 303
    made = known(desk, "wang")
    assert (made.role, [one.site_code for one in made.sites], made.disabled_at) == (Role.CLERK, ["PLSQ"], None)
    desk.undo()
    assert known(desk, "wang").disabled_at is not None


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "clerk"), ("role", "employer"), ("site", "nowhere"), ("password", "kurz"), ("phone", "12")],
)
def test_what_is_not_right_is_said_and_nothing_else_is_lost(desk: Office, field: str, value: str) -> None:
    answer = desk.post("/installation/users/new", **NEW | {field: value})
    assert (answer.status_code, 'role="alert"' in answer.text, "王小平" in answer.text) == (422, True, True)
    assert NEW["password"] not in answer.text
    assert account(desk, "wang") is None


def test_a_role_and_an_area_are_changed_and_changed_back(desk: Office) -> None:
    number = known(desk, "clerk").id
    desk.post(f"/installation/users/{number}/change", role="supervisor", site="CMZ")
    assert (known(desk, "clerk").role, known(desk, "clerk").sites[0].site_code) == (Role.SUPERVISOR, "CMZ")
    desk.undo()
    assert (known(desk, "clerk").role, known(desk, "clerk").sites[0].site_code) == (Role.CLERK, "PLSQ")


def test_who_is_locked_out_is_let_in_again_and_gets_a_new_password(desk: Office) -> None:
    number = known(desk, "clerk").id
    desk.post(f"/installation/users/{number}/lock")
    assert known(desk, "clerk").disabled_at is not None
    desk.undo()
    assert known(desk, "clerk").disabled_at is None
    before = known(desk, "clerk").password_hash
    assert desk.post(f"/installation/users/{number}/password", password="kurz").status_code == 422
    desk.post(f"/installation/users/{number}/password", password=f"新的{PASSWORD}")
    assert known(desk, "clerk").password_hash != before


def test_a_trainer_is_entered_and_belongs_to_a_school_until_a_tap_takes_it_back(desk: Office) -> None:
    with db.transaction(desk.engine) as session:
        number = courses.register_provider(session, "启航学校", clock.now(), CLERK).id
    assert desk.post("/installation/users/new", **NEW | {"name": "wei", "role": "trainer"}).status_code == 303
    here = f"/installation/users/{known(desk, 'wei').id}"
    assert "是启航学校的" in desk.get(here)
    desk.post(f"{here}/school", school=str(number))
    with db.reading(desk.engine) as session:
        assert service.actor_of(service.find_or_say(session, "wei")).provider_ids == {number}
    desk.undo()
    with db.reading(desk.engine) as session:
        assert service.actor_of(service.find_or_say(session, "wei")).provider_ids == frozenset()
    assert desk.post(f"{here}/school", school="999").status_code == 400


def test_nobody_locks_oneself_out(desk: Office) -> None:
    number = known(desk, "administrator").id
    for verb in ("lock", "change", "as-before"):
        assert desk.post(f"/installation/users/{number}/{verb}", role="clerk", site="PLSQ").status_code == 400
    assert known(desk, "administrator").disabled_at is None


def test_every_figure_has_its_words() -> None:
    assert set(NAMES) == {row.name for row in parameters.first_rows()}


def wages(session: Session, division: str) -> list[tuple[Decimal, date, date | None]]:
    rows = select(Parameter).where(Parameter.name == WAGE, Parameter.division == division)
    return [
        (one.value, one.valid_from, one.valid_to) for one in session.scalars(rows.order_by(Parameter.valid_from)).all()
    ]


def test_a_new_value_ends_the_old_one_and_is_taken_back(session: Session) -> None:
    parameters.plant_first_rows(session)
    before, at = wages(session, "52"), clock.now()
    row = ParameterRow(WAGE, "52", Decimal(2300), date(2027, 1, 1), None, "黔府发〔2026〕9号")
    entered = parameters.enter(session, row, at, ADMINISTRATOR)
    assert wages(session, "52") == [
        before[0],
        (before[1][0], before[1][1], date(2026, 12, 31)),
        (2300, row.valid_from, None),
    ]
    for day in (date(2027, 1, 1), date(2020, 1, 1)):
        with pytest.raises(ChangesThePastError):
            parameters.enter(session, ParameterRow(WAGE, "52", Decimal(1), day, None, "x"), at, ADMINISTRATOR)
    with pytest.raises(Refused):
        parameters.enter(session, row, at, Actor("county", Role.COUNTY, None))
    parameters.take_back(session, entered, at, ADMINISTRATOR)
    session.flush()
    assert wages(session, "52") == before


def test_the_page_enters_a_value_and_says_what_is_missing(desk: Office) -> None:
    address, day = f"/installation/parameters/{WAGE}", (clock.today() + timedelta(days=30)).isoformat()
    good = {"value": "1760", "valid_from": day, "division": COUNTY, "source": "县里的文件"}
    for field, value in (("value", "许多"), ("valid_from", ""), ("division", "x"), ("source", " ")):
        assert desk.post(address, **good | {field: value}).status_code == 422
    assert desk.post(address, **good).status_code == 303
    assert "县里的文件" in desk.get(address)
    assert desk.post(address, **good).status_code == 422
    assert "桐梓" in desk.get(f"/installation/parameters?q={COUNTY}&every=1")
    desk.post(address, **good | {"valid_from": "2029-01-01"})
    desk.undo()
    assert "2029" not in desk.get(address)
    assert desk.client.get("/installation/parameters/nothing").status_code == 404


def test_the_log_is_searched_and_that_it_was_read_is_in_it(desk: Office) -> None:
    desk.actor = Actor("auditor", Role.AUDITOR, None)
    page = desk.get("/installation/log?what=开了用户")
    assert "account.add" not in page
    assert page.count("开了用户") > 3
    assert "没有这样的记录" in desk.get("/installation/log?from=2020-01-01&to=2020-01-02")
    assert "没有这样的记录" in desk.get("/installation/log?who=nobody&what=account.add")
    assert "没有这样的记录" not in desk.get("/installation/log?about=account:1")
    with db.reading(desk.engine) as session:
        read = session.scalars(select(AuditEvent.detail).where(AuditEvent.action == "read_log")).all()
    assert len(read) == 4
    assert read[1] == "2020-01-01 2020-01-02"


@pytest.mark.parametrize(
    ("address", "most"), [("users", 4), ("users/1", 5), ("parameters", 3), (f"parameters/{WAGE}", 2), ("log", 5)]
)
def test_a_page_asks_the_database_a_fixed_number_of_times(desk: Office, address: str, most: int) -> None:
    desk.get(f"/installation/{address}")
    with counted(desk.engine) as statements:
        desk.get(f"/installation/{address}")
    assert len(statements) <= most, "\n".join(statements)
