"""Makes rosters of invented people at run time, in layouts that offices send: merged or not, one heading row or two."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from jobmatch.households.identity import FICTITIOUS, check_digit

HOUSEHOLD = (
    "户编号",
    "安置点",
    "楼栋房号",
    "原住址",
    "户类型",
    "低保/特困",
    "家庭人口",
    "户联系电话",
    "帮扶责任人及电话",
)
MEMBER = (
    "姓名", "性别", "证件号码", "出生日期", "民族", "与户主关系", "文化程度", "在校生状况", "健康状况", "劳动技能",
    "联系电话",
)  # fmt: skip
WORK = (
    "就业状态", "务工区域", "务工地点", "务工单位", "从事岗位", "所属行业", "就业渠道", "务工时间（月）",
    "月收入（元）", "就业意愿",
)  # fmt: skip
HEADINGS = ("序号", *HOUSEHOLD, *MEMBER, *WORK, "备注")
CHANGES = ("序号", "户编号", "姓名", "证件号码", "变动类型", "变动原因", "变动日期", "备注")


def id_number(born: date, order: int = 1, sex: str = "男") -> str:
    """A right number in the division that no real person has."""
    parity = 1 if sex == "男" else 0
    stem = f"{FICTITIOUS}{born:%Y%m%d}{(order * 2 + parity) % 1000:03}"
    return stem + check_digit(stem)


def person(name: str, relation: str, born: date, *, sex: str = "男", order: int = 1, **cells: Any) -> dict[str, Any]:
    """A member's cells: a healthy adult who farms unless told otherwise."""
    told = {
        "姓名": name, "性别": sex, "证件号码": id_number(born, order, sex), "出生日期": born.isoformat(),
        "民族": "汉族", "与户主关系": relation, "文化程度": "初中", "健康状况": "健康",
        "劳动技能": "普通劳动力", "就业状态": "务农",
    }  # fmt: skip
    return told | spelled_out(cells)


def at_work(**cells: Any) -> dict[str, Any]:
    """The cells of somebody who has a post, to be added to a person."""
    told = {
        "就业状态": "单位就业", "务工区域": "省外", "务工地点": "广东省佛山市顺德区",
        "务工单位": "佛山市顺德区某电器厂", "从事岗位": "普工",
        "所属行业": "制造业", "就业渠道": "亲友介绍", "务工时间（月）": 5, "月收入（元）": 5200,
    }  # fmt: skip
    return told | spelled_out(cells)


def pupil(**cells: Any) -> dict[str, Any]:
    """The cells of a child at school, to be added to a person."""
    return {"文化程度": "", "在校生状况": "小学", "劳动技能": "", "就业状态": "", **spelled_out(cells)}


@dataclass(frozen=True)
class Formula:
    """A cell that computes; every other text is stored as text, whatever it begins with."""

    text: str


@dataclass(frozen=True)
class Family:
    """A household's own cells and its members'."""

    number: str
    members: tuple[dict[str, Any], ...]
    cells: dict[str, Any] = field(default_factory=dict)

    def row(self, position: int) -> dict[str, Any]:
        """The cells of the household columns."""
        own = {
            "户编号": self.number, "安置点": "蟠龙社区安置点", "楼栋房号": "1栋1单元201", "原住址": "夜郎镇",
            "户类型": "脱贫户", "家庭人口": len(self.members), "户联系电话": "19900001234",
            "帮扶责任人及电话": "范红梅 19900000038", "序号": position,
        }  # fmt: skip
        return own | self.cells


def family(number: str, *members: dict[str, Any], **cells: Any) -> Family:
    """A household; `cells` replace those of its own columns."""
    return Family(number, members, spelled_out(cells))


def couple(number: str, order: int = 1, surname: str = "测") -> Family:
    """Two people who farm, different for each `order`."""
    born = date(1980, 1, 1 + order % 28)
    return family(
        number,
        person(f"{surname}试{_character(order)}", "户主", born, order=order),
        person(f"{surname}例{_character(order)}", "配偶", born, sex="女", order=order + 400),
    )


