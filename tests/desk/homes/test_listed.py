"""The list of households: what stands on top, what is found by what is typed, and that a long list stays quick."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.audit import AuditEvent
from jobmatch.households.codes import EmploymentState, Relation
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.placements.warnings.life import WarningState
from jobmatch.placements.warnings.model import EarlyWarning, Level, Signal
from jobmatch.placements.zero_clock.life import Found, ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from tests.desk.office.office_desk import counted
from tests.desk.today.conftest import Desk
from tests.placements.people import NOON, TODAY

FIRST = "TZ-S1-000001"
COLUMN = re.compile(r'<th scope="row"[^>]*>.*?>([^<]+)</a>')


def names(page: str) -> list[str]:
    """The heads of the households in the order of the list."""
    return COLUMN.findall(page)


def town(desk: Desk, number: int = 0) -> None:
    """The family of the desk with a clock that is over, one with a clock in time, one warned of, one in work, and so
    many more; the supervisor sits there."""
    desk.sit(Role.SUPERVISOR)
    with db.transaction(desk.engine) as session:
        first = session.get_one(Household, desk.case.household_id)
        first.employment_state = EmploymentState.ZERO
        late, in_time = TODAY - timedelta(1), TODAY + timedelta(2)
        session.add(spell(first, late))
        homes = {}
        for index, (name, letters) in enumerate(
            [("测试早", "ce shi zao"), ("测试警", "ce shi jing"), ("测试班", "ce shi ban"), ("测试旧", "ce shi jiu")]
            + [(f"测试{each}", "ce shi") for each in range(number)]
        ):
            home = Household(
                number=f"TZ-S1-{index + 2:06d}", site_id=first.site_id, registered_at=NOON,
                updated_at=NOON - timedelta(200) if name == "测试旧" else NOON,
                employment_state=EmploymentState.ZERO if name == "测试早" else EmploymentState.EMPLOYED,
            )  # fmt: skip
            person = Person(name=name, name_pinyin=letters, updated_at=NOON)
            session.add(Membership(household=home, person=person, relation=Relation.HEAD, joined_on=TODAY))
            homes[name] = home
        session.flush()
        session.add(spell(homes["测试早"], in_time))
        session.add(
            EarlyWarning(
                signal=Signal.LOW_INCOME, level=Level.YELLOW, mark="low", household_id=homes["测试警"].id,
                raised_on=TODAY, due_on=TODAY, state=WarningState.OPEN,
            )
        )  # fmt: skip


def spell(home: Household, due: object) -> ZeroSpell:
    return ZeroSpell(
        household_id=home.id, found_on=TODAY - timedelta(3), found_how=Found.SYSTEM, help_due_on=due, work_due_on=due,
        state=ZeroState.FOUND,
    )  # fmt: skip


def test_who_has_no_earner_comes_first_with_the_clock_in_words_then_who_is_warned_of(desk: Desk) -> None:
    town(desk)
    page = desk.get("/homes")
    assert names(page) == ["测试甲", "测试早", "测试警", "测试班", "测试旧"]
    assert '<span class="mark mark-red">第4天，超了1天</span>' in page
    assert '<span class="mark mark-orange">第4天，2026年6月3日前要有人去帮</span>' in page
    assert '<span class="mark mark-yellow">黄色</span>' in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kind=zero", ["测试甲", "测试早"]), ("kind=warned", ["测试警"]), ("kind=stale", ["测试旧"]),
        ("kind=no-labour", []), ("q=csj", ["测试警", "测试旧"]), ("q=CeShiZao", ["测试早"]), ("q=000004", ["测试班"]),
        ("q=tz-s1-000004", ["测试班"]), ("q=csb&kind=zero", []), ("q=%25", []),
    ],
)  # fmt: skip
def test_a_household_is_found_by_letters_by_number_and_by_kind(desk: Desk, asked: str, found: list[str]) -> None:
    town(desk)
    page = desk.get(f"/homes?{asked}")
    assert names(page) == found
    assert ("没有找到" in page) is (not found)


def test_a_helper_sees_the_own_households_and_nobody_those_of_another_site(desk: Desk) -> None:
    town(desk)
    desk.sit(Role.HELPER)
    assert names(desk.get("/homes")) == ["测试甲"]
    with db.transaction(desk.engine) as session:
        session.add(Site(code="S9", name="安置点九", division="520322"))
    desk.actor = Actor("elsewhere", Role.CLERK, frozenset({"S9"}))
    assert "还没有归您管的人家" in desk.get("/homes")


def test_a_file_holds_the_list_and_says_so_in_the_log(desk: Desk) -> None:
    town(desk)
    lines = desk.get("/homes?as=csv&kind=zero").splitlines()
    assert [line.split(",")[0].lstrip("\ufeff") for line in lines] == ["户主", "测试甲", "测试早"]
    with db.reading(desk.engine) as session:
        events = session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)).all()
    assert "list.file" in events
    assert events.count("read_person") == 2


def test_a_long_list_is_read_in_as_many_statements_as_a_short_one(desk: Desk) -> None:
    town(desk, number=70)
    with counted(desk.engine) as statements:
        page = desk.get("/homes")
    assert len(names(page)) == 50
    assert "第1页，共2页" in page
    assert len([one for one in statements if one.startswith("SELECT")]) <= 5, "\n".join(statements)
