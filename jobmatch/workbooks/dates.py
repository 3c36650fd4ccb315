"""Days and spans of days as offices write them: `1982年8月10日`, `2003-9-15`, `19961110`, serial 30002, `6月底`.

A date without a year is in the year of the data, which the caller states; a month without a day stays a month.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jobmatch.workbooks.grid import CellValue
from jobmatch.workbooks.values import UnreadableError, half_width, is_blank

_EPOCH = date(1899, 12, 30)
_SERIALS = range(1, 73_051)  # 1900 to 2099; what is larger is digits, not a serial
_YEARS = range(1850, 2200)
_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SEPARATOR = r"[年月日号./\-]"
_FULL = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})[日号]?(?:[T ]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?$")
_MONTH = re.compile(r"(\d{4})[年./\-](\d{1,2})月?份?$")
_MONTH_DAY = re.compile(r"(\d{1,2})[月./\-](\d{1,2})[日号]?$")
_MONTH_END = re.compile(r"(?:(\d{4})[年./\-])?(\d{1,2})月?(?:份)?(?:底|末)$")
_BETWEEN = re.compile(r"至|到|~|～|—+|–|--|->|→|(?<=\d)-(?=\d{1,2}[日号]$)")
_NOT_DIGIT_DATE = re.compile(r"\d{8}|\d{6}")


@dataclass(frozen=True)
class ReadDate:
    """A day, or only its month (`day` is None), or only its year (`month` is None too)."""

    year: int
    month: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class Period:
    """A first and a last day; either may be unknown."""

    start: date | None
    end: date | None


def read_date(value: CellValue, year: int | None = None) -> ReadDate | None:
    """A cell's date, None for blanks. `year` is that of the data, for dates without one.

    Raises UnreadableError for what is no date, also for days that no calendar has.
    """
    if value is None or is_blank(value):
        return None
    if isinstance(value, datetime):
        return _whole(value.date())
    if isinstance(value, date):
        return _whole(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value)
    if isinstance(value, str):
        return _from_text(value, year)
    raise UnreadableError(f"{value} is not a date")


def day_of(value: CellValue, year: int | None = None) -> date | None:
    """The day of a cell, None for blanks; raises UnreadableError where there is no whole day."""
    read = read_date(value, year)
    if read is not None and read.day is None:
        raise UnreadableError(f"{value} names no day")
    return read.day if read else None


def period_of(value: CellValue, year: int | None = None) -> Period | None:
    """A span like `2026.6.8-6.19`, `6月11日-13日`, `20260617-20260626`; None for blanks.

    The end takes the year and month of the start where it names none. Raises UnreadableError where an end is no day.
    """
    if value is None or is_blank(value):
        return None
    if not isinstance(value, str):
        day = day_of(value, year)
        return Period(day, day)
    ends = _cut(re.sub(r"\s+", "", half_width(value)))
    start = day_of(ends[0], year)
    if len(ends) == 1:
        return Period(start, start)
    if start is None:
        raise UnreadableError(f"{value} names no first day")
    only_day = re.fullmatch(r"(\d{1,2})[日号]?", ends[1])
    if only_day:
        return Period(start, _day(start.year, start.month, int(only_day[1])))
    end = day_of(ends[1], start.year)
    if end and end < start and not re.match(r"\d{4}", ends[1]) and start.month - end.month > 6:
        end = _day(end.year + 1, end.month, end.day)  # from December into January
    return Period(start, end)


def _cut(said: str) -> list[str]:
    """Both ends of a span, or the whole where there is no sign between two ends."""
    said = re.sub(r"[(（].*?[)）]|[,，、;；]?共\d+天.*$|^[自从]|止$|(?<=[日号\d])起(?=\D)", "", said)
    parts = [part for part in _BETWEEN.split(said) if part]
    if len(parts) == 2:
        return parts
    hyphens = [match.start() for match in re.finditer("-", said)]
    # With hyphens both inside the dates and between them the middle one divides: 2026-6-24-2026-7-7, 6/15-7/3.
    if len(hyphens) % 2 and not re.fullmatch(r"\d{1,4}-\d{1,2}", said):
        middle = hyphens[len(hyphens) // 2]
        return [said[:middle], said[middle + 1 :]]
    return [said]


def _from_number(value: float) -> ReadDate:
    digits = str(int(value))
    if len(digits) in (6, 8) and int(digits[:4]) in _YEARS:
        return _from_digits(digits)
    if int(value) in _SERIALS:
        return _whole(_EPOCH + timedelta(days=int(value)))
    raise UnreadableError(f"{value} is not a date")


def _from_digits(digits: str) -> ReadDate:
    year, month = int(digits[:4]), int(digits[4:6])
    if len(digits) == 6:
        _day(year, month, 1)
        return ReadDate(year, month)
    return _whole(_day(year, month, int(digits[6:])))


def _from_text(value: str, year: int | None) -> ReadDate:
    said = re.sub(r"\s+", " ", half_width(value)).strip()
    said = re.sub(rf" ?({_SEPARATOR}) ?", r"\1", said).translate(_CHINESE)
    said = re.sub(r"(?<=\d)十(?=\d)", "", said)  # 三十一: 31
    said = re.sub(r"(?<=\d)十", "0", re.sub(r"(?<!\d)十(?=\d)", "1", said)).replace("十", "10")
    digits = said.replace(" ", "").removesuffix(".0")
    if _NOT_DIGIT_DATE.fullmatch(digits) and int(digits[:4]) in _YEARS:
        return _from_digits(digits)
    if re.fullmatch(r"\d{5}", digits) and int(digits) in _SERIALS:
        return _from_number(int(digits))
    said = said.removesuffix(".")
    if found := _FULL.match(said):
        return _whole(_day(int(found[1]), int(found[2]), int(found[3])))
    if found := _MONTH_END.match(said):
        return _month_end(int(found[1]) if found[1] else _need(year, value), int(found[2]))
    if found := _MONTH.match(said):
        _day(int(found[1]), int(found[2]), 1)
        return ReadDate(int(found[1]), int(found[2]))
    if found := _MONTH_DAY.match(said):
        return _whole(_day(_need(year, value), int(found[1]), int(found[2])))
    if found := re.match(r"(\d{4})年?$", said):
        return ReadDate(int(found[1]))
    raise UnreadableError(f"{value} is not a date")


def _month_end(year: int, month: int) -> ReadDate:
    _day(year, month, 1)
    return _whole(date(year, month, monthrange(year, month)[1]))


def _need(year: int | None, value: str) -> int:
    if year is None:
        raise UnreadableError(f"{value} names no year")
    return year


def _whole(day: date) -> ReadDate:
    return ReadDate(day.year, day.month, day)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UnreadableError(f"{year}-{month}-{day} is in no calendar") from error
