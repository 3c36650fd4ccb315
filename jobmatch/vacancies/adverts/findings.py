"""What an advert check finds: rule, level, the words, why, and a lawful way to say it. Nothing is decided here."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """`block` keeps the advert from being published; `warn` is said to the employer and to whoever releases it."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why it may not stand and what may stand instead, in plain Chinese and in English."""

    because: str
    because_en: str
    instead: str
    instead_en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach or doubt. `words` are as posted; `source` says where: text, title, or a field of the vacancy.

    `family` is the kind of wording within the rule; `start` and `end` the place within a text.
    """

    rule: str
    level: Level
    words: str
    explanation: Explanation
    source: str
    family: str
    start: int = 0
    end: int = 0


def may_publish(findings: list[Finding]) -> bool:
    """Whether nothing found keeps the advert back."""
    return all(finding.level is not Level.BLOCK for finding in findings)
