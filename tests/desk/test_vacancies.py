"""What anybody finds when they look through the vacancies."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from flask.testing import FlaskClient

from jobmatch.db import engine_for, transaction
from jobmatch.vacancies import codes
from tests.desk import posts
from wsgi import create_app


@pytest.fixture
def url(database_url: str) -> Iterator[str]:
    """A database with seven open vacancies and four that nobody should see."""
    engine = engine_for(database_url)
    with transaction(engine) as session:
        factory = posts.settle(session)
        posts.post(session, factory, "V-1")
        posts.post(session, factory, "V-2", title="夜班保安", shift=codes.Shift.NIGHT, certificates=["guard"])
        far = {"latitude": 23.02, "longitude": 113.75, "division": "441900", "address": "东莞市长安镇"}
        posts.post(session, factory, "V-3", title="电子厂普工", dorm=codes.Board.FREE, age_max=45, **far)
        posts.post(session, factory, "V-4", title="保洁员", age_max=None, duties="打扫100%的楼道")
        posts.post(session, factory, "V-5", title="已招满", headcount=2, filled=2)
        posts.post(session, factory, "V-6", title="已过期", expires_on=date(2026, 5, 31))
        posts.post(session, factory, "V-7", title="很久没核实", last_confirmed=date(2026, 5, 1))
        posts.post(session, factory, "V-8", title="还没审", state=codes.VacancyState.DRAFT)
    engine.dispose()
    return database_url


@pytest.fixture
def reader(url: str) -> Iterator[FlaskClient]:
    """Somebody at a browser on the first of June."""
    with time_machine.travel(posts.NOON, tick=False), create_app(url).test_client() as client:
        yield client


def titles(page: str) -> set[str]:
    every = ("平车工", "夜班保安", "电子厂普工", "保洁员", "已招满", "已过期", "很久没核实", "还没审")
    return {title for title in every if title in page}


def test_only_open_and_lately_confirmed_vacancies_are_listed(reader: FlaskClient) -> None:
    assert titles(reader.get("/vacancies").text) == {"平车工", "夜班保安", "电子厂普工", "保洁员"}


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ("day=1", {"平车工", "电子厂普工", "保洁员"}),
        ("bed=1", {"电子厂普工"}),
        ("nocert=1", {"平车工", "电子厂普工", "保洁员"}),
        ("fifty=1", {"平车工", "夜班保安", "保洁员"}),
        ("near=1", {"平车工", "夜班保安", "保洁员"}),
        ("walk=S1", {"平车工", "夜班保安", "保洁员"}),
        ("words=保洁", {"保洁员"}),
        ("words=长安", {"电子厂普工"}),
        ("words=baojie", {"保洁员"}),
        ("words=PingCheGong", {"平车工"}),
        ("words=bjy", {"保洁员"}),
        ("words=pg", {"平车工", "电子厂普工"}),
        ("words=qqq", set()),
        ("words=%25", {"保洁员"}),
        ("words=%00保洁%0A", {"保洁员"}),
        ("words=_", set()),
        ("day=1&fifty=1&words=楼道", {"保洁员"}),
        ("words=没有这样的活", set()),
        ("walk=nowhere&page=99&day=maybe", {"平车工", "夜班保安", "电子厂普工", "保洁员"}),
        ("page=-3", {"平车工", "夜班保安", "电子厂普工", "保洁员"}),
    ],
)
def test_filters_find_what_they_say(reader: FlaskClient, wish: str, found: set[str]) -> None:
    assert titles(reader.get(f"/vacancies?{wish}").text) == found


def test_nothing_found_says_what_to_do_next(reader: FlaskClient) -> None:
    assert "少选一两样再找找" in reader.get("/vacancies?words=没有这样的活").text


def test_pages_lead_to_all_vacancies_and_keep_the_filters(url: str, reader: FlaskClient) -> None:
    engine = engine_for(url)
    with transaction(engine) as session:
        factory = session.query(posts.Employer).one()
        for number in range(20):
            posts.post(session, factory, f"V-{100 + number}", title=f"装箱工{number:02}")
    engine.dispose()
    first = reader.get("/vacancies?words=装箱工").text
    second = reader.get("/vacancies?words=装箱工&page=2").text
    assert "words=%E8%A3%85%E7%AE%B1%E5%B7%A5&amp;page=2" in first
    found = {f"装箱工{n:02}" for n in range(20) for page in (first, second) if f"装箱工{n:02}<" in page}
    assert len(found) == 20


def test_a_vacancy_shows_its_pay_figure_by_figure(reader: FlaskClient) -> None:
    page = reader.get("/vacancies/1").text
    # 70 and 110 pieces a day at 1.5 yuan on 26 days; 200 a month go off for meals.
    for figures in ("2,730 元/月", "4,290 元/月", "2,500 元/月", "− 200 元/月", "2,530 – 4,090"):
        assert figures in page


def test_a_vacancy_says_never_to_pay_and_where_to_ask(reader: FlaskClient) -> None:
    page = reader.get("/vacancies/1").text
    assert "不要交钱，不要押身份证" in page
    assert "社区服务中心" in page
    assert "V-1" in page
    assert "2026年6月1日核实过" in page


def test_a_first_day_that_is_over_is_not_said(url: str, reader: FlaskClient) -> None:
    engine = engine_for(url)
    with transaction(engine) as session:
        factory = session.query(posts.Employer).one()
        begun = posts.post(session, factory, "V-48", start_on=date(2026, 5, 31)).id
        begins = posts.post(session, factory, "V-49", start_on=date(2026, 6, 1)).id
    engine.dispose()
    assert "2026年5月31日" not in reader.get(f"/vacancies/{begun}").text
    assert "哪天上班" in reader.get(f"/vacancies/{begins}").text


def test_what_is_missing_in_the_pay_is_said(url: str, reader: FlaskClient) -> None:
    engine = engine_for(url)
    with transaction(engine) as session:
        factory = session.query(posts.Employer).one()
        unclear = {"wage_guaranteed": None, "wage_novice_units_per_day": None, "wage_normal_units_per_day": None}
        vacancy = posts.post(session, factory, "V-50", **unclear).id
    engine.dispose()
    assert "去之前一定要问清楚" in reader.get(f"/vacancies/{vacancy}").text


def test_other_deductions_come_off_too(url: str, reader: FlaskClient) -> None:
    engine = engine_for(url)
    with transaction(engine) as session:
        factory = session.query(posts.Employer).one()
        pay = {"wage_type": codes.WageType.MONTH, "wage_min": Decimal(3000), "other_deductions": Decimal(50)}
        vacancy = posts.post(session, factory, "V-51", **pay).id
    engine.dispose()
    assert "2,750" in reader.get(f"/vacancies/{vacancy}").text


@pytest.mark.parametrize(
    "path", ["/vacancies/5", "/vacancies/6", "/vacancies/7", "/vacancies/8", "/vacancies/4711", f"/vacancies/{10**30}"]
)
def test_a_vacancy_that_is_not_open_is_gently_not_found(reader: FlaskClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404
    assert "没有找到这一页" in answer.text
    assert "岗位列表" in answer.text


def test_nobody_finds_a_contact_on_a_public_page(url: str, reader: FlaskClient) -> None:
    engine = engine_for(url)
    with transaction(engine) as session:
        factory = session.query(posts.Employer).one()
        contact = {"contact_name": "王经理", "contact_phone": "19900001234", "posted_text": "电话19900001234"}
        vacancy = posts.post(session, factory, "V-52", **contact).id
    engine.dispose()
    page = reader.get(f"/vacancies/{vacancy}").text + reader.get("/vacancies").text
    assert "王经理" not in page
    assert "19900001234" not in page


def test_a_household_that_hires_is_neither_named_nor_found(url: str, reader: FlaskClient) -> None:
    engine = engine_for(url)
    with transaction(engine) as session:
        home = posts.Employer(name="罗大娘家", level=3, registered_at=posts.NOON, updated_at=posts.NOON)
        kind = codes.VacancyKind.HOUSEHOLD
        vacancy = posts.post(session, home, "V-60", kind=kind, title="照顾老人", address="桃花巷9号").id
    engine.dispose()
    page = reader.get(f"/vacancies/{vacancy}").text + reader.get("/vacancies?words=照顾&walk=S1").text
    assert "照顾老人" in page
    assert "一户人家" in page
    for secret in ("罗大娘", "桃花巷", "公里"):
        assert secret not in page
    for secret in ("罗大娘", "桃花巷"):
        assert "照顾老人" not in reader.get(f"/vacancies?words={secret}").text
