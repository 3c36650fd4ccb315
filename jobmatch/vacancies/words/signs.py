"""The spelling of a cell made plain: widths, spaces, dashes and Chinese numerals; meaning is left to the readers."""

import re
import unicodedata

BLANK = frozenset({"", "/", "-", "--", "无", "空", "同上", "\\", "."})

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_DASHES = re.compile(r"\s*[-‐‑‒–—―－−~～〜∼﹣﹘ー]+\s*")
_THOUSANDS = re.compile(r"(?<![\d.])(\d{1,3}),(\d{3})(?!\d)")
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_SIGN = "[零〇一二两三四五六七八九十百千万]"
_NUMERAL = re.compile(rf"[一二两三四五六七八九十]{_SIGN}*[十百千万]{_SIGN}*|十[一二三四五六七八九]?")
_SHORT_HUNDREDS = re.compile(r"(?<=百[二三四五六七八九])一(?=[天日个]|小时)")
_NEIGHBOURS = re.compile(r"([一二两三四五六七八])([二三四五六七八九])([十百千万])")


def plain(cell: object) -> str:
    """One cell in plain spelling: half-width, no hidden signs, one kind of dash, white space reduced to one blank.

    Takes what a workbook gives (text, number or nothing); a whole number loses its `.0`.
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", str(cell)))
    text = _DASHES.sub("-", text)
    text = _THOUSANDS.sub(r"\1\2", text)
    return re.sub(r"\s+", " ", text).strip()


def is_blank(cell: object) -> bool:
    """Whether a cell says nothing: empty, a stroke, 无."""
    return plain(cell) in BLANK


def with_digits(text: str) -> str:
    """Chinese numerals as digits where they have a power of ten: 三千到四千五 → 3000到4500, 五六千 → 5000-6000."""
    text = _SHORT_HUNDREDS.sub(" 一", _NEIGHBOURS.sub(_neighbours, text))  # 一百八一天 is 180 a day
    return _NUMERAL.sub(lambda found: _spelled(found.group()), text)


def count_of(numeral: str) -> int | None:
    """The number that `12`, `五` or `二十` stands for; None where it is no numeral."""
    if numeral.isascii() and numeral.isdigit():
        return int(numeral) if len(numeral) < 10 else None
    return _value(numeral)


def tidy_number(value: float) -> float:
    """A number without the dust of floating point; whole numbers as int, so that they print without `.0`."""
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def _neighbours(found: re.Match[str]) -> str:
    low, high = _DIGITS[found[1]], _DIGITS[found[2]]
    if high != low + 1:
        return found.group()
    return f"{low * _POWERS[found[3]]}-{high * _POWERS[found[3]]}"


def _spelled(numeral: str) -> str:
    value = _value(numeral)
    return numeral if value is None else str(value)


def _value(numeral: str) -> int | None:
    """三千 3000, 四千五 4500 (the last digit takes the next lower power), 二十五 25; None for 千万别 and the like."""
    if not numeral or any(sign not in _DIGITS and sign not in _POWERS for sign in numeral):
        return None
    total, digit, last_power = 0, None, 10
    for sign in numeral:
        if sign in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[sign]
            if digit == 0:
                last_power = 10
            continue
        power = _POWERS[sign]
        if sign == "万":
            total = (total + (digit or 0)) * power
            if total == 0:
                return None
        else:
            if digit is None and (sign != "十" or total % 100):
                return None
            total += (1 if digit is None else digit) * power
        digit, last_power = None, power
    if digit:
        total += digit * (last_power // 10)
    return total
