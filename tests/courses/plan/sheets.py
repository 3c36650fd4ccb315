"""Training plans made at run time, as offices lay them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
from sqlalchemy import Engine

from jobmatch.access import operator
from jobmatch.courses.plan import import_courses
from jobmatch.courses.plan.outcome import ImportedCourses

JUNE = date(2026, 6, 1)
AT = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
HEADINGS = (
    "序号", "培训班名称", "培训类型", "对应职业（工种）", "课时/天数", "培训时间", "计划人数",
    "已报名人数", "培训地点", "培训机构", "证书", "食宿安排", "联系人", "备注",
)  # fmt: skip


@dataclass(frozen=True)
class ClassRow:
    """A class with nothing wrong with it; tests change what they are about."""

    title: str = "缝纫工（第一期）"
    type: str = "就业技能培训"
    occupation: str = "缝纫工"
    length: object = "80课时/10天"
    dates: object = "2026.6.8-6.19"
    capacity: object = "40人"
    enrolled: object = 22
    place: str = "楚米镇工业园"
    provider: str | None = "桐梓县启航职业培训学校"
    certificate: str = "专项职业能力证书"
    board: str = "含午餐"
    contact: str | None = "王老师 19900006054"
    remark: str = ""


GOOD = ClassRow()


def write_plan(path: Path, rows: Sequence[ClassRow], *, batch: str = "第二批") -> Path:
    """A workbook with one plan."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "培训计划"
    page.append([f"桐梓县2026年度易地搬迁劳动力职业技能培训计划表（{batch}）"])
    page.append(["填报单位：桐梓县人力资源和社会保障局　2026年6月1日"])
    page.append(list(HEADINGS))
    for number, row in enumerate(rows, 1):
        page.append([number, *vars(row).values()])
    page.append(["备注：1.参训人员为16周岁以上易地搬迁劳动力，培训免费；2.开班时间如有调整另行通知。"])
    page.merge_cells(start_row=page.max_row, end_row=page.max_row, start_column=1, end_column=len(HEADINGS))
    book.save(path)
    return path


def take_in(engine: Engine, path: Path, as_of: date = JUNE, *, dry_run: bool = False) -> ImportedCourses:
    """Import a plan at the command line's desk."""
    return import_courses(
        engine, path, as_of=as_of, dry_run=dry_run, records=True, overrides={}, allow_fictitious=True,
        actor=operator("test"), at=AT,
    )  # fmt: skip
