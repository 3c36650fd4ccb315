"""What the cells of a record take from above."""

from pathlib import Path

import openpyxl

from jobmatch.workbooks.carried import RecordRow, record_rows
from jobmatch.workbooks.grid import open_workbook
from jobmatch.workbooks.headings import ListKind, Wanted, find_tables

KIND = ListKind(
    "表",
    "list",
    (
        Wanted("firm", ("企业名称",), required=True),
        Wanted("phone", ("电话",)),
        Wanted("post", ("岗位",)),
        Wanted("place", ("地点",)),
    ),
    least_columns=3,
)


def _rows(tmp_path: Path, *rows: tuple[str | None, ...], merges: tuple[str, ...] = ()) -> list[RecordRow]:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in (("企业名称", "电话", "岗位", "地点"), *rows):
        page.append(row)
    for merge in merges:
        page.merge_cells(merge)
    book.save(tmp_path / "a.xlsx")
    (table,) = find_tables(open_workbook(tmp_path / "a.xlsx"), KIND)
    return list(record_rows(table, "firm", frozenset({"phone"})))


def test_a_firm_that_is_left_out_is_the_one_above_and_so_is_its_telephone(tmp_path: Path) -> None:
    rows = _rows(tmp_path, ("甲", "1", "车工", "楚米"), (None, None, "普工", "楚米"), ("乙", None, "保安", "海校"))
    assert [(row.text("firm"), row.text("phone")) for row in rows] == [("甲", "1"), ("甲", "1"), ("乙", None)]
    assert rows[1].cell("firm").name == "A2"


def test_a_merged_cell_speaks_for_all_its_rows_and_keeps_its_name(tmp_path: Path) -> None:
    rows = _rows(tmp_path, ("甲", "1", "车工", "楚米"), ("甲", None, "普工", None), merges=("D2:D3",))
    assert [row.text("place") for row in rows] == ["楚米", "楚米"]
    assert rows[1].cell("place").name == "D2"


def test_as_above_takes_the_cell_above_in_any_column(tmp_path: Path) -> None:
    rows = _rows(tmp_path, ("甲", "1", "车工", "晋江"), ("乙", "2", "普工", "同上"))
    assert rows[1].text("place") == "晋江"


def test_what_does_not_follow_the_firm_stays_empty(tmp_path: Path) -> None:
    rows = _rows(tmp_path, ("甲", "1", "车工", "楚米"), (None, None, "普工", None))
    assert rows[1].text("place") is None


def test_a_column_that_the_list_lacks_says_nothing(tmp_path: Path) -> None:
    (row,) = _rows(tmp_path, ("甲", "1", "车工", "楚米"))
    assert row.text("nothing") is None
    assert row.cell("nothing").name is None
