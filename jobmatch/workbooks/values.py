"""What a cell's value says once spelling is set aside: text, numbers with units, telephones, yes and no.

Full-width signs, stray spaces and tabs, and the many ways of writing "nothing" are spelling, not faults. What cannot be
read raises UnreadableError; the caller knows the cell and says so. Dates stand in `dates.py`.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from jobmatch.workbooks.grid import CellValue

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x00A0: 0x20}
_UNSEEN = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD))
_SPELLING = _HALF_WIDTH | _UNSEEN
_BLANKS = frozenset(
    ("", "无", "/", "//", "\\", "-", "--", "—", "——", "－", "空", "暂无", "没有", "n/a", "na", "null", "none")
)
_LONGEST_BLANK = 24  # with white space around it
_YES = frozenset(("是", "有", "会", "能", "可以", "愿意", "已", "√", "y", "yes", "true", "1", "对"))
_NO = frozenset(("否", "无", "不会", "不能", "不可以", "不愿意", "未", "×", "x", "n", "no", "false", "0", "没有"))
_NUMBER = re.compile(
    r"(?:约|大约|人民币|¥|￥|rmb|每月|月薪|月均|共|计)?([+-]?\d+(?:\.\d+)?)\s*(万|千|k|w)?\D{0,8}$", re.IGNORECASE
)
_SCALE = {"万": Decimal(10_000), "w": Decimal(10_000), "千": Decimal(1000), "k": Decimal(1000)}
_LOST_DIGITS = re.compile(r"\d(\.\d+)?e\+?\d+$", re.IGNORECASE)
_PHONE_LENGTH = 11
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{2,3}\d{7,8}|[2-8]\d{6,7}")
_SAFE_DIGITS = 15


class UnreadableError(ValueError):
    """A cell holds something, but not what its column is for."""


@dataclass(frozen=True)
class LostDigits:
    """An identity number that was typed as a number: a spreadsheet keeps 15 digits of it and makes the rest zero."""

    stored: float | int | str


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as ordinary ones; what cannot be seen is dropped."""
    return text.translate(_SPELLING)


def is_blank(value: CellValue) -> bool:
    """Whether a cell says nothing: empty, or one of the ways of writing "none"."""
    if isinstance(value, str):
        return len(value) < _LONGEST_BLANK and half_width(value).strip().lower() in _BLANKS
    return value is None


def text(value: CellValue) -> str | None:
    """A cell as text with single spaces, whole floats without `.0`; None for blanks."""
    if is_blank(value) or value is None:
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if (value.hour or value.minute) else value.date().isoformat()
    return re.sub(r"\s+", " ", str(value).translate(_UNSEEN).replace("\u3000", " ")).strip()


def plain_text(value: CellValue) -> str | None:
    """Text with ordinary letters, digits and signs in place of full-width ones."""
    said = text(value)
    return None if said is None else half_width(said).strip()


def label(value: CellValue) -> str | None:
    """A word of a code list: plain text without any white space."""
    said = plain_text(value)
    return None if said is None else re.sub(r"\s+", "", said)


def name_of_person(value: CellValue) -> str | None:
    """A name without the spaces that align two-character names; spaces between Latin words stay."""
    said = text(value)
    if said is None:
        return None
    said = re.sub(r"[．•・‧∙]", "·", said)
    return re.sub(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])", "", said)


def number(value: CellValue) -> Decimal | None:
    """A number with or without thousands signs and units (`4,300`, `4200元`, `3.5个月`, `0.45万`); None for blanks."""
    if value is None or is_blank(value):
        return None
    if isinstance(value, (bool, date)):
        raise UnreadableError(f"{value} is not a number")
    if isinstance(value, (int, float)):
        return _without_tail(Decimal(repr(value)))
    said = re.sub(r"(?<=\d)[,，](?=\d{3})|\s", "", half_width(str(value)))
    found = _NUMBER.match(said)
    if not found:
        raise UnreadableError(f"{value} is not a number")
    return _without_tail(Decimal(found[1]) * _SCALE.get((found[2] or "").lower(), Decimal(1)))


def whole_number(value: CellValue) -> int | None:
    """A count; raises UnreadableError for parts."""
    read = number(value)
    if read is not None and read != int(read):
        raise UnreadableError(f"{value} is not a whole number")
    return None if read is None else int(read)


def identity(value: CellValue) -> str | LostDigits | None:
    """An identity or card number as typed: letters and digits only, X large; LostDigits where it was a number."""
    if value is None or is_blank(value):
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return LostDigits(value) if abs(value) >= 10**_SAFE_DIGITS else str(int(value))
    said = re.sub(r"[\s\-'\"`‘’“”]", "", half_width(str(value))).upper()
    if _LOST_DIGITS.match(said):
        return LostDigits(said)
    return said or None


def phone(value: CellValue) -> str | None:
    """The first telephone number in a cell as digits, +86 dropped; None for blanks.

    Raises UnreadableError where there is no mobile number of 11 digits and no landline number.
    """
    numbers = phones(value)
    if not numbers and not is_blank(value):
        raise UnreadableError(f"{text(value)} is not a telephone number")
    return numbers[0] if numbers else None


def phones(value: CellValue) -> tuple[str, ...]:
    """All whole telephone numbers in a cell, in their order."""
    said = plain_text(value)
    if said is None:
        return ()
    joined = re.sub(r"(?<=\d)[\s\-—–.]+(?=\d)", "", re.sub(r"\+?\(?86\)?(?=\s*-?1[3-9])", "", said))
    runs = [run for group in re.findall(r"\d+", joined) for run in _cut(group)]
    return tuple(run for run in runs if _MOBILE.fullmatch(run) or _LANDLINE.fullmatch(run))


def yes_or_no(value: CellValue) -> bool | None:
    """是 / 否 and what stands for them; None for an empty cell. Raises UnreadableError for anything else."""
    if value is None or isinstance(value, bool):
        return value
    said = re.sub(r"\s+", "", half_width(text(value) or str(value))).lower()
    if said in _YES:
        return True
    if said in _NO:
        return False
    if said in _BLANKS:
        return None
    raise UnreadableError(f"{value} is neither yes nor no")


def _cut(digits: str) -> list[str]:
    """Two mobile numbers written without anything between them."""
    if len(digits) == 2 * _PHONE_LENGTH and all(_MOBILE.fullmatch(half) for half in (digits[:11], digits[11:])):
        return [digits[:11], digits[11:]]
    return [digits]


def _without_tail(value: Decimal) -> Decimal:
    """7000.0 and 7000 are one number; so that records compare equal they are also written alike."""
    whole = value.to_integral_value()
    return Decimal(int(value)) if value == whole else value.normalize()
