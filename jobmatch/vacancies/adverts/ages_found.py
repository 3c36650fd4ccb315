"""Finds the ages that an advert asks for: under 16 (L06) and upper limits (L07).

Ages of children and of the old to be cared for, and words that welcome, are no conditions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jobmatch.vacancies.adverts.findings import Explanation, Finding, Level
from jobmatch.vacancies.adverts.spelling import View
from jobmatch.vacancies.words.signs import count_of

WORKING_AGE = 16  # Labour Law art. 15
CONTRACT_AGE = 60

CHILD_LABOUR = Explanation(
    "《劳动法》第十五条：不能招用不满16周岁的人。",
    "Labour Law art. 15: nobody under 16 may be hired.",
    "写“16周岁以上”；有危险、有毒的活写“18周岁以上”。",
    'Write "16 and over", for dangerous or toxic work "18 and over".',
)
UPPER_AGE = Explanation(
    "年龄上限没有全国性的禁止，但要说清理由；不说理由就是把年纪大的人挡在外面。",
    "There is no national ban on an upper age, but it needs a reason, or it shuts out the older.",
    "写下限和活的强度，例如“18周岁以上，要久站”；有理由就把理由写上。",
    'Give the lower age and the effort, e.g. "18 and over, standing work", or state the reason.',
)
OVER_AGE = Explanation(
    "年龄上限要说清理由；超过60岁的人可以干，按超龄劳动者的规定签协议、买意外险或工伤险。",
    "An upper age needs a reason; people over 60 may work under the rules for over-age workers, with accident cover.",
    "写下限和活的强度，例如“身体能适应，欢迎年纪大的人”。",
    "Give the lower age and the effort, and say that older people are welcome.",
)

# The figure of a list (3.35岁以下) is no part of the age.
_FIGURE = r"(?:(?<![\d.])|(?<=[,;。]\d\.)|(?<=^\d\.))([1-9]?\d)(?!\d)"
_NUMERAL = r"(?<![一二三四五六七八九十])([一二三四五六七八九]?十[一二三四五六七八九]?)"
_AGE = rf"(?:{_FIGURE}|{_NUMERAL})"
_YEARS = r"(?:周岁|岁|周年)"
_RANGE = re.compile(
    rf"(?:年龄:?(?:在|要求|为)?{_AGE}{_YEARS}?(?:-|至|到){_AGE}{_YEARS}?"
    rf"|{_AGE}{_YEARS}?(?:-|至|到){_AGE}{_YEARS}"
    # two figures that are a clause of their own, or stand behind a sex
    r"|(?:(?<=[,;。男女性])|(?<=[男女]工)|^)(1[6-9]|2\d|3\d)-(2[2-9]|[3-6]\d)(?=$|[,;。、)]))"
)
_MOST = r"(?:\(含\))?(?:以下|以内|及以下|之内|封顶|内)"
_NOT_ABOVE = r"(?:不超过|不得超过|不大于|小于|低于|<=?|≤)"
# What says that a figure is an age, without 岁.
_AGED = r"(?:(?:年龄|岁数|年纪)(?:要求|限制?|[须需应])?:?[在为]?|[男女][性士生工]?)"
_SHUT_OUT = r"(?:的|者|人员|人)?(?:勿扰|勿投|免谈|不招|不要|不收|不录用?|除外|请勿|谢绝)"
_UPPER = re.compile(
    rf"{_AGE}{_YEARS}(?:及?以上){_SHUT_OUT}|超过{_AGE}{_YEARS}?{_SHUT_OUT}|(?:不招|不要|不收|谢绝)超过{_AGE}{_YEARS}"
    rf"|(?<!不)限{_AGE}{_YEARS}(?!以上|及以上|起|\+)|(?:不招|不要|不收|谢绝){_AGE}{_YEARS}及?以上"
    rf"|{_AGE}{_YEARS}{_MOST}|{_NOT_ABOVE}{_AGE}{_YEARS}|{_AGED}{_AGE}{_MOST}|{_AGED}{_NOT_ABOVE}{_AGE}(?![\d.%元块])"
)
_LOWER = re.compile(
    rf"年龄(?:要求|[须需应])?:?[在为]?{_AGE}(?:以上|起)|{_AGE}{_YEARS}(?:\(含\))?(?:以上|及以上|起|\+|即可|就可以?|就行|也可以?|可以?|也要)|(?<![未不])(?:年?满|>=?|≥){_AGE}{_YEARS}"
)
_CARED_FOR_BEFORE = re.compile(
    r"(?:带|照顾|照看|看护|看|接送|陪|教|孩子|小孩|宝宝|儿子|女儿|老人|奶奶|爷爷|婴儿|幼儿|学员|家有)[^,;。]{0,4}$"
)
_CARED_FOR_AFTER = re.compile(
    r"^(?:以[上下]|左右|多)?的?(?:小孩|孩子|宝宝|男孩|女孩|幼儿|儿童|少儿|青少年|婴|老人|老奶|老爷|大爷|奶奶|爷爷|学生|学员"
    r"|男宝|女宝|大宝|二宝)"
)
_INVITED = re.compile(r"(?:欢迎|接[收受]|可收|也?可|适合|照顾|放宽[到至]|优先考虑)[^,;。]{0,4}$")
_REFUSED_BEFORE = re.compile(
    r"(?:不招[收用]?|不要|不收|不录用?|不用|严禁|禁止|谢绝|拒绝|未|不满|未满|不得)[^,;。]{0,5}$"
)
_REFUSED_AFTER = re.compile(rf"^{_SHUT_OUT}")
_SMALLEST_ASKED = 10  # below it, ages are children's or something else's


@dataclass(frozen=True, slots=True)
class AskedAge:
    """Ages asked for in one place of a view: `low` and `high` in years, None where open."""

    low: int | None
    high: int | None
    start: int
    end: int


def findings_of_age(text: str, view: View, source: str) -> list[Finding]:
    """L06 and L07 for the ages that a text asks for; `view` is the text without white space."""
    findings = []
    for asked in asked_ages(view):
        start, end = view.span(asked.start, asked.end)
        words = text[start:end]
        if asked.low is not None and asked.low < WORKING_AGE:
            findings.append(Finding("L06", Level.BLOCK, words, CHILD_LABOUR, source, "under_age", start, end))
        if asked.high is not None:
            explanation = OVER_AGE if asked.high > CONTRACT_AGE else UPPER_AGE
            findings.append(Finding("L07", Level.WARN, words, explanation, source, "upper_age", start, end))
    return findings


def asked_ages(view: View) -> Iterator[AskedAge]:
    """The ages that the text makes a condition, ranges first; single bounds inside a range are not given again."""
    taken = []
    for found in _RANGE.finditer(view.text):
        taken.append(found.span())
        low, high = _numbers(found)
        if low <= high and high >= WORKING_AGE and low >= _SMALLEST_ASKED and _is_condition(view, found):
            yield AskedAge(low, high, found.start(), found.end())
    for pattern in (_UPPER, _LOWER):
        for found in pattern.finditer(view.text):
            age = _numbers(found)[0]
            inside = any(start < found.end() and found.start() < end for start, end in taken)
            if inside or age < _SMALLEST_ASKED or not _is_condition(view, found):
                continue
            if pattern is _LOWER:
                yield AskedAge(age, None, found.start(), found.end())
            elif age >= WORKING_AGE:
                yield AskedAge(None, age, found.start(), found.end())


def _numbers(found: re.Match[str]) -> list[int]:
    return [count_of(group) or 0 for group in found.groups() if group is not None]


def _is_condition(view: View, found: re.Match[str]) -> bool:
    before, after = view.text[: found.start()], view.text[found.end() :]
    if _CARED_FOR_BEFORE.search(before) or _CARED_FOR_AFTER.search(after):
        return False
    return not (_INVITED.search(before) or _REFUSED_BEFORE.search(before) or _REFUSED_AFTER.search(after))
