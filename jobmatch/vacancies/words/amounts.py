"""Finds the amounts in a text about pay, each with the word that says what it is for; `pay` puts them together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from jobmatch.vacancies.words.signs import tidy_number


class Per(StrEnum):
    """What an amount is paid for."""

    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    YEAR = "year"
    PIECE = "piece"


class Role(StrEnum):
    """What an amount is within the pay."""

    REGULAR = "regular"
    BASE = "base"
    GUARANTEED = "guaranteed"
    PROBATION = "probation"
    NOVICE = "novice"
    EXPERIENCED = "experienced"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount: `low` to `high` yuan (None where open), per what, in which role, and where it stands in the text.

    `unit` is the piece; `pieces` marks a count of pieces (400双/天) instead of money; `clear` is false where the
    numbers contradict each other.
    """

    low: float | None
    high: float | None
    per: Per | None
    role: Role
    unit: str | None
    pieces: bool
    clear: bool
    start: int
    end: int


_NUMBER = r"\d{1,9}(?:\.\d{1,4})?(?![\d.]\d|\d)"
_TIMES = r"[万千kKwW]"
_PIECE = r"(?:公斤|千克|平方米?|平米|kg|KG|[件双只套条打吨米单箱斤页张趟车盆把袋瓶台筐亩株串根盒匹卷包])"
_AMOUNT = re.compile(
    rf"(?<![\d.])(?P<low>{_NUMBER})(?P<low_times>{_TIMES})?(?P<low_yuan>元|块钱?)?"
    rf"(?:(?:-|至|到)(?P<high>{_NUMBER})(?P<high_times>{_TIMES})?)?"
    r"(?P<percent>%)?(?P<bound1>左右|上下|以上|及以上|起|\+(?!\S*提成)|以下|以内|封顶|不等|多)?"
    r"(?P<yuan>元|块钱?|圆)?(?P<bound2>左右|上下|以上|及以上|起|\+(?!\S*提成)|以下|以内|封顶|不等|多)?"
    rf"(?P<per>\s?(?:/|每|一|(?<=[元块])1)\s?(?:个?月|个?小时|工[时日]?|[天日时hH年]|{_PIECE}))?"
    r"(?P<bound3>左右|上下|以上|及以上|起|\+(?!\S*提成)|以下|以内|封顶|不等|多)?"
)
# A blank may stand before hours or people, not before 年 and 月: 保底2000 年底双薪, 3500 月休4天.
_NOT_MONEY = re.compile(r"^(?:\s?(?:个?小时|个月|[天周岁名人强号点时分班楼米厘期届级])|[年月日休])(?!\S{0,2}元)")
_A_DAY = r"\s?(?:/|每|一)\s?[天日]"
_COUNTED = re.compile(rf"^(?:\s(?={_PIECE}{_A_DAY}))?(?P<unit>{_PIECE})(?:{_A_DAY})?")
_AFTER = re.compile(r"(?<!\+)\s?(保底|底薪|日结|日薪|时薪|月薪|月结|餐补|补贴|全勤)(?!奖?\s?[:：]?\s?\d)")
_AT_LEAST = re.compile(r"(?:不低于|不少于|不得低于|至少|最低)$")

_ROLES: tuple[tuple[str, Role], ...] = (
    ("保底|保障工资|最低保障|托底", Role.GUARANTEED),
    ("底薪|基本工资|基本薪资|基础工资|基薪|底资|固定工资", Role.BASE),
    ("(?:试用|实习|培训|学徒)期?(?:满|过|结束)?后", Role.EXPERIENCED),
    ("试用期?|实习期?|培训期|学徒期", Role.PROBATION),
    ("新手|初学|生手|新员工|新工", Role.NOVICE),
    ("熟手|熟练工?|老手|老员工|转正|正式", Role.EXPERIENCED),
    (
        "餐补|饭补|伙食补?贴?|餐费|房补|住房补贴|话补|话费|交通补?贴?|车补|补贴|补助|津贴|全勤奖?|奖金?|年终奖?|奖励|介绍费|"
        "加班费?|夜班费?|工龄|高温费?|扣除?|押金?|押|服装费|体检费|培训费|返费|提成|绩效|分红|社保|住宿费?|水电费?|工时",
        Role.EXTRA,
    ),
    ("综合|薪资|薪酬|工资|月薪|日薪|时薪|年薪|收入|待遇|到手|月入|日结|计件|工价|单价|平均|月", Role.REGULAR),
)
_PAY_WORD = re.compile("计件|工资|薪|综合|待遇|收入|日结")
_ROLE = re.compile("|".join(f"(?P<{role.value}_{place}>{words})" for place, (words, role) in enumerate(_ROLES)))
_PERIODS: tuple[tuple[str, Per], ...] = (
    ("年薪|年收入|一年", Per.YEAR),
    ("日薪|日结|日工资|天工资|一天|每天|每日|日均", Per.DAY),
    ("时薪|小时工|每小时|一小时|时工资", Per.HOUR),
    ("月薪|月工资|月收入|月入|每月|一个月|月", Per.MONTH),
)
_PERIOD = re.compile("|".join(f"(?P<{per.value}>{words})" for words, per in _PERIODS))
_BREAK = re.compile(r"[,;。、!！;；\n]")


