"""A stored post in the words of office lists, such that the readers of import understand the same again."""

from datetime import time
from decimal import Decimal

from jobmatch.vacancies.codes import Board, Insurance, Overtime, Shift, VacancyKind, WageType, Welcome
from jobmatch.vacancies.listing.remarks import certificates_in, insurance_in, welcome_in
from jobmatch.vacancies.model import Vacancy
from jobmatch.vacancies.words.hours import WEEKENDS_OFF

KINDS = {
    VacancyKind.COMPANY: "企业用工",
    VacancyKind.WORKSHOP: "就业帮扶车间",
    VacancyKind.PUBLIC_POST: "公益性岗位",
    VacancyKind.WORK_RELIEF: "以工代赈",
    VacancyKind.ODD_JOB: "零工",
    VacancyKind.LABOUR_EXPORT: "劳务输出",
    VacancyKind.HOME_PIECEWORK: "居家加工",
    VacancyKind.HOUSEHOLD: "家庭雇佣",
    VacancyKind.APPRENTICESHIP: "见习",
}
_EDUCATION = {
    "none": "识字即可",
    "primary": "小学及以上",
    "junior_middle": "初中及以上",
    "senior_middle": "高中及以上",
    "secondary_vocational": "中专及以上",
    "junior_college": "大专及以上",
    "bachelor": "本科及以上",
    "postgraduate": "研究生",
}
_SHIFTS = {Shift.DAY: "白班", Shift.NIGHT: "夜班", Shift.ROTATING: "两班倒", Shift.FLEXIBLE: "弹性工时"}
_INSURANCE = {Insurance.SOCIAL: "缴纳五险", Insurance.INJURY: "工伤保险", Insurance.ACCIDENT: "购买意外险"}
_WELCOME = {
    Welcome.PARENTS: "可接送孩子",
    Welcome.OVER_50: "欢迎50岁以上",
    Welcome.DISABLED: "欢迎残疾人",
    Welcome.COUPLES: "可接收夫妻",
    Welcome.TEAMS: "欢迎团队",
    Welcome.VETERANS: "欢迎退役军人",
    Welcome.BEGINNERS: "无经验可培训",
}
_CERTIFICATES = {
    "health": "健康证",
    "welding": "焊工证",
    "electrician": "电工证",
    "height": "高处作业证",
    "refrigeration": "制冷证",
    "forklift": "叉车证",
    "crane": "起重证",
    "scaffold": "架子工证",
    "guard": "保安员证",
}
_UNITS = {WageType.DAY: "元/天", WageType.HOUR: "元/小时"}


def wage_words(vacancy: Vacancy) -> str:
    """The pay: `3000-4500元/月`, `计件0.35元/只，日产400-600只，保底2000元`; 面议 where nothing is known."""
    kind = vacancy.wage_type
    amounts = _span(vacancy.wage_min, vacancy.wage_max, _UNITS.get(kind, "元/月") if kind else "元/月")
    floor = _number(vacancy.wage_guaranteed)
    match kind:
        case None:
            return "面议"
        case WageType.COMMISSION:
            return f"底薪{floor or _number(vacancy.wage_min)}元+提成"
        case WageType.BASE_PIECE:
            return "，".join(filter(None, (f"底薪{floor or _number(vacancy.wage_min)}元+计件", _pieces(vacancy))))
        case WageType.PIECE:
            base = "计件" + (_span(vacancy.wage_min, vacancy.wage_max, "元/月") or "")
            return "，".join(filter(None, (base, _pieces(vacancy), f"保底{floor}元" if floor else "")))
        case WageType.LIVE_IN:
            return f"住家{amounts}"
    said = ("综合" if vacancy.overtime is Overtime.INCLUDED else "") + (amounts or "")
    if vacancy.probation_wage is not None:
        said = f"试用期{_number(vacancy.probation_wage)}元，转正{said}"
    same = vacancy.wage_guaranteed == vacancy.wage_min and kind is not WageType.DAY
    return said if not floor or same else f"{said}，月保底{floor}元"


