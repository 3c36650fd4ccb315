"""Writes an advert again so that it is lawful: what breaks a rule goes, what is honest stays as it was written."""

import re
from collections.abc import Callable, Iterator

from jobmatch.matching.facts import Parameters
from jobmatch.vacancies.adverts.ages_found import WORKING_AGE, asked_ages
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.adverts.findings import Finding
from jobmatch.vacancies.adverts.lexicon import Family, lexicon
from jobmatch.vacancies.adverts.spelling import views_of
from jobmatch.vacancies.adverts.words_found import Hit, hits_of

NOTHING_LEFT = "请写清岗位、人数、要干的活、地点、工作时间和工资"
OPEN_TO_ALL = "男女不限"
ANY_JOB = "工人"
NO_FEES = "不收任何费用"
TRUE_PAY = "工资请写真实数，正常工时不低于当地最低工资"

_ENDS = "，,；;。！!？?\n"
_BLANKS = " \t\u3000"
_CLAUSE_RULES = frozenset({"L06", "L08", "L09", "L15", "FRAUD"})
_LEFT_OVER = re.compile(
    r"^(?:招聘?|诚聘|急聘|急招|聘|要求|须|需|必须|仅|只|限|限制|优先|者|的|以上|以下|等|均可|人员|条件|性别|年龄|民族|户籍|身高"
    r"|\d{0,3}[名人个位]?|[\s、:：()（）【】\[\]/|.*·+_~<>=-])*$"
)
_OF_A_FEE = re.compile(
    r"^[，,；;\s]*(?:[^，,；;。\n]{0,8}(?:退还?|返还|不退)|由[^，,；;。\n]{0,6}(?:办理|代收|收取|代办))[^，,；;。\n]{0,4}(?=[，,；;。\n]|$)"
)
_GAPS = re.compile(r"[，,；;、]\s*(?=[，,；;。、])")
_EMPTY_BRACKETS = re.compile(r"[(（【\[]\s*[)）】\]]")


def rewrite(text: str, findings: list[Finding], parameters: Parameters | None = None, job: str = ANY_JOB) -> str:
    """The advert without what was found in its words; what the rewriting uncovers is taken out as well.

    Blocking and doubtful words both go, an age range keeps its lower end, 女工 becomes the `job`. The answer is never
    empty, and checking it with the same parameters finds nothing in its words. What the fields of the vacancy break is
    left to the employer, and an advert that is a fraud as a whole is not mended.
    """
    found = [finding for finding in findings if finding.source == "text"]
    written = NOTHING_LEFT if _is_fraud(found) else _cleared(text, parameters, job)
    promises = list(_promises(found))
    if written == NOTHING_LEFT:
        return written
    return "，".join([written, *(promise for promise in promises if promise not in written)])


def _cleared(text: str, parameters: Parameters | None, job: str) -> str:
    for _ in range(2 * len(text) + 2):
        in_words = [finding for finding in check_advert(text, None, parameters) if finding.source == "text"]
        if not in_words:
            break
        text = _one_step(text, in_words[0], job)
    text = _tidy(text)
    return text if text and not check_advert(text, None, parameters) else NOTHING_LEFT


def _is_fraud(findings: list[Finding]) -> bool:
    """Whether the advert itself is the fraud (paid likes, scam compounds), not a lawful post that takes a deposit."""
    frauds = {family.id for family in lexicon().families if family.rule == "FRAUD"}
    return any(finding.family in frauds for finding in findings)


def _promises(findings: list[Finding]) -> Iterator[str]:
    fees = {family.id for family in lexicon().families if family.fee}
    if any(finding.rule == "L01" for finding in findings):
        yield OPEN_TO_ALL
    if any(finding.family in fees for finding in findings):
        yield NO_FEES
    if any(finding.rule == "L08" for finding in findings):
        yield TRUE_PAY


def _one_step(text: str, finding: Finding, job: str) -> str:
    """The text after one change: an edit that keeps the lawful part of the words where there is one, else a cut."""
    for changed in (_edited(text, job), _without_upper_age(text)):
        if changed is not None and changed != text:
            return changed
    whole = {family.id for family in lexicon().families if family.whole_clause}
    fees = {family.id for family in lexicon().families if family.fee}
    takes_clause = finding.family in whole or finding.rule in _CLAUSE_RULES
    return _cut(text, finding.start, finding.end, whole_clause=takes_clause, fee=finding.family in fees)


def _edited(text: str, job: str) -> str | None:
    """The text after the first edit; words that a wider wording reaches over are left to be cut."""
    views = views_of(text, lexicon().simplified)
    hits = [hit for family in lexicon().families for hit in hits_of(family, views)]
    cuts = [hit for hit in hits if not _keeps_something(hit)]
    for hit in hits:
        if _keeps_something(hit) and not any(_reaches_beyond(cut, hit) for cut in cuts):
            return _replaced(text, hit.start, hit.end, job if hit.edit == ANY_JOB else hit.edit)
    return None


def _reaches_beyond(cut: Hit, hit: Hit) -> bool:
    overlaps = cut.start < hit.end and hit.start < cut.end
    return overlaps and not (hit.start <= cut.start and cut.end <= hit.end)


def _keeps_something(hit: Hit) -> bool:
    family: Family = hit.family
    return bool(family.edit and hit.edit)


def _without_upper_age(text: str) -> str | None:
    """18–35岁 becomes 18岁起; an upper end alone is left to be cut."""
    view = views_of(text, lexicon().simplified).close
    for asked in asked_ages(view):
        if asked.high is not None and asked.low is not None:
            start, end = view.span(asked.start, asked.end)
            return f"{text[:start]}{max(asked.low, WORKING_AGE)}岁起{text[end:]}"
    return None


def _cut(text: str, start: int, end: int, *, whole_clause: bool, fee: bool) -> str:
    """Without the words, or without the clause around them; a clause that says nothing any more goes too."""
    if not whole_clause:
        return _replaced(text, start, end, "")
    before, after = _clause_around(text, start, end)
    return text[:before] + (_OF_A_FEE.sub("", text[after:]) if fee else text[after:])


def _replaced(text: str, start: int, end: int, edit: str) -> str:
    before, after = _clause_around(text, start, end)
    rest = text[before:start] + edit + text[end:after]
    return text[:before] + ("" if _LEFT_OVER.match(rest) else rest) + text[after:]


def _clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause begins and ends; blanks part clauses too, unless the words themselves are spaced out."""
    parts: Callable[[str], bool] = _ENDS.__contains__
    if not re.search(r"\s", text[start:end]):
        parts = (_ENDS + _BLANKS).__contains__
    while start > 0 and not parts(text[start - 1]):
        start -= 1
    while end < len(text) and not parts(text[end]):
        end += 1
    return start, end


def _tidy(text: str) -> str:
    """One sign between clauses, none at the ends, no empty line, no bracket without its partner."""
    text = _EMPTY_BRACKETS.sub("", text)
    for opening, closing in ("()", "（）", "【】"):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    text = _GAPS.sub("", re.sub(rf"[{_BLANKS}]{{2,}}", " ", text))
    text = re.sub(r"[，,；;、\s]*\n[，,；;、\s]*", "\n", text)
    return text.strip(_ENDS + "、" + _BLANKS)
