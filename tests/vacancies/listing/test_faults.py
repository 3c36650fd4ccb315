"""Faults of a vacancy list, each at its cell: what is said, and whether the post is kept out."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from jobmatch import parameters
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.listing.judging import Measure
from jobmatch.vacancies.listing.reading import ReadList, read_list
from jobmatch.workbooks.progress import silent
from tests.vacancies.listing.sheets import FIGURES, GOOD, HEADINGS, JUNE, PostRow, other, write_list

BOOK = parameters.book(parameters.first_rows()).overriding(FIGURES)
MEASURE = Measure(BOOK, JUNE, "520322", allow_fictitious=True)


def _read(path: Path) -> ReadList:
    return read_list(path, MEASURE, check_advert, silent)


def _faults(tmp_path: Path, *rows: PostRow) -> list[tuple[str, str, str | None]]:
    found = _read(write_list(tmp_path / "list.xlsx", rows)).faults
    return [(fault.code, fault.level.value, fault.column) for fault in found]


@pytest.mark.parametrize(
    ("changes", "code", "level", "column"),
    [
        ({"wage": "计件，多劳多得"}, "wage_unclear", "E", "工资待遇"),
        ({"wage": "面议"}, "wage_unclear", "E", "工资待遇"),
        ({"wage": ""}, "wage_unclear", "E", "工资待遇"),
        ({"wage": "0.35元/只"}, "wage_unclear", "E", "工资待遇"),
        ({"wage": "1800元/月"}, "wage_below_minimum", "E", "工资待遇"),
        ({"wage": "2200元/月", "hours": "12小时，月休2天"}, "wage_below_minimum", "E", "工资待遇"),
        ({"wage": "18元/小时", "hours": "每天3小时（中午）"}, "wage_below_minimum", "E", "工资待遇"),
        ({"wage": "计件0.1元/只，日产400只", "hours": "8小时"}, "wage_below_minimum", "E", "工资待遇"),
        ({"wage": "试用期1500，转正2800"}, "probation_below_minimum", "W", "工资待遇"),
        ({"headcount": "若干"}, "headcount_unclear", "Q", "招聘人数"),
        ({"headcount": "3男2女"}, "advert_gender", "E", "招聘人数"),
        ({"sex": "女"}, "advert_gender", "E", "性别要求"),
        ({"sex": "男士优先"}, "advert_gender", "E", "性别要求"),
        ({"remark": "已婚已育优先"}, "advert_gender", "E", "备注"),
        ({"requirements": "外地人员勿扰，只招贵州籍"}, "advert_origin", "E", "岗位要求"),
        ({"requirements": "限汉族"}, "advert_ethnicity", "E", "岗位要求"),
        ({"requirements": "残疾人勿扰"}, "advert_disability", "E", "岗位要求"),
        ({"requirements": "体检须查乙肝两对半"}, "advert_hepatitis", "E", "岗位要求"),
        ({"requirements": "五官端正，身高1.60米以上"}, "advert_appearance", "W", "岗位要求"),
        ({"requirements": "交服装押金300元，做满三个月退还"}, "advert_fee", "E", "岗位要求"),
        ({"requirements": "岗前培训费2980元，可分期，从工资扣"}, "advert_fee", "E", "岗位要求"),
        ({"requirements": "入职身份证原件由公司统一保管"}, "advert_hold_id", "E", "岗位要求"),
        ({"requirements": "手机点赞返现，在家可做"}, "advert_fraud", "E", "岗位要求"),
        ({"place": "柬埔寨西港"}, "advert_fraud", "E", "工作地点"),
        ({"place": "本小区1楼"}, "place_imprecise", "W", "工作地点"),
        ({"place": "桐梓县"}, "place_imprecise", "W", "工作地点"),
        ({"place": "浙江省"}, "place_imprecise", "W", "工作地点"),
        ({"age": "15-30岁"}, "age_under_16", "E", "年龄要求"),
        ({"expires": "2026-5-31"}, "expired", "E", "有效期至"),
        ({"expires": "看情况"}, "date_unclear", "Q", "有效期至"),
        ({"code": "办理中"}, "uscc_missing", "W", "统一社会信用代码"),
        ({"code": GOOD.code[:-1] + "I" if GOOD.code else None}, "uscc_checksum", "E", "统一社会信用代码"),
        ({"contact": "客服小美 1990000384"}, "phone_invalid", "W", "联系人及电话"),
        ({"title": ""}, "title_missing", "E", "招聘岗位"),
    ],
)
def test_a_fault_is_told_once_at_the_cell_that_holds_it(
    tmp_path: Path, changes: dict[str, object], code: str, level: str, column: str
) -> None:
    assert _faults(tmp_path, replace(GOOD, **changes)) == [(code, level, column)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"wage": "１８９０ 元／月"},
        {"wage": "1800元/月", "hours": "半天班，每天4小时"},
        {"wage": "住家1500元/月", "hours": "住家"},
        {"wage": "260元/天", "hours": "12小时两班倒"},
        {"wage": "计件，保底2000"},
        {"expires": "2026-06-01"},
        {"expires": "6月底"},
        {"expires": 46193},
        {"expires": "招满为止"},
        {"place": "广东东莞长安镇"},
        {"place": "浙江义乌"},
        {"place": "新加坡"},
        {"age": "不限"},
        {"requirements": "不收押金，欢迎50岁以上，婚育不限"},
        {"remark": "可接收夫妻，缴纳五险"},
        {"title": "高薪急聘普工"},
        {"contact": "0851-26620000"},
        {"contact": "１９９ ００００ ０００１（王经理，微信同号）"},
    ],
)
def test_spelling_and_honest_words_are_no_faults(tmp_path: Path, changes: dict[str, object]) -> None:
    assert _faults(tmp_path, replace(GOOD, **changes)) == []  # type: ignore[arg-type]


def test_every_fault_says_in_both_languages_what_to_do(tmp_path: Path) -> None:
    rows = [replace(GOOD, wage="面议", sex="女", headcount="若干"), replace(GOOD, place="本厂", title="普工")]
    for fault in _read(write_list(tmp_path / "list.xlsx", rows)).faults:
        assert len(fault.message) > 8
        assert len(fault.message_en) > 20


def test_a_post_listed_twice_with_a_small_change_asks_and_names_the_other_row(tmp_path: Path) -> None:
    rows = [GOOD, other(2), replace(GOOD, wage="3200-4200元/月", headcount="5-8名")]
    found = _read(write_list(tmp_path / "list.xlsx", rows)).faults
    assert [(one.code, one.level.value, one.row, one.other_row, one.other_sheet) for one in found] == [
        ("probable_duplicate", "Q", 6, 4, "县内")
    ]


def test_the_same_work_at_another_place_is_another_post(tmp_path: Path) -> None:
    assert _faults(tmp_path, GOOD, replace(GOOD, place="桐梓县燎原镇")) == []


def test_cells_merged_over_the_posts_of_an_employer_speak_for_all_of_them(tmp_path: Path) -> None:
    path = write_list(tmp_path / "list.xlsx", [replace(GOOD, code="办理中"), replace(GOOD, title="裁剪工")])
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for heading in ("企业名称", "统一社会信用代码", "联系人及电话"):
        column = HEADINGS.index(heading) + 1
        page.merge_cells(start_row=4, end_row=5, start_column=column, end_column=column)
    book.save(path)
    listed = _read(path)
    assert [(fault.code, fault.row, fault.cell) for fault in listed.faults] == [
        ("uscc_missing", 4, "C4"), ("uscc_missing", 5, "C4"),
    ]  # fmt: skip
    assert {post.posting.contact_phone for post in listed.posts} == {"19900000001"}


def test_titles_subtotals_notes_and_blank_rows_are_no_posts(tmp_path: Path) -> None:
    rows = [GOOD, replace(GOOD, title="裁剪工")]
    listed = _read(write_list(tmp_path / "list.xlsx", rows, footer=("合计", "注：略。")))
    assert [post.posting.title for post in listed.posts] == ["缝纫工", "裁剪工"]


@pytest.mark.parametrize(
    ("title", "changes", "kind"),
    [
        ("县内招聘岗位", {}, "company"),
        ("县内招聘岗位", {"employer": "娄山红服饰有限公司（就业帮扶车间）"}, "workshop"),
        ("县内招聘岗位", {"wage": "住家4500元/月"}, "household"),
        ("县内招聘岗位", {"wage": "日结180"}, "odd_job"),
        ("县内招聘岗位", {"title": "手工活拿回家做"}, "home_piecework"),
        ("县内招聘岗位", {"place": "广东省深圳市宝安区"}, "labour_export"),
        ("省外劳务协作招聘岗位", {}, "labour_export"),
        ("公益性岗位招聘信息表", {}, "public_post"),
        ("以工代赈项目用工", {}, "work_relief"),
    ],
)
def test_the_sheet_and_then_the_words_of_the_row_decide_the_kind(
    tmp_path: Path, title: str, changes: dict[str, object], kind: str
) -> None:
    path = write_list(tmp_path / "list.xlsx", [replace(GOOD, **changes)], title=title, sheet="Sheet1")  # type: ignore[arg-type]
    assert [post.posting.kind.value for post in _read(path).posts] == [kind]
