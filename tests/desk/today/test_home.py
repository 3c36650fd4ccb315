"""A household in which nobody works: found, helped, put apart with a reason, or by a supervisor on refused posts."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import time_machine
from sqlalchemy import Engine, update

from desk.today.words import say_act
from jobmatch import db
from jobmatch.access import Role
from jobmatch.households.model import Household
from jobmatch.households.record import HouseholdRecord
from jobmatch.households.working_life import Employment, Intention
from jobmatch.placements.zero_clock.life import ZeroState
from tests.desk.today.conftest import Desk
from tests.placements.people import Case
from tests.placements.zero_clock.families import COUPLE, DAY, MONDAY, jobless, look, noon, settle, spells_of, worker
from tests.placements.zero_clock.test_service import refuse
from wsgi import create_app


@contextmanager
def serving(engine: Engine, record: HouseholdRecord) -> Iterator[Desk]:
    """The helper of a couple, on Monday."""
    with db.transaction(engine) as session:
        home = settle(session, record)
        look(session, home.household_id, MONDAY)
    app = create_app(engine.url.render_as_string(hide_password=False), who=lambda: made.actor)
    app.config["WTF_CSRF_ENABLED"] = False
    case = Case(home.people["1"], home.people["2"], 0, 0, 0, home.household_id)
    with time_machine.travel(noon(MONDAY), tick=False) as clock, app.test_client() as client:
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "zh"
        made = Desk(client, engine, case, clock, worker(Role.HELPER, home.household_id))
        yield made
    app.extensions["jobmatch.engine"].dispose()


@pytest.fixture
def family(engine: Engine) -> Iterator[Desk]:
    """A couple of whom nobody works."""
    with serving(engine, jobless()) as found:
        yield found


@pytest.fixture
def working(engine: Engine) -> Iterator[Desk]:
    """A couple of whom one works."""
    with serving(engine, COUPLE) as found:
        yield found


def address(desk: Desk) -> str:
    return f"/today/homes/{desk.case.household_id}"


def state(desk: Desk) -> str:
    with db.reading(desk.engine) as session:
        return spells_of(session, desk.case.household_id)[-1].state.value


def test_the_clock_stands_on_the_day_and_on_its_own_page(family: Desk) -> None:
    page = family.get("/today")
    assert "发现了，还没人去帮" in page
    page = family.get(address(family))
    for words in ("测试大山", "2026年6月1日", "2026年6月4日", "2026年6月8日", "系统看出来的"):
        assert words in page
    family.on(MONDAY + 7 * DAY)
    assert "超了4天" in family.get(address(family))


def test_help_is_written_with_words_and_once(family: Desk) -> None:
    answer = family.post(f"{address(family)}/help", help=" ")
    assert answer.status_code == 422
    assert "写一句再交" in answer.text
    assert state(family) == ZeroState.FOUND
    assert family.post(f"{address(family)}/help", help="约了星期五到窗口看活").status_code == 303
    page = family.get(address(family))
    assert "约了星期五到窗口看活" in page
    assert "在帮，还没人上班" in page
    assert 'name="help"' not in page


def test_why_nobody_wants_work_is_asked_where_the_record_says_so(family: Desk) -> None:
    assert 'name="why"' not in family.get(address(family))
    answer = family.post(f"{address(family)}/why-no-wish", why="都在带娃娃")
    assert answer.status_code == 422
    assert "登记里写的不是这样" in answer.text
    assert 'value="都在带娃娃"' not in answer.text  # there is no such field on the page now
    with db.transaction(family.engine) as session:
        session.execute(update(Intention).values(willing=False))
        session.execute(update(Household).values(employment_state="no_wish"))
    assert 'name="why"' in family.get(address(family))
    assert family.post(f"{address(family)}/why-no-wish", why="都在带娃娃").status_code == 303
    assert state(family) == ZeroState.NO_WISH
    assert "都在带娃娃" in family.get("/today/list/no-wish")


def test_only_a_supervisor_decides_and_sees_which_refused_posts_count(family: Desk) -> None:
    with db.transaction(family.engine) as session:
        for n in range(3):
            refuse(session, family.case.person_id, MONDAY + n * DAY)
    family.on(MONDAY + 6 * DAY)
    assert "推掉过的活" not in family.get(address(family))
    family.actor = worker(Role.SUPERVISOR, family.case.household_id)
    page = family.get(address(family))
    assert page.count("缝纫工（测试厂）") == 9
    assert "还不够，不能定" in page
    assert 'name="treat"' not in page
    assert family.post(f"{address(family)}/treat-as-no-wish", treat="几次都不去").status_code == 422
    with db.transaction(family.engine) as session:
        for n in range(3):
            refuse(session, family.case.twin_id, MONDAY + n * DAY)
    assert 'name="treat"' in family.get(address(family))
    family.actor = worker(Role.CLERK, family.case.household_id)
    assert family.post(f"{address(family)}/treat-as-no-wish", treat="几次都不去").status_code == 422
    assert state(family) == ZeroState.FOUND
    family.actor = worker(Role.SUPERVISOR, family.case.household_id)
    assert family.post(f"{address(family)}/treat-as-no-wish", treat="几次都不去").status_code == 303
    assert state(family) == ZeroState.NO_WISH
    assert "几次都不去" in family.get(address(family))


def test_a_refusal_that_does_not_count_says_why(family: Desk) -> None:
    with db.transaction(family.engine) as session:
        refuse(session, family.case.person_id, MONDAY)
        session.execute(update(Intention).values(wage_floor="4000"))
    family.actor = worker(Role.SUPERVISOR, family.case.household_id)
    assert family.get(address(family)).count("不算：工钱比他说的最低还低") == 3


def test_a_family_that_comes_and_says_so_is_found_unless_the_record_says_otherwise(working: Desk) -> None:
    assert "家里来说的，开始计时" in working.get(address(working))
    answer = working.post(f"{address(working)}/find", how="application")
    assert answer.status_code == 422
    assert "登记里写的不是这样" in answer.text
    with db.transaction(working.engine) as session:
        session.execute(update(Employment).values(status="seeking"))
    assert working.post(f"{address(working)}/find", how="visit").status_code == 303
    assert "发现了，还没人去帮" in working.get(address(working))


def test_a_household_that_is_no_longer_served_has_no_page(family: Desk) -> None:
    with db.transaction(family.engine) as session:
        session.execute(update(Household).values(closed_on=MONDAY))
    assert family.client.get(address(family)).status_code == 404


def test_why_a_clock_moved_is_said_with_the_name(family: Desk) -> None:
    said = {
        "person:7 in work": "测试甲上班了", "person:7 still there": "测试甲还在上班",
        "person:8 no longer in work": "家里人没活了",
        "person:7: the work is no longer in the record": "测试甲的活，登记里没有了",
        "referral:3 told": "给家里人说过活", "no longer served": "", "约了星期五": "约了星期五",
    }  # fmt: skip
    with family.client.application.test_request_context("/?lang=zh"):
        assert {because: say_act(because, {7: "测试甲"}) for because in said} == said
