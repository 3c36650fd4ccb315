"""One household on a page: what each role sees of it, what is due, and who belonged and worked on another day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.audit import AuditEvent
from jobmatch.households.codes import EmploymentStatus, LeaveReason
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.working_life import Employment
from jobmatch.placements.minimum.model import ServiceGiven, ServiceKind
from tests.desk.office.office_desk import counted
from tests.desk.today.conftest import Desk
from tests.placements.people import NOON, TODAY

MOST_STATEMENTS = 40
BEFORE = TODAY - timedelta(100)


def work(person_id: int, status: EmploymentStatus, since: date, until: date | None, **more: str) -> Employment:
    return Employment(
        person_id=person_id, status=status, since=since, ended_on=until, source="counter", noted_at=NOON, **more
    )


@pytest.fixture
def lived(desk: Desk) -> Desk:
    """The head worked for thirty days and has lost it; a son worked there, moved out, and found work elsewhere."""
    with db.transaction(desk.engine) as session:
        home = session.get_one(Household, desk.case.household_id)
        home.income_wage, home.helper_name = "12000", "范红梅"
        head = session.get_one(Person, desk.case.person_id)
        head.health, head.birth_date = ["chronic"], date(1980, 5, 1)
        son = Person(name="测试子", name_pinyin="ce shi zi", updated_at=NOON)
        session.add(son)
        session.flush()
        left = BEFORE + timedelta(50)
        session.add(
            Membership(
                household_id=home.id, person_id=son.id, relation="son", joined_on=BEFORE, left_on=left,
                left_because=LeaveReason.MOVED,
            )
        )  # fmt: skip
        for membership in session.scalars(select(Membership).where(Membership.person_id != son.id)):
            membership.joined_on = BEFORE
        until = BEFORE + timedelta(40)
        session.add_all(
            [
                work(head.id, EmploymentStatus.EMPLOYED, BEFORE + timedelta(10), until, employer="从前的厂"),
                work(head.id, EmploymentStatus.UNEMPLOYED, until, None),
                work(son.id, EmploymentStatus.EMPLOYED, BEFORE + timedelta(20), left, employer="儿子的厂"),
                work(son.id, EmploymentStatus.EMPLOYED, left + timedelta(5), None, employer="搬走以后的厂"),
                ServiceGiven(
                    person_id=head.id, kind=ServiceKind.POLICY, about="交通补贴", on=TODAY, by="a helper", at=NOON
                ),
            ]
        )  # fmt: skip
    return desk


def address(desk: Desk, on: date | None = None) -> str:
    return f"/homes/{desk.case.household_id}" + (f"?on={on}" if on else "")


def members(page: str) -> str:
    return page.split('id="members"')[1].split('id="history"')[0]


def test_a_household_stands_on_one_page(lived: Desk) -> None:
    lived.introduced()
    page = lived.get(address(lived))
    for words in ("测试甲", "46岁", "12000元", "tel:19900000001", "缝纫工", "讲政策：交通补贴", "帮扶人范红梅"):
        assert words in page, words
    assert "/referrals/1" in page
    assert "儿子的厂" not in members(page)


def test_on_another_day_it_shows_who_belonged_and_worked_then_and_says_what_has_no_days(lived: Desk) -> None:
    page = lived.get(address(lived, BEFORE + timedelta(30)))
    assert "没有记日子" in page
    for words in ("测试子", "从前的厂", "儿子的厂", "3口人，2个在上班", "45岁"):
        assert words in members(page), words
    assert "有慢性病" not in page
    early = lived.get(address(lived, BEFORE + timedelta(5)))
    assert "3口人，0个在上班" in early
    assert "从前的厂" not in early
    assert "那天这一家没有登记人" in lived.get(address(lived, BEFORE - timedelta(1)))


def test_the_last_day_of_work_and_of_belonging_is_the_one_before(lived: Desk) -> None:
    left = BEFORE + timedelta(50)
    assert "测试子" in members(lived.get(address(lived, left - timedelta(1))))
    assert "测试子" not in members(lived.get(address(lived, left)))
    assert "1个在上班" in lived.get(address(lived, BEFORE + timedelta(40)))


def test_the_history_tells_what_happened_here_and_not_what_became_of_who_moved_out(lived: Desk) -> None:
    page = lived.get(address(lived))
    history = page.split('id="history"')[1]
    assert history.index("测试子离开了这一家") < history.index("测试子上班了") < history.index("测试甲上班了")
    assert "搬走以后的厂" not in page


def test_no_job_is_picked_for_a_child(lived: Desk) -> None:
    assert "帮测试甲选一样活" in lived.get(address(lived))
    with db.transaction(lived.engine) as session:
        session.get_one(Person, lived.case.person_id).birth_date = TODAY - timedelta(days=10 * 365)
    assert "帮测试甲选一样活" not in lived.get(address(lived))


@pytest.mark.parametrize("asked", ["2099-01-01", "gestern", "2026-02-30"])
def test_a_day_that_is_none_is_said_kindly(lived: Desk, asked: str) -> None:
    assert "没看懂，或者还没到" in lived.get(f"/homes/{lived.case.household_id}?on={asked}")


def test_health_is_the_helpers_and_no_clerk_reads_it_here(lived: Desk) -> None:
    assert "有慢性病" in lived.get(address(lived))
    lived.sit(Role.CLERK)
    page = lived.get(address(lived))
    assert "有慢性病" not in page
    assert "12000元" in page


def test_nobody_else_gets_in_and_who_looked_stands_in_the_log(lived: Desk) -> None:
    lived.get(address(lived))
    with db.reading(lived.engine) as session:
        noted = set(session.scalars(select(AuditEvent.action)))
    assert {"read_household", "read_person"} <= noted
    lived.actor = Actor("elsewhere", Role.SUPERVISOR, frozenset({"S9"}))
    assert lived.client.get(address(lived)).status_code == 403
    lived.sit(Role.SUPERVISOR)
    assert lived.client.get("/homes/99").status_code == 404


def test_a_large_family_is_read_in_as_many_statements_as_a_small_one(lived: Desk) -> None:
    with db.transaction(lived.engine) as session:
        for each in range(9):
            person = Person(name=f"测试口{each}", name_pinyin="", updated_at=NOON)
            session.add(Membership(household_id=lived.case.household_id, person=person, joined_on=BEFORE))
            session.flush()
            wage = str(Decimal(3000))
            session.add(work(person.id, EmploymentStatus.EMPLOYED, BEFORE, None, wage_month=wage))
    with counted(lived.engine) as statements:
        page = lived.get(address(lived))
    assert "11口人，9个在上班" in page
    reads = [one for one in statements if one.startswith("SELECT")]
    assert len(reads) <= MOST_STATEMENTS, "\n".join(one[:150] for one in reads)
