"""The county whose list a sheet is."""

from pathlib import Path

import openpyxl

from jobmatch.workbooks.grid import open_workbook
from jobmatch.workbooks.headings import ListKind, Wanted, find_tables
from jobmatch.workbooks.homes import homes_of

COLUMNS = (Wanted("firm", ("企业名称",), required=True), Wanted("post", ("岗位",)))
KIND = ListKind("表", "list", COLUMNS, least_columns=2)
TONGZI, DEJIANG, WEINING = "520322", "520626", "520526"


def _homes(tmp_path: Path, *sheets: tuple[str, ...]) -> tuple[str, ...]:
    book = openpyxl.Workbook()
    for number, lines in enumerate(sheets):
        page = book.create_sheet(f"表{number}")
        for line in lines:
            page.append((line,))
        page.append(("企业名称", "岗位"))
        page.append(("甲", "车工"))
    book.remove(book.worksheets[0])
    book.save(tmp_path / "a.xlsx")
    return homes_of(find_tables(open_workbook(tmp_path / "a.xlsx"), KIND), TONGZI)


def test_a_list_is_of_the_county_that_its_title_or_its_office_names(tmp_path: Path) -> None:
    assert _homes(tmp_path, ("德江县2026年6月招聘岗位汇总表",)) == (DEJIANG,)
    assert _homes(tmp_path, ("招聘岗位", "填报单位（盖章）：威宁自治县就业局　2026.6.1")) == (WEINING,)


def test_the_office_counts_before_the_county_whose_employers_are_listed(tmp_path: Path) -> None:
    assert _homes(tmp_path, ("佛山市顺德区企业招聘岗位", "填报单位：德江县就业局")) == (DEJIANG,)


def test_a_sheet_that_names_no_county_goes_with_the_other_sheets(tmp_path: Path) -> None:
    assert _homes(tmp_path, ("公益性岗位",), ("德江县招聘岗位",)) == (DEJIANG, DEJIANG)


def test_a_list_that_names_no_county_at_all_is_of_the_configured_one(tmp_path: Path) -> None:
    assert _homes(tmp_path, ("招聘岗位汇总表",)) == (TONGZI,)
