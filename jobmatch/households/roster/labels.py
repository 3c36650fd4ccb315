"""The labels of the roster's code lists, both ways: what offices write → our words, our words → the form's own label.

Always by label, never by position or number: systems number the same lists differently (domain.md, section 1). A label
that is not understood raises UnreadableError, since a guess about a person is worse than a question.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from jobmatch.households.codes import (
    Assistance,
    Capacity,
    Cause,
    Channel,
    EmploymentStatus,
    Health,
    HouseholdType,
    MonitorCategory,
    Sex,
    WorkArea,
)
from jobmatch.workbooks.grid import CellValue
from jobmatch.workbooks.values import UnreadableError, label

Code = TypeVar("Code", bound=StrEnum)
_Rules = Sequence[tuple[str, Code]]

_SEX: _Rules[Sex] = ((r"^(男|男性|1|m|male)$", Sex.MALE), (r"^(女|女性|2|f|female)$", Sex.FEMALE))
_HOUSEHOLD_TYPE: _Rules[HouseholdType] = (
    (r"非建档|非贫困|非脱贫|同步|随迁", HouseholdType.MOVED_ALONG),
    (r"监测|边缘|突发|脱贫不稳定", HouseholdType.MONITORED),
    (r"脱贫|建档立卡|贫困", HouseholdType.LIFTED),
    (r"水库|生态|移民", HouseholdType.RESERVOIR),
    (r"其他|其它|一般|普通", HouseholdType.OTHER),
)
_MONITOR: _Rules[MonitorCategory] = (
    (r"不稳定", MonitorCategory.UNSTABLE),
    (r"边缘", MonitorCategory.MARGINAL),
    (r"突发|严重困难", MonitorCategory.SUDDEN),
)
_ASSISTANCE: _Rules[Assistance] = (
    (r"特困|五保", Assistance.DESTITUTE),
    (r"边缘", Assistance.MARGINAL),
    (r"^(否|不是|非低保|不享受)", Assistance.NONE),
    (r"低保|最低生活|^是$", Assistance.ALLOWANCE),
)
_CAUSE: _Rules[Cause] = (
    (r"病", Cause.ILLNESS), (r"残", Cause.DISABILITY), (r"学", Cause.SCHOOLING), (r"灾", Cause.DISASTER),
    (r"土地", Cause.NO_LAND), (r"缺水|水源", Cause.NO_WATER), (r"技术|技能", Cause.NO_SKILL),
    (r"劳", Cause.NO_LABOUR), (r"资金", Cause.NO_CAPITAL), (r"交通", Cause.REMOTE), (r"动力", Cause.NO_DRIVE),
    (r"婚", Cause.MARRIAGE), (r"其他|其它", Cause.OTHER),
)  # fmt: skip
_HEALTH: _Rules[Health] = (
    (r"慢性|慢病", Health.CHRONIC),
    (r"大病|重病|重疾|重大疾病", Health.SERIOUS),
    (r"残", Health.DISABLED),
    (r"^(身体)?(健康|良好|正常|好|一般)$|健康或良好", Health.HEALTHY),
)
_CAPACITY: _Rules[Capacity] = (
    (r"技能|技术", Capacity.SKILLED),
    (r"弱|半", Capacity.WEAK),
    (r"丧失", Capacity.LOST),
    (r"无劳|没有劳|^无$", Capacity.NONE),
    (r"普通|正常|一般|^有劳|全劳", Capacity.ORDINARY),
)
_STATUS: _Rules[EmploymentStatus] = (
    (r"(未就业|失业|待业|无业|没有就业).*无意愿|无就业意愿", EmploymentStatus.NOT_SEEKING),
    (r"(未就业|失业|待业|无业|没有就业).*有意愿", EmploymentStatus.SEEKING),
    (r"未就业|失业|待业|无业|没有就业|未务工|在家|^否$", EmploymentStatus.UNEMPLOYED),
    (r"服役|服刑|失联|参军|入伍", EmploymentStatus.AWAY),
    (r"在校|在读|学生|上学|就学", EmploymentStatus.STUDENT),
    (r"公益", EmploymentStatus.PUBLIC_POST),
    (r"创业|个体|自主|经商", EmploymentStatus.SELF_EMPLOYED),
    (r"灵活|零工|零散|打零", EmploymentStatus.FLEXIBLE),
    (r"务农|种植|养殖|种养|农业", EmploymentStatus.FARMING),
    (r"单位|企业|务工|就业|上班|车间|在岗|^是$", EmploymentStatus.EMPLOYED),
)
_AREA: _Rules[WorkArea] = (
    (r"境外|国外|海外", WorkArea.ABROAD),
    (r"省内|县外(?!.*省外)|市内|市外省", WorkArea.PROVINCE),
    (r"省外|外省|跨省", WorkArea.COUNTRY),
    (r"乡外|镇外|县内|县域|本县", WorkArea.COUNTY),
    (r"乡镇|乡内|镇内|本镇|本乡|街道内|安置点|社区内", WorkArea.TOWN),
)
_CHANNEL: _Rules[Channel] = (
    (r"车间", Channel.WORKSHOP),
    (r"公益", Channel.PUBLIC_POST),
    (r"以工代赈", Channel.WORK_RELIEF),
    (r"政府|点对点|有组织|人社|劳务协作", Channel.ORGANISED),
    (r"劳务|中介|经纪|派遣", Channel.AGENCY),
    (r"亲|友|熟人|老乡", Channel.FRIENDS),
    (r"平台", Channel.JOBMATCH),
    (r"企业|招聘|单位", Channel.RECRUITED),
    (r"自发|自主|自行|自己|自谋", Channel.OWN),
)

HOUSEHOLD_TYPE_LABELS: Mapping[HouseholdType, str] = {
    HouseholdType.LIFTED: "脱贫户", HouseholdType.MONITORED: "监测户", HouseholdType.MOVED_ALONG: "同步搬迁户",
    HouseholdType.RESERVOIR: "水库/生态移民户", HouseholdType.OTHER: "其他",
}  # fmt: skip
MONITOR_LABELS: Mapping[MonitorCategory, str] = {
    MonitorCategory.UNSTABLE: "脱贫不稳定户",
    MonitorCategory.MARGINAL: "边缘易致贫户",
    MonitorCategory.SUDDEN: "突发严重困难户",
}
ASSISTANCE_LABELS: Mapping[Assistance, str] = {
    Assistance.NONE: "无",
    Assistance.ALLOWANCE: "城乡低保",
    Assistance.DESTITUTE: "特困供养",
    Assistance.MARGINAL: "低保边缘",
}
HEALTH_LABELS: Mapping[Health, str] = {
    Health.HEALTHY: "健康",
    Health.CHRONIC: "长期慢性病",
    Health.SERIOUS: "患有大病",
    Health.DISABLED: "残疾",
}
CAPACITY_LABELS: Mapping[Capacity, str] = {
    Capacity.ORDINARY: "普通劳动力", Capacity.SKILLED: "技能劳动力", Capacity.WEAK: "弱劳动力或半劳动力",
    Capacity.LOST: "丧失劳动力", Capacity.NONE: "无劳动力",
}  # fmt: skip
STATUS_LABELS: Mapping[EmploymentStatus, str] = {
    EmploymentStatus.EMPLOYED: "单位就业", EmploymentStatus.FLEXIBLE: "灵活就业",
    EmploymentStatus.SELF_EMPLOYED: "自主创业", EmploymentStatus.PUBLIC_POST: "公益性岗位",
    EmploymentStatus.FARMING: "务农", EmploymentStatus.SEEKING: "未就业", EmploymentStatus.NOT_SEEKING: "未就业",
    EmploymentStatus.UNEMPLOYED: "未就业", EmploymentStatus.STUDENT: "在校", EmploymentStatus.AWAY: "服役/服刑/失联",
}  # fmt: skip
AREA_LABELS: Mapping[WorkArea, str] = {
    WorkArea.TOWN: "乡镇内", WorkArea.COUNTY: "乡外县内", WorkArea.PROVINCE: "县外省内", WorkArea.COUNTRY: "省外",
    WorkArea.ABROAD: "境外",
}  # fmt: skip
CHANNEL_LABELS: Mapping[Channel, str] = {
    Channel.ORGANISED: "政府组织(点对点)", Channel.RECRUITED: "企业招聘", Channel.AGENCY: "劳务公司/中介",
    Channel.FRIENDS: "亲友介绍", Channel.OWN: "自发", Channel.WORKSHOP: "帮扶车间", Channel.PUBLIC_POST: "公益性岗位",
    Channel.WORK_RELIEF: "以工代赈", Channel.JOBMATCH: "本平台推荐",
}  # fmt: skip
CAUSE_LABELS: Mapping[Cause, str] = {
    Cause.ILLNESS: "因病", Cause.DISABILITY: "因残", Cause.SCHOOLING: "因学", Cause.DISASTER: "因灾",
    Cause.NO_LAND: "缺土地", Cause.NO_WATER: "缺水", Cause.NO_SKILL: "缺技术", Cause.NO_LABOUR: "缺劳力",
    Cause.NO_CAPITAL: "缺资金", Cause.REMOTE: "交通条件落后", Cause.NO_DRIVE: "自身发展动力不足",
    Cause.MARRIAGE: "因婚", Cause.OTHER: "其他",
}  # fmt: skip
DISABILITY_CLASSES = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
_DIGITS = "一二三四"


def reader(rules: _Rules[Code]) -> Callable[[CellValue], Code | None]:
    """A reader of one code list: the first pattern found in the label wins; None for blanks."""
    compiled = [(re.compile(pattern, re.IGNORECASE), code) for pattern, code in rules]

    def read(value: CellValue) -> Code | None:
        said = label(value)
        if said is None:
            return None
        for pattern, code in compiled:
            if pattern.search(said):
                return code
        raise UnreadableError(f"{said} is not a word of this list")

    return read


sex_of = reader(_SEX)
household_type_of = reader(_HOUSEHOLD_TYPE)
monitor_category_of = reader(_MONITOR)
capacity_of = reader(_CAPACITY)
status_of = reader(_STATUS)
area_of = reader(_AREA)
channel_of = reader(_CHANNEL)
cause_of = reader(_CAUSE)
_assistance_of = reader(_ASSISTANCE)
_health_of = reader(_HEALTH)


def assistance_of(value: CellValue) -> Assistance:
    """Where the column stands, an empty cell says that there is no allowance."""
    return _assistance_of(value) or Assistance.NONE


def causes_of(value: CellValue) -> tuple[Cause, ...]:
    """Several causes in one cell."""
    return tuple(cause for part in _parts(value) if (cause := cause_of(part)) is not None)


def health_of(value: CellValue) -> frozenset[Health]:
    """One or several conditions (`长期慢性病、残疾`); empty for blanks."""
    return frozenset(health for part in _parts(value) if (health := _health_of(part)) is not None)


def disability_class_of(value: CellValue) -> int | None:
    """GB/T 26341: 视力 1 to 多重 7, also out of `肢体三级`; None where no class is named."""
    said = label(value) or ""
    found = [number for number, name in enumerate(DISABILITY_CLASSES, 1) if name in said]
    return found[0] if found else None


def disability_level_of(value: CellValue) -> int | None:
    """Level 1 to 4, from `三级` or `3级` or a bare digit; None where no level is named."""
    found = re.search(r"([一二三四1-4])级|^([1-4])$", label(value) or "")
    if not found:
        return None
    digit = found[1] or found[2]
    return _DIGITS.index(digit) + 1 if digit in _DIGITS else int(digit)


def _parts(value: CellValue) -> list[str]:
    return [part for part in re.split(r"[、,;/+和及]", label(value) or "") if part]
