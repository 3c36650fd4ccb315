"""The workbook and the CSV of a month as a county opens them: read back by another library than wrote them."""

import csv
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from sqlalchemy import Engine, select, update

from jobmatch import access, db
from jobmatch.access import Actor, Role
from jobmatch.reports import service
from jobmatch.reports.csv_file import as_csv
from jobmatch.reports.model import HouseholdMonth
from jobmatch.reports.month import NoSuchMonthError
from jobmatch.reports.scope import NoSuchCountyError, NoSuchSiteError
from jobmatch.reports.service import Report
from jobmatch.reports.workbook import as_workbook
from tests.reports.conftest import COUNTY, IN_JULY, JULY, JUNE, NOON, close

SITE = Actor("supervisor", Role.SUPERVISOR, frozenset({"XY"}))


def report(engine: Engine, actor: Actor, *, site: str | None = None) -> Report:
    with db.transaction(engine) as session:
        return service.monthly(session, JUNE, NOON, actor, site=site)


def test_the_workbook_has_a_sheet_for_each_table_in_the_form_of_a_county(settled: Engine) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_workbook(report(settled, COUNTY))))
    assert book.sheet_names == ["M1", "M2", "M3", "M4", "M5", "K", "K11", "K7", "E", "W"]
    rows = book.get_sheet_by_name("M1").to_python()
    assert rows[0][0] == "M1 就业情况月报"
    said = " ".join(str(cell) for row in rows[1:3] for cell in row)
    assert "填表单位（盖章）：桐梓县" in said
    assert "统计月份：2026年6月" in said
    assert "计量单位：户、人" in said
    total = next(row for row in rows if row[0] == "全县合计")
    assert total[1] == 30
    under = " ".join(str(cell) for row in rows for cell in row)
    assert "4 = 5 + 13 + 14 + 15 + 25" in under
    assert "有一个以上劳动力的户" in under
    assert all(word in under for word in ("单位负责人：", "审核人：", "填表人：", "报出日期："))


def test_the_sheets_are_ready_to_be_printed(settled: Engine) -> None:
    book = load_workbook(io.BytesIO(as_workbook(report(settled, COUNTY))))
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize in (9, "9")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes
        assert sheet.print_title_rows
        assert sheet.print_area.endswith(f"${sheet.max_row}")
        assert "&P" in sheet.oddFooter.center.text
        assert all(cell.font.name in ("宋体", "黑体") for row in sheet for cell in row if cell.value is not None)
    m1 = book["M1"]
    assert "A1:AD1" in {str(merged) for merged in m1.merged_cells.ranges}
    assert "0.0%_ " in {cell.number_format for cell in m1["G"]}
    total = next(row for row in m1.iter_rows() if row[0].value == "全县合计")
    assert {cell.data_type for cell in total[1:-1] if cell.value not in ("*", "—")} == {"n"}


def test_key_figures_are_numbers_too(settled: Engine) -> None:
    sheet = load_workbook(io.BytesIO(as_workbook(report(settled, SITE))))["K"]
    k1a, k4 = (next(row for row in sheet.iter_rows() if row[0].value == code) for code in ("K1a", "K4"))
    assert [cell.data_type for cell in (*k1a[2:6], *k4[2:6])] == ["n"] * 8
    assert (k1a[2].number_format, k4[2].number_format) == ("0.00_ ", "0.0%_ ")


def test_the_marks_are_explained_where_they_stand(settled: Engine) -> None:
    for actor, masked in ((COUNTY, True), (SITE, False)):
        book = load_workbook(io.BytesIO(as_workbook(report(settled, actor))))
        for code in ("M1", "M3", "K"):
            cells = [str(cell.value) for row in book[code] for cell in row]
            assert any("都写“*”" in cell for cell in cells) is masked
            assert any("“—”是没有登记" in cell for cell in cells) is ("—" in cells)


def test_csv_opens_as_utf_8_and_says_what_the_table_says(settled: Engine) -> None:
    found = report(settled, COUNTY).table("M1")
    assert found is not None
    content = as_csv(found)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0][:2] == ["安置点、户类型", "1 总户数"]
    assert len(rows) == len(found.rows) + 1
    english = as_csv(found, "en").decode("utf-8-sig")
    assert "1 Households" in english.splitlines()[0]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-2", "@x"])