def hours_words(vacancy: Vacancy) -> str:
    """The working time: `8小时，月休4天，白班`; empty where nothing is known."""
    said = []
    if vacancy.hours_from and vacancy.hours_to:
        said.append(f"{_clock(vacancy.hours_from)}-{_clock(vacancy.hours_to)}")
    if vacancy.hours_per_day is not None:
        said.append(f"{_number(vacancy.hours_per_day)}小时")
    days = vacancy.days_per_month
    if days is not None:
        off = 30 - days
        said.append("双休" if float(days) == WEEKENDS_OFF else f"月休{_number(off)}天" if off else "全月无休")
    if vacancy.shift is not None:
        said.append(_SHIFTS[vacancy.shift])
    if vacancy.wage_type is WageType.LIVE_IN:
        said.append("住家")
    return "，".join(said)


def board_words(vacancy: Vacancy) -> str:
    """Meals and bed: `包吃住`, `包住不包吃`, `不包`; empty where nothing is known."""
    meals, dorm = vacancy.meals, vacancy.dorm
    if meals is Board.FREE and dorm is Board.FREE:
        return "包吃住"
    if meals is Board.NONE and dorm is Board.NONE:
        return "不包"
    board = {Board.FREE: "包吃", Board.NONE: "不包吃", Board.PAID: _charge("餐费", vacancy.board_deduction)}
    bed = {Board.FREE: "包住", Board.NONE: "不包住", Board.PAID: _charge("住宿费", vacancy.lodging_deduction)}
    return "，".join(([bed[dorm]] if dorm else []) + ([board[meals]] if meals else []))


def age_words(vacancy: Vacancy) -> str:
    """The ages: `18-45周岁`, `50周岁以下`, `不限`."""
    low, high = vacancy.age_min, vacancy.age_max
    if low is not None and high is not None:
        return f"{low}-{high}周岁"
    if low is not None:
        return f"{low}周岁以上"
    return "不限" if high is None else f"{high}周岁以下"


def education_words(vacancy: Vacancy) -> str:
    """The schooling asked for."""
    return _EDUCATION.get(vacancy.education_min or "", "不限")


def remark_words(vacancy: Vacancy) -> str:
    """What the other columns do not say: insurance, whom the post welcomes, certificates."""
    elsewhere = (vacancy.title, vacancy.requirements, vacancy.duties)
    insured = insurance_in(vacancy.requirements) or ()
    welcomed = welcome_in(*elsewhere, hours_words(vacancy)) or ()
    shown = {one.kind for one in certificates_in(*elsewhere)}
    insurance = [Insurance(one) for one in vacancy.insurance or () if one not in insured]
    if Insurance.SOCIAL in insurance:
        insurance = [one for one in insurance if one is not Insurance.INJURY]  # 五险 holds it
    said = [_INSURANCE[one] for one in insurance]
    said += [_WELCOME[Welcome(one)] for one in vacancy.welcome or () if one not in welcomed]
    unshown = [one for one in vacancy.certificates if one.required and one.kind not in shown]
    said += [f"需{_certificate(one.kind)}" for one in unshown]
    said += ["可先培训后上岗"] if any(one.train_first for one in unshown) else []
    return "，".join(said)


def _pieces(vacancy: Vacancy) -> str:
    if vacancy.wage_unit_price is None:
        return ""
    unit = vacancy.wage_unit or "件"
    price = f"{_number(vacancy.wage_unit_price)}元/{unit}"
    low, high = vacancy.wage_novice_units_per_day, vacancy.wage_normal_units_per_day
    if low is None:
        return price
    span = _number(low) if high is None or high == low else f"{_number(low)}-{_number(high)}"
    return f"{price}，日产{span}{unit}"


def _certificate(kind: str) -> str:
    return f"{kind.removeprefix('licence_')}驾照" if kind.startswith("licence_") else _CERTIFICATES.get(kind, kind)


def _charge(what: str, amount: Decimal | None) -> str:
    return f"{what}自理" if amount is None else f"{what}{_number(amount)}元"


def _span(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    if low is None:
        return "" if high is None else f"{_number(high)}{unit}以下"
    if high is None:
        return f"{_number(low)}{unit}以上"
    return f"{_number(low)}{unit}" if low == high else f"{_number(low)}-{_number(high)}{unit}"


def _number(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.4f}".rstrip("0").rstrip(".")


def _clock(hour: time) -> str:
    return f"{hour.hour}:{hour.minute:02d}"
