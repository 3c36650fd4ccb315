"""Reads how many places an office offers (`5-8名`, `10人`, `若干`, `3男2女`)."""

import re
from dataclasses import dataclass

from jobmatch.vacancies.words.signs import count_of, is_blank, plain, with_digits


@dataclass(frozen=True, slots=True)
class HeadcountReading:
    """Places from `min` to `max`, None where no number can be read; `open_ended` for 若干, 长期招聘, 10人以上.

    `men` and `women` are places divided by sex, which no advert may do.
    """

    min: int | None = None
    max: int | None = None
    open_ended: bool = False
    men: int | None = None
    women: int | None = None
    unread: str | None = None


_UNIT = r"\s?(?:人|名|个|位|员)?"
_LEADING = "(?:招聘?|需要?|约|共|各|每[班期批]|计划|不超过|最多)?"
_EACH = "(?:(?:/|每)[班期批])?"
_NUMERAL = r"(\d{1,4}|[一二两三四五六七八九十]{1,3})"
_PLAIN = re.compile(rf"^{_LEADING}{_NUMERAL}{_UNIT}(?:左右)?{_EACH}$")
_RANGE = re.compile(rf"^{_LEADING}{_NUMERAL}{_UNIT}\s?(?:-|至|到)\s?{_NUMERAL}{_UNIT}{_EACH}$")
_AT_LEAST = re.compile(rf"^{_LEADING}{_NUMERAL}{_UNIT}(?:以上|及以上|起|\+|[多余]{_UNIT})$")
_OPEN = re.compile(r"若干|多名|数名|长期|大量|不限|批量|急招$|常年")


def read_headcount(cell: object) -> HeadcountReading:
    """The places that one cell offers; a number that is divided by sex is summed and kept in its parts."""
    text = with_digits(plain(cell)).replace(" ", "")
    if is_blank(text):
        return HeadcountReading()
    men, women = _by_sex(text)
    if men is not None or women is not None:
        total = (men or 0) + (women or 0)
        return HeadcountReading(total, total, men=men, women=women)
    for pattern, open_ended in ((_PLAIN, False), (_RANGE, False), (_AT_LEAST, True)):
        found = pattern.match(text)
        numbers = [count_of(group) for group in found.groups()] if found else []
        if numbers and None not in numbers:
            low, high = numbers[0], numbers[-1]
            if low is not None and high is not None and low <= high:
                return HeadcountReading(low, None if open_ended else high, open_ended=open_ended)
    if _OPEN.search(text):
        return HeadcountReading(open_ended=True)
    return HeadcountReading(unread=text)


def _by_sex(text: str) -> tuple[int | None, int | None]:
    """3男2女 and 男3女2: the numbers stand either before or after both words."""
    before = re.fullmatch(rf"{_NUMERAL}{_UNIT}男(?:工|性)?[,、和]?(?:{_NUMERAL}{_UNIT}女(?:工|性)?)?", text)
    women_first = re.fullmatch(rf"{_NUMERAL}{_UNIT}女(?:工|性)?[,、和]?(?:{_NUMERAL}{_UNIT}男(?:工|性)?)?", text)
    after = re.fullmatch(rf"男(?:工|性)?{_NUMERAL}{_UNIT}[,、和]?(?:女(?:工|性)?{_NUMERAL}{_UNIT})?", text)
    after_women = re.fullmatch(rf"女(?:工|性)?{_NUMERAL}{_UNIT}[,、和]?(?:男(?:工|性)?{_NUMERAL}{_UNIT})?", text)
    men_first, women_leading = before or after, women_first or after_women
    if men_first:
        return count_of(men_first[1]), count_of(men_first[2]) if men_first[2] else None
    if women_leading:
        return count_of(women_leading[2]) if women_leading[2] else None, count_of(women_leading[1])
    return None, None