def test_no_name_becomes_a_formula(settled: Engine, text: str) -> None:
    found = report(settled, SITE)
    m6 = next(one for one in found.tables if one.code == "M6")
    row = replace(m6.rows[0], values={**m6.rows[0].values, "name": text})
    odd = replace(m6, rows=(row,))
    assert f"'{text}" in as_csv(odd).decode()
    book = load_workbook(io.BytesIO(as_workbook(replace(found, tables=(odd,)))))
    (cell,) = [cell for line in book["M6"] for cell in line if cell.value == text]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_names_stay_inside_the_site(settled: Engine) -> None:
    inside = report(settled, SITE)
    names = inside.table("M6")
    assert names is not None
    assert len(names.rows) > 5
    assert report(settled, COUNTY).table("M6") is None
    book = as_workbook(report(settled, COUNTY))
    shown = str(_cells(book))
    assert all(str(row.values["name"]) not in shown for row in names.rows)


def _cells(book: bytes) -> list[list[list[object]]]:
    opened = CalamineWorkbook.from_filelike(io.BytesIO(book))
    return [list(map(list, opened.get_sheet_by_name(name).to_python())) for name in opened.sheet_names]


def test_who_may_read_what(settled: Engine) -> None:
    for role in (Role.AUDITOR, Role.HELPER, Role.EMPLOYER, Role.TRAINER, Role.RESIDENT):
        with pytest.raises(access.Refused):
            report(settled, Actor("x", role, None))
    assert report(settled, access.operator("x")).table("M6") is None
    assert report(settled, access.operator("x"), site="XY").table("M6") is not None
    with pytest.raises(NoSuchSiteError):
        report(settled, COUNTY, site="XY")
    with pytest.raises(NoSuchSiteError):
        report(settled, SITE, site="ELSEWHERE")
    assert report(settled, Actor("x", Role.CLERK, frozenset({"ELSEWHERE"}))).scope.sites == ()


@pytest.mark.parametrize("county", ["5203", "520322101", "52032", "520300", "999999", "%", "520322 "])
def test_a_county_is_six_digits_that_there_are(settled: Engine, county: str) -> None:
    for actor in (COUNTY, access.operator("x")):
        with db.transaction(settled) as session, pytest.raises(NoSuchCountyError):
            service.monthly(session, JUNE, NOON, actor, county=county)


def test_the_county_reads_its_own_and_the_server_any(settled: Engine) -> None:
    with db.transaction(settled) as session:
        assert service.monthly(session, JUNE, NOON, COUNTY, county="520322").scope.county == "520322"
        assert service.monthly(session, JUNE, NOON, access.operator("x"), county="520323").scope.county == "520323"
        for actor in (COUNTY, SITE):
            with pytest.raises(NoSuchCountyError):
                service.monthly(session, JUNE, NOON, actor, county="520323")


def test_a_month_that_has_not_begun_has_no_report(settled: Engine) -> None:
    with db.transaction(settled) as session, pytest.raises(NoSuchMonthError):
        service.monthly(session, JULY, NOON, COUNTY)


def test_a_closed_month_stands_on_the_curve(settled: Engine) -> None:
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
    found = report(settled, SITE)
    assert found.closed
    assert [point.month for point in found.curve] == [JUNE]
    figures = {one.definition.code: one.value for one in found.figures}
    assert found.curve[0].per_labour_household == figures["K1a"]
    assert found.curve[0].per_household == figures["K1b"]
    curve = load_workbook(io.BytesIO(as_workbook(found)))["K1"]
    first, *shown = [cell.value for cell in curve[5]]
    assert first == "2026-06"
    assert shown == pytest.approx([float(figures["K1a"]), float(figures["K1b"]), 1.5])


def test_where_no_clock_was_ever_started_the_curve_says_nothing_rather_than_none(settled: Engine) -> None:
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
        lines = HouseholdMonth.__table__  # a line that is written stands; only a test writes another past
        idle = session.scalars(select(lines.c.id).where(lines.c.labourers > 0)).first()
        session.execute(update(lines).where(lines.c.id == idle).values(employed=0))
        scope = service.monthly(session, JUNE, NOON, SITE).scope
        (point,) = service.curve(session, scope)
        assert point.without_earner is None
        session.execute(update(lines).where(lines.c.id == idle).values(zero_found=1, zero_closing=1))
        (point,) = service.curve(session, scope)
        assert point.without_earner == 1
