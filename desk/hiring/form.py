"""The form of a post: from what was typed to the offer and back; what is not understood is asked again at its field."""

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from desk.language import say as _
from desk.not_said import NotSaidError
from jobmatch.households.checks.persons import is_mobile
from jobmatch.places import read_place
from jobmatch.settings import settings
from jobmatch.vacancies.codes import Board, Contract, Shift, VacancyKind, WageType
from jobmatch.vacancies.offer import Offer
from jobmatch.vacancies.service import MOST_PLACES

LONGEST = {"title": 40, "posted_text": 1000, "address": 100, "contact_name": 30, "contact_phone": 20, "wage_unit": 10}
FIELDS = (
    "title", "kind", "headcount", "posted_text", "wage_type", "wage_min", "wage_max", "wage_unit", "wage_unit_price",
    "hours_from", "hours_to", "days_per_month", "shift", "dorm", "meals", "contract", "division", "address",
    "contact_name", "contact_phone", "start_on", "expires_on",
)  # fmt: skip
"""The columns that this form knows; others stay as they are."""
BY_THE_PIECE = frozenset({WageType.PIECE, WageType.BASE_PIECE})
_LANDLINE = re.compile(r"[0-9]{7,12}")
"""With or without the code of the area, which begins with a nought; service numbers have ten digits."""
_MOST_YUAN = Decimal(100_000)
Word = TypeVar("Word", bound=StrEnum)


def read(form: Mapping[str, str], own_phone: str, on: date) -> Offer:
    """The offer of a form handed in on a day; raises NotSaidError. The default telephone is that of who signed in."""
    given = {name: form.get(name, "").strip()[: LONGEST.get(name, 40)] for name in FIELDS}
    if not given["title"]:
        raise NotSaidError("title", _("招做哪样的？写一个工种，比如“缝纫工”。"))
    wage_type = _one_of(WageType, given["wage_type"], "wage_type", _("工钱怎么算？点一个。"))
    assert wage_type is not None
    place = given["address"]
    division = read_place(place, settings().home_division).division
    if not place or division is None:
        raise NotSaidError("address", _("在哪里上班？写到县或者镇，比如“桐梓县娄山关街道”。"))
    phone = given["contact_phone"] or own_phone
    if not is_mobile(phone) and not _LANDLINE.fullmatch(phone.replace("-", "").replace(" ", "")):
        raise NotSaidError("contact_phone", _("打哪个电话？号码再对一下。"))
    expires_on = _day(given["expires_on"], "expires_on")
    if expires_on is not None and expires_on < on:
        raise NotSaidError("expires_on", _("这一天已经过了，看一下是不是写错了。"))
    least, most = _pay(given, wage_type)
    return Offer(
        title=given["title"],
        kind=_one_of(VacancyKind, given["kind"], "kind", "") or VacancyKind.COMPANY,
        posted_text=form.get("posted_text", "").strip()[: LONGEST["posted_text"]],
        headcount=_number(given["headcount"], "headcount", _("要几个人？写一个数，1到999。"), 1, MOST_PLACES),
        wage_type=wage_type,
        wage_min=least,
        wage_max=most,
        wage_unit=given["wage_unit"] or None,
        wage_unit_price=_amount(given["wage_unit_price"], "wage_unit_price") if wage_type in BY_THE_PIECE else None,
        hours_from=_hour(given["hours_from"], "hours_from"),
        hours_to=_hour(given["hours_to"], "hours_to"),
        days_per_month=_days(given["days_per_month"]),
        shift=_one_of(Shift, given["shift"], "shift", ""),
        dorm=_one_of(Board, given["dorm"], "dorm", ""),
        meals=_one_of(Board, given["meals"], "meals", ""),
        contract=_one_of(Contract, given["contract"], "contract", ""),
        division=division,
        address=place,
        contact_name=given["contact_name"] or None,
        contact_phone=phone,
        start_on=_day(given["start_on"], "start_on"),
        expires_on=expires_on,
    )


def shown(offer: Offer) -> dict[str, str]:
    """An offer as the form shows it."""
    found = {name: getattr(offer, name) for name in FIELDS}
    return {name: _typed(value) for name, value in found.items()}


def _typed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _pay(given: Mapping[str, str], wage_type: WageType) -> tuple[Decimal | None, Decimal | None]:
    if wage_type is WageType.PIECE:
        if not given["wage_unit_price"]:
            raise NotSaidError("wage_unit_price", _("做一件多少钱？写实在的数。"))
        return None, None
    least, most = _amount(given["wage_min"], "wage_min"), _amount(given["wage_max"], "wage_max")
    if least is None:
        raise NotSaidError("wage_min", _("最少给多少？写实在的数，别个好算账。"))
    if most is not None and most < least:
        raise NotSaidError("wage_max", _("“最多”比“最少”还少，再看一下。"))
    return least, most


def _one_of(kind: type[Word], given: str, field: str, missing: str) -> Word | None:
    if given in set(kind):
        return kind(given)
    if missing:
        raise NotSaidError(field, missing)
    return None


def _number(given: str, field: str, words: str, least: int, most: int) -> int:
    if not given.isascii() or not given.isdecimal() or not least <= int(given) <= most:
        raise NotSaidError(field, words)
    return int(given)


def _amount(given: str, field: str) -> Decimal | None:
    if not given:
        return None
    try:
        amount = Decimal(given.replace(",", "").replace("，", "").removesuffix("元"))
    except InvalidOperation as error:
        raise NotSaidError(field, _("写一个数就行，比如4500。")) from error
    if not (amount.is_finite() and 0 < amount <= _MOST_YUAN):
        raise NotSaidError(field, _("这个数不像，再看一下。"))
    return amount


def _days(given: str) -> Decimal | None:
    return Decimal(_number(given, "days_per_month", _("一个月上几天？写1到31。"), 1, 31)) if given else None


def _hour(given: str, field: str) -> time | None:
    if not given:
        return None
    try:
        return time.fromisoformat(given)
    except ValueError as error:
        raise NotSaidError(field, _("几点没看懂，再选一下，比如 09:00。")) from error


def _day(given: str, field: str) -> date | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise NotSaidError(field, _("这一天没看懂，再选一下。")) from error
