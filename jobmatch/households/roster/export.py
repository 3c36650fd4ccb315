"""Households as the office's own roster: the same workbook that import reads, in the form's words and layout."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access, audit
from jobmatch.access import Actor, Permission
from jobmatch.households import service
from jobmatch.households.codes import Channel, SchoolStage
from jobmatch.households.model import Household, Site
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.roster import kinship, labels
from jobmatch.households.roster.ethnicity import ethnicity_name
from jobmatch.households.roster.fields import health_labels, student_label, willing_label
from jobmatch.households.roster.schooling import EDUCATION_LABELS
from jobmatch.workbooks.writer import OutColumn, OutMerge, OutSheet, OutValue, write_workbook

_HOUSEHOLD, _MEMBER, _WORK = "家庭基本情况", "成员情况", "就业情况"
_NUMERALS = "一二三四五六七八九"
_LEVELS = "一二三四"
_TITLE = "易地扶贫搬迁户家庭成员及就业情况花名册"
_FOOTER = "填表人：            审核人：            单位负责人（签章）：            "


@dataclass(frozen=True)
class _Column:
    """A column of the form; an optional one is left out where no household has anything for it."""

    heading: str
    group: str | None
    of: Callable[[HouseholdRecord, PersonRecord], OutValue]
    width: float = 12
    optional: bool = False
    hidden: bool = False

    @property
    def is_merged(self) -> bool:
        """Whether its cell speaks for the whole household."""
        return self.group in (_HOUSEHOLD, None) and self.heading != "备注"


def export_roster(
    session: Session, path: Path, *, on: date, actor: Actor, at: datetime, site: str | None = None
) -> int:
    """Write the households of a day, of one site (by code) or all, to an .xlsx; returns how many there are.

    The file holds whole ID numbers: who may import rosters may write them, in the own area, and the log says so.
    """
    access.require(actor, Permission.IMPORT_RECORDS)
    access.require_site(actor, site)
    wanted = select(Household).where(Household.closed_on.is_(None)).order_by(Household.site_id, Household.id)
    if site:
        wanted = wanted.join(Site).where(Site.code == site)
    rows = list(session.scalars(wanted))
    records = [record for record in service.load_rows(session, rows, on).values() if record.members]
    audit.record(session, actor, "export_households", f"site:{site or 'all'}", at, f"{len(records)} households")
    write_records(path, records, on)
    return len(records)


def write_records(path: Path, records: Sequence[HouseholdRecord], on: date) -> None:
    """Write records in the form's layout: households merged over their members' rows, sites with a subtotal each."""
    pairs = [(record, person) for record in records for person in record.members]
    columns = [column for column in _COLUMNS if not column.optional or any(column.of(*pair) for pair in pairs)]
    rows: list[list[OutValue]] = []
    merges: list[OutMerge] = []
    for name, of_site in groupby(enumerate(records, 1), key=lambda numbered: numbered[1].site):
        numbered = list(of_site)
        for number, record in numbered:
            first = len(rows)
            for position, person in enumerate(record.members):
                rows.append([number if position == 0 else None, *_row(columns, record, person, position == 0)])
            merged = [0, *(place for place, column in enumerate(columns, 1) if column.is_merged)]
            merges += [OutMerge(first, len(rows) - 1, place) for place in merged]
        if name:
            rows.append(_total("小计", columns, [record for _, record in numbered]))
    rows.append(_total("合计", columns, records))
    head = (OutColumn("序号", None, 6), *(OutColumn(c.heading, c.group, c.width, c.hidden) for c in columns))
    above = (f"填报日期：{on.year}年{on.month}月{on.day}日",)
    write_workbook(path, [OutSheet("搬迁户花名册", _TITLE, head, rows, tuple(merges), above, (_FOOTER,))])


def _row(columns: Sequence[_Column], record: HouseholdRecord, person: PersonRecord, first: bool) -> list[OutValue]:
    return [column.of(record, person) if first or not column.is_merged else None for column in columns]


def _total(word: str, columns: Sequence[_Column], records: Sequence[HouseholdRecord]) -> list[OutValue]:
    people = sum(len(record.members) for record in records)
    found: dict[str, OutValue] = {"安置点": f"{len(records)}户", "家庭人口": people}
    totals: list[OutValue] = [found.get(column.heading) for column in columns]
    return [word, *totals]


def _helper(record: HouseholdRecord, _: PersonRecord) -> str | None:
    return " ".join(part for part in (record.helper_name, record.helper_phone) if part) or None


def _schooling(_: HouseholdRecord, person: PersonRecord) -> str | None:
    if person.school_stage is SchoolStage.PRIMARY and person.school_year:
        return f"小学{_NUMERALS[person.school_year - 1]}年级"
    return student_label(person)


def _channel(_: HouseholdRecord, person: PersonRecord) -> str | None:
    channel = person.work.channel
    if channel is Channel.ORGANISED and not person.work.point_to_point:
        return "政府组织"
    return labels.CHANNEL_LABELS[channel] if channel else None


def _remark(_: HouseholdRecord, person: PersonRecord) -> str | None:
    disability = person.disability
    if disability is None:
        return person.no_id_because
    kind = labels.DISABILITY_CLASSES[disability.disability_class - 1] if disability.disability_class else "残疾"
    level = f"{_LEVELS[disability.level - 1]}级" if disability.level else ""
    return f"{kind}{level}"


_COLUMNS = (
    _Column("户编号", _HOUSEHOLD, lambda h, p: h.office_number or h.number, 18),
    _Column("安置点", _HOUSEHOLD, lambda h, p: h.site, 18),
    _Column("楼栋房号", _HOUSEHOLD, lambda h, p: h.dwelling),
    _Column("原住址", _HOUSEHOLD, lambda h, p: h.origin_address, 20),
    _Column("户籍地行政区划", _HOUSEHOLD, lambda h, p: h.hukou_division, 14, optional=True),
    _Column("入住日期", _HOUSEHOLD, lambda h, p: h.move_in_date and h.move_in_date.isoformat(), optional=True),
    _Column(
        "户类型", _HOUSEHOLD, lambda h, p: labels.HOUSEHOLD_TYPE_LABELS[h.household_type] if h.household_type else None
    ),
    _Column(
        "监测对象类别",
        _HOUSEHOLD,
        lambda h, p: labels.MONITOR_LABELS[h.monitor_category] if h.monitor_category else None,
    ),
    _Column("低保/特困", _HOUSEHOLD, lambda h, p: labels.ASSISTANCE_LABELS[h.assistance] if h.assistance else None),
    _Column(
        "主要致贫原因", _HOUSEHOLD, lambda h, p: labels.CAUSE_LABELS[h.main_cause] if h.main_cause else None,
        optional=True,
    ),
    _Column(
        "其他致贫原因",
        _HOUSEHOLD,
        lambda h, p: "、".join(labels.CAUSE_LABELS[cause] for cause in h.other_causes) or None,
        optional=True,
    ),
    _Column("工资性收入", _HOUSEHOLD, lambda h, p: h.income_wage, optional=True),
    _Column("经营性收入", _HOUSEHOLD, lambda h, p: h.income_business, optional=True),
    _Column("生产经营支出", _HOUSEHOLD, lambda h, p: h.cost_business, optional=True),
    _Column("财产性收入", _HOUSEHOLD, lambda h, p: h.income_property, optional=True),
    _Column("转移性收入", _HOUSEHOLD, lambda h, p: h.income_transfer, optional=True),
    _Column("家庭人口", _HOUSEHOLD, lambda h, p: len(h.members), 8),
    _Column("户联系电话", _HOUSEHOLD, lambda h, p: h.home_phone, 14),
    _Column("帮扶责任人及电话", _HOUSEHOLD, _helper, 20),
    _Column("姓名", _MEMBER, lambda h, p: p.name),
    _Column("性别", _MEMBER, lambda h, p: p.sex and ("男" if p.sex == "male" else "女"), 6),
    _Column("证件号码", _MEMBER, lambda h, p: p.id_number, 22),
    _Column("出生日期", _MEMBER, lambda h, p: p.birth_date and p.birth_date.isoformat()),
    _Column("民族", _MEMBER, lambda h, p: ethnicity_name(p.ethnicity), 10),
    _Column("与户主关系", _MEMBER, lambda h, p: kinship.LABELS[p.relation] if p.relation else None, 10),
    _Column("文化程度", _MEMBER, lambda h, p: EDUCATION_LABELS[p.education] if p.education else None),
    _Column("在校生状况", _MEMBER, _schooling),
    _Column("健康状况", _MEMBER, lambda h, p: "、".join(health_labels(p)) or None),
    _Column("残疾证号", _MEMBER, lambda h, p: p.disability.card_number if p.disability else None, 24, optional=True),
    _Column("劳动技能", _MEMBER, lambda h, p: labels.CAPACITY_LABELS[p.capacity] if p.capacity else None, 18),
    _Column("联系电话", _MEMBER, lambda h, p: p.phone, 14),
    _Column("人员编码", _MEMBER, lambda h, p: p.office_code, 18, hidden=True),
    _Column("就业状态", _WORK, lambda h, p: labels.STATUS_LABELS[p.work.status] if p.work.status else None),
    _Column("务工区域", _WORK, lambda h, p: labels.AREA_LABELS[p.work.area] if p.work.area else None),
    _Column("务工地点", _WORK, lambda h, p: p.work.workplace, 22),
    _Column("务工单位", _WORK, lambda h, p: p.work.employer, 26),
    _Column("从事岗位", _WORK, lambda h, p: p.work.title, 20),
    _Column("所属行业", _WORK, lambda h, p: p.work.industry, 18),
    _Column("就业渠道", _WORK, _channel, 18),
    _Column("务工时间（月）", _WORK, lambda h, p: p.work.months_this_year, 10),
    _Column("月收入（元）", _WORK, lambda h, p: p.work.wage_month, 10),
    _Column("就业意愿", _WORK, lambda h, p: willing_label(p), 16),
    _Column("备注", None, _remark, 14),
)  # fmt: skip
