"""Every fault stands at its cell; an E keeps its household out whole, the others come in."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.households.model import Household
from jobmatch.households.roster.entries import waiting_entries
from jobmatch.households.roster.result import ImportResult
from jobmatch.workbooks.faults import Fault
from tests.households.roster import rosters
from tests.households.roster.conftest import Import

BORN = date(1982, 2, 20)


def one(result: ImportResult, code: str) -> Fault:
    """The only fault of a code."""
    (fault,) = [fault for fault in result.faults if fault.code == code]
    return fault


def codes(result: ImportResult) -> list[str]:
    return [fault.code for fault in result.faults]


@pytest.mark.parametrize(
    ("cells", "code", "heading"),
    [
        ({"证件号码": 5.20322199511212e17}, "id_lost_digits", "证件号码"),
        ({"证件号码": "5.20322E+17"}, "id_lost_digits", "证件号码"),
        ({"证件号码": rosters.id_number(BORN)[:-1]}, "id_length", "证件号码"),
        ({"与户主关系": "邻居家的"}, "label_unknown", "与户主关系"),
        ({"文化程度": "大本"}, "label_unknown", "文化程度"),
        ({"在校生状况": "中职一年级"}, "education_and_student", "在校生状况"),
        ({"文化程度": "/"}, "education_or_student_missing", "文化程度"),
        ({"就业状态": "未就业"}, "intention_missing", "就业意愿"),
        (rosters.at_work(务工地点="广东"), "workplace_imprecise", "务工地点"),
        (rosters.at_work(月收入="-"), "wage_missing", "月收入（元）"),
        (rosters.at_work(月收入="200元/天"), "wage_unclear", "月收入（元）"),
        (rosters.at_work(务工时间=14), "months_invalid", "务工时间（月）"),
        ({"姓名": rosters.Formula("=A1")}, "formula_without_value", "姓名"),
    ],
)
def test_an_error_keeps_its_household_out_and_stands_at_its_cell(
    cells: dict[str, object], code: str, heading: str, take: Import, ready: Engine, tmp_path: Path
) -> None:
    bad = rosters.family("1", rosters.person("测甲", "户主", BORN, **cells))
    path = rosters.write(tmp_path / "bad.xlsx", [rosters.couple("2"), bad])
    result = take(path)
    fault = one(result, code)
    column = rosters.HEADINGS.index(heading) + 1
    assert (fault.level, fault.row, fault.column) == ("E", 7, heading)
    assert fault.cell == f"{openpyxl.utils.get_column_letter(column)}7"
    assert fault.message
    assert fault.message_en
    assert result.refused == ("1",)
    with db.reading(ready) as session:
        assert list(session.scalars(select(Household.office_number))) == ["2"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"性别": "女"}, "sex_conflict"),
        ({"出生日期": "1992-08-07"}, "birth_date_conflict"),
        ({"出生日期": "1982年3月"}, "birth_date_conflict"),
        ({"出生日期": "去年"}, "date_unclear"),
        ({"联系电话": "1990000116"}, "phone_invalid"),
        ({"民族": "火星族"}, "label_unknown"),
        (rosters.at_work(劳动技能="丧失劳动力"), "capacity_conflict"),
    ],
)
def test_a_warning_lets_the_household_in(cells: dict[str, object], code: str, take: Import, tmp_path: Path) -> None:
    head = rosters.person("测甲", "户主", BORN, **cells)
    result = take(rosters.write(tmp_path / "warn.xlsx", [rosters.family("1", head)]))
    assert one(result, code).level == "W"
    assert result.counts["households_good_with_questions"] == 1
    assert not result.anything_refused


def test_an_incomplete_birth_date_is_completed_from_the_id_number(take: Import, tmp_path: Path) -> None:
    head = rosters.person("测甲", "户主", BORN, 出生日期="1982年2月")
    result = take(rosters.write(tmp_path / "month.xlsx", [rosters.family("1", head)]), records=True)
    assert not result.faults
    assert result.records is not None
    assert result.records[0]["fields"]["birth_date"] == "1982-02-20"


def test_one_number_in_two_households_refuses_both(take: Import, tmp_path: Path) -> None:
    twice = rosters.id_number(date(1997, 5, 27), 3, "女")
    families = [
        rosters.family(number, rosters.person(f"测{number}", "户主", BORN, order=order), rosters.person(
            "测重", "配偶", date(1997, 5, 27), sex="女", 证件号码=twice))
        for order, number in enumerate(("1", "2", "3"), 1)
    ]  # fmt: skip
    families[2] = rosters.couple("3")
    result = take(rosters.write(tmp_path / "twice.xlsx", families))
    fault = one(result, "id_duplicate")
    assert (fault.row, fault.other_row, fault.household, fault.other_household) == (8, 6, "2", "1")
    assert set(result.refused) == {"1", "2"}


def test_the_same_person_with_a_digit_off_is_a_question_and_refuses_nobody(take: Import, tmp_path: Path) -> None:
    families = [
        rosters.family(number, rosters.person("测重名", "户主", BORN, order=order))
        for number, order in (("1", 1), ("2", 2))
    ]
    result = take(rosters.write(tmp_path / "near.xlsx", families))
    fault = one(result, "probable_duplicate")
    assert (fault.level, fault.row, fault.other_row) == ("Q", 6, 5)
    assert not result.anything_refused


def test_a_merged_cell_over_two_heads_names_the_rows_and_both_households_wait(take: Import, tmp_path: Path) -> None:
    path = rosters.write(tmp_path / "merged.xlsx", [rosters.couple("1", 1), rosters.couple("2", 2)], merged=False)
    book = openpyxl.load_workbook(path)
    column = rosters.HEADINGS.index("户编号") + 1
    book.worksheets[0].cell(7, column).value = None
    book.worksheets[0].merge_cells(start_row=5, end_row=8, start_column=column, end_column=column)
    book.save(path)
    result = take(path)
    fault = one(result, "two_heads")
    assert (fault.row, fault.other_row) == (7, 5)
    assert result.counts["households_good"] == 0


@pytest.mark.parametrize("heading", ["姓名", "证件号码", "与户主关系", "楼栋房号"])
def test_a_merged_cell_over_people_of_two_households_is_a_fault(heading: str, take: Import, tmp_path: Path) -> None:
    path = rosters.write(tmp_path / "merged.xlsx", [rosters.couple("1", 1), rosters.couple("2", 2)], merged=False)
    book = openpyxl.load_workbook(path)
    column = rosters.HEADINGS.index(heading) + 1
    book.worksheets[0].merge_cells(start_row=6, end_row=7, start_column=column, end_column=column)
    book.save(path)
    result = take(path)
    assert "merged_over_two" in codes(result)
    assert "2" in result.refused


def test_a_site_merged_over_neighbours_belongs_to_all_of_them(take: Import, tmp_path: Path) -> None:
    path = rosters.write(tmp_path / "site.xlsx", [rosters.couple("1", 1), rosters.couple("2", 2)], merged=False)
    book = openpyxl.load_workbook(path)
    column = rosters.HEADINGS.index("安置点") + 1
    book.worksheets[0].cell(7, column).value = None
    book.worksheets[0].merge_cells(start_row=5, end_row=8, start_column=column, end_column=column)
    book.save(path)
    result = take(path, records=True)
    assert not result.faults
    assert {record["fields"]["settlement_site"] for record in result.records or ()} == {"蟠龙社区安置点"}


def test_a_refused_household_waits_with_its_faults(take: Import, ready: Engine, tmp_path: Path) -> None:
    bad = rosters.family("1", rosters.person("测甲", "配偶", BORN))
    take(rosters.write(tmp_path / "bad.xlsx", [bad]))
    with db.reading(ready) as session:
        (waiting,) = waiting_entries(session)
    assert waiting.household_id is None
    assert [fault["code"] for fault in waiting.faults] == ["no_head"]
    assert waiting.said.members[0].name == "测甲"


def test_invented_numbers_are_refused_where_they_are_not_allowed(
    ready: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jobmatch.access import operator
    from jobmatch.households.roster.importing import Options, import_roster
    from jobmatch.settings import settings
    from tests.households.roster.conftest import JUNE, NOW

    monkeypatch.setenv("JOBMATCH_FICTITIOUS_IDS", "0")
    settings.cache_clear()
    try:
        path = rosters.write(tmp_path / "one.xlsx", [rosters.couple("1")])
        result = import_roster(lambda: db.transaction(ready), path, Options(JUNE), actor=operator("tests"), at=NOW)
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert set(codes(result)) == {"id_fictitious"}
