"""Posting by the form: what is lawful goes to the office, what is not comes back with its rewrite, nothing is lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from werkzeug.test import TestResponse

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.vacancies.codes import Source, VacancyState, WageType
from jobmatch.vacancies.listing.model import TitleQuestion
from jobmatch.vacancies.model import Vacancy
from tests.placements.people import NOON, settle
from wsgi import create_app

FORM = {
    "title": "缝纫工", "headcount": "4", "kind": "company", "posted_text": "车间里踩平车，做校服，不会的老师傅教。",
    "wage_type": "month", "wage_min": "3200", "wage_max": "4500", "shift": "day", "hours_from": "08:00",
    "hours_to": "17:30", "days_per_month": "26", "dorm": "free", "meals": "free", "contract": "labour",
    "address": "桐梓县娄山关街道", "contact_phone": "19900000055",
}  # fmt: skip


@dataclass
class Desk:
    client: FlaskClient
    engine: Engine
    vacancy_id: int

    def seen(self, vacancy_id: int) -> str:
        """From which state of the post a form is filled now."""
        found = re.search(r'name="seen" value="([^"]+)"', self.client.get(f"/hiring/posts/{vacancy_id}/mend").text)
        assert found
        return found[1]

    def mend(self, vacancy_id: int, seen: str, **changed: str) -> TestResponse:
        return self.client.post(f"/hiring/posts/{vacancy_id}/mend", data={**FORM, "seen": seen, **changed})

    def posts(self) -> list[Vacancy]:
        with db.reading(self.engine) as session:
            found = session.scalars(select(Vacancy).where(Vacancy.id != self.vacancy_id).order_by(Vacancy.id)).all()
            session.expunge_all()
            return list(found)


@pytest.fixture
def desk(engine: Engine) -> Iterator[Desk]:
    with db.transaction(engine) as session:
        case = settle(session)
        employer_id = session.get_one(Vacancy, case.vacancy_id).employer_id
    actor = Actor("19900000056", Role.EMPLOYER, employer_ids=frozenset({employer_id}))
    app = create_app(engine.url.render_as_string(hide_password=False), who=lambda: actor)
    app.config["WTF_CSRF_ENABLED"] = False
    with time_machine.travel(NOON, tick=False), app.test_client() as client:
        yield Desk(client, engine, case.vacancy_id)
    app.extensions["jobmatch.engine"].dispose()


def test_a_post_goes_to_the_office_as_it_was_typed(desk: Desk) -> None:
    assert "发一个岗位" in desk.client.get("/hiring/posts/new").text
    sent = desk.client.post("/hiring/posts/new", data=FORM, follow_redirects=True)
    assert "交上去了" in sent.text
    (made,) = desk.posts()
    assert (made.state, made.source, made.headcount) == (VacancyState.DRAFT, Source.EMPLOYER, 4)
    assert (made.wage_type, made.wage_min, made.wage_max) == (WageType.MONTH, Decimal(3200), Decimal(4500))
    assert (made.occupation, made.division) == ("缝纫工", "520322002")
    assert made.contact_phone == "19900000055"


def test_a_forbidden_word_comes_back_with_its_reason_and_the_lawful_words(desk: Desk) -> None:
    bad = {**FORM, "posted_text": "招踩平车的女工，限女，40岁以下。做校服。"}
    back = desk.client.post("/hiring/posts/new", data=bad)
    assert back.status_code == 422
    assert "限女" in back.text
    assert "不能公布" in back.text
    assert 'value="3200"' in back.text
    assert desk.posts() == []
    taken = desk.client.post("/hiring/posts/new", data={**bad, "take": "1"})
    assert "招踩平车的缝纫工。做校服，男女不限" in taken.text
    checked = desk.client.post("/hiring/posts/check", data={"text": bad["posted_text"], "title": "缝纫工"}).get_json()
    assert any(one["blocks"] and one["because"] for one in checked["found"])
    lawful = desk.client.post("/hiring/posts/check", data={"text": checked["rewritten"], "title": "缝纫工"}).get_json()
    assert lawful["found"] == []


def test_pay_below_the_minimum_is_said_before_the_office_sees_it(desk: Desk) -> None:
    back = desk.client.post("/hiring/posts/new", data={**FORM, "wage_min": "800", "wage_max": "900"})
    assert back.status_code == 422
    assert "有几句要改了才能公布" in back.text
    assert desk.posts() == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": " "}, "写一个工种"),
        ({"headcount": "很多"}, "1到999"),
        ({"headcount": "0"}, "1到999"),
        ({"wage_type": ""}, "工钱怎么算"),
        ({"wage_min": ""}, "最少给多少"),
        ({"wage_min": "面议"}, "写一个数就行"),
        ({"wage_min": "nan"}, "这个数不像"),
        ({"wage_max": "100"}, "还少"),
        ({"wage_type": "piece"}, "做一件多少钱"),
        ({"address": "那边"}, "写到县或者镇"),
        ({"contact_phone": "找我"}, "号码再对一下"),
        ({"hours_from": "早上"}, "几点没看懂"),
        ({"contact_phone": "1"}, "号码再对一下"),
        ({"expires_on": "过年"}, "这一天没看懂"),
        ({"expires_on": "2019-01-01"}, "这一天已经过了"),
    ],
)
def test_what_is_not_understood_is_asked_again_and_nothing_is_lost(
    desk: Desk, changed: dict[str, str], words: str
) -> None:
    back = desk.client.post("/hiring/posts/new", data={**FORM, **changed})
    assert back.status_code == 422
    assert words in back.text
    assert FORM["posted_text"] in back.text
    assert desk.posts() == []


def test_an_old_post_is_offered_again_and_what_was_sent_back_is_mended(desk: Desk) -> None:
    desk.client.post("/hiring/posts/new", data=FORM)
    (made,) = desk.posts()
    copied = desk.client.get(f"/hiring/posts/new?like={made.id}").text
    assert FORM["posted_text"] in copied
    assert 'value="08:00"' in copied
    with db.transaction(desk.engine) as session:
        session.get_one(Vacancy, made.id).state = VacancyState.REFUSED
    assert 'value="3200"' in desk.client.get(f"/hiring/posts/{made.id}/mend").text
    sent_back = desk.client.get(f"/hiring/posts/{made.id}").text
    assert "不改，再交一回" in sent_back
    assert "再招一回" not in sent_back
    desk.mend(made.id, desk.seen(made.id), wage_min="3500")
    (again,) = desk.posts()
    assert (again.state, again.wage_min) == (VacancyState.DRAFT, Decimal(3500))
    public = desk.client.get(f"/hiring/posts/{desk.vacancy_id}/mend")
    assert public.location.endswith(f"like={desk.vacancy_id}")
    late = desk.client.post(f"/hiring/posts/{desk.vacancy_id}/mend", data=FORM, follow_redirects=True)
    assert "照它再发一个" in late.text


def test_two_windows_that_mend_one_post_lose_nothing(desk: Desk) -> None:
    desk.client.post("/hiring/posts/new", data=FORM)
    (made,) = desk.posts()
    seen = desk.seen(made.id)
    assert desk.mend(made.id, seen, wage_min="3500").status_code == 303
    late = desk.mend(made.id, seen, wage_min="3300")
    assert late.status_code == 409
    for words in ("别处改成：", "<strong>3500</strong>", 'value="3300"', "最少多少元"):
        assert words in late.text
    assert desk.posts()[0].wage_min == Decimal(3500)
    assert desk.mend(made.id, desk.seen(made.id), wage_min="3300").status_code == 303
    assert desk.posts()[0].wage_min == Decimal(3300)


def test_a_second_click_makes_no_second_post(desk: Desk) -> None:
    first, second = (desk.client.post("/hiring/posts/new", data=FORM) for _ in range(2))
    assert first.location == second.location
    desk.client.post("/hiring/posts/new", data={**FORM, "headcount": "5"})
    assert [one.headcount for one in desk.posts()] == [4, 5]


def test_a_title_that_nobody_knows_becomes_a_question_to_a_clerk(desk: Desk) -> None:
    desk.client.post("/hiring/posts/new", data={**FORM, "title": "啥都干"})
    with db.reading(desk.engine) as session:
        assert session.scalars(select(TitleQuestion.title)).all() == ["啥都干"]


def test_nobody_posts_for_another_employer(desk: Desk) -> None:
    assert desk.client.post("/hiring/posts/new", data={**FORM, "employer": "999"}).status_code == 404
    assert desk.client.get("/hiring/posts/new?like=999").status_code == 404
    assert desk.posts() == []
