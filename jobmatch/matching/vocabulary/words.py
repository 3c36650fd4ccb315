"""What a noisy title or skill says once its writing is levelled: width, script, case, pay, benefits, serial numbers.

Pure text; which occupation the words mean is decided in `readings`.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

LONGEST_TITLE = 200
_BRACKETS = re.compile(r"[(\[【〔《<{「『][^()\[\]【】〔〕《》<>{}「」『』]*[)\]】〕》>}」』]?")
_MARKS = re.compile(r"[()\[\]【】〔〕《》<>{}「」『』\"'“”‘’!！?？:：*#~～。…]+")
# 某某公司招聘焊工: what follows is the title. 招聘专员 is a title itself.
_ADVERT = re.compile(
    r"^.*?(?:招聘|诚聘|直招|诚招|急招|急聘|聘)(?!专员|助理|经理|主管|顾问|师|总监|岗|负责|官|hr|文员|实习|客服)(.{2,})$"
)
# 保 洁 员: signs set apart one by one are one word.
_SPACED = re.compile(r"(?<!\S)([\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff](?!\S))")
_SEPARATORS = re.compile(r"[\s/\\|,，、;；+＋&·•\-—_.]+")
# Pay, shares of pay, serial numbers, ages, head counts: digits with the units that belong to them.
_FIGURES = re.compile(
    r"(?:月薪|年薪|日薪|时薪|底薪|保底|综合|月入|工资|薪资|日结|包干)?"
    r"[jx]?\d[\d.,]*(?:\s*[-~到至]\s*\d[\d.,]*)?\s*"
    r"(?:k|w|万|千|元|块|岁|周岁|名|人|个|天|小时|%|h)?(?:以上|左右|起|薪)?(?:/?(?:月|天|日|时|小时|年))?\+?"
)
_BENEFITS = re.compile(
    r"包吃包住|包食宿|提供食宿|包吃住|包吃|包住|管吃住|管吃|管住|有食宿|食宿|夫妻房|五险一金|六险一金|五险|社保|公积金|双休|单休|"
    r"周末休|带薪年假|年终奖|高薪急聘|高薪|急招|急聘|诚聘|诚招|招募|直招|直签|"
    r"招聘(?!专员|助理|经理|主管|顾问|师|总监|岗|负责|官|hr|文员|实习)|长白班|白班|夜班|两班倒|倒班|无需经验|"
    r"无经验|零基础|可学徒|接受小白|小白|包教会|带薪培训|薪资|月薪|底薪|保底|综合|日结|周结|月结|工资|待遇|提成|补贴|"
    r"应届生|实习生|兼职|全职|男女不限|公益性岗位|宝妈岗|宝妈"
)


@dataclass(frozen=True)
class Words:
    """A title as read: its pieces outside brackets and inside them; `whole` is all of them together."""

    whole: str
    outside: tuple[str, ...]
    inside: tuple[str, ...]


@cache
def _script() -> dict[int, int]:
    pairs = files(__package__).joinpath("data/traditional.txt").read_text(encoding="utf-8").split()
    return {ord(pair[0]): ord(pair[1]) for pair in pairs}


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Half-width, simplified, lower case, without control signs and outer spaces; the words stay as they are."""
    levelled = unicodedata.normalize("NFKC", text).translate(_script()).lower()
    if not levelled.isprintable():
        levelled = "".join(sign for sign in levelled if sign.isprintable() or sign.isspace())
    return levelled.strip()


def advertised(text: str) -> str:
    """What an advert seeks, without who seeks it; the text itself where it says nothing of that.

    Read up to `LONGEST_TITLE` signs: what is longer is a whole advert, and its title stands at the beginning.
    """
    text = text[:LONGEST_TITLE]
    advert = _ADVERT.match(name_key(text))
    sought = advert.group(1) if advert else text
    return sought if read_words(sought).outside or read_words(sought).inside else text


@lru_cache(maxsize=20_000)
def name_key(text: str) -> str:
    """The form in which names are compared: `plain`, without any spaces."""
    return re.sub(r"\s+", "", plain(text))


@lru_cache(maxsize=20_000)
def read_words(text: str) -> Words:
    """The words of a title without pay, benefits and numbers: `普工+包吃住+综合5-6k+汽车厂` gives 普工, 汽车厂."""
    levelled = _SPACED.sub(r"\1", plain(text))
    outside = _pieces(_BRACKETS.sub(" ", levelled))
    inside = _pieces(" ".join(match.group(0) for match in _BRACKETS.finditer(levelled)))
    return Words("".join(outside + inside), outside, inside)


def _pieces(text: str) -> tuple[str, ...]:
    bare = _FIGURES.sub(" ", _BENEFITS.sub(" ", _MARKS.sub(" ", text)))
    return tuple(piece for piece in _SEPARATORS.split(bare) if piece)
