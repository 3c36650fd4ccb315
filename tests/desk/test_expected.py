"""The evening copy for the worker: who of the own families is expected until tomorrow night, and where."""

from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import Engine

from jobmatch.access import Actor, Role
from tests.placements.people import NOON, Case
from tests.test_telling import DAY, MEETING, case, introduced
from wsgi import create_app

__all__ = ["case"]


def listed(engine: Engine, actor: Actor, at: datetime) -> bool:
    app = create_app(engine.url.render_as_string(hide_password=False), who=lambda: actor)
    with time_machine.travel(at, tick=False):
        page = app.test_client().get("/calls", headers={"Accept-Language": "zh"}).text
    app.extensions["jobmatch.engine"].dispose()
    return all(words in page for words in ("今天、明天要去见工的", "测试甲", "缝纫工 · 测试厂", "去了找张主任"))


@pytest.mark.parametrize("role", [Role.HELPER, Role.CLERK])
def test_the_worker_sees_the_day_before_who_is_expected(engine: Engine, case: Case, role: Role) -> None:
    introduced(engine, case)
    assert MEETING.at is not None
    times = {
        NOON: False,
        NOON + DAY: True,
        MEETING.at - timedelta(hours=1): True,
        MEETING.at + timedelta(hours=1): False,
    }
    assert {at: listed(engine, case.actor(role), at) for at in times} == times


def test_no_other_family_is_on_the_list(engine: Engine, case: Case) -> None:
    introduced(engine, case)
    elsewhere = Actor("a helper", Role.HELPER, frozenset({"S1"}), household_ids=frozenset({case.household_id + 1}))
    assert not listed(engine, elsewhere, NOON + DAY)
