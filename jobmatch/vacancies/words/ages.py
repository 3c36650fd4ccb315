"""Reads what an office writes about age (`18-45周岁`, `50岁以下均可`, `满18周岁`, `不限`), not whether it is lawful."""

import re
from dataclasses import dataclass

from jobmatch.vacancies.words.signs import is_blank, plain, with_digits


@dataclass(frozen=True, slots=True)
class AgeReading:
    """Completed years, both ends inclusive, None where open or unsaid; `unlimited` where age is said not to matter.

    `unread` keeps an age that is named without saying which way it bounds (35岁左右, 90后, two different ranges).
    """

    min: int | None = None
    max: int | None = None
    unlimited: bool = False
    unread: str | None = None

    @property
    def says_anything(self) -> bool:
        """Whether a bound or its absence was read."""
        return self.unlimited or self.min is not None or self.max is not None


_YEARS = r"\s?(?:周?岁|周年)"
_AGE = r"(?<![\d.])([1-9]\d)(?!\d)"
_RANGE = re.compile(rf"{_AGE}(?:{_YEARS})?\s?(?:-|至|到)\s?{_AGE}(?P<years>{_YEARS})?")
_UP_TO = re.compile(
    rf"{_AGE}{_YEARS}(?:以下|以内|及以下|之内|封顶|内)|(?:不超过|小于|低于|不大于|<=?|≤){_AGE}(?:{_YEARS})?"
)
_FROM = re.compile(
    rf"{_AGE}{_YEARS}(?:以上|及以上|起|\+)|(?:年?满|>=?|≥|大于|不低于|不小于){_AGE}(?:{_YEARS})?|(?:^|[,;、]){_AGE}(?:以上|\+)(?=$|[,;、])"
)
_BARE_UP_TO = re.compile(rf"(?:^|[,;、]){_AGE}(?:以下|以内)(?=$|[,;、])")
_UNLIMITED = re.compile(
    r"年龄(?:不限|不作?要求|无要求|无限制|没有?要求|放宽)|不限年龄"
    r"|^(?:不限|无要求|不作?要求|均可|皆可|都可以?|没有?要求)$"
)
_WELCOME = re.compile(r"(?:欢迎|接[收受]|可收|也可|适合|照顾)[^,;。]{0,6}$")
_NAMED = re.compile(rf"{_AGE}{_YEARS}|[6789０0]0后")


def read_ages(cell: object) -> AgeReading:
    """The ages that one cell, or a clause inside a longer text, asks for. Two different ranges are left to a person."""
    text = re.sub(r"\(含(?:本数)?\)", "", with_digits(plain(cell)))
    if is_blank(text):
        return AgeReading()
    alone = text.replace(" ", "")
    ranges = {(int(found[1]), int(found[2])) for found in _RANGE.finditer(text) if _is_age(found, text, alone)}
    if len(ranges) > 1:
        return AgeReading(unread=text)
    if ranges:
        youngest, oldest = ranges.pop()
        return AgeReading(youngest, oldest) if youngest <= oldest else AgeReading(unread=text)
    low = _bound(_FROM, alone)
    high = _bound(_UP_TO, alone) or _bound(_BARE_UP_TO, alone)
    if low is not None and high is not None and low > high:
        return AgeReading(unread=text)
    if low is not None or high is not None:
        return AgeReading(low, high)
    if _UNLIMITED.search(alone) or _welcomes(alone):
        return AgeReading(unlimited=True)
    return AgeReading(unread=text) if _NAMED.search(alone) else AgeReading()


def _is_age(found: re.Match[str], text: str, alone: str) -> bool:
    """`20-48` counts as ages where it says 岁, follows 年龄, or is all the cell holds."""
    before = text[: found.start()].rstrip(" :")
    alone_in_cell = found.group().replace(" ", "") == alone
    return "岁" in found.group() or before.endswith("年龄") or alone_in_cell


def _bound(pattern: re.Pattern[str], text: str) -> int | None:
    for found in pattern.finditer(text):
        if not _WELCOME.search(text[: found.start()]):
            return next(int(group) for group in found.groups() if group and group.isdigit())
    return None


def _welcomes(text: str) -> bool:
    """欢迎50岁以上 invites the older; it bounds nobody."""
    return any(_WELCOME.search(text[: found.start()]) for found in _FROM.finditer(text))
