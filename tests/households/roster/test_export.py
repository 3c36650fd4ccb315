"""What is exported is the workbook that import reads: into an empty database it brings back the same households."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine, select

from jobmatch import db, parameters
from jobmatch.access import Actor, Refused, Role, operator
from jobmatch.audit import AuditEvent
from jobmatch.households import service
from jobmatch.households.model import Household, Site
from jobmatch.households.record import HouseholdRecord
from jobmatch.households.roster.export import export_roster
from jobmatch.households.roster.importing import Options, import_roster
from jobmatch.households.roster.payload import comparable
from tests.households.roster import rosters
from tests.households.roster.conftest import JUNE, NOW, Import

IDLE = {"就业状态": "未就业", "就业意愿": "无意愿（年老）"}
ILL = {"健康状况": "长期慢性病、残疾", "备注": "肢体三级", "劳动技能": "无劳动力", "民族": "穿青人"}
SENT = rosters.at_work(就业渠道="政府组织(点对点)", 月收入=4200.5)
COLLEGE = rosters.pupil(在校生状况="高职高专二年级", 就业状态="在校")
SCHOOL = rosters.pupil(在校生状况="小学三年级")
FAMILIES = [
    rosters.family(
        "5203001",
        rosters.person("测大山", "户主", date(1960, 2, 20), **SENT),
        rosters.person("=测大妹", "配偶", date(1962, 3, 1), sex="女", order=2, **IDLE),
        rosters.person("测病人", "之母", date(1940, 3, 1), sex="女", order=3, 联系电话="199 0000 0509", **ILL),
        rosters.person("测小宝", "之孙女", date(2015, 5, 5), sex="女", order=4, **SCHOOL),
        rosters.person("测学生", "之子", date(2005, 5, 5), order=5, **COLLEGE),
        **{"低保/特困": "城乡低保"},
    ),
    rosters.couple("5203002", 9),
    rosters.family("5203003", rosters.person("测迁", "户主", date(1970, 1, 1), order=9), 安置点="楚米镇元田安置点"),
]


def households(engine: Engine) -> dict[str | None, HouseholdRecord]:
    with db.reading(engine) as session:
        rows = list(session.scalars(select(Household)))
        found = service.load_rows(session, rows, JUNE).values()
        return {record.office_number: replace(comparable(record), stated_member_count=None) for record in found}


def import_into(engine: Engine, path: Path) -> None:
    result = import_roster(
        lambda: db.transaction(engine),
        path,
        Options(JUNE, allow_fictitious=True),
        actor=operator("tests"),
        at=NOW,
    )
    assert not result.anything_refused, result.faults


def test_an_export_brings_back_the_same_households(
    take: Import, ready: Engine, tmp_path: Path, sqlite_url: str
) -> None:
    take(rosters.write(tmp_path / "given.xlsx", FAMILIES))
    with db.transaction(ready) as session:
        assert export_roster(session, tmp_path / "out.xlsx", on=JUNE, actor=operator("tests"), at=NOW) == 3
    second = db.engine_for(sqlite_url)
    with db.transaction(second) as session:
        parameters.plant_first_rows(session)
    import_into(second, tmp_path / "out.xlsx")
    assert households(second) == households(ready)


def test_importing_ones_own_export_changes_nothing(take: Import, ready: Engine, tmp_path: Path) -> None:
    take(rosters.write(tmp_path / "given.xlsx", FAMILIES))
    with db.transaction(ready) as session:
        export_roster(session, tmp_path / "out.xlsx", on=JUNE, actor=operator("tests"), at=NOW)
    changes = take(tmp_path / "out.xlsx").changes
    assert not any(changes.values())


def test_a_household_without_an_office_number_is_found_again_by_ours(
    take: Import, ready: Engine, tmp_path: Path
) -> None:
    headings = [heading for heading in rosters.HEADINGS if heading != "户编号"]
    take(rosters.write(tmp_path / "given.xlsx", [rosters.couple("1", 3)], headings=headings))
    with db.transaction(ready) as session:
        export_roster(session, tmp_path / "out.xlsx", on=JUNE, actor=operator("tests"), at=NOW)
    take(tmp_path / "out.xlsx")
    with db.reading(ready) as session:
        assert len(session.scalars(select(Household.id)).all()) == 1


def test_nothing_in_an_export_runs_as_a_formula(take: Import, ready: Engine, tmp_path: Path) -> None:
    take(rosters.write(tmp_path / "given.xlsx", FAMILIES))
    with db.transaction(ready) as session:
        export_roster(session, tmp_path / "out.xlsx", on=JUNE, actor=operator("tests"), at=NOW)
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=测大妹" in [cell.value for cell in cells]


def test_a_clerk_exports_the_own_site_and_the_log_says_so(take: Import, ready: Engine, tmp_path: Path) -> None:
    take(rosters.write(tmp_path / "given.xlsx", FAMILIES))
    with db.transaction(ready) as session:
        code = session.scalars(select(Site.code).where(Site.name == "楚米镇元田安置点")).one()
        clerk = Actor("clerk", Role.CLERK, sites=frozenset({code}))
        assert export_roster(session, tmp_path / "own.xlsx", on=JUNE, actor=clerk, at=NOW, site=code) == 1
        with pytest.raises(Refused):
            export_roster(session, tmp_path / "all.xlsx", on=JUNE, actor=clerk, at=NOW)
    assert not (tmp_path / "all.xlsx").exists()
    with db.reading(ready) as session:
        assert session.scalars(select(AuditEvent.subject).where(AuditEvent.action == "export_households")).all() == [
            f"site:{code}"
        ]
