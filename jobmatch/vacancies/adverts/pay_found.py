"""Holds the pay of an advert against the law: minimum wage (L08) and bait ranges (L15); probation is in `probation`.

The arithmetic is that of `matching.wages`; where the vacancy gives no wage, the advert's own words are read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from jobmatch.matching.codes import VacancyKind, WageType
from jobmatch.matching.facts import Parameters, Schedule, Vacancy, Wage
from jobmatch.matching.wages import NATIONAL, Lawful, LegalTest, MinimumWage, Unit, minimum_wage, wage_law
from jobmatch.vacancies.adverts.findings import Explanation, Finding, Level
from jobmatch.vacancies.adverts.probation import findings_of_probation
from jobmatch.vacancies.words.hours import read_hours
from jobmatch.vacancies.words.pay import PayReading, PayType, read_pay

_TYPES = {
    PayType.MONTH: WageType.MONTH,
    PayType.LIVE_IN: WageType.MONTH,
    PayType.BASE_COMMISSION: WageType.MONTH,
    PayType.DAY: WageType.DAY,
    PayType.HOUR: WageType.HOUR,
    PayType.PIECE: WageType.PIECE,
    PayType.BASE_PIECE: WageType.BASE_PIECE,
}
_CLAUSE = re.compile(r"[^,，;；。#|\n]+")
_MONEY = re.compile(
    r"元|块|月薪|日薪|时薪|年薪|工资|薪资|底薪|保底|日结|计件|转正|试用期\s?\d{3}|日产|[新熟]手\s?\d|[/每一]\s?[天月]|\d\s?[kK千万](?!\w)"
)
_NOT_PAY = re.compile(r"[押定订]\s?金|[证险保稳]\s?金|稳定金|[装检训名料介绍务续员记]\s?费|身份证|转账")
_UNRECKONABLE = re.compile(r"计件[^;；。\n]{0,12}")
_PART_TIME = re.compile(r"兼职|小时工|钟点工|半天|非全日制|每天\s?[1-4一二三四两]\s?个?小时|灵活|弹性")
_LEAST_MONTH = 300  # a smaller figure for a month is a misreading, not pay
OUTSIDE_THE_LAW = (VacancyKind.HOME_PIECEWORK, VacancyKind.HOUSEHOLD)  # contracting, private households
_OFTEN_PART_TIME = (VacancyKind.PUBLIC_POST, VacancyKind.WORK_RELIEF, VacancyKind.ODD_JOB)
_LONGEST_DAY = 16  # a larger figure in the words is no working day (24小时热水)


@dataclass(frozen=True, slots=True)
class PayInText:
    """The clauses that speak of money, as they stand, and what was read from them."""

    words: str
    reading: PayReading


def findings_of_pay(vacancy: Vacancy | None, text: str, parameters: Parameters, *, bait_range: int) -> list[Finding]:
    """L08, L09 and the bait range, from the fields where they give a wage and from the words where they do not."""
    in_text = pay_in(text)
    stated = vacancy is not None and vacancy.wage.type is not None
    wage = vacancy.wage if vacancy and stated else _wage_of(in_text)
    schedule = _schedule(vacancy, text)
    kind = vacancy.kind if vacancy else None
    words, source = (_in_words(wage), "wage") if stated else (in_text.words, "text")
    start = max(text.find(in_text.words), 0) if source == "text" else 0
    minimum = minimum_wage(parameters, vacancy.place.division if vacancy else None)

    def finding(rule: str, level: Level, explanation: Explanation, family: str) -> Finding:
        return Finding(rule, level, words, explanation, source, family, start, start + len(words) if not stated else 0)

    findings = []
    law = wage_law(wage, schedule, kind, minimum)
    if _unreckonable(wage, kind, in_text, stated):
        findings.append(finding("L08", Level.BLOCK, _UNKNOWN_PIECE, "piece_unknown"))
    elif law.breaks_for_all:
        findings.append(finding("L08", Level.BLOCK, _below(law.experienced), "below_minimum"))
    elif _is_low_for_full_time(law.experienced, wage, schedule, text, minimum):
        level = Level.WARN if kind in _OFTEN_PART_TIME else Level.BLOCK
        findings.append(finding("L08", level, _below(law.experienced), "below_minimum"))
    elif law.breaks_for_beginners_only:
        findings.append(finding("L08", Level.WARN, _below_at_first(law.novice), "beginners_below_minimum"))
    if kind is VacancyKind.HOME_PIECEWORK and not _unreckonable(wage, None, in_text, stated):
        findings.extend(_home_piece_hint(wage, schedule, minimum, words, source))
    if kind not in OUTSIDE_THE_LAW:
        findings.extend(findings_of_probation(text, in_text.reading.probation, wage, minimum))
    if wage.type is WageType.MONTH and wage.minimum and wage.maximum and wage.maximum >= bait_range * wage.minimum:
        findings.append(finding("L15", Level.BLOCK, _WIDE_RANGE, "bait_range"))
    return findings


def pay_in(text: str) -> PayInText:
    """The pay that the clauses about money state; clauses about fees are left out."""
    clauses = [clause for clause in _clauses(text) if _MONEY.search(clause.group())]
    if not clauses:
        return PayInText("", PayReading())
    words = text[clauses[0].start() : clauses[-1].end()].strip()
    reading = read_pay("，".join(clause.group() for clause in clauses))
    smallest = min((figure for figure in (reading.min, reading.guaranteed) if figure is not None), default=None)
    by_month = reading.type not in (PayType.DAY, PayType.HOUR)
    misread = by_month and smallest is not None and smallest < _LEAST_MONTH
    return PayInText(words, PayReading() if misread else reading)


def _clauses(text: str) -> Iterator[re.Match[str]]:
    """The clauses that speak of no fee; where one does, its parts between blanks that do not."""
    for clause in _CLAUSE.finditer(text):
        if not _NOT_PAY.search(clause.group()):
            yield clause
            continue
        for part in re.compile(r"\S+").finditer(text, *clause.span()):
            if not _NOT_PAY.search(part.group()):
                yield part


def _wage_of(pay: PayInText) -> Wage:
    reading = pay.reading
    if reading.type is None:
        return Wage()
    return Wage(
        type=_TYPES[reading.type],
        minimum=_exact(reading.min),
        maximum=_exact(reading.max),
        guaranteed=_exact(reading.guaranteed),
        unit_price=_exact(reading.unit_price),
        novice_units_per_day=_exact(reading.novice_units_per_day),
        normal_units_per_day=_exact(reading.normal_units_per_day),
    )


def _schedule(vacancy: Vacancy | None, text: str) -> Schedule:
    """The hours of the fields; where they say none, those of the words."""
    fields = vacancy.schedule if vacancy else Schedule()
    if fields.hours_per_day is not None or fields.days_per_month is not None:
        return fields
    said = read_hours(text)
    hours = said.hours_per_day if (said.hours_per_day or 0) <= _LONGEST_DAY else None
    return replace(fields, hours_per_day=_exact(hours), days_per_month=_exact(said.days_per_month))


def _unreckonable(wage: Wage, kind: VacancyKind | None, pay: PayInText, stated: bool) -> bool:
    """A piece rate without guarantee, base or output: nobody can say what comes of it."""
    if kind in OUTSIDE_THE_LAW or wage.type not in (WageType.PIECE, WageType.BASE_PIECE):
        return False
    if not stated and (wage.minimum is not None or not _UNRECKONABLE.search(pay.words)):
        return False
    base = wage.minimum if wage.type is WageType.BASE_PIECE else None
    counted = wage.unit_price is not None and (wage.novice_units_per_day or wage.normal_units_per_day) is not None
    return wage.guaranteed is None and base is None and not counted


def _is_low_for_full_time(test: LegalTest, wage: Wage, schedule: Schedule, text: str, minimum: MinimumWage) -> bool:
    """Pay under the minimum where the hours of a month are unknown: full-time work unless the words say part-time."""
    if test.lawful is not Lawful.UNKNOWN:
        return False
    if wage.type is WageType.HOUR and wage.minimum is not None:
        bounds = [minimum.hour]
        if not _PART_TIME.search(text):
            bounds.append(None if minimum.month is None else minimum.month / NATIONAL.month_hours)
        return all(bound is not None and wage.minimum < bound for bound in bounds)
    if schedule.hours_per_day is not None or _PART_TIME.search(text):
        return False
    return test.amount is not None and test.minimum is not None and test.amount < test.minimum


def _home_piece_hint(wage: Wage, schedule: Schedule, minimum: MinimumWage, words: str, source: str) -> list[Finding]:
    """Home piece work is no employment and is not tested, but what an hour likely brings is said."""
    if wage.unit_price is None or wage.novice_units_per_day is None or not schedule.hours_per_day:
        return []
    hourly = wage.unit_price * wage.novice_units_per_day / schedule.hours_per_day
    if minimum.hour is None or hourly >= minimum.hour:
        return []
    figure = f"{hourly:.1f}"
    explanation = Explanation(
        f"居家计件一般是承揽，不按最低工资管；照这个单价，新手一小时大约{figure}元，要让人先知道。",
        f"Home piece work is contracting, not under the minimum wage; a beginner gets about {figure} yuan an hour.",
        f"写明“新手每小时大约{figure}元，多做多得”。",
        f'Say "about {figure} yuan an hour for beginners".',
    )
    return [Finding("L08", Level.WARN, words, explanation, source, "home_piece_hourly")]


def _in_words(wage: Wage) -> str:
    """The wage of the fields as a person would write it."""
    names = {"month": "月薪", "day": "日薪", "hour": "时薪", "piece": "计件", "base_piece": "底薪加计件"}
    ends = "–".join(f"{end:f}" for end in (wage.minimum, wage.maximum) if end is not None)
    guarantee = f"，保底{wage.guaranteed:f}" if wage.guaranteed is not None else ""
    price = f"，每件{wage.unit_price:f}" if wage.unit_price is not None else ""
    return f"{names.get(wage.type or '', '工资')}{ends}{guarantee}{price}"


def _below(test: LegalTest) -> Explanation:
    amount, minimum, unit, per = _figures(test)
    return Explanation(
        f"《最低工资规定》：正常工时算下来每{unit}{amount}元，低于当地最低工资{minimum}元（加班费、补贴不算在内）。",
        f"Minimum-wage rules: normal hours bring {amount} yuan a {per}, under the minimum of {minimum}.",
        f"把正常工时的工资提到每{unit}{minimum}元以上，加班费另写。",
        f"Raise the pay for normal hours to {minimum} yuan a {per} or more, and state overtime apart.",
    )


def _below_at_first(test: LegalTest) -> Explanation:
    amount, minimum, unit, per = _figures(test)
    return Explanation(
        f"《最低工资规定》：新手头几个月每{unit}大约只有{amount}元，低于最低工资{minimum}元，不会介绍新手来。",
        f"Minimum-wage rules: beginners get about {amount} yuan a {per}, under {minimum}; no beginner will be sent.",
        f"写“新手保底{minimum}元”。",
        f"Guarantee beginners {minimum} yuan.",
    )


def _figures(test: LegalTest) -> tuple[str, str, str, str]:
    places = 1 if test.unit is Unit.HOUR else 0
    amount = f"{test.amount or 0:.{places}f}"
    minimum = f"{test.minimum or 0:f}"
    return amount, minimum, *(("小时", "hour") if test.unit is Unit.HOUR else ("月", "month"))


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


_UNKNOWN_PIECE = Explanation(
    "《最低工资规定》：只写“计件”，没有单价、产量，也没有保底，谁也算不出一个月能拿多少。",
    "Minimum-wage rules: a piece rate without price, output or guarantee cannot be reckoned by anybody.",
    "写清“每件……元，新手一天大约……件，熟手……件，保底……元”。",
    'Say "… yuan a piece, beginners about … a day, experienced …, guaranteed …".',
)
_WIDE_RANGE = Explanation(
    "最高工资是最低工资的好几倍，容易误导（网络招聘信息的规定：工资要真实）。",
    "The highest pay is several times the lowest, which misleads (notice on online adverts: pay must be true).",
    "写新手大约多少、熟手大约多少。",
    "Say what beginners and experienced hands really get.",
)
