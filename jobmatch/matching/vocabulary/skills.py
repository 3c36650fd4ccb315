"""Skill words in one normal form, so that 拷边 and 锁边 are the same skill. Occupations are not decided here."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from .words import name_key

_BRACKETED = re.compile(r"[(\[【].*?[)\]】]")


@dataclass(frozen=True)
class _SkillWords:
    normal: dict[str, str]
    around: tuple[str, ...]
    common: frozenset[str]


@lru_cache(maxsize=50_000)
def skill(text: str) -> str:
    """The normal form of one skill word: `熟练操作电动平车` gives 平车. Unknown words stay, levelled."""
    words = _words()
    levelled = _BRACKETED.sub("", name_key(text)) or name_key(text)
    if levelled in words.normal:
        return words.normal[levelled]
    for around in words.around:
        core = levelled.removeprefix(around).removesuffix(around)
        if core != levelled and len(core) > 1:
            return skill(core)
    return levelled


def shared_skills(have: Iterable[str], need: Iterable[str]) -> frozenset[str]:
    """The needed skills that are had, in their normal form."""
    return frozenset(map(skill, have)) & frozenset(map(skill, need))


def telling_skills(skills: Iterable[str]) -> frozenset[str]:
    """The normal forms without abilities that half of all posts ask for (站立, 识字)."""
    return frozenset(map(skill, skills)) - _words().common


@cache
def _words() -> _SkillWords:
    data = tomllib.loads(files(__package__).joinpath("data/skills.toml").read_text(encoding="utf-8"))
    normal = {name_key(word): name_key(group[0]) for group in data["same"] for word in group}
    # Longest first, so that 熟练操作 is taken off before 熟练.
    around = tuple(sorted(data["around"], key=lambda word: (-len(word), word)))
    common = frozenset(normal.get(name_key(word), name_key(word)) for word in data["common"])
    return _SkillWords(normal, around, common)
