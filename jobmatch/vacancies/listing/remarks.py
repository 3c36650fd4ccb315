"""What requirements and remarks add to a post: certificates, months of experience, insurance, whom it welcomes.

Only what the words say; a trade that usually needs a card does not get one here.
"""

import re

from jobmatch.vacancies.codes import Insurance, Welcome
from jobmatch.vacancies.offer import CertificateWanted
from jobmatch.vacancies.words.signs import count_of, plain, with_digits

_CERTIFICATES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("健康证"), "health"),
    (re.compile("(?:焊工|焊接|电焊)[^,;。]{0,6}证"), "welding"),
    (re.compile("(?:电工|低压)[^,;。]{0,6}证"), "electrician"),
    (re.compile("(?:高处|登高|高空)[^,;。]{0,6}证"), "height"),
    (re.compile("(?:制冷|空调)[^,;。]{0,6}证"), "refrigeration"),
    (re.compile("叉车[^,;。]{0,4}证|N1证"), "forklift"),
    (re.compile("(?:起重|吊车|塔吊|行车)[^,;。]{0,6}证"), "crane"),
    (re.compile("架子工[^,;。]{0,4}证"), "scaffold"),
    (re.compile("保安(?:员)?(?:上岗)?证"), "guard"),
)
_LICENCE = re.compile(r"(?<![A-Za-z0-9])([ABCDEF][123]?)(?:照|证|驾照|驾驶证|本)", re.IGNORECASE)
_TITLE_LICENCE = re.compile(r"司机\s?\(?([ABC][123])(?![A-Za-z0-9])", re.IGNORECASE)
_LICENCES = frozenset({"A1", "A2", "A3", "B1", "B2", "C1", "C2", "C3", "D", "E", "F"})
_TRAIN_FIRST = re.compile("培训[^,;。]{0,4}(?:后上岗|取证|考证|拿证)|(?:可|帮助?|协助|安排)[^,;。]{0,4}(?:考证|取证)")
_WISHED = re.compile("优先|更佳|为佳|者佳")
_N = r"([1-9]\d?|[一二两三四五六七八九十])"
_YEARS = re.compile(
    rf"(?:经验|经历|从业|工龄)[^,;。\d]{{0,6}}?{_N}年|{_N}年(?:及?以上)?[^,;。]{{0,8}}(?:经验|经历|工龄)"
)
_MONTHS = re.compile(r"(?:经验|经历)[^,;。\d]{0,6}(\d{1,2})个月|(\d{1,2})个月(?:及?以上)?[^,;。]{0,8}(?:经验|经历)")
_HALF_YEAR = re.compile("半年(?:及?以上)?[^,;。]{0,8}(?:经验|经历)|(?:经验|经历)[^,;。]{0,4}半年")
_INSURANCE: tuple[tuple[re.Pattern[str], tuple[Insurance, ...]], ...] = (
    (re.compile("(?:五|六|5|6)险|社保|社会保险"), (Insurance.SOCIAL, Insurance.INJURY)),
    (re.compile("工伤"), (Insurance.INJURY,)),
    (re.compile("意外[伤害]*[保]?险|意外险|商业险|雇主责任险"), (Insurance.ACCIDENT,)),
)
_NOT_INSURED = re.compile("(?:不|无|没有?|未)(?:买|缴纳?|交|购买|参加)?(?:五险|社保|保险)")
_WELCOME: tuple[tuple[re.Pattern[str], Welcome], ...] = (
    (re.compile("宝妈|带娃|接送孩子|带孩子|妈妈岗|孩子上学"), Welcome.PARENTS),
    (re.compile("(?:欢迎|接收|可收)[^,;。]{0,4}50岁?以上|大龄[^,;。]{0,4}(?:可|欢迎)"), Welcome.OVER_50),
    (re.compile("(?:欢迎|可接?收|接收)[^,;。]{0,4}残疾人?|残疾人?[^,;。]{0,4}(?:可|欢迎|优先)"), Welcome.DISABLED),
    (re.compile("夫妻"), Welcome.COUPLES),
    (re.compile("团队|组团|结伴"), Welcome.TEAMS),
    (re.compile("退役|退伍"), Welcome.VETERANS),
    (re.compile("无经验(?:可|也可|亦可)|无需经验|不需经验|零基础|新手可|生手可|可培训|学徒可"), Welcome.BEGINNERS),
)


def certificates_in(*texts: str | None) -> tuple[CertificateWanted, ...]:
    """The certificates that words ask for, in the kinds of matching; one that is only preferred is not required.

    Where the words say that people are trained or helped to the card, the employer waits for it.
    """
    waits = any(_TRAIN_FIRST.search(clause) for clause in _clauses(texts))
    found: dict[str, bool] = {}
    for clause in _clauses(texts):
        kinds = [kind for pattern, kind in _CERTIFICATES if pattern.search(clause)]
        kinds += [f"licence_{sign}" for sign in _licences(clause)]
        for kind in kinds:
            found[kind] = found.get(kind, False) or not _WISHED.search(clause)
    return tuple(CertificateWanted(kind, required, train_first=waits) for kind, required in found.items())


def experience_months(*texts: str | None) -> int | None:
    """The months of experience that are asked for; experience that is only preferred is none."""
    for clause in _clauses(texts):
        if _WISHED.search(clause):
            continue
        if _HALF_YEAR.search(clause):
            return 6
        for pattern, months in ((_YEARS, 12), (_MONTHS, 1)):
            found = pattern.search(clause)
            count = count_of(found[1] or found[2]) if found else None
            if count is not None:
                return count * months
    return None


def insurance_in(*texts: str | None) -> tuple[Insurance, ...] | None:
    """The insurance that is named; None where nothing is said, empty where it is said that there is none."""
    joined = ",".join(_clauses(texts))
    if _NOT_INSURED.search(joined):
        return ()
    found = {kind for pattern, kinds in _INSURANCE if pattern.search(joined) for kind in kinds}
    return tuple(kind for kind in Insurance if kind in found) or None


def welcome_in(*texts: str | None) -> tuple[Welcome, ...] | None:
    """Whom the words welcome; None where nobody in particular."""
    joined = ",".join(_clauses(texts))
    return tuple(kind for pattern, kind in _WELCOME if pattern.search(joined)) or None


def _licences(clause: str) -> list[str]:
    signs = [found[1].upper() for pattern in (_LICENCE, _TITLE_LICENCE) for found in pattern.finditer(clause)]
    return [sign for sign in dict.fromkeys(signs) if sign in _LICENCES]


def _clauses(texts: tuple[str | None, ...]) -> list[str]:
    joined = "\n".join(with_digits(plain(text)) for text in texts if text)
    return [clause for clause in re.split(r"[,;。、\n]", joined) if clause]
