"""A small world for the counter: two sites with a clerk each, vacancies near and far, and the largest of families."""

from dataclasses import replace
from datetime import time

from sqlalchemy.orm import Session

from jobmatch import access, clock
from jobmatch.access import Role
from jobmatch.accounts import service as accounts
from jobmatch.accounts.service import NewAccount
from jobmatch.households.codes import Capacity, Education, Relation, SchoolStage
from jobmatch.households.model import Site
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.vacancies.codes import Board, Shift, VacancyKind
from tests.desk import posts
from tests.households import people

PASSWORD = "蟠龙社区的窗口今天开门"
CLERK, COLLEAGUE, STRANGER = "li.na", "wang.fang", "zhao.min"
LONGEST_NAME = "热依汗古丽·阿卜杜热合曼·买买提吐尔逊江·阿布都克里木巴拉提"
TWELVE, MEMBERS = "52032201819912", 12


def settle(session: Session) -> None:
    """Everything at once, of today."""
    employer = posts.settle(session)
    session.add(Site(code="S2", name="娄山社区", division="520322", latitude=28.16, longitude=106.83))
    session.flush()
    for name, shown, site in ((CLERK, "李娜", "S1"), (COLLEAGUE, "王芳", "S1"), (STRANGER, "赵敏", "S2")):
        new = NewAccount(name, Role.CLERK, shown, frozenset({site}))
        accounts.add(session, new, PASSWORD, clock.now(), access.operator("tests"))
    today = {"publish_from": clock.today(), "expires_on": clock.today(), "last_confirmed": clock.today()}
    contact = {"contact_name": "钱主任", "contact_phone": "19900005555"}
    posts.post(session, employer, "V-1", **today, **contact)
    posts.post(
        session, employer, "V-2", title="保洁员", duties="打扫楼道。", start_on=clock.today(), **today, **contact
    )
    posts.post(session, employer, "V-3", title="后厨帮工", certificates=["health"], **today, **contact)
    posts.post(
        session, employer, "V-4", title="电子厂普工", kind=VacancyKind.COMPANY, division="441900",
        address="东莞市长安镇", latitude=22.8, longitude=113.8, dorm=Board.FREE, shift=Shift.ROTATING,
        hours_from=time(8), hours_to=time(20), **today, **contact,
    )  # fmt: skip
    people.take_in(session, family_of_twelve(), on=clock.today())


def family_of_twelve() -> HouseholdRecord:
    """Twelve members under one roof; the head's name is as long as a name may be."""
    head = replace(people.HEAD, name=LONGEST_NAME)
    grown = [head, people.WIFE, people.SON]
    children = [
        PersonRecord(
            key=str(number), name=f"曾小{sign}", id_number=people.id_number(f"201{number}0415", f"{number:03}"),
            relation=Relation.SON if number % 2 else Relation.DAUGHTER, school_stage=SchoolStage.PRIMARY,
        )
        for number, sign in enumerate("一二三四五六", start=4)
    ]  # fmt: skip
    old = [
        PersonRecord(
            key=str(number), name=name, id_number=people.id_number(birth, order), relation=relation,
            education=Education.NONE, capacity=Capacity.NONE,
        )
        for number, name, birth, order, relation in (
            (10, "曾广福", "19500312", "417", Relation.FATHER),
            (11, "罗老妹", "19521130", "426", Relation.MOTHER),
            (12, "曾国富", "19900101", "435", Relation.BROTHER),
        )
    ]  # fmt: skip
    return HouseholdRecord(
        TWELVE, (*grown, *children, *old), site="蟠龙社区", dwelling="12栋2单元2301", home_phone="19900001111",
        helper_name="范红梅", helper_phone="19900009999",
    )  # fmt: skip
