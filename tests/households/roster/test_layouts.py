"""A roster is read by what its headings mean, whatever the layout."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from jobmatch.households.roster.result import ImportResult
from jobmatch.workbooks.faults import NotAWorkbookError
from jobmatch.workbooks.headings import NoTableError
from tests.households.roster import rosters
from tests.households.roster.conftest import Import


@pytest.fixture
def families() -> list[rosters.Family]:
    return [
        rosters.family(
            "5203001",
            rosters.person("测大山", "户主", date(1982, 2, 20), **rosters.at_work()),
            rosters.person("测小妹", "配偶", date(1984, 8, 10), sex="女", 就业状态="未就业", 就业意愿="有意愿"),
            rosters.person("测小宝", "之子", date(2015, 5, 5), **rosters.pupil()),
        ),
        rosters.couple("5203002", 5),
    ]


def told(result: ImportResult) -> list[dict[str, object]]:
    """What was understood, without the row numbers."""
    return [dict(record["fields"]) for record in result.records or ()]


@pytest.fixture
def usual(families: list[rosters.Family], take: Import, tmp_path: Path) -> list[dict[str, object]]:
    return told(take(rosters.write(tmp_path / "usual.xlsx", families), dry_run=True, records=True))


def test_two_heading_rows_with_merged_households(usual: list[dict[str, object]]) -> None:
    assert [record["name"] for record in usual][:3] == ["测大山", "测小妹", "测小宝"]
    assert usual[0]["workplace_division"] == "440606"
    assert usual[2]["student_status"] == "小学"
    assert {record["household_no"] for record in usual} == {"5203001", "5203002"}


@pytest.mark.parametrize(
    "layout",
    [
        {"heading_rows": 1},
        {"heading_rows": 1, "title": False},
        {"merged": False},
        {"merged": False, "repeated": True},
        {"headings": rosters.HEADINGS[::-1]},
        {"headings": [h for h in rosters.HEADINGS if h != "序号"], "merged": False},
        {
            "renamed": {
                "证件号码": "公民身份号码", "户编号": "户编码", "楼栋房号": "门牌号", "与户主关系": "家庭关系",
                "文化程度": "学历", "劳动技能": "劳动能力", "务工地点": "就业地点", "务工单位": "用工单位",
                "从事岗位": "工种", "月收入（元）": "月工资", "务工时间（月）": "本年务工月数",
                "姓名": "家庭成员\n姓名", "联系电话": "手机号码", "就业意愿": "求职意愿",
            }
        },
    ],
    ids=["one heading row", "no title", "not merged", "repeated", "other order", "no serial", "other words"],
)  # fmt: skip
def test_another_layout_says_the_same(
    layout: dict[str, object],
    families: list[rosters.Family],
    usual: list[dict[str, object]],
    take: Import,
    tmp_path: Path,
) -> None:
    result = take(rosters.write(tmp_path / "other.xlsx", families, **layout), dry_run=True, records=True)  # type: ignore[arg-type]
    assert told(result) == usual
    assert not result.faults


def test_a_csv_in_the_offices_encoding_says_the_same(
    families: list[rosters.Family], usual: list[dict[str, object]], take: Import, tmp_path: Path
) -> None:
    assert told(take(rosters.write(tmp_path / "list.csv", families), dry_run=True, records=True)) == usual


def test_without_household_numbers_every_head_begins_a_household(
    families: list[rosters.Family], take: Import, tmp_path: Path
) -> None:
    headings = [heading for heading in rosters.HEADINGS if heading != "户编号"]
    result = take(rosters.write(tmp_path / "heads.xlsx", families, headings=headings))
    assert (result.counts["households"], result.counts["people"]) == (2, 5)
    again = take(tmp_path / "heads.xlsx")
    assert not any(again.changes.values())


def test_rows_of_totals_signatures_and_printed_empty_lines_are_no_people(take: Import, tmp_path: Path) -> None:
    result = take(rosters.write(tmp_path / "one.xlsx", [rosters.couple("1")]), dry_run=True)
    assert result.counts["people"] == 2


@pytest.mark.parametrize(
    ("cells", "field", "meant"),
    [
        ({"月收入": "4,200元"}, "wage_month", 4200),
        ({"月收入": "0.52万"}, "wage_month", 5200),
        ({"月收入": "２９００"}, "wage_month", 2900),
        ({"务工时间": "4.5个月"}, "months", 4.5),
        ({"务工时间": "3个半月"}, "months", 3.5),
        ({"务工时间": "45天"}, "months", 1.5),
        ({"务工时间": "1-5月"}, "months", 5),
        ({"月收入": "每月4200元"}, "wage_month", 4200),
        ({"联系电话": "199 0000 0509"}, "phone", "19900000509"),
        ({"联系电话": 19900000509.0}, "phone", "19900000509"),
        ({"民族": "苗"}, "ethnicity", "06"),
        ({"民族": "穿青人"}, "ethnicity", "97"),
        ({"文化程度": "职高"}, "education_code", "44"),
        ({"健康状况": "长期慢性病，残疾"}, "health", ["长期慢性病", "残疾"]),
        ({"楼栋房号": "3幢2单元602室"}, "dwelling", "3-2-602"),
        ({"户类型": "建档立卡贫困户"}, "household_type", "脱贫户"),
    ],
)
def test_a_cell_says_the_same_in_any_spelling(
    cells: dict[str, object], field: str, meant: object, take: Import, tmp_path: Path
) -> None:
    own = {"楼栋房号", "户类型"} & cells.keys()
    worker = rosters.person(
        "测甲", "户主", date(1982, 2, 20), **(rosters.at_work() | ({} if own else rosters.spelled_out(cells)))
    )
    path = rosters.write(tmp_path / "one.xlsx", [rosters.family("1", worker, **(cells if own else {}))])
    assert told(take(path, dry_run=True, records=True))[0][field] == meant


def test_pay_headed_in_thousands_counts_in_yuan(take: Import, tmp_path: Path) -> None:
    worker = rosters.person("测甲", "户主", date(1982, 2, 20), **rosters.at_work(月收入=4.2))
    path = rosters.write(tmp_path / "k.xlsx", [rosters.family("1", worker)], renamed={"月收入（元）": "月收入（千元）"})
    assert told(take(path, dry_run=True, records=True))[0]["wage_month"] == 4200


def test_a_hidden_sheet_with_last_months_list_is_passed_over(take: Import, tmp_path: Path) -> None:
    path = rosters.write(tmp_path / "hidden.xlsx", [rosters.couple("1")])
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book.worksheets[0]).sheet_state = "hidden"
    book.save(path)
    assert take(path, dry_run=True).counts["people"] == 2


def test_a_site_named_by_a_line_across_the_list_is_the_site_of_what_follows(take: Import, tmp_path: Path) -> None:
    headings = [heading for heading in rosters.HEADINGS if heading != "安置点"]
    families = [rosters.couple("1", 1), rosters.couple("2", 2)]
    path = rosters.write(tmp_path / "lines.xlsx", families, headings=headings, merged=False)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row, site in ((5, "蟠龙社区安置点"), (8, "东山社区安置点")):
        sheet.insert_rows(row)
        sheet.cell(row, 1, site)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(headings))
    book.save(path)
    result = take(path, dry_run=True, records=True)
    assert [record["settlement_site"] for record in told(result)] == ["蟠龙社区安置点"] * 2 + ["东山社区安置点"] * 2


def test_a_list_without_a_needed_column_is_refused_with_what_was_found(take: Import, tmp_path: Path) -> None:
    headings = [heading for heading in rosters.HEADINGS if heading != "与户主关系"]
    path = rosters.write(tmp_path / "no.xlsx", [rosters.couple("1")], headings=headings, renamed={"民族": "籍贯"})
    with pytest.raises(NoTableError, match=r"与户主关系.*籍贯"):
        take(path)


def test_another_kind_of_list_is_no_roster(take: Import, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("企业名称,招聘岗位,招聘人数\n某厂,普工,3\n", encoding="utf-8")
    with pytest.raises(NoTableError, match="与户主关系"):
        take(path)


def test_a_file_that_is_no_workbook_is_said_to_be_none(take: Import, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"%PDF-1.7 ...")
    with pytest.raises(NotAWorkbookError, match="PDF"):
        take(tmp_path / "list.xlsx")


def test_a_local_post_is_one_in_the_county_that_the_list_names(take: Import, tmp_path: Path) -> None:
    work = rosters.at_work(就业状态="公益性岗位", 就业渠道="公益性岗位", 务工区域="乡镇内", 务工地点="青龙街道")
    path = rosters.write(
        tmp_path / "d.xlsx", [rosters.family("1", rosters.person("测甲", "户主", date(1982, 2, 20), **work))]
    )
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(2, 1, "单位：德江县某街道就业服务站")
    book.save(path)
    assert take(path, dry_run=True).faults == ()
