"""The next list changes what changed, ends what ended, adds what is new, and repeats nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.audit import AuditEvent
from jobmatch.households import service
from jobmatch.households.codes import LeaveReason, Relation
from jobmatch.households.consent import Consent
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.record import HouseholdRecord
from jobmatch.households.roster.entries import load_entries, waiting_entries
from jobmatch.households.roster.importing import OlderListError
from jobmatch.households.working_life import Employment
from tests.households.roster import rosters
from tests.households.roster.conftest import JULY, JUNE, Import

HEAD = rosters.person("测大山", "户主", date(1960, 2, 20), **rosters.at_work(月收入=2700))
WIFE = rosters.person("测大妹", "配偶", date(1962, 3, 1), sex="女", order=2)
SON = rosters.person("测小山", "之子", date(1990, 4, 1), order=3)
BRIDE = rosters.person("测小花", "之儿媳", date(1992, 5, 1), sex="女", order=4)
DAUGHTER = rosters.person("测小妹", "之女", date(1998, 6, 1), sex="女", order=5)
FAMILY = rosters.family("5203001", HEAD, WIFE, SON, BRIDE, DAUGHTER)
NEIGHBOURS = rosters.couple("5203002", 7)


def household(session: Session, number: str = "5203001", on: date = JULY) -> HouseholdRecord:
    """What the database has of a household on a day."""
    found = session.scalars(select(Household.id).where(Household.office_number == number)).one()
    return service.load(session, found, on)


def names(session: Session, number: str = "5203001", on: date = JULY) -> list[str]:
    return [member.name for member in household(session, number, on).members]


def leaves(who: dict[str, Any], because: str, on: object, number: str = "5203001") -> dict[str, Any]:
    return {
        "户编号": number, "姓名": who["姓名"], "证件号码": who["证件号码"], "变动类型": "减少", "变动原因": because,
        "变动日期": on,
    }  # fmt: skip


def counted(session: Session) -> dict[str, int]:
    tables = (Household, Person, Membership, Employment, Consent, AuditEvent)
    return {table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


@pytest.fixture
def june(take: Import, tmp_path: Path) -> Path:
    path = rosters.write(tmp_path / "june.xlsx", [FAMILY, NEIGHBOURS])
    take(path)
    return path


def test_a_preview_writes_nothing(take: Import, ready: Engine, tmp_path: Path) -> None:
    with db.reading(ready) as session:
        before = counted(session)
    result = take(rosters.write(tmp_path / "june.xlsx", [FAMILY, NEIGHBOURS]), dry_run=True)
    assert (result.changes["households_new"], result.changes["people_new"]) == (2, 7)
    with db.reading(ready) as session:
        assert counted(session) == before
        assert not load_entries(session)


def test_importing_again_changes_nothing(june: Path, take: Import, ready: Engine) -> None:
    with db.reading(ready) as session:
        before = counted(session)
    assert not any(take(june).changes.values())
    with db.reading(ready) as session:
        # The log alone grows by a line: that somebody imported.
        assert counted(session) == before | {"audit_event": before["audit_event"] + 1}


def test_the_same_facts_in_another_order_are_no_change(june: Path, take: Import, tmp_path: Path) -> None:
    other = replace(FAMILY, members=FAMILY.members[::-1], cells={"楼栋房号": "1-1-201"})
    path = rosters.write(tmp_path / "july.xlsx", [NEIGHBOURS, other], headings=rosters.HEADINGS[::-1], merged=False)
    assert not any(take(path, JULY).changes.values())


def test_a_new_wage_changes_its_household_alone(june: Path, take: Import, ready: Engine, tmp_path: Path) -> None:
    raised = replace(FAMILY, members=({**HEAD, "月收入（元）": "3,100元"}, *FAMILY.members[1:]))
    result = take(rosters.write(tmp_path / "july.xlsx", [raised, NEIGHBOURS]), JULY)
    assert result.changes["households_changed"] == 1
    with db.reading(ready) as session:
        assert household(session).members[0].work.wage_month == Decimal(3100)


def test_what_a_clerk_corrected_stays_when_the_list_repeats_the_old_value(
    june: Path, take: Import, ready: Engine, tmp_path: Path
) -> None:
    with db.transaction(ready) as session:
        session.scalars(select(Person).where(Person.name == "测大山")).one().phone = "19900004321"
    changed = replace(FAMILY, cells={"家庭人口": 5, "楼栋房号": "1栋2单元302"})
    take(rosters.write(tmp_path / "july.xlsx", [changed, NEIGHBOURS]), JULY)
    with db.reading(ready) as session:
        assert household(session).members[0].phone == "19900004321"
        assert household(session).dwelling == "1-2-302"


def test_a_daughter_who_married_leaves_on_her_day(june: Path, take: Import, ready: Engine, tmp_path: Path) -> None:
    path = rosters.write(
        tmp_path / "july.xlsx",
        [replace(FAMILY, members=FAMILY.members[:4]), NEIGHBOURS],
        changes=[leaves(DAUGHTER, "婚嫁", "6月12日")],
    )
    result = take(path, JULY)
    assert (result.changes["people_left"], result.changes["people_missing"]) == (1, 0)
    with db.reading(ready) as session:
        assert "测小妹" in names(session, on=date(2026, 6, 11))
        assert "测小妹" not in names(session, on=date(2026, 6, 12))
    assert not any(take(path, JULY).changes.values())


def test_a_household_keeps_its_number_when_its_head_dies(
    june: Path, take: Import, ready: Engine, tmp_path: Path
) -> None:
    with db.reading(ready) as session:
        number = household(session, on=JUNE).number
    widow = {**WIFE, "与户主关系": "户主"}
    others = ({**SON}, {**BRIDE}, {**DAUGHTER})
    path = rosters.write(
        tmp_path / "july.xlsx",
        [replace(FAMILY, members=(widow, *others)), NEIGHBOURS],
        changes=[leaves(HEAD, "死亡", "20260609")],
    )
    result = take(path, JULY)
    assert (result.changes["people_left"], result.changes["heads_changed"]) == (1, 1)
    with db.reading(ready) as session:
        now = household(session)
        assert now.number == number
        assert [member.name for member in now.members if member.relation is Relation.HEAD] == ["测大妹"]
        assert session.scalars(select(Person.died_on).where(Person.name == "测大山")).one() == date(2026, 6, 9)


def test_a_split_moves_people_with_their_history(june: Path, take: Import, ready: Engine, tmp_path: Path) -> None:
    young = rosters.family("5203003", {**SON, "与户主关系": "户主"}, {**BRIDE, "与户主关系": "配偶"})
    old = replace(FAMILY, members=(HEAD, WIFE, DAUGHTER))
    announced = [
        {
            "户编号": "5203003", "姓名": who["姓名"], "证件号码": who["证件号码"], "变动类型": "增加",
            "变动原因": "分户", "变动日期": "2026.6.15",
        }
        for who in (SON, BRIDE)
    ]  # fmt: skip
    path = rosters.write(tmp_path / "july.xlsx", [old, NEIGHBOURS, young], changes=announced)
    result = take(path, JULY)
    assert result.changes == {
        "households_new": 1, "households_changed": 1, "people_new": 0, "people_left": 0, "people_moved": 2,
        "people_missing": 0, "households_missing": 0, "heads_changed": 0,
    }  # fmt: skip
    with db.reading(ready) as session:
        assert names(session, "5203003") == ["测小山", "测小花"]
        assert names(session) == ["测大山", "测大妹", "测小妹"]
        assert len(names(session, on=date(2026, 6, 14))) == 5
        son = session.scalars(select(Person).where(Person.name == "测小山")).one()
        old_home = son.memberships[0]
        assert (old_home.left_on, old_home.left_because) == (date(2026, 6, 15), LeaveReason.SPLIT)
    assert not any(take(path, JULY).changes.values())


def test_who_is_missing_without_a_reason_stays_and_is_asked_about_once(
    june: Path, take: Import, ready: Engine, tmp_path: Path
) -> None:
    path = rosters.write(tmp_path / "july.xlsx", [replace(FAMILY, members=FAMILY.members[:4]), NEIGHBOURS])
    result = take(path, JULY)
    assert [(question["code"], question["person"]) for question in result.questions] == [("person_missing", "测小妹")]
    assert "person_missing" not in [fault.code for fault in result.faults]
    with db.reading(ready) as session:
        assert "测小妹" in names(session)
    assert not take(path, JULY).questions


def test_the_reason_may_come_a_month_later(june: Path, take: Import, ready: Engine, tmp_path: Path) -> None:
    without = [replace(FAMILY, members=FAMILY.members[:4]), NEIGHBOURS]
    take(rosters.write(tmp_path / "july.xlsx", without), JULY)
    path = rosters.write(tmp_path / "august.xlsx", without, changes=[leaves(DAUGHTER, "婚嫁", "2026-07-20")])
    assert take(path, date(2026, 8, 1)).changes["people_left"] == 1
    with db.reading(ready) as session:
        assert "测小妹" not in names(session, on=date(2026, 8, 1))


def test_a_household_that_the_next_list_lacks_is_asked_about_once_and_stays(
    june: Path, take: Import, ready: Engine, tmp_path: Path
) -> None:
    path = rosters.write(tmp_path / "july.xlsx", [FAMILY])
    result = take(path, JULY)
    assert [(question["code"], question["household"]) for question in result.questions] == [
        ("household_missing", "5203002")
    ]
    with db.reading(ready) as session:
        assert len(names(session, "5203002")) == 2
    assert not any(take(path, JULY).changes.values())
    assert not take(rosters.write(tmp_path / "august.xlsx", [FAMILY]), date(2026, 8, 1)).questions


def test_a_list_of_another_site_asks_about_nobody(june: Path, take: Import, tmp_path: Path) -> None:
    other = replace(rosters.couple("5203009", 9), cells={"安置点": "东山社区安置点"})
    assert not take(rosters.write(tmp_path / "other.xlsx", [other]), JULY).questions


def test_who_was_missing_and_is_listed_again_is_nobody_new(june: Path, take: Import, tmp_path: Path) -> None:
    take(rosters.write(tmp_path / "july.xlsx", [replace(FAMILY, members=FAMILY.members[:4]), NEIGHBOURS]), JULY)
    changes = take(june, date(2026, 8, 1)).changes
    assert (changes["people_new"], changes["households_changed"]) == (0, 1)


def test_a_corrected_household_comes_in_with_its_departures(take: Import, ready: Engine, tmp_path: Path) -> None:
    take(rosters.write(tmp_path / "june.xlsx", [FAMILY]))
    bad = ({**HEAD, "月收入（元）": "-"}, WIFE, SON, BRIDE)
    path = rosters.write(
        tmp_path / "july.xlsx", [replace(FAMILY, members=bad)], changes=[leaves(DAUGHTER, "婚嫁", "6月12日")]
    )
    assert take(path, JULY).refused == ("5203001",)
    with db.reading(ready) as session:
        assert len(names(session)) == 5
        assert [entry.key for entry in waiting_entries(session)] == ["5203001"]
    good = replace(FAMILY, members=(HEAD, WIFE, SON, BRIDE))
    take(rosters.write(tmp_path / "august.xlsx", [good]), date(2026, 8, 1))
    with db.reading(ready) as session:
        assert names(session, on=date(2026, 8, 1)) == ["测大山", "测大妹", "测小山", "测小花"]
        assert not waiting_entries(session)


def test_a_corrected_number_finds_the_same_person_by_the_offices_code(
    take: Import, ready: Engine, tmp_path: Path
) -> None:
    headings = (*rosters.HEADINGS, "人员编码")
    lost = rosters.family("1", {**HEAD, "证件号码": 5.2e17, "人员编码": "RY1"})
    take(rosters.write(tmp_path / "june.xlsx", [lost], headings=headings))
    found = rosters.family("1", {**HEAD, "人员编码": "RY1"})
    changes = take(rosters.write(tmp_path / "july.xlsx", [found], headings=headings), JULY).changes
    assert (changes["households_changed"], changes["people_new"], changes["people_missing"]) == (1, 0, 0)


def test_an_older_list_is_refused_before_it_undoes_anything(june: Path, take: Import, ready: Engine) -> None:
    take(june, JULY)
    with db.reading(ready) as session:
        before = counted(session)
    assert not any(take(june, JULY).changes.values())
    raised = replace(FAMILY, members=({**HEAD, "月收入（元）": 9000}, *FAMILY.members[1:]))
    path = rosters.write(june.with_name("july.xlsx"), [raised, NEIGHBOURS])
    take(path, JULY)
    with pytest.raises(OlderListError, match="2026-07-01"):
        take(june, JUNE)
    with db.reading(ready) as session:
        assert counted(session)["household"] == before["household"]


def test_the_roster_is_a_basis_for_matching_and_never_for_telling_an_employer(june: Path, ready: Engine) -> None:
    with db.reading(ready) as session:
        given = set(session.execute(select(Consent.given, Consent.purpose)).all())
    assert {(str(row.given), str(row.purpose)) for row in given} == {("office_roster", "match_and_tell")}


def test_a_corrected_number_within_the_household_is_still_the_same_person(
    june: Path, take: Import, ready: Engine, tmp_path: Path
) -> None:
    head = FAMILY.members[0]
    born = date.fromisoformat(head["出生日期"])
    corrected = head | {"证件号码": rosters.id_number(born, 77, head["性别"])}
    july = replace(FAMILY, members=(corrected, *FAMILY.members[1:]))
    changes = take(rosters.write(tmp_path / "july.xlsx", [july, NEIGHBOURS]), as_of=JULY).changes
    assert (changes["people_new"], changes["people_missing"], changes["households_changed"]) == (0, 0, 1)
    with db.reading(ready) as session:
        assert counted(session)["person"] == 7
