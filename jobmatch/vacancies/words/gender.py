"""Reads the sex column that offices still keep (`男女不限`, `限女性`); the advert check says what is unlawful."""

import re
from dataclasses import dataclass
from enum import StrEnum

from jobmatch.vacancies.words.signs import is_blank, plain


class Wanted(StrEnum):
    """Whom the cell asks for."""

    EITHER = "either"
    MEN = "men"
    WOMEN = "women"
    BOTH_IN_PARTS = "both_in_parts"


@dataclass(frozen=True, slots=True)
class SexReading:
    """Whom the cell asks for, None where it says nothing; `preferred` for 优先; `words` what sets the condition."""

    wanted: Wanted | None = None
    preferred: bool = False
    words: str | None = None
    unread: str | None = None

    @property
    def is_condition(self) -> bool:
        """Whether the cell limits or prefers a sex, or divides the places by it."""
        return self.wanted in (Wanted.MEN, Wanted.WOMEN, Wanted.BOTH_IN_PARTS)


_EITHER = re.compile(
    "男女(?:均可|不限|皆可|都可以?|都行|兼收|各半?可)|性别不限|不限(?:男女|性别)?|无要求|不作?要求|没有?要求"
    "|均可|皆可|都可以?|不分男女|^男[/、或,]?女$"
)
_PARTS = re.compile(r"\d+\s?[人名个位]?\s?男.*\d+\s?[人名个位]?\s?女|男\D{0,3}\d+.*女\D{0,3}\d+|\d.*女.*\d.*男|男女各")


def read_sex(cell: object) -> SexReading:
    """Whom one cell of a sex column asks for. The words are the cell's own, as posted."""
    text = plain(cell).replace(" ", "")
    if is_blank(text):
        return SexReading()
    words = str(cell).strip()
    if _PARTS.search(text):
        return SexReading(Wanted.BOTH_IN_PARTS, words=words)
    preferred = "优先" in text
    if _EITHER.search(text):
        text = _EITHER.sub("", text)
        if not preferred:
            return SexReading(Wanted.EITHER)
    men, women = "男" in text, "女" in text
    if men == women:
        return SexReading(unread=words)
    return SexReading(Wanted.MEN if men else Wanted.WOMEN, preferred=preferred, words=words)
