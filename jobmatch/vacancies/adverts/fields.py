"""What the fields of a vacancy break by themselves: ages, hazards, cover, contract, households, a barred employer.

Pay is held against the law in `pay_found`.
"""

import re

from jobmatch.matching.codes import Contract, Hazard, Insurance, Shift, VacancyKind
from jobmatch.matching.facts import Employer, Vacancy
from jobmatch.vacancies.adverts.ages_found import CHILD_LABOUR, CONTRACT_AGE, OVER_AGE, UPPER_AGE, WORKING_AGE
from jobmatch.vacancies.adverts.findings import Explanation, Finding, Level

ADULT_AGE = 18
HEAVIEST = 4
# Special operations by the safety law's catalogue: what the card is called in the facts.
CARDS = {Hazard.HEIGHT: ("height", "scaffold"), Hazard.LIVE_CURRENT: ("electrician",)}
HAZARDS_ZH = {
    Hazard.UNDERGROUND: "井下", Hazard.HEIGHT: "高处", Hazard.HEAT: "高温", Hazard.COLD_WATER: "低温冷水",
    Hazard.NOISE: "噪声", Hazard.DUST: "粉尘", Hazard.TOXIC: "有毒", Hazard.RADIATION: "辐射",
    Hazard.LIVE_CURRENT: "带电", Hazard.MACHINERY: "机械", Hazard.TRAFFIC: "交通", Hazard.NIGHT_ALONE: "夜间独处",
}  # fmt: skip
_NAMED_DISPATCH = re.compile(
    r"(?:派遣|用工|签订)(?:单位|公司|方)?\s?(?:[:：]|为|是)\s?\S{4,}|\S{2,}(?:劳务派遣|人力资源)\S{0,6}公司"
)
_HOME_ADDRESS = re.compile(r"\d{1,4}\s?(?:栋|幢|号楼|单元|室|楼\d)[^,，;；。\n]{0,10}")


def findings_of_fields(vacancy: Vacancy, text: str, employer: Employer | None) -> list[Finding]:
    """Everything that the fields break, in the order of the rules."""
    return [
        *_age(vacancy),
        *_heavy_work(vacancy),
        *_cover(vacancy),
        *_cards(vacancy),
        *_contract(vacancy, text),
        *_barred(employer),
        *_household(vacancy, text),
    ]


def _age(vacancy: Vacancy) -> list[Finding]:
    age = vacancy.age
    if age is None:
        return []
    words = "–".join(str(end) for end in (age.minimum, age.maximum) if end is not None) + "岁"
    findings = []
    if age.minimum is not None and age.minimum < WORKING_AGE:
        findings.append(_finding("L06", Level.BLOCK, words, CHILD_LABOUR, "age.min", "under_age"))
    elif age.minimum is not None and age.minimum < ADULT_AGE and _forbidden_to_minors(vacancy):
        findings.append(_finding("L06", Level.WARN, words, _MINORS, "age.min", "minors_and_hazards"))
    if age.maximum is not None:
        explanation = OVER_AGE if age.maximum > CONTRACT_AGE else UPPER_AGE
        findings.append(_finding("L07", Level.WARN, words, explanation, "age.max", "upper_age"))
    return findings


def _forbidden_to_minors(vacancy: Vacancy) -> bool:
    nights = vacancy.schedule.shift in (Shift.NIGHT, Shift.ROTATING)
    return bool(vacancy.hazards) or vacancy.physical == HEAVIEST or nights


def _heavy_work(vacancy: Vacancy) -> list[Finding]:
    if vacancy.physical != HEAVIEST and Hazard.UNDERGROUND not in (vacancy.hazards or ()):
        return []
    words = "井下作业" if Hazard.UNDERGROUND in (vacancy.hazards or ()) else "第四级体力劳动"
    return [_finding("L10", Level.WARN, words, _WOMEN_PROTECTED, "physical", "protected_work")]


def _cover(vacancy: Vacancy) -> list[Finding]:
    """Hazardous work needs work-injury cover; accident cover is enough for odd jobs and households alone."""
    if not vacancy.hazards:
        return []
    words = "、".join(HAZARDS_ZH[hazard] for hazard in vacancy.hazards)
    held = vacancy.insurance
    if held is None:
        return [_finding("L12", Level.WARN, words, _COVER_UNKNOWN, "insurance", "cover_unknown")]
    if Insurance.SOCIAL in held or Insurance.INJURY in held:
        return []
    light = vacancy.kind in (VacancyKind.ODD_JOB, VacancyKind.HOUSEHOLD, VacancyKind.HOME_PIECEWORK)
    if Insurance.ACCIDENT in held:
        return [] if light else [_finding("L12", Level.WARN, words, _NO_COVER, "insurance", "accident_cover_only")]
    return [_finding("L12", Level.BLOCK, words, _NO_COVER, "insurance", "no_cover")]


