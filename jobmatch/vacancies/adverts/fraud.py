"""Counts the signs of fraud: one hard sign, or three soft ones, keep an advert back for a person to look at."""

import re
from dataclasses import dataclass
from decimal import Decimal

from jobmatch.matching.codes import WageType
from jobmatch.matching.facts import Parameters, Vacancy
from jobmatch.matching.wages import minimum_wage
from jobmatch.vacancies.adverts.findings import Explanation, Finding, Level
from jobmatch.vacancies.adverts.lexicon import Lexicon, Limits, SoftSign
from jobmatch.vacancies.adverts.pay_found import pay_in
from jobmatch.vacancies.adverts.spelling import View, views_of
from jobmatch.vacancies.words.pay import PayType

FRAUD = "FRAUD"
_ASK_A_PERSON = ("由工作人员打公开电话核实后再发布。", "Staff call a public number before it is published.")
_NO_MONEY_FIRST = ("删掉；记住：不先交钱，不交证件原件。", "Delete it: never pay first, never hand over originals.")
_PERIODS = {PayType.DAY: WageType.DAY, PayType.HOUR: WageType.HOUR}
_DAYS = Decimal("21.75")
_HOURS = Decimal(174)
_MOST_ADVERTS = 50


@dataclass(frozen=True, slots=True)
class Poster:
    """What the register knows of who posts: employers that share the phone, months since registration, posts."""

    employers_with_this_phone: int = 1
    months_registered: int | None = None
    posts: int = 0
    names_in_a_year: int = 1


def hard_signs(findings: list[Finding], lexicon: Lexicon) -> list[Finding]:
    """A sign of fraud for each finding of a family that is one: deposits, papers held back, fees, sold training."""
    fraudulent = {family.id for family in lexicon.families if family.fraud}
    return [
        Finding(FRAUD, Level.BLOCK, f.words, _hard(f.explanation), f.source, f.family, f.start, f.end)
        for f in findings
        if f.family in fraudulent and f.rule != FRAUD
    ]


def soft_signs(
    text: str, vacancy: Vacancy | None, parameters: Parameters, lexicon: Lexicon, poster: Poster | None
) -> list[Finding]:
    """The soft signs of one advert; three and more block, fewer warn."""
    whole = views_of(text, lexicon.simplified).close
    found = [
        (sign, whole.span(*match.span("core")))
        for sign in lexicon.soft_signs
        if (match := _first(sign, whole)) is not None and _holds(sign, whole, text, vacancy, parameters, lexicon.limits)
    ]
    known = _known_of(poster)
    if not any(not sign.only_with_others for sign, _ in found) and not known:
        return []
    level = Level.BLOCK if len(found) + len(known) >= lexicon.limits.soft_signs_to_block else Level.WARN
    in_words = [
        Finding(
            FRAUD,
            level,
            text[start:end],
            Explanation(sign.because, sign.because_en, *_ASK_A_PERSON),
            "text",
            sign.id,
            start,
            end,
        )
        for sign, (start, end) in found
    ]
    return in_words + [
        Finding(FRAUD, level, "", Explanation(*because, *_ASK_A_PERSON), "poster", family) for family, because in known
    ]


def _hard(explanation: Explanation) -> Explanation:
    return Explanation(
        "要钱、扣证件是招聘骗局最常见的样子。" + explanation.because,
        "Money or papers demanded are how recruitment frauds look. " + explanation.because_en,
        *_NO_MONEY_FIRST,
    )


def _first(sign: SoftSign, view: View) -> re.Match[str] | None:
    return next((found for pattern in sign.patterns if (found := pattern.search(view.text)) and found["core"]), None)


def _holds(
    sign: SoftSign, view: View, text: str, vacancy: Vacancy | None, parameters: Parameters, limits: Limits
) -> bool:
    whole = view.text + (vacancy.employer + vacancy.title if vacancy else "")
    if sign.unless.search(view.text) or (sign.needs is not None and not sign.needs.search(whole)):
        return False
    if sign.needs_no_place and vacancy is not None and (vacancy.place.division or vacancy.place.lat) is not None:
        return False
    return not sign.needs_high_pay or _pay_is_high(text, vacancy, parameters, limits)


def _pay_is_high(text: str, vacancy: Vacancy | None, parameters: Parameters, limits: Limits) -> bool:
    """Whether the least that is offered is many times the minimum wage, the only yardstick that a county has."""
    minimum = minimum_wage(parameters, vacancy.place.division if vacancy else None).month
    if minimum is None:
        return False
    if vacancy is not None and vacancy.wage.type is not None:
        amount, kind = vacancy.wage.minimum, vacancy.wage.type
    else:
        reading = pay_in(text).reading
        amount = None if reading.min is None else Decimal(str(reading.min))
        kind = _PERIODS.get(reading.type or PayType.MONTH, WageType.MONTH)
    if amount is None:
        return False
    by_month = amount * {WageType.DAY: _DAYS, WageType.HOUR: _HOURS}.get(kind, Decimal(1))
    return by_month >= minimum * limits.high_pay_of_minimum


def _known_of(poster: Poster | None) -> list[tuple[str, tuple[str, str]]]:
    if poster is None:
        return []
    new = poster.months_registered is not None and poster.months_registered < 3
    signs = []
    if poster.employers_with_this_phone >= 3:
        signs.append(("shared_phone", ("这个电话有三家以上单位在用。", "Three or more employers use this telephone.")))
    if new and poster.posts > _MOST_ADVERTS:
        signs.append(("new_and_many", ("刚登记不到三个月，就发了五十多个岗位。", "New, and over fifty posts already.")))
    if poster.names_in_a_year >= 3:
        signs.append(("changing_names", ("一年里换了好几个公司名。", "Several names within a year.")))
    return signs
