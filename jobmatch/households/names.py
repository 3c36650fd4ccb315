"""Names as they are looked up: a tidy spelling, and pinyin that reads surnames as surnames."""

import unicodedata

from pypinyin import lazy_pinyin

SURNAMES = {
    "万俟": "mo qi", "尉迟": "yu chi", "长孙": "zhang sun", "单于": "chan yu", "澹台": "tan tai",
    "单": "shan", "解": "xie", "曾": "zeng", "仇": "qiu", "查": "zha", "朴": "piao", "区": "ou", "盖": "ge",
    "覃": "qin", "乐": "yue", "华": "hua", "任": "ren", "冼": "xian", "洗": "xian", "缪": "miao", "翟": "zhai",
    "盛": "sheng", "宁": "ning", "折": "she", "员": "yun", "种": "chong", "黑": "he", "繁": "po", "秘": "bi",
    "召": "shao", "郗": "xi", "隗": "wei", "过": "guo", "哈": "ha", "钭": "tou", "阚": "kan",
}  # fmt: skip
"""Surnames whose reading differs from the character's usual one, or that the dictionary of readings gets wrong."""


def tidy(name: str) -> str:
    """A name without the spaces that fill a column and with one kind of dot (迪丽·热巴)."""
    narrow = unicodedata.normalize("NFKC", name)
    return "".join(narrow.split()).replace("•", "·").replace("・", "·").replace("．", "·")


def pinyin(name: str) -> str:
    """The pinyin of a name without tones, syllables apart: `曾素琴` → `zeng su qin`."""
    plain = tidy(name)
    for length in (2, 1):
        reading = SURNAMES.get(plain[:length])
        if reading is not None and len(plain) > length:
            return " ".join([reading, *lazy_pinyin(plain[length:])]).lower()
    return " ".join(lazy_pinyin(plain)).lower()


def initials_like(letters: str) -> str:
    """What the pinyin of a name is like whose syllables begin with these letters, for SQL: `zsq` → `z% s% q%`."""
    return " ".join(f"{letter}%" for letter in letters.lower())