def _cards(vacancy: Vacancy) -> list[Finding]:
    listed = {demand.kind for demand in vacancy.certificates or ()}
    return [
        _finding("L12", Level.WARN, f"{HAZARDS_ZH[hazard]}作业", _NO_CARD, "certificates", "card_not_asked")
        for hazard in vacancy.hazards or ()
        if hazard in CARDS and not listed.intersection(CARDS[hazard])
    ]


def _contract(vacancy: Vacancy, text: str) -> list[Finding]:
    if vacancy.contract is not Contract.DISPATCH or _NAMED_DISPATCH.search(text):
        return []
    return [_finding("L16", Level.WARN, "劳务派遣", _DISPATCH, "contract", "dispatch_not_named")]


def _barred(employer: Employer | None) -> list[Finding]:
    if employer is None or not employer.blacklisted:
        return []
    return [_finding("L18", Level.BLOCK, employer.id, _ARREARS, "employer", "blacklisted")]


def _household(vacancy: Vacancy, text: str) -> list[Finding]:
    if vacancy.kind is not VacancyKind.HOUSEHOLD:
        return []
    findings = []
    if vacancy.contract not in (None, Contract.HOUSEHOLD, Contract.SERVICE):
        findings.append(_finding("L20", Level.WARN, "家庭雇佣", _HOUSEHOLD_CONTRACT, "contract", "household_contract"))
    for found in _HOME_ADDRESS.finditer(text):
        findings.append(
            Finding("L20", Level.WARN, found.group(), _HOUSEHOLD_ADDRESS, "text", "home_address", *found.span())
        )
    return findings


def _finding(rule: str, level: Level, words: str, explanation: Explanation, source: str, family: str) -> Finding:
    return Finding(rule, level, words, explanation, source, family)


_MINORS = Explanation(
    "《劳动法》第六十四条：16、17岁的人不能下井、干有毒有害和第四级体力的活，也不排夜班；系统不会把这个岗位给他们看。",
    "Labour Law art. 64: at 16 and 17 no mines, toxic or heaviest work, no nights; the post is not shown to them.",
    "写“18周岁以上”。",
    'Write "18 and over".',
)
_WOMEN_PROTECTED = Explanation(
    "《女职工劳动保护特别规定》附录：井下、第四级体力的活女职工不能干；系统自己会处理，广告里不能写“限男”。",
    'Rules on the Protection of Women Workers, annex: closed to women by law, yet no advert may say "men only".',
    "写清活有多重，例如“要经常搬25公斤以上”，不写性别。",
    'Say how heavy the work is, e.g. "often lifts over 25 kg", and no sex.',
)
_NO_COVER = Explanation(
    "《安全生产法》第五十一条、《工伤保险条例》：有危险的活必须参加工伤保险，先培训后上岗。",
    "Work Safety Law art. 51 and the work-injury rules: dangerous work needs work-injury cover and training first.",
    "写“参加工伤保险，上岗前安全培训”。",
    'Write "work-injury insurance, safety training before the first day".',
)
_COVER_UNKNOWN = Explanation(
    "这个活有危险，还没写有没有工伤保险（《工伤保险条例》）。",
    "The work is dangerous and nothing is said about work-injury cover.",
    "补上“参加工伤保险”。",
    'Add "work-injury insurance".',
)
_NO_CARD = Explanation(
    "《安全生产法》第三十条：登高、电工等特种作业要持证上岗，条件里没有写证。",
    "Work Safety Law art. 30: special operations need a certificate, and none is asked for.",
    "写“持证上岗；没有证的可以先参加培训取证”。",
    'Write "certificate needed; training to get it is possible".',
)
_DISPATCH = Explanation(
    "《劳动合同法》第五十七、五十八条：派遣的要写明跟哪家派遣公司签合同。",
    "Labour Contract Law art. 57 and 58: with dispatch, the firm that signs the contract must be named.",
    "写“合同与××公司（派遣单位，许可证号……）签订”。",
    "Name the dispatch firm and its licence number.",
)
_ARREARS = Explanation(
    "这家单位在拖欠农民工工资失信名单上，或者有没结的案子（《保障农民工工资支付条例》）。",
    "The employer is on the list for wage arrears or has an open case (Regulations on Migrant Workers' Wages).",
    "先把欠薪结清，从名单上移出来再发布。",
    "Pay the arrears and leave the list first.",
)
_HOUSEHOLD_CONTRACT = Explanation(
    "家庭请人不适用《劳动法》，要签家庭服务协议。",
    "A private household is not under the Labour Law; a service agreement is needed.",
    "用工形式写“家庭服务协议”。",
    "Choose the household service agreement.",
)
_HOUSEHOLD_ADDRESS = Explanation(
    "家庭住址在对方答应之前不公开，免得出事。",
    "The home address stays hidden until the person has accepted.",
    "只写到社区，例如“娄山关街道西湖社区”。",
    "Give the community only.",
)
