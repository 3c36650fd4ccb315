"""Vacancy lists made at run time, as offices lay them out; and an importer with the figures of the tests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
from sqlalchemy import Engine

from jobmatch.access import operator
from jobmatch.vacancies.credit_code import fictitious_credit_code
from jobmatch.vacancies.listing.importing import import_vacancies
from jobmatch.vacancies.listing.outcome import ImportedVacancies

JUNE = date(2026, 6, 1)
AT = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
FIGURES = {"minimum_wage_month": Decimal(1890), "minimum_wage_hour": Decimal("19.6")}
HEADINGS = (
    "序号", "企业名称", "统一社会信用代码", "招聘岗位", "招聘人数", "性别要求", "年龄要求", "学历要求", "工资待遇",
    "工作时间", "食宿情况", "工作地点", "岗位要求", "联系人及电话", "有效期至", "备注",
)  # fmt: skip


@dataclass(frozen=True)
class PostRow:
    """A row with nothing wrong with it; tests change what they are about."""

    employer: str | None = "桐梓县禾悦鞋业有限公司"
    code: str | None = fictitious_credit_code(1)
    title: str = "缝纫工"
    headcount: object = "5人"
    sex: str = "男女不限"
    age: str = "18-45周岁"
    education: str = "不限"
    wage: object = "3000-4500元/月"
    hours: str = "8小时双休"
    board: str = "包吃住"
    place: str = "桐梓县楚米镇"
    requirements: str = "服从安排"
    contact: str | None = "王经理 19900000001"
    expires: object = "2026-06-30"
    remark: str = ""

    def cells(self, number: int) -> list[object]:
        """The row's cells in the order of the headings."""
        return [number, *vars(self).values()]


GOOD = PostRow()


def write_list(
    path: Path,
    rows: Sequence[PostRow],
    *,
    title: str = "桐梓县2026年6月招聘岗位信息汇总表（县内）",
    above: str = "填报单位：桐梓县就业局　　填报时间：2026年6月1日",
    sheet: str = "县内",
    footer: Sequence[str] = ("合计", "备注：1.以上岗位信息由用人单位提供，工资待遇以面谈为准；2.请张贴公示。"),
) -> Path:
    """A workbook with one list: title, office and date, headings, rows, a subtotal and notes."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for line in (title, above):
        page.append([line])
        page.merge_cells(start_row=page.max_row, end_row=page.max_row, start_column=1, end_column=len(HEADINGS))
    page.append(list(HEADINGS))
    for number, row in enumerate(rows, 1):
        page.append(row.cells(number))
    for line in footer:
        page.append([line])
        page.merge_cells(start_row=page.max_row, end_row=page.max_row, start_column=1, end_column=len(HEADINGS))
    book.save(path)
    return path


def take_in(
    engine: Engine, path: Path, as_of: date = JUNE, *, dry_run: bool = False, allow_fictitious: bool = True
) -> ImportedVacancies:
    """Import a list at the command line's desk."""
    return import_vacancies(
        engine, path, as_of=as_of, dry_run=dry_run, records=True, overrides=FIGURES, allow_fictitious=allow_fictitious,
        actor=operator("test"), at=AT,
    )  # fmt: skip


def other(serial: int, **changes: object) -> PostRow:
    """A good row of another employer."""
    own: dict[str, object] = {"employer": f"桐梓县第{serial}厂", "code": fictitious_credit_code(serial)}
    return replace(GOOD, **(own | changes))  # type: ignore[arg-type]
