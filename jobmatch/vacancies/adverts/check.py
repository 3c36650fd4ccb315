"""The check of one advert: words, ages, pay, fields and signs of fraud together, in one order."""

import re
from dataclasses import replace

from jobmatch.matching.codes import Hazard
from jobmatch.matching.facts import HEALTH_CERTIFICATE, Employer, Parameters, Vacancy
from jobmatch.vacancies.adverts.ages_found import findings_of_age
from jobmatch.vacancies.adverts.fields import HEAVIEST, findings_of_fields
from jobmatch.vacancies.adverts.findings import Explanation, Finding, Level
from jobmatch.vacancies.adverts.fraud import Poster, hard_signs, soft_signs
from jobmatch.vacancies.adverts.lexicon import lexicon
from jobmatch.vacancies.adverts.pay_found import findings_of_pay
from jobmatch.vacancies.adverts.spelling import views_of
from jobmatch.vacancies.adverts.words_found import findings_in

_HEAVY = re.compile(r"重体力|体力活|力气|扛|搬运|搬\d|装卸|井下|下井|矿工|重活|负重")
_MEN = re.compile("男")
_MEN_ONLY = Explanation(
    "《女职工劳动保护特别规定》：重活、井下由系统按规定处理，广告里不能因为活重就写“限男”。",
    'Rules on the Protection of Women Workers: the program applies them; heavy work is no reason for "men only".',
    "写清活有多重，例如“要经常搬25公斤”，不写性别。",
    'Say how heavy the work is, e.g. "often lifts 25 kg", and no sex.',
)


def check_advert(
    text: str,
    vacancy: Vacancy | None = None,
    parameters: Parameters | None = None,
    *,
    employer: Employer | None = None,
    poster: Poster | None = None,
) -> list[Finding]:
    """Everything found in an advert as posted and in the fields of its vacancy, in the order of the text, fields last.

    What is not given is not tested: without `parameters` no minimum wage, without `employer` no blacklist.
    """
    words = lexicon()
    figures = parameters or Parameters()
    findings = _in_words(text, "text", vacancy)
    if vacancy is not None:
        seen = {(finding.rule, finding.words) for finding in findings}
        title = [f for f in _in_words(vacancy.title, "title", vacancy) if (f.rule, f.words) not in seen]
        findings += title
    findings += _men_for_heavy_work(findings, text, vacancy)
    findings += findings_of_pay(vacancy, text, figures, bait_range=words.limits.bait_range)
    if vacancy is not None:
        findings += _not_said_twice(findings_of_fields(vacancy, text, employer), findings)
    findings += hard_signs(findings, words)
    findings += soft_signs(text, vacancy, figures, words, poster)
    return sorted(findings, key=_order)


def _in_words(text: str, source: str, vacancy: Vacancy | None) -> list[Finding]:
    certificates = (vacancy.certificates if vacancy else None) or ()
    certified = any(demand.kind == HEALTH_CERTIFICATE for demand in certificates)
    view = views_of(text, lexicon().simplified).close
    found = findings_in(text, source, lexicon(), health_certificate=certified)
    return found + findings_of_age(text, view, source)


def _men_for_heavy_work(findings: list[Finding], text: str, vacancy: Vacancy | None) -> list[Finding]:
    """L10 beside L01 where men alone are wanted and the work is heavy or underground."""
    heavy = bool(_HEAVY.search(text))
    if vacancy is not None:
        heavy = heavy or vacancy.physical == HEAVIEST or Hazard.UNDERGROUND in (vacancy.hazards or ())
    men = [finding for finding in findings if finding.rule == "L01" and _MEN.search(finding.words)]
    if not heavy or not men:
        return []
    return [replace(men[0], rule="L10", level=Level.BLOCK, explanation=_MEN_ONLY, family="men_for_heavy_work")]


def _not_said_twice(fields: list[Finding], words: list[Finding]) -> list[Finding]:
    """Findings of the fields without those that the words have given already for the same rule and wording."""
    said = {(finding.rule, finding.family) for finding in words}
    return [finding for finding in fields if (finding.rule, finding.family) not in said]


def _order(finding: Finding) -> tuple[bool, bool, int, str, int, str]:
    in_text, in_title = finding.source == "text", finding.source == "title"
    return (not in_text, not in_title, finding.start, finding.rule, finding.end, finding.family)
