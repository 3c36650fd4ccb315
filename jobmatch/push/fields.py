"""What fits into a field of a subscribe message: cleaned, shortened where that is honest, else refused. Pure.

The kind of a field is its key without the figures (`thing1`). WeChat refuses a message for one wrong field (47003), so
nothing leaves here that breaks a rule. Characters outside the basic plane are counted twice, the stricter reading.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime

from jobmatch.clock import SHANGHAI

ELLIPSIS = "…"
NOTHING_SAID = "点开看看"
"""What stands in a line for which there is no fact: WeChat takes no empty line."""
MOST_THING = 20
MOST_CHARACTERS = 32
MOST_HAN_IN_A_NAME = 10
MOST_LETTERS_IN_A_NAME = 20

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
# `\d` would let figures of other scripts in, which the platform does not count as such.
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_AMOUNT = re.compile(r"[¥￥$€£]?[0-9]{1,10}(\.[0-9]{1,2})?元?")
_LETTERS = re.compile(r"[A-Za-z]{1,32}")
_SYMBOLS = re.compile(r"[!-/:-@\[-^`{-~]{1,5}")
_PHONE = re.compile(r"[0-9+()-]{1,17}")
_CAR = re.compile(rf"(?=.{{1,8}}$){_HAN}?[A-Z][A-Z0-9]{{4,6}}{_HAN}?")
_PHRASE = re.compile(rf"{_HAN}{{1,5}}")
_PRINTABLE = re.compile(r"[ -~]+")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


class UnfitError(ValueError):
    """A value cannot stand in a field of this kind, however it is cut."""


def kind(key: str) -> str:
    """The kind of a field: `thing1` → `thing`."""
    return key.rstrip("0123456789")


def fitted(key: str, value: str) -> str:
    """The value as it may stand under a key; raises UnfitError where no honest form of it fits.

    Words are shortened. A number, an amount or a time is never cut: half of it would say something else. An empty
    value becomes a plain invitation where the kind takes words, and is refused where it does not.
    """
    rule = _RULES.get(kind(key))
    if rule is None:
        raise UnfitError(f"{key} is of no kind that WeChat knows")
    cleaned = clean(value)
    fits = rule(cleaned)
    if fits is None:
        raise UnfitError(f"{key} cannot hold {cleaned!r}")
    return fits


def clean(value: str) -> str:
    """One line without signs that nobody sees; what separated words is one space."""
    seen = (sign if unicodedata.category(sign) not in _UNSEEN else " " for sign in value)
    return " ".join("".join(seen).split())


def shortened(value: str, most: int, mark: str = ELLIPSIS) -> str:
    """At most `most` units, the last of them the mark where something was left out."""
    if _units(value) <= most:
        return value
    kept = value
    while _units(kept) > most - len(mark):
        kept = kept[:-1]
    while kept and unicodedata.combining(kept[-1]):
        kept = kept[:-1]
    return kept.rstrip() + mark


def _units(value: str) -> int:
    return len(value.encode("utf-16-le")) // 2


def _thing(value: str) -> str:
    return shortened(value or NOTHING_SAID, MOST_THING)


def _character_string(value: str) -> str | None:
    return shortened(value, MOST_CHARACTERS, "...") if _PRINTABLE.fullmatch(value) else None


def _name(value: str) -> str | None:
    """Names are cut without a mark, which no name may hold."""
    if not value or any(sign.isdigit() for sign in value):
        return None
    most = MOST_LETTERS_IN_A_NAME if _PRINTABLE.fullmatch(value) else MOST_HAN_IN_A_NAME
    if not _PRINTABLE.fullmatch(value) and not re.fullmatch(rf"({_HAN}|[A-Za-z·])+", value):
        return None
    return value[:most].rstrip()


def _number(value: str) -> str | None:
    return _whole(_NUMBER)(value) if len(value) <= MOST_CHARACTERS else None


def _whole(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda value: value if pattern.fullmatch(value) else None


def _time(value: str) -> str | None:
    return _ends(value, lambda end: _moment(end, needs_clock=True))


def _date(value: str) -> str | None:
    return _ends(value, lambda end: _moment(end, needs_clock=False))


def _ends(value: str, one: Callable[[str], str | None]) -> str | None:
    """One instant or two with `~` between, each written as WeChat writes it."""
    ends = [one(end.strip()) for end in value.split("~")]
    known = [end for end in ends if end is not None]
    return "~".join(known) if len(known) == len(ends) <= 2 else None


def _moment(value: str, *, needs_clock: bool) -> str | None:
    """`2026年11月27日 09:30` from an ISO instant (told in Guizhou's time), an ISO day, or a time of day as it is."""
    if _CLOCK.fullmatch(value):
        return value if needs_clock else None
    try:
        if len(value) == len("2026-11-27"):
            day = date.fromisoformat(value)
            return None if needs_clock else f"{day.year:04}年{day.month}月{day.day}日"
        at = datetime.fromisoformat(value)
        local = at.astimezone(SHANGHAI) if at.tzinfo else at
    except (ValueError, OverflowError):
        return None
    return f"{local.year:04}年{local.month}月{local.day}日 {local.hour:02}:{local.minute:02}"


_RULES: dict[str, Callable[[str], str | None]] = {
    "thing": _thing,
    "number": _number,
    "letter": _whole(_LETTERS),
    "symbol": _whole(_SYMBOLS),
    "character_string": _character_string,
    "time": _time,
    "date": _date,
    # One sum. A range (2200-2600元) is none: it belongs into a `thing`.
    "amount": _whole(_AMOUNT),
    "phone_number": _whole(_PHONE),
    "car_number": _whole(_CAR),
    "name": _name,
    "phrase": _whole(_PHRASE),
}
KINDS = frozenset(_RULES)
