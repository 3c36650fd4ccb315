"""What the title coder sees of a title: the runs of one to four signs of its core, less of what stands in brackets.

Learning and coding both go through here, so that a model always meets the features it was taught with.
"""

import math
from collections import Counter
from dataclasses import dataclass

from .words import advertised, read_words

LONGEST = 4
_LONGEST_IN_BRACKETS = 3
_BRACKET_WEIGHT = 0.3


@dataclass(frozen=True)
class TitleText:
    """The core of a title, pieces parted by single spaces, and what stood in brackets."""

    core: str
    inside: str


def title_text(title: str) -> TitleText:
    """The core without employer, pay, benefits and numbers: `某某金属招聘焊工5000元(长白班)` has the core 焊工."""
    words = read_words(advertised(title))
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
