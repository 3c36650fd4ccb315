"""One answer, read as it was given: a tidy word, or a gentle sentence that says how to give it instead.

An answer is kept as text, or as a list of words; an empty one says that there is nothing ("no telephone", "none of
these"). What it means for the record stands in `form`.
"""

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from jobmatch.households.checks.persons import is_mobile
from jobmatch.households.identity import read, tidy
from jobmatch.visits.card_reader import number_of
from jobmatch.visits.fields import Field, Kind

Answer: TypeAlias = str | list[str]

_MOST_YUAN = Decimal(10_000_000)
_MOST_COUNT = 720
_ID_END = re.compile(r"[\dXB]{4}")
"""A disability card that was issued again ends in a B and a digit."""
_PERSON = re.compile(r"\d{1,9}|new\d{1,3}")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．：，－", "0123456789.:,-")


class BadAnswerError(ValueError):
    """The answer cannot be taken as it stands; the words say what to do, in Chinese and in English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese} {english}")
        self.chinese, self.english = chinese, english


def tidied(field: Field, given: object, on: date) -> Answer:
    """The answer in the one form in which it is kept; raises BadAnswerError."""
    if field.kind in (Kind.MANY, Kind.PEOPLE):
        return _words(field, given)
    if not isinstance(given, str):
        raise BadAnswerError("这一格没有看懂，请再填一次。", "This field could not be read: fill it in again.")
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in given).split())
    return _READERS[field.kind](field, text, on) if text else ""


def _words(field: Field, given: object) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(word, str) for word in given):
        raise BadAnswerError("这一格没有看懂，请再选一次。", "This field could not be read: choose again.")
    known = _PERSON.fullmatch if field.kind is Kind.PEOPLE else field.words.__contains__
    words = list(dict.fromkeys(given))
    if not all(known(word) for word in words):
        raise BadAnswerError("选的里面有一样不认识，请再选一次。", "One of the choices is not known: choose again.")
    return words


def _text(field: Field, text: str, on: date) -> str:
    if len(text) > field.longest:
        raise BadAnswerError(f"太长了，最多写{field.longest}个字。", f"Too long: at most {field.longest} characters.")
    return text


def _one(field: Field, text: str, on: date) -> str:
    if text not in field.words:
        raise BadAnswerError("选的不在单子上，请再选一次。", "The choice is not on the list: choose again.")
    return text


def _money(field: Field, text: str, on: date) -> str:
    plain = text.translate(_FULL_WIDTH).replace(",", "").removesuffix("元").strip()
    try:
        amount = Decimal(plain)
    except InvalidOperation as error:
        raise BadAnswerError("请只写数字，比如 2500。", "Write figures only, such as 2500.") from error
    least, most = field.within or (0, _MOST_YUAN)
    if not amount.is_finite() or not least <= amount <= most:
        raise BadAnswerError(
            f"这个数不像，应该在{least}元到{most}元之间，请再看一下。",
            f"This does not look right: it should be between {least} and {most} yuan. Look again.",
        )
    return format(round(amount, 2).normalize(), "f")


def _count(field: Field, text: str, on: date) -> str:
    plain = text.translate(_FULL_WIDTH)
    if not plain.isdecimal():
        raise BadAnswerError("请写一个整数，比如 12。", "Write a whole number, such as 12.")
    if len(plain) > len(str(_MOST_COUNT)) or int(plain) > _MOST_COUNT:
        raise BadAnswerError(f"太大了，最多写{_MOST_COUNT}。", f"Too large: at most {_MOST_COUNT}.")
    return str(int(plain))


def _day(field: Field, text: str, on: date) -> str:
    try:
        day = date.fromisoformat(text.translate(_FULL_WIDTH))
    except ValueError as error:
        raise BadAnswerError("日期请写成 2026-09-01 这样。", "Write the day like 2026-09-01.") from error
    if field.within is not None:
        first, last = (_years_from(on, years) for years in field.within)
        if not first <= day <= last:
            raise BadAnswerError(
                f"这一天不对，应该在{first}到{last}之间，请再看一下。",
                f"This day cannot be right: it should lie between {first} and {last}. Look again.",
            )
    return day.isoformat()


def _years_from(on: date, years: int) -> date:
    return on.replace(year=on.year + years, day=min(on.day, 28)) if years else on


def _time(field: Field, text: str, on: date) -> str:
    try:
        hour = time.fromisoformat(text.translate(_FULL_WIDTH)).replace(tzinfo=None)
        return hour.isoformat("minutes")
    except ValueError as error:
        raise BadAnswerError("钟点请写成 08:30 这样。", "Write the hour like 08:30.") from error


def _phone(field: Field, text: str, on: date) -> str:
    plain = re.sub(r"[\s-]", "", text.translate(_FULL_WIDTH))
    if not is_mobile(plain):
        raise BadAnswerError(
            "手机号是11位，请对着手机再看一遍；没有电话就空着。",
            "A mobile number has 11 digits: look again, or leave it empty where there is none.",
        )
    return plain


def _id_number(field: Field, text: str, on: date) -> str:
    number = read(number_of(text, on), on)
    if number.number is None or not number.good:
        raise BadAnswerError(
            "身份证号不对，多半是抄错了一位，请对着证件一位一位再看一遍。",
            "The ID number is not right; probably one digit was copied wrongly: compare it with the card.",
        )
    return number.card_number or number.number


def _id_end(field: Field, text: str, on: date) -> str:
    end = tidy(text)
    if not _ID_END.fullmatch(end):
        raise BadAnswerError(
            "只写最后四位，对着证件写；最后一位也可能是X。",
            "Write the last four signs only, looking at the card; the very last may be an X.",
        )
    return end


_READERS = {
    Kind.TEXT: _text,
    Kind.ONE: _one,
    Kind.MONEY: _money,
    Kind.COUNT: _count,
    Kind.DAY: _day,
    Kind.TIME: _time,
    Kind.PHONE: _phone,
    Kind.ID_NUMBER: _id_number,
    Kind.ID_END: _id_end,
    Kind.SITE: _text,
}