def amounts_in(text: str) -> Iterator[Amount]:
    """All amounts of a plainly spelled text, in order; counts of hours, days and people are passed over."""
    end = 0
    for found in _AMOUNT.finditer(text):
        rest = text[found.end() :]
        after = _AFTER.match(text, found.end())
        label = text[end : found.start()]
        counted = _COUNTED.match(rest) if not (found["per"] or found["yuan"] or found["low_yuan"]) else None
        if counted is None and not _says_money(found) and _NOT_MONEY.match(rest):
            continue
        role = _role(label, after[1] if after else "")
        per, unit = _per(found, label, after[1] if after else "")
        if counted:
            unit, per = counted["unit"], Per.DAY
        low, high, clear = _numbers(found)
        if low == high and _AT_LEAST.search(label):
            high = None
        end = found.end() + counted.end() if counted else after.end() if after else found.end()
        yield Amount(low, high, per, role, unit, counted is not None, clear, found.start(), end)


def _says_money(found: re.Match[str]) -> bool:
    return bool(found["per"] or found["yuan"] or found["low_yuan"])


def _role(label: str, after: str) -> Role:
    """The telling word nearest before the amount, within its own clause; else the word right after it (2000保底)."""
    for part in reversed(_BREAK.split(label)[-1].split()):
        telling = [role for found in _ROLE.finditer(part) if (role := _role_of(found)) is not Role.REGULAR]
        if telling:
            return telling[-1]
        if _PAY_WORD.search(part):  # 不加班 计件0.35元/双: what stands before the pay word is another matter
            break
    behind = _ROLE.fullmatch(after)
    return _role_of(behind) if behind else Role.REGULAR


def _role_of(found: re.Match[str]) -> Role:
    return Role(str(found.lastgroup).partition("_")[0])


def _per(found: re.Match[str], label: str, after: str) -> tuple[Per | None, str | None]:
    """Per what: said with the amount (/天), behind it (日结), or before it (日薪); None where nothing says it."""
    said = (found["per"] or "").strip(" /每一1").removeprefix("个")
    if said in ("小时", "工时", "时", "h", "H"):
        return Per.HOUR, None
    if said in ("天", "日", "工", "工日"):  # 150元/工: a day's work
        return Per.DAY, None
    if said in ("月", "年"):
        return (Per.MONTH if said == "月" else Per.YEAR), None
    if said:
        return Per.PIECE, said
    before = list(_PERIOD.finditer(_BREAK.split(label)[-1]))
    period = before[-1] if before else _PERIOD.fullmatch(after)
    return (Per(str(period.lastgroup)) if period else None), None


def _numbers(found: re.Match[str]) -> tuple[float | None, float | None, bool]:
    """Low and high in yuan: a multiplier said once goes for both (5-6k); one bound alone leaves the other open."""
    if found["percent"]:
        return None, None, False
    low, high = float(found["low"]), float(found["high"]) if found["high"] else None
    low_times, high_times = _times(found["low_times"]), _times(found["high_times"])
    if high is not None:
        if low_times is None and high_times is not None and low < high:
            low_times = high_times
        elif high_times is None and low_times is not None and high < 1000:
            high_times = low_times
    low = tidy_number(low * (low_times or 1))
    high = tidy_number(high * (high_times or 1)) if high is not None else None
    bound = found["bound1"] or found["bound2"] or found["bound3"]
    if high is not None:
        return low, high, low <= high
    if bound in ("以上", "及以上", "起", "+", "多"):
        return low, None, True
    if bound in ("以下", "以内", "封顶"):
        return None, low, True
    return low, low, True


def _times(sign: str | None) -> int | None:
    if sign is None:
        return None
    return 10000 if sign in "万wW" else 1000
