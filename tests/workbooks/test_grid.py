"""Files as sheets of cells: what stands where, what is hidden, merged or a formula, and what is no workbook at all."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from jobmatch.workbooks import archive
from jobmatch.workbooks.archive import Broken
from jobmatch.workbooks.faults import NotAWorkbookError
from jobmatch.workbooks.grid import Row, Sheet, cell_name, open_workbook


def book_with(path: Path, cells: dict[str, object]) -> Path:
    book = openpyxl.Workbook()
    for name, value in cells.items():
        book.worksheets[0][name] = value
    book.save(path)
    return path


def only_sheet(path: Path) -> Sheet:
    (sheet,) = open_workbook(path).sheets
    return sheet


@pytest.mark.parametrize(("place", "name"), [((7, 9), "I7"), ((1, 26), "Z1"), ((10, 27), "AA10"), ((3, 703), "AAA3")])
def test_a_cell_has_the_name_that_the_spreadsheet_shows(place: tuple[int, int], name: str) -> None:
    assert cell_name(*place) == name


def test_rows_and_columns_count_from_one_wherever_the_list_begins(tmp_path: Path) -> None:
    sheet = only_sheet(book_with(tmp_path / "a.xlsx", {"C5": "first", "D7": 3}))
    rows = list(sheet.rows())
    assert rows[4].at(3) == "first"
    assert (rows[6].number, rows[6].at(4), rows[6].at(99)) == (7, 3, None)
    assert rows[5].is_blank
    assert list(sheet.rows()) == rows


def test_a_merged_cell_is_found_from_each_of_its_rows(tmp_path: Path) -> None:
    path = book_with(tmp_path / "a.xlsx", {"A1": "x", "B2": "y", "B9": "z"})
    book = openpyxl.load_workbook(path)
    book.worksheets[0].merge_cells("B2:C4")
    book.save(path)
    merges = only_sheet(path).merges
    assert [merges.at(row, 3) is not None for row in range(1, 6)] == [False, True, True, True, False]
    found = merges.at(4, 2)
    assert found is not None
    assert found.name == "B2:C4"


def test_hidden_columns_and_sheets_are_read_and_known_as_hidden(tmp_path: Path) -> None:
    path = book_with(tmp_path / "a.xlsx", {"A1": "x", "C1": "secret"})
    book = openpyxl.load_workbook(path)
    book.worksheets[0].column_dimensions["C"].hidden = True
    book.create_sheet("后台").sheet_state = "hidden"
    book.save(path)
    shown, hidden = open_workbook(path).sheets
    assert (shown.hidden, shown.hidden_columns, hidden.hidden) == (False, {3}, True)
    assert next(shown.rows()).at(3) == "secret"


def test_a_formula_counts_for_its_stored_value_and_is_broken_without_one(tmp_path: Path) -> None:
    path = book_with(tmp_path / "a.xlsx", {"A1": "=1+1", "B1": "plain", "C1": "#REF!"})
    whole = tmp_path / "stored.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(whole, "w") as target:
        for entry in source.namelist():
            text = source.read(entry)
            target.writestr(
                entry, text.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>").replace(b"<v></v>", b"<v>2</v>")
            )
    broken, stored = only_sheet(path), only_sheet(whole)
    assert broken.broken == {(1, 1): Broken.NO_VALUE, (1, 3): Broken.ERROR}
    assert next(broken.rows()).at(1) is None
    assert stored.formulas == {(1, 1)}
    assert (1, 1) not in stored.broken
    assert next(stored.rows()).at(1) == 2


def test_a_number_of_eighteen_digits_arrives_as_the_float_it_has_become(tmp_path: Path) -> None:
    path = book_with(tmp_path / "a.xlsx", {"A1": 520322199511212123, "B1": date(2026, 6, 1)})
    row = next(only_sheet(path).rows())
    assert isinstance(row.at(1), float)
    assert row.at(2) == date(2026, 6, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_a_text_table_is_read_whatever_its_encoding_and_separator(
    encoding: str, separator: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f'姓名{separator}号码{separator}备注\r\n徐䶮{separator}="0012"{separator}\r\n', encoding=encoding)
    assert list(only_sheet(path).rows()) == [Row(1, ("姓名", "号码", "备注")), Row(2, ("徐䶮", "0012", None))]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.xlsx", b"%PDF-1.7", "PDF"),
        ("a.xlsx", b"\x89PNG\r\n", "picture"),
        ("a.xlsx", b"just some text", "damaged or not a workbook"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        ("a.csv", b"\x00\x01\x02\xff\xfe\x00\x81", "neither a workbook nor a table"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000, "damaged"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_is_no_workbook_is_refused_with_advice(name: str, content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NotAWorkbookError, match=words) as refused:
        open_workbook(tmp_path / name)
    assert refused.value.advice


def test_a_folder_and_a_missing_file_are_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbookError, match="folder"):
        open_workbook(tmp_path)
    with pytest.raises(NotAWorkbookError, match="no file"):
        open_workbook(tmp_path / "none.xlsx")


def test_a_file_cut_off_in_the_middle_is_refused(tmp_path: Path) -> None:
    whole = book_with(tmp_path / "a.xlsx", {"A1": "x"}).read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(NotAWorkbookError, match="cut off"):
        open_workbook(tmp_path / "cut.xlsx")


def test_a_damaged_part_is_noticed_although_the_directory_is_whole(tmp_path: Path) -> None:
    path = book_with(tmp_path / "a.xlsx", {f"A{row}": f"text {row}" for row in range(1, 400)})
    content = bytearray(path.read_bytes())
    start = content.find(b"xl/worksheets/sheet1.xml") + 200
    content[start : start + 40] = b"\0" * 40
    path.write_bytes(content)
    with pytest.raises(NotAWorkbookError):
        open_workbook(path)


def test_another_archive_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as other:
        other.writestr("word/document.xml", "<x/>")
    with pytest.raises(NotAWorkbookError, match="archive, but not a workbook"):
        open_workbook(tmp_path / "a.xlsx")


def test_a_compression_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = book_with(tmp_path / "a.xlsx", {"A1": "x"})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet9.xml", b"0" * (archive.RATIO_COUNTS_FROM * 2))
    with pytest.raises(NotAWorkbookError, match="would unpack"):
        open_workbook(path)


def test_a_cell_at_the_far_corner_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = book_with(tmp_path / "a.xlsx", {"A1": "x", "XFD1048576": "y"})
    with pytest.raises(NotAWorkbookError, match="XFD1048576"):
        open_workbook(path)
