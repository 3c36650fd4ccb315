"""Reads what an office writes about meals and beds (`包吃住`, `包住，餐补15元/天`, `住宿水电自理`)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from jobmatch.vacancies.words.signs import is_blank, plain, tidy_number, with_digits


class Provision(StrEnum):
    """Who pays for meals or a bed. `own_cost` (自理) says who pays, not whether the employer has beds at all."""

    FREE = "free"
    PAID = "paid"
    OWN_COST = "own_cost"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class BoardReading:
    """Meals and bed, None where the text does not say; charges and the allowance in yuan.

    `meals_note` names the meals where only some are given (午餐); `allowance_per` is day, month or meal;
    `utilities_own` says that water and light are paid oneself.
    """

    meals: Provision | None = None
    lodging: Provision | None = None
    meals_note: str | None = None
    meals_charge: float | None = None
    lodging_charge: float | None = None
    allowance: float | None = None
    allowance_per: str | None = None
    utilities_own: bool = False
    unread: str | None = None

    @property
    def says_anything(self) -> bool:
        """Whether the text said anything about meals or a bed."""
        return any(value is not None for value in (self.meals, self.lodging, self.allowance))


_BOTH_FREE = re.compile(
    r"包吃包?住|包住包?吃|包食宿|包吃宿|包宿包?吃|食宿全包|吃住全包|管吃管?住|供吃供?住|有吃有住"
    r"|免费(?:提供)?(?:食宿|吃住)|(?:提供|管|含|供)(?:免费)?(?:食宿|吃住)"
)
_BOTH_NONE = re.compile(
    r"不(?:包|管|含|提供)(?:吃住|食宿|吃宿|吃不?包?住)|不包吃不包住|无食宿|不(?:包|含)(?=[,;、。]|$)"
)
_BOTH_OWN = re.compile(r"(?:食宿|吃住)(?:费用)?自(?:理|费|付)")
_MEALS_NONE = re.compile(
    r"不(?:包|管|含|提供)(?:吃|餐|饭|伙食)|餐自理|伙食自理|吃饭自理|(?:就餐|用餐|餐费|膳食)自(?:理|费)"
)
_MEALS_FREE = re.compile(
    r"(?<!不)(?:包|管|含|供|提供|免费)(?:免费)?"
    r"(?P<what>一餐|两餐|二餐|三餐|[123]餐|早餐|午餐|中餐|晚餐|工作餐|员工餐|餐|吃|饭|伙食)"
    r"|^(?P<bare>早餐|午餐|中餐|晚餐|工作餐)$|有食堂免费"
)
_MEALS_PAID = re.compile(r"(?:餐费|伙食费?|吃饭|用餐|一餐|每餐|餐)[^\d,;，。补]{0,4}(\d+(?:\.\d+)?)(?:元|块)?")
_LODGING_NONE = re.compile(r"不(?:包|管|含|提供)(?:住宿?|宿)|无(?:住宿|宿舍)|没有?宿舍")
_LODGING_OWN = re.compile(r"住宿?(?:费|水电|费用)*(?:自理|自费|自付|自行解决|自行安排)|住宿?自己解决")
_LODGING_FREE = re.compile(r"(?<!不)(?:包|管|含|供)住|(?<!不)(?:提供|免费|有|含|安排)(?:免费)?(?:员工)?(?:住宿|宿舍)")
_LODGING_PAID = re.compile(r"(?:住宿费?|宿舍费?|房租|床位费?)[^\d,;，。补]{0,4}(\d+(?:\.\d+)?)(?:元|块)?")
_ALLOWANCE = re.compile(
    r"(?:餐补|饭补|房补|(?:伙食|误餐|餐费|生活|住房|外宿)补[贴助]?)\D{0,3}(\d+(?:\.\d+)?)(?:元|块)?"
    r"(?:\s?(?:/|每|一)\s?个?([天日月餐]))?"
)
_UTILITIES = re.compile(r"水电(?:费)?(?:自理|自费|自付|平摊|AA)|水电费?均摊")


def read_board(cell: object) -> BoardReading:
    """Meals and bed from one cell. `无` and `不包` in a cell of their own mean neither; an empty cell says nothing."""
    text = with_digits(plain(cell))
    compact = text.replace(" ", "")
    if compact in ("无", "不包", "都不包", "均不包", "不提供", "不含"):
        return BoardReading(meals=Provision.NONE, lodging=Provision.NONE)
    if is_blank(text):
        return BoardReading()
    allowance = _ALLOWANCE.search(compact)
    bare = _ALLOWANCE.sub("", compact)
    meals, note = _meals(bare)
    lodging = _lodging(bare)
    meals_charge, lodging_charge = _charge(_MEALS_PAID, bare), _charge(_LODGING_PAID, bare)
    if meals_charge and meals is not Provision.NONE:
        meals = Provision.PAID
    if lodging_charge and lodging is not Provision.NONE:
        lodging = Provision.PAID
    reading = BoardReading(
        meals,
        lodging,
        note,
        meals_charge,
        lodging_charge,
        tidy_number(float(allowance[1])) if allowance else None,
        _period(allowance[2]) if allowance else None,
        bool(_UTILITIES.search(bare)),
    )
    return reading if reading.says_anything else BoardReading(unread=text)


def _meals(text: str) -> tuple[Provision | None, str | None]:
    if _MEALS_NONE.search(text):
        return (Provision.OWN_COST if re.search("自[理费]", text) else Provision.NONE), None
    found = _MEALS_FREE.search(text)
    if found:
        what = (found["what"] or found["bare"] or "") if found.lastgroup else ""
        return Provision.FREE, what if what not in ("", "吃", "饭", "餐", "伙食") else None
    return _both(text), None


def _lodging(text: str) -> Provision | None:
    if _LODGING_NONE.search(text):
        return Provision.NONE
    if _BOTH_FREE.search(text) and not _BOTH_NONE.search(text):
        return Provision.FREE
    if _LODGING_OWN.search(text):
        return Provision.OWN_COST
    return Provision.FREE if _LODGING_FREE.search(text) else _both(text)


def _both(text: str) -> Provision | None:
    if _BOTH_NONE.search(text):
        return Provision.NONE
    if _BOTH_OWN.search(text):
        return Provision.OWN_COST
    return Provision.FREE if _BOTH_FREE.search(text) else None


def _charge(pattern: re.Pattern[str], text: str) -> float | None:
    found = pattern.search(text)
    return tidy_number(float(found[1])) if found and float(found[1]) > 0 else None


def _period(sign: str | None) -> str | None:
    return {"天": "day", "日": "day", "月": "month", "餐": "meal"}.get(sign or "")
