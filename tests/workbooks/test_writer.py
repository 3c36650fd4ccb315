"""What is written is what is read again; nothing that anybody typed runs as a formula."""

from pathlib import Path

import openpyxl
import pytest

from jobmatch.workbooks.delimited import read_rows
from jobmatch.workbooks.grid import open_workbook
from jobmatch.workbooks.writer import OutColumn, OutMerge, OutSheet, csv_text, write_workbook

DANGEROUS = ["=1+1", "+86 199", "-5 degrees", "@cmd", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_typed_text_never_becomes_a_formula(text: str, tmp_path: Path) -> None:
    sheet = OutSheet("表", "标题", (OutColumn("姓名"), OutColumn("备注")), [["测", text]])
    write_workbook(tmp_path / "a.xlsx", [sheet])
    (read,) = open_workbook(tmp_path / "a.xlsx").sheets
    assert not read.formulas
    assert list(read.rows())[2].at(2) == text
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["B3"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("text", [*DANGEROUS, "plain", "'quoted"])
def test_a_csv_cell_comes_back_as_it_was(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'a,"{csv_text(text)}"\n', encoding="utf-8")
    assert read_rows(tmp_path / "a.csv")[0][1] == text.removeprefix("'")


def test_groups_merges_and_identity_numbers_survive(tmp_path: Path) -> None:
    columns = (
        OutColumn("序号"),
        OutColumn("户编号", "家庭"),
        OutColumn("姓名", "成员"),
        OutColumn("证件号码", "成员", hidden=True),
    )
    rows = [[1, "001", "甲", "000000198202200011"], [None, None, "乙", None]]
    merges = (OutMerge(0, 1, 0), OutMerge(0, 1, 1))
    write_workbook(tmp_path / "a.xlsx", [OutSheet("表", "标题", columns, rows, merges, ("单位：某站",), ("填表人：",))])
    (sheet,) = open_workbook(tmp_path / "a.xlsx").sheets
    read = list(sheet.rows())
    assert read[2].values[:3] == ("序号", "家庭", "成员")
    assert read[4].values == (1, "001", "甲", "000000198202200011")
    assert sheet.merges.at(6, 2) is not None
    assert sheet.hidden_columns == {4}


def test_a_failed_writing_leaves_no_half_file(tmp_path: Path) -> None:
    bad = OutSheet("表", "标题", (OutColumn("a"),), [[object()]])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="convert"):
        write_workbook(tmp_path / "a.xlsx", [bad])
    assert not list(tmp_path.iterdir())


def test_what_is_written_under_a_merged_cell_is_not_there(tmp_path: Path) -> None:
    rows: list[list[str | int | None]] = [[1, "甲"], [2, "乙"], [3, "丙"]]
    sheet = OutSheet("表", "标题", (OutColumn("序号"), OutColumn("姓名")), rows, (OutMerge(0, 1, 0),))
    write_workbook(tmp_path / "a.xlsx", [sheet])
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [page.cell(row, 1).value for row in (3, 4, 5)] == [1, None, 3]
    assert "A3:A4" in page.merged_cells
    assert page["B3"].number_format == "@"
