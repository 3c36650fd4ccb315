"""The wording of a listed post under the law: the advert check, cell by cell, as faults with the codes of import."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from jobmatch.vacancies.adverts.findings import Finding
from jobmatch.vacancies.adverts.findings import Level as Gravity
from jobmatch.vacancies.listing.columns import CONDITION_COLUMNS
from jobmatch.vacancies.listing.judging import fault
from jobmatch.vacancies.listing.posting import Posting
from jobmatch.workbooks.faults import Fault, Level

Check = Callable[[str], Sequence[Finding]]
"""The advert check of one text on the day of the data."""

_CODES = {
    "L01": "advert_gender",
    "L02": "advert_ethnicity",
    "L03": "advert_origin",
    "L04": "advert_hepatitis",
    "L05": "advert_disability",
    "L06": "age_under_16",
    "L13": "advert_fee",
    "L14": "advert_fee",
    "FRAUD": "advert_fraud",
}
_LOOKS = re.compile("五官|形象|身高|容貌|相貌|气质|颜值|身材|体重|长相")
_PAPERS = re.compile("身份证|证件|毕业证|学历证|户口本|银行卡原件|原件")
_FEES = re.compile("费|押金|保证金|定金|订金|抵押|贷")
_RISKY = re.compile("柬埔寨|缅甸|老挝|西港|西哈努克|金边|妙瓦底|缅北|金三角")
# Lists are full of "high pay" in titles. It is shown to the clerk, and is no reason to keep an honest post from people;
# the wage is tested by itself (`judging.py`) with the hours of the row, which a text alone does not show.
_SHOWN_ONLY = frozenset({"L15"})
_TESTED_ELSEWHERE = frozenset({"L08", "L09"})


@dataclass(frozen=True)
class Wording:
    """What the wording of a post meets with: faults by cell, and the findings that are kept with the vacancy."""

    faults: tuple[Fault, ...]
    findings: tuple[Finding, ...]


def wording_of(posting: Posting, check: Check) -> Wording:
    """Check every cell of a post that may set a condition; one fault for each cell and code."""
    faults: dict[tuple[str, str | None], Fault] = {}
    findings: list[Finding] = []
    for found in (*_own_columns(posting),):
        faults.setdefault((found.code, found.cell), found)
    for column in CONDITION_COLUMNS:
        text = posting.row.text(column)
        if text is None:
            continue
        in_cell = [one for one in check(text) if one.rule not in _TESTED_ELSEWHERE]
        findings += [_as_kept(one) for one in in_cell]
        for found in _cell_faults(posting, column, in_cell):
            faults.setdefault((found.code, found.cell), found)
    return Wording(tuple(faults.values()), tuple(findings))


def _own_columns(posting: Posting) -> Iterator[Fault]:
    if posting.sex.is_condition:
        yield fault(
            posting, "sex", "advert_gender", Level.ERROR,
            "法律不允许限制性别或者优先一方。请改为“男女不限”",
            "The law allows no condition or preference of sex. Write that men and women are equally welcome",
        )  # fmt: skip
    if _RISKY.search(posting.row.text("place") or ""):
        yield fault(
            posting, "place", "advert_fraud", Level.ERROR,
            "这个国家的高薪招工多为诈骗，不能发布。请向公安机关核实，并提醒群众不要去",
            "Offers from this country are mostly fraud and are not published. Ask the police, and warn people",
        )  # fmt: skip


def _cell_faults(posting: Posting, column: str, found: Sequence[Finding]) -> Iterator[Fault]:
    asks_money = any(one.rule == "L13" for one in found)
    for one in found:
        code = _code_of(one, asks_money)
        if code is None:
            continue
        level = Level.WARNING if one.level is Gravity.WARN else Level.ERROR
        explained = one.explanation
        yield fault(
            posting, column, code, level,
            f"“{one.words}”：{explained.because} {explained.instead}".strip(),
            f"“{one.words}”: {explained.because_en} {explained.instead_en}".strip(),
        )  # fmt: skip


def _code_of(found: Finding, asks_money: bool) -> str | None:
    """The code of import for a finding; None for what is only shown, and for single soft signs of fraud."""
    if found.level is Gravity.WARN:
        return "advert_appearance" if found.rule == "L05" and _LOOKS.search(found.words) else None
    code = _CODES.get(found.rule)
    if code == "advert_fee" and _PAPERS.search(found.words) and not _FEES.search(found.words):
        return "advert_hold_id"
    if code == "advert_fraud" and (asks_money or _PAPERS.search(found.words) or _FEES.search(found.words)):
        return "advert_hold_id" if _PAPERS.search(found.words) and not _FEES.search(found.words) else "advert_fee"
    return code


def _as_kept(found: Finding) -> Finding:
    return replace(found, level=Gravity.WARN) if found.rule in _SHOWN_ONLY else found
