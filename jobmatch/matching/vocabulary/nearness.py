"""How near two occupations are, 0 to 100: from codes, from what experience says of pairs, from shared skills.

Never from the likeness of their names: 叉车司机 and 货车司机 look alike and are worlds apart; 月嫂 and 育婴员 are the
reverse.
"""

from functools import cache, lru_cache

from .occupations import Occupation, code_parts, load_tables, package_rows
from .skills import telling_skills
from .words import name_key

SAME = 100
# Points for the levels that two codes share; a major group alone (4: all services) says nothing.
_SHARED_LEVELS = {0: 0, 1: 0, 2: 25, 3: 55, 4: 90}
_ABOVE = {1: 20, 2: 45, 3: 70}
_SAME_TRADE = 10
_EACH_SKILL = 12
_MOST_BY_SKILLS = 30
_BELOW_SAME = 95


def same(one: Occupation, other: Occupation) -> bool:
    """The same occupation is the same canonical name or the same code."""
    return one.name == other.name or (one.code is not None and one.code == other.code)


@lru_cache(maxsize=500_000)
def nearness(one: Occupation, other: Occupation) -> int:
    """0 (nothing in common) to 100 (the same); symmetrical."""
    if same(one, other):
        return SAME
    known = _related().get(frozenset((one.name, other.name)))
    if known is not None:
        return known
    points = _by_codes(one.kin, other.kin)
    if one.group and one.group == other.group:
        points += _SAME_TRADE
    points += min(_MOST_BY_SKILLS, _EACH_SKILL * len(telling_skills(one.skills) & telling_skills(other.skills)))
    return min(points, _BELOW_SAME)


def _by_codes(one: str, other: str) -> int:
    first, second = sorted((code_parts(one), code_parts(other)), key=len)
    shared = 0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        shared += 1
    if shared == len(first) < len(second):
        return _ABOVE[shared]
    return _SHARED_LEVELS[shared]


@cache
def _related() -> dict[frozenset[str], int]:
    tables = load_tables()
    return {
        frozenset((tables.by_name[name_key(row["one"])].name, tables.by_name[name_key(row["other"])].name)): int(
            row["nearness"]
        )
        for row in package_rows("related.tsv")
    }
