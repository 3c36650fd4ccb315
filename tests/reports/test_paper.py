"""Widths and heights are reckoned from the text: a page is filled, no number is cut off, no line is lost."""

import pytest
from openpyxl import Workbook

from jobmatch.reports import paper
from jobmatch.reports.paper import Content, Paper, height_of, widths


def numbers(heading: str, *texts: str) -> Content:
    return Content(heading, texts, is_text=False)


def test_a_table_of_few_columns_fills_the_page() -> None:
    found = widths(["月初", "月末"], [numbers("人数", "5,301"), numbers("劳动力", "2,738")])
    assert sum(found) == pytest.approx(paper.PAGE_WIDTH)


def test_a_table_of_many_columns_is_as_wide_as_it_needs_and_printed_smaller() -> None:
    found = widths(["全县合计"], [numbers("已就业", "2,340")] * 28)
    assert sum(found) > paper.PAGE_WIDTH
    assert len(set(found[1:])) == 1


@pytest.mark.parametrize("text", ["431,600", "100.0%", "*"])
def test_a_column_is_wide_enough_for_its_longest_number_in_bold(text: str) -> None:
    found = widths(["合计"], [numbers("就业率", text)] + [numbers("户", "1")] * 40)
    assert found[1] > len(text) * 1.1


def test_no_word_of_an_english_heading_is_broken() -> None:
    found = widths(["Total"], [numbers("Labour households", "1")] * 8)
    assert found[1] > len("households")


def test_headings_that_make_a_table_too_wide_are_turned_and_still_whole() -> None:
    columns = [numbers("Labour households", "1")] * 30
    assert paper.are_turned(["Total"], columns)
    assert not paper.are_turned(["合计"], [numbers("有劳动力户", "2,340")] * 30)
    assert widths(["Total"], columns)[1:] == widths(["合计"], [numbers("有劳动力户", "1")] * 30)[1:]
    line = height_of("", 0, paper.HEAD) - paper.HEAD.air
    assert height_of("Labour households", 6, paper.HEAD_TURNED) > len("households") * line / 2


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("有劳动力户", 2), ("自主创业和灵活就业", 3), ("Own account, flexible", 3)]
)
def test_chinese_breaks_anywhere_and_words_stay_whole(text: str, lines: int) -> None:
    line = height_of("", 0, paper.HEAD) - paper.HEAD.air
    assert height_of(text, 7.5, paper.HEAD) == pytest.approx(lines * line + paper.HEAD.air)


def test_a_row_is_as_high_as_its_highest_cell_and_a_merged_one_has_room_in_all_its_rows() -> None:
    sheet = Workbook().create_sheet("M1")
    page = Paper(sheet, [12, 7, 7])
    page.put(1, 1, "甲", paper.HEAD)
    page.put(1, 2, "至少一人就业的户，长一点", paper.HEAD, down=1)
    page.put(2, 3, "县内", paper.HEAD)
    whole = height_of("至少一人就业的户，长一点", 7, paper.HEAD)
    assert sheet.row_dimensions[1].height + sheet.row_dimensions[2].height == pytest.approx(whole, abs=0.2)
    assert "B1:B2" in {str(merged) for merged in sheet.merged_cells.ranges}
    assert sheet["B2"].border.bottom.style == "thin"
