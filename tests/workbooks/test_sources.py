"""Whose list a sheet is, whatever its month."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from jobmatch.workbooks.grid import open_workbook
from jobmatch.workbooks.headings import ListKind, Wanted, find_tables
from jobmatch.workbooks.sources import Source, source_of

COLUMNS = (Wanted("firm", ("企业名称",), required=True), Wanted("post", ("岗位",)))
KIND = ListKind("表", "list", COLUMNS, least_columns=2)
AS_OF = date(2026, 6, 10)


def _source(tmp_path: Path, title: str, office: str, sheet: str) -> Source:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in ((title,), (office,), ("企业名称", "岗位"), ("甲", "车工")):
        page.append(row)
    book.save(tmp_path / "a.xlsx")
    (table,) = find_tables(open_workbook(tmp_path / "a.xlsx"), KIND)
    return source_of(table, AS_OF)


@pytest.mark.parametrize(
    ("june", "july"),
    [
        (("桐梓县2026年6月岗位汇总表（县内）", "县内"), ("桐梓县2026年7月岗位汇总表（县内）", "县内")),
        (("2026年度培训计划表（第二批）", "6月"), ("2026年度培训计划表（第三批）", "7月")),
        (("岗位表", "2026.6"), ("岗位表", "2026.7")),
    ],
)
def test_months_and_batches_do_not_make_another_source(
    tmp_path: Path, june: tuple[str, str], july: tuple[str, str]
) -> None:
    assert _source(tmp_path, june[0], "", june[1]).name == _source(tmp_path, july[0], "", july[1]).name


def test_another_title_or_another_sheet_is_another_source(tmp_path: Path) -> None:
    names = {
        _source(tmp_path, title, "", sheet).name
        for title, sheet in (("岗位表", "县内"), ("岗位表", "省外"), ("公益性岗位表", "县内"))
    }
    assert len(names) == 3


def test_the_office_and_the_day_stand_above_the_list(tmp_path: Path) -> None:
    found = _source(tmp_path, "岗位表", "填报单位：桐梓县就业局　　填报时间：2026年6月1日", "县内")
    assert (found.office, found.said_on) == ("桐梓县就业局", date(2026, 6, 1))


def test_a_day_to_come_or_none_at_all_is_the_day_of_the_import(tmp_path: Path) -> None:
    assert _source(tmp_path, "岗位表", "2026年7月1日", "县内").said_on == AS_OF
    assert _source(tmp_path, "岗位表", "", "县内").said_on == AS_OF