def write(
    path: Path,
    families: Sequence[Family],
    *,
    headings: Sequence[str] = HEADINGS,
    renamed: Mapping[str, str] | None = None,
    heading_rows: int = 2,
    merged: bool = True,
    repeated: bool = False,
    title: bool = True,
    changes: Sequence[Mapping[str, Any]] = (),
) -> Path:
    """Write a roster. `merged`: household cells over their rows; `repeated`: the household's cells in every row."""
    if path.suffix == ".csv":
        return _write_csv(path, families, headings, renamed or {})
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "搬迁户花名册"
    row = 1
    if title:
        sheet.cell(1, 1, "易地扶贫搬迁户花名册")
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(headings))
        sheet.cell(2, 1, "单位：某街道就业服务站")
        row = 3
    row = _write_headings(sheet, row, headings, renamed or {}, heading_rows)
    for position, one in enumerate(families, 1):
        row = _write_family(sheet, row, one, position, headings, merged, repeated)
    sheet.cell(row, 1, "合计")
    sheet.cell(row + 1, 1, "填表人：      审核人：")
    if changes:
        _write_changes(book.create_sheet("人员增减变动"), changes)
    book.save(path)
    return path


def _write_headings(
    sheet: Worksheet, row: int, headings: Sequence[str], renamed: Mapping[str, str], heading_rows: int
) -> int:
    groups = {
        **dict.fromkeys(HOUSEHOLD, "家庭基本情况"),
        **dict.fromkeys(MEMBER, "成员情况"),
        **dict.fromkeys(WORK, "就业情况"),
    }
    last = None
    for column, heading in enumerate(headings, 1):
        group = groups.get(heading) if heading_rows > 1 else None
        if group:
            if group != last:
                sheet.cell(row, column, group)
            sheet.cell(row + 1, column, renamed.get(heading, heading))
        else:
            sheet.cell(row, column, renamed.get(heading, heading))
        last = group
    return row + heading_rows


def _write_family(
    sheet: Worksheet, row: int, one: Family, position: int, headings: Sequence[str], merged: bool, repeated: bool
) -> int:
    own = one.row(position)
    for offset, member in enumerate(one.members):
        for column, heading in enumerate(headings, 1):
            in_household = heading in own and heading not in member
            value = own.get(heading) if in_household and (offset == 0 or repeated) else member.get(heading)
            if value is not None:
                cell = sheet.cell(row + offset, column)
                cell.value = value.text if isinstance(value, Formula) else value
                if isinstance(value, str):
                    cell.data_type = "s"
    last = row + len(one.members) - 1
    if merged and last > row:
        for column, heading in enumerate(headings, 1):
            if heading in own:
                sheet.merge_cells(start_row=row, end_row=last, start_column=column, end_column=column)
    return last + 1


def _write_changes(sheet: Worksheet, changes: Sequence[Mapping[str, Any]]) -> None:
    sheet.cell(1, 1, "人员增减变动情况表")
    for column, heading in enumerate(CHANGES, 1):
        sheet.cell(2, column, heading)
        for row, change in enumerate(changes, 3):
            sheet.cell(row, column, change.get(heading))


def _write_csv(path: Path, families: Sequence[Family], headings: Sequence[str], renamed: Mapping[str, str]) -> Path:
    with path.open("w", encoding="gb18030", newline="") as file:
        out = csv.writer(file)
        out.writerow([renamed.get(heading, heading) for heading in headings])
        for position, one in enumerate(families, 1):
            own = one.row(position)
            for member in one.members:
                out.writerow([member.get(heading, own.get(heading, "")) for heading in headings])
    return path


def _character(order: int) -> str:
    return chr(0x4E00 + 7 * order)


def spelled_out(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Keyword arguments cannot hold brackets: `务工时间` stands for `务工时间（月）`, `月收入` for `月收入（元）`."""
    full = {"务工时间": "务工时间（月）", "月收入": "月收入（元）"}
    return {full.get(name, name): value for name, value in cells.items()}
