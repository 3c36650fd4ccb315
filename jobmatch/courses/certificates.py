"""From the certificate that a course ends with, in an office's words, to the kind that vacancies ask for."""

import re

_NAMED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"健康证"), "health"),
    (re.compile(r"保安员?(?:上岗|资格)?证|保安员.*证"), "guard"),
    (re.compile(r"叉车|场内.*机动车|\bN1\b|[(（]N1[)）]"), "forklift"),
    (re.compile(r"起重|塔吊|塔式|行车|[(（]Q\d"), "crane"),
    (re.compile(r"架子工"), "scaffold"),
    (re.compile(r"焊接|热切割|焊工.*(?:操作证|作业证)"), "welding"),
    (re.compile(r"(?:低压|高压)?电工.*(?:操作证|作业证)|电工作业"), "electrician"),
    (re.compile(r"高处|登高"), "height"),
    (re.compile(r"制冷|空调.*(?:操作证|作业证)"), "refrigeration"),
)
# 特种作业操作证 is one card for many trades: the course says for which.
_SPECIAL_OPERATION = re.compile(r"特种作业|特种设备|操作证|作业证|作业人员证")
_TRADES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"焊"), "welding"),
    (re.compile(r"电工|电力"), "electrician"),
    (re.compile(r"高处|登高|高空"), "height"),
    (re.compile(r"制冷|空调"), "refrigeration"),
    (re.compile(r"叉车"), "forklift"),
    (re.compile(r"起重|塔吊|吊车|行车"), "crane"),
    (re.compile(r"架子工|脚手架"), "scaffold"),
)
_LICENCE = re.compile(
    r"(?<![A-Za-z])([ABC][123]|[DEF])\s?(?:照|证|驾照|驾驶证|驾驶员?)|驾驶证\s?[(（]?([ABC][123]|[DEF])"
)


def certificate_kind(certificate: str | None, *about: str | None) -> str | None:
    """The kind of the ranking contract that a certificate is; `about` are the course's title and occupation.

    None for certificates that no vacancy asks for by law (职业技能等级, 专项能力, 培训合格) and where there is none.
    """
    if not certificate:
        return None
    licence = _LICENCE.search(certificate)
    if licence:
        return f"licence_{licence[1] or licence[2]}"
    named = next((kind for pattern, kind in _NAMED if pattern.search(certificate)), None)
    if named or not _SPECIAL_OPERATION.search(certificate):
        return named
    words = " ".join(text for text in about if text)
    return next((kind for pattern, kind in _TRADES if pattern.search(words)), None)
