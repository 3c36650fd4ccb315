"""The page of a hire on which training at work is agreed and claimed by the month, and the list of all of it."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import Engine

from jobmatch import db
from jobmatch.access import Actor, Role
from tests.desk.office.office_desk import sitting
from tests.placements.hired import started
from tests.placements.people import NOON, TODAY, settle

TERMS = {"skill": "平车锁边", "trainer": "韦师傅", "begins_on": TODAY.isoformat(), "months": "2", "wage": "3000"}


@pytest.fixture
def here(engine: Engine) -> str:
    """The page of somebody who is at work since today."""
    with db.transaction(engine) as session:
        return f"/classes/on-the-job/{started(session, settle(session)).id}"


def test_it_is_agreed_claimed_by_the_month_and_taken_back_while_nothing_was_claimed(engine: Engine, here: str) -> None:
    url = engine.url.render_as_string(hide_password=False)
    clerk = Actor("window", Role.CLERK, frozenset({"S1"}))
    with time_machine.travel(NOON + timedelta(days=40), tick=False), sitting(url, clerk) as desk:
        assert "以工代训" in desk.get(here.replace("classes/on-the-job", "referrals"))
        low = desk.post(here, **TERMS | {"wage": "900"})
        assert low.status_code == 422
        assert "比最低工资还低" in low.text
        assert 'value="韦师傅"' in low.text
        desk.post(here, **TERMS)
        assert desk.post(f"{here}/take-back", training=_of(desk.get(here))).status_code == 303
        assert desk.post(here, **TERMS).status_code == 303
        one = _of(desk.get(here))
        assert "可以申请第1个月" in desk.get("/classes/on-the-job")
        unread = desk.post(f"{here}/months", training=one, number="1", paid="很多")
        assert unread.status_code == 422
        assert "写一个数" in unread.text
        for _click in range(2):
            assert desk.post(f"{here}/months", training=one, number="1", paid="3100").status_code == 303
        assert "申请了500元" in desk.get(here)
        assert "先撤了那个月的申请" in desk.post(f"{here}/take-back", training=one).text
        assert "满了再申请" in desk.post(f"{here}/months", training=one, number="2", paid="3100").text
        assert desk.post(f"{here}/stop", training=one, ended_on=TODAY.isoformat()).status_code == 422
        month = desk.get(here).partition('name="month" value="')[2].partition('"')[0]
        assert "点一样" in desk.post(f"{here}/months/back", training=one, month=month).text
        assert desk.post(f"{here}/months/back", month="99", because="slip").status_code == 404
        for said in ("可以重新申请", "没有撤"):
            assert desk.post(f"{here}/months/back", month=month, because="wrong_result").status_code == 303
            assert said in desk.get(here)
        assert "要留底" in desk.post(f"{here}/take-back", training=one).text
        assert "撤了：考试、证书或者上班的日子记错了" in desk.get("/homes/1/people/1/training")
        assert "边干边学" in desk.get("/homes/1/people/1/training")
    with sitting(url, Actor("elsewhere", Role.CLERK, frozenset({"S9"}))) as desk:
        assert desk.client.get(here).status_code == 403
        assert "平车锁边" not in desk.get("/classes/on-the-job")


def _of(page: str) -> str:
    """The number of the training that a page is about."""
    return page.partition('name="training" value="')[2].partition('"')[0]
