"""Reads what an office writes about working time (`8小时，月休4天`, `12小时两班倒`, `8:00-18:00`, `做六休一`)."""

import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from jobmatch.matching import codes as matching
from jobmatch.vacancies.words.signs import count_of, is_blank, plain, with_digits

WEEKENDS_OFF = 21.75  # paid days of a month with two days off a week (notice 3 of 2008 on paid days)
ONE_DAY_OFF = 26.0
ALTERNATE_WEEKENDS = 24.0


class Shift(StrEnum):
    """How the day is cut (domain words: 白, 夜, 两班, 三班, 弹性, 宝妈岗)."""

    DAY = "day"
    NIGHT = "night"
    TWO_SHIFTS = "two_shifts"
    THREE_SHIFTS = "three_shifts"
    FLEXIBLE = "flexible"
    PARENTS = "parents"

    @property
    def in_matching(self) -> matching.Shift:
        """The shift as matching knows it: two and three shifts rotate, a parents' shift is by day."""
        rotating = self in (Shift.TWO_SHIFTS, Shift.THREE_SHIFTS)
        by_name = {Shift.PARENTS: matching.Shift.DAY}
        return matching.Shift.ROTATING if rotating else by_name.get(self) or matching.Shift(self.value)


@dataclass(frozen=True, slots=True)
class HoursReading:
    """Working time as offered, None where unsaid; of a range the longer hours and the fewer days off are kept.

    `overtime` says that overtime comes on top (8小时+加班); `live_in` that the person lives in the household.
    """

    shift: Shift | None = None
    start: time | None = None
    end: time | None = None
    hours_per_day: float | None = None
    days_per_month: float | None = None
    overtime: bool = False
    live_in: bool = False
    unread: str | None = None

    @property
    def says_anything(self) -> bool:
        """Whether anything about working time was read."""
        facts = (self.shift, self.start, self.hours_per_day, self.days_per_month)
        return self.live_in or any(fact is not None for fact in facts)


_N = r"(\d{1,2}(?:\.\d)?|[一二两三四五六七八九十]{1,2})"
_HOURS = re.compile(rf"{_N}(?:(?:-|至|到){_N})?\s?个?(?:小时|钟头|[hH](?![a-zA-Z]))(?!\s?(?:加班|后|内|以?后))")
_OFF_A_MONTH = re.compile(rf"(?:每?月休|每?月[^,;。\d]{{0,3}}休息?|月假){_N}(?:(?:-|至|到){_N})?\s?天?")
_DAYS_A_MONTH = re.compile(rf"(?:每?月|一个月)[^,;。休\d]{{0,4}}{_N}\s?天|{_N}\s?天\s?(?:/|每|一个?)\s?月")
_CLOCK = re.compile(
    r"(?P<h1>[01]?\d|2[0-4])(?:[:点时](?P<m1>[0-5]\d|半)?分?)\s?(?:-|至|到)\s?"
    r"(?P<late>下午|晚上?|傍晚|次日|凌晨)?(?P<h2>[01]?\d|2[0-4])(?:[:点时](?P<m2>[0-5]\d|半)?分?)"
)
_EARLY_LATE = re.compile(r"早(?:上)?(1[0-2]|\d)点?(?:到|至|-)?晚(?:上)?(1[0-2]|\d)点?|朝([六七八九])晚([四五六七八九])")
_SHIFTS: tuple[tuple[re.Pattern[str], Shift], ...] = (
    (re.compile("宝妈[班岗]|妈妈[班岗]|妈妈式"), Shift.PARENTS),
    (re.compile("三班|四班三|3班"), Shift.THREE_SHIFTS),
    (re.compile("[两二2]班|倒班|轮班|翻班|白夜班|黑白班|对班"), Shift.TWO_SHIFTS),
    (re.compile("弹性|灵活|自由|随时|时间不限|不定时"), Shift.FLEXIBLE),
    (re.compile("(?:夜班|晚班|上夜)(?!补)"), Shift.NIGHT),
    (re.compile("白班|常白|长白|日班|坐班|行政班|正常班|早班"), Shift.DAY),
)
_DAYS_ONLY = re.compile("不用?(?:倒|轮|翻)班|无需?(?:倒|轮)班|(?:不用?上|无|没有?|不值)夜班")


def read_hours(cell: object) -> HoursReading:
    """The working time that one cell states. Never raises; `unread` is the cell where nothing of it was understood."""
    text = with_digits(plain(cell))
    if is_blank(text):
        return HoursReading()
    start, end = _clock(text)
    reading = HoursReading(
        shift=_shift(text),
        start=start,
        end=end,
        hours_per_day=_hours(text),
        days_per_month=_days(text),
        overtime=bool(re.search(r"(?<![无不])(?:\+|加上?|另有|有|需)\s?加班|加班另", text)),
        live_in=bool(re.search(r"(?<!不)住家", text)),
    )
    return reading if reading.says_anything else HoursReading(unread=text)


def _hours(text: str) -> float | None:
    """The longest of the hours named as a day's work; more than 24 are not a day's."""
    named = [_number(found[2] or found[1]) for found in _HOURS.finditer(text) if not _weekly(text, found)]
    fitting = [hours for hours in named if hours is not None and 0 < hours <= 24]
    if fitting:
        return max(fitting)
    return None


def _weekly(text: str, found: re.Match[str]) -> bool:
    return bool(re.search(r"(?:周|月)[^,;。]{0,4}$", text[: found.start()]))


def _days(text: str) -> float | None:
    off = _OFF_A_MONTH.search(text)
    if off:
        days = _number(off[1])
        return 30 - days if days is not None and days < 30 else None
    worked = _DAYS_A_MONTH.search(text)
    if worked:
        days = _number(worked[1] or worked[2])
        return days if days is not None and 0 < days <= 31 else None
    if re.search("大小周|单双休|大小休", text):
        return ALTERNATE_WEEKENDS
    if re.search("双休|周末休|周六周?日休|做五休二|上五休二|周休(?:二|两|2)", text):
        return WEEKENDS_OFF
    if re.search("单休|做六休一|上六休一|做6休1|上6休1|周日休|(?:每周|周|一周)休(?:息)?[一1]", text):
        return ONE_DAY_OFF
    return 30.0 if re.search("无休|不休|全月无?休|月休0", text) else None


def _shift(text: str) -> Shift | None:
    if _DAYS_ONLY.search(text):
        return Shift.DAY
    return next((shift for pattern, shift in _SHIFTS if pattern.search(text)), None)


def _clock(text: str) -> tuple[time | None, time | None]:
    """8:00-18:00, 上午8点到下午5点半, 朝九晚五; an end without a minute sign is none."""
    found = _CLOCK.search(text)
    if found:
        late = found["late"] in ("下午", "晚", "晚上", "傍晚")
        return _time(found["h1"], found["m1"]), _time(found["h2"], found["m2"], late)
    early = _EARLY_LATE.search(text)
    if early:
        first, last = count_of(early[1] or early[3]), count_of(early[2] or early[4])
        if first is not None and last is not None and 0 < last <= 12:
            return time(first % 24), time((last + 12) % 24)
    return None, None


def _time(hour: str, minute: str | None, late: bool = False) -> time:
    hours = int(hour) + (12 if late and int(hour) < 12 else 0)
    return time(hours % 24, 30 if minute == "半" else int(minute or 0))


def _number(numeral: str) -> float | None:
    return float(numeral) if numeral[0].isdigit() else count_of(numeral)
