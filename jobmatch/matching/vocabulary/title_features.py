"""What the title coder sees of a title: the runs of one to four signs of its core, less of what stands in brackets.

Learning and coding both go through here, so that a model always meets the features it was taught with.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass

from .words import name_key, read_words

LONGEST = 4
_LONGEST_IN_BRACKETS = 3
_BRACKET_WEIGHT = 0.3
# 某某公司招聘焊工: what follows is the title. 招聘专员 is a title itself.
_ADVERT = re.compile(
    r"^.*?(?:招聘|诚聘|直招|诚招|急招|急聘|聘)(?!专员|助理|经理|主管|顾问|师|总监|岗|负责|官|hr|文员|实习|客服)(.{2,})$"
)


@dataclass(frozen=True)
class TitleText:
    """The core of a title, pieces parted by single spaces, and what stood in brackets."""

    core: str
    inside: str


def title_text(title: str) -> TitleText:
    """The core without employer, pay, benefits and numbers: `某某金属招聘焊工5000元(长白班)` has the core 焊工."""
    advert = _ADVERT.match(name_key(title))
    words = read_words(advert.group(1) if advert else title)
    if advert and not (words.outside or words.inside):
        words = read_words(title)
    if not words.outside:
        return TitleText(" ".join(words.inside), "")
    return TitleText(" ".join(words.outside), " ".join(words.inside))


def weighted_grams(text: TitleText) -> dict[str, float]:
    """Runs of signs with their weights before rarity is counted; empty for a title without any words."""
    if not text.core:
        return {}
    counted = Counter(_runs(f"^{text.core}$", LONGEST))
    # A beginning or an end alone belongs to every title.
    del counted["^"], counted["$"]
    grams = {gram: 1.0 + math.log(times) for gram, times in counted.items()}
    for gram in _runs(text.inside, _LONGEST_IN_BRACKETS):
        grams.setdefault(gram, _BRACKET_WEIGHT)
    return grams


def _runs(text: str, longest: int) -> list[str]:
    return [text[at : at + size] for size in range(1, longest + 1) for at in range(len(text) - size + 1)]
