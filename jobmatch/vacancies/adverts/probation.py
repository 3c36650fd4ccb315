"""Holds probation against the law (L09): how long it lasts for the length of the contract, and what it pays."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jobmatch.matching.codes import WageType
from jobmatch.matching.facts import Wage
from jobmatch.matching.wages import MinimumWage
from jobmatch.vacancies.adverts.findings import Explanation, Finding, Level
from jobmatch.vacancies.words.signs import count_of

PAY_SHARE = Decimal("0.8")  # Labour Contract Law art. 20
# Labour Contract Law art. 19: months of probation at most, by years of contract from which on.
LONGEST = ((Decimal(3), Decimal(6)), (Decimal(1), Decimal(2)), (Decimal(0), Decimal(1)))
LONGEST_OF_ALL = Decimal(6)

_NUMERAL = r"(\d{1,2}(?:\.\d)?|[一二两三四五六七八九十]{1,2}|半)"
_PROBATION = re.compile(rf"(?:试用|见习)期?\s?(?:[:：]|为|是|共|有)?\s?{_NUMERAL}\s?(个?半?月|年)")
_CONTRACT = re.compile(
    rf"合同(?:期限?)?\s?(?:[:：]|为|是|签|一签)?\s?{_NUMERAL}\s?(个月|年)|签(?:订)?\s?{_NUMERAL}\s?(个月|年)(?:期)?(?:的)?(?:劳动)?合同"
    rf"|{_NUMERAL}\s?(个月|年)期?(?:的)?(?:劳动)?合同"
)
_SMALL_SHARE = re.compile(
    r"试用期?(?:工资|薪资)?(?:为|发|按|是)?(?:转正|正式)?(?:后)?(?:工资|薪资)?的?(?:[1-7]\d\s?[%％]|打?[1-7一二三四五六七]折)"
)
_CLAUSE = re.compile(r"(?:试用|实习|见习|学徒)[^;；。\n]{0,16}")
_LEAST_MONTH = 300  # a smaller figure is not a month's pay


def findings_of_probation(text: str, paid: float | None, wage: Wage, minimum: MinimumWage) -> list[Finding]:
    """L09 for the words of an advert; `paid` is the month's pay on probation that was read from them."""
    return [*_length(text), *_pay(text, paid, wage, minimum)]


def _length(text: str) -> Iterator[Finding]:
    found = _PROBATION.search(text)
    if found is None:
        return
    months = _in_months(found[1], found[2])
    if months is not None and months > _longest_for(_contract_years(text)):
        yield Finding("L09", Level.WARN, found.group(), _TOO_LONG, "text", "probation_long", *found.span())


def _longest_for(years: Decimal | None) -> Decimal:
    if years is None:
        return LONGEST_OF_ALL
    return next(months for least, months in LONGEST if years >= least)


def _contract_years(text: str) -> Decimal | None:
    found = _CONTRACT.search(text)
    if found is None:
        return None
    numeral, unit = [group for group in found.groups() if group]
    months = _in_months(numeral, unit)
    return None if months is None else months / 12


def _in_months(numeral: str, unit: str) -> Decimal | None:
    """三个月 3, 半年 6, 一个半月 1.5; None for what is no number."""
    count = Decimal("0.5") if numeral == "半" else None
    if count is None:
        whole = count_of(numeral)
        count = (
            Decimal(numeral) if whole is None and numeral[0].isdigit() else None if whole is None else Decimal(whole)
        )
    if count is None:
        return None
    return count * 12 if unit == "年" else count + (Decimal("0.5") if "半" in unit else 0)


def _pay(text: str, paid: float | None, wage: Wage, minimum: MinimumWage) -> Iterator[Finding]:
    share = _SMALL_SHARE.search(text)
    if share is not None:
        yield Finding("L09", Level.WARN, share.group(), _LOW_PAY, "text", "probation_pay", *share.span())
        return
    if paid is None or paid < _LEAST_MONTH:
        return
    amount = Decimal(str(paid))
    later = wage.minimum if wage.type in (WageType.MONTH, WageType.BASE_PIECE) else wage.guaranteed
    below_share = later is not None and amount < later * PAY_SHARE
    below_minimum = minimum.month is not None and amount < minimum.month
    found = _CLAUSE.search(text)
    if (below_share or below_minimum) and found is not None:
        yield Finding("L09", Level.WARN, found.group(), _LOW_PAY, "text", "probation_pay", *found.span())


_TOO_LONG = Explanation(
    "《劳动合同法》第十九条：合同不满一年试用期最长1个月，一到三年最长2个月，三年以上最长6个月。",
    "Labour Contract Law art. 19: 1 month at most for under one year of contract, 2 for under three, 6 beyond.",
    "一年合同写“试用期2个月”，三年以上写“试用期不超过6个月”。",
    "At most 2 months for a contract of one year, 6 months for three years and more.",
)
_LOW_PAY = Explanation(
    "《劳动合同法》第二十条：试用期工资不低于转正工资的80%，也不低于当地最低工资。",
    "Labour Contract Law art. 20: probation pays at least 80 % of the later wage and the minimum wage.",
    "把试用期工资提到转正工资的80%以上，并且不低于最低工资。",
    "Raise it to 80 % of the later wage and at least the minimum wage.",
)
