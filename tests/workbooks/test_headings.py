"""Headings are found by meaning: any order, one row or two, under a group or not; what is missing is named."""

from pathlib import Path

import openpyxl
import pytest

from jobmatch.workbooks.grid import open_workbook
from jobmatch.workbooks.headings import ListKind, NoTableError, Table, Wanted, find_tables
from jobmatch.workbooks.rows import RowKind, kind_of

KIND = ListKind(
    "测试表",
    "test list",
    (
        Wanted("name", ("姓名",), group=("成员",), required=True),
        Wanted("number", ("证件号码", "公民身份号码"), group=("成员",), required=True),
        Wanted("home_phone", ("户联系电话",), weak=("联系电话",), group=("家庭",)),
        Wanted("phone", ("联系电话", "手机"), group=("成员",)),
        Wanted("months", ("务工时间(月)", "务工时间")),
    ),
    least_columns=2,
)


def table_of(tmp_path: Path, *rows: list[object], merges: tuple[str, ...] = ()) -> Table:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    for merge in merges:
        book.worksheets[0].merge_cells(merge)
    book.save(tmp_path / "a.xlsx")
    (table,) = find_tables(open_workbook(tmp_path / "a.xlsx"), KIND)
    return table


def columns(table: Table) -> dict[str, int]:
    return {name: heading.column for name, heading in table.places.items()}


def test_one_row_in_any_order_under_other_names(tmp_path: Path) -> None:
    table = table_of(tmp_path, ["务工\n时间（月）", "公民身份号码", "姓  名*"], ["5", "x", "测"])
    assert columns(table) == {"months": 1, "number": 2, "name": 3}
    assert table.heading("months") == "务工时间（月）"


def test_a_group_above_tells_two_equal_headings_apart(tmp_path: Path) -> None:
    rows = (["标题"], ["家庭情况", None, "成员情况"], ["联系电话", "住址", "联系电话", "姓名", "证件号码"], ["1"])
    table = table_of(tmp_path, *rows, merges=("A2:B2", "C2:E2"))
    assert columns(table) == {"home_phone": 1, "phone": 3, "name": 4, "number": 5}
    assert table.header_rows == (2, 3)
    assert table.unknown == ("住址",)


def test_a_heading_over_both_rows_is_its_own_lowest(tmp_path: Path) -> None:
    rows = (["姓名", "成员情况"], [None, "证件号码", "手机"], ["测", "1", "2"])
    table = table_of(tmp_path, *rows, merges=("A1:A2", "B1:C1"))
    assert columns(table) == {"name": 1, "number": 2, "phone": 3}
    assert [row.number for row in table.rows()] == [3]


def test_without_a_group_the_plain_word_is_the_persons(tmp_path: Path) -> None:
    table = table_of(tmp_path, ["姓名", "证件号码", "联系电话"], ["测", "1", "2"])
    assert columns(table)["phone"] == 3
    assert not table.has("home_phone")


def test_what_is_missing_is_named_with_what_was_found(tmp_path: Path) -> None:
    with pytest.raises(NoTableError, match=r"证件号码 or 公民身份号码.*身份标识"):
        table_of(tmp_path, ["姓名", "身份标识", "手机"], ["测", "1", "2"])


def test_rows_that_are_no_records_are_known_by_their_cells(tmp_path: Path) -> None:
    rows: tuple[list[object], ...] = (
        ["姓名", "证件号码", "联系电话", "务工时间"],
        ["测一", "1", "2", 3],
        ["小计", None, None, 3],
        [None, None, None, None],
        ["姓名", "证件号码", "联系电话", "务工时间"],
        ["合计：", 1],
        ["备注：1.以上信息由用人单位提供"],
        ["填表人：      审核人："],
        ["蟠龙社区"],
    )
    table = table_of(tmp_path, *rows, merges=("A9:D9",))
    kinds = [kind_of(row, table) for row in table.rows()]
    assert kinds == [
        RowKind.RECORD, RowKind.SUBTOTAL, RowKind.BLANK, RowKind.HEADER, RowKind.SUBTOTAL, RowKind.NOTE, RowKind.NOTE,
        RowKind.NOTE,
    ]  # fmt: skip


def test_headings_without_a_row_below_are_no_list(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["姓名", "证件号码", "与户主关系"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(NoTableError, match="no row below"):
        find_tables(open_workbook(tmp_path / "a.xlsx"), KIND)
