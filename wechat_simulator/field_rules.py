"""What the platform lets into the fields of a subscribe message: one pattern for each kind of field.

Written from the platform's page alone and on purpose a second time: jobmatch has its own reading of the same page.
"""

import re

_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
_DAY = r"(?:\d{4}年)?(?:0?[1-9]|1[0-2])月(?:0?[1-9]|[12]\d|3[01])日"
_ISO_DAY = r"\d{4}[-/](?:0?[1-9]|1[0-2])[-/](?:0?[1-9]|[12]\d|3[01])"
_TIME = rf"(?:(?:{_DAY}|{_ISO_DAY}) ?)?{_CLOCK}"
_DATE = rf"(?:{_DAY}|{_ISO_DAY})(?: ?{_CLOCK})?"
_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"

PATTERNS: dict[str, re.Pattern[str]] = {
    "thing": re.compile(r".{1,20}"),
    "number": re.compile(r"(?=.{1,32}$)-?\d+(?:\.\d+)?"),
    "letter": re.compile(r"[A-Za-z]{1,32}"),
    "symbol": re.compile(r"[^\w\s]{1,5}"),
    "character_string": re.compile(r"[\x20-\x7e]{1,32}"),
    "time": re.compile(rf"{_TIME}(?:~{_TIME})?"),
    "date": re.compile(rf"{_DATE}(?:~{_DATE})?"),
    "amount": re.compile(r"[¥$€£￥]?\d{1,10}(?:\.\d+)?元?"),
    "phone_number": re.compile(r"[\d+()#*-]{1,17}"),
    "car_number": re.compile(rf"(?=.{{1,8}}$){_HAN}?[A-Za-z0-9]+{_HAN}?"),
    "name": re.compile(rf"(?:{_HAN}|[A-Za-z·]){{1,10}}|[^\u3400-\u9fff\d]{{1,20}}"),
    "phrase": re.compile(rf"{_HAN}{{1,5}}"),
}
_LINE_ENDS = re.compile(r"[\r\n\u2028\u2029\x00-\x1f]")


def is_valid(key: str, value: object) -> bool:
    """Whether the platform takes a value under a key like `thing1`; a kind that it does not know takes nothing."""
    pattern = PATTERNS.get(key.rstrip("0123456789"))
    if pattern is None or not isinstance(value, str) or not value.strip() or _LINE_ENDS.search(value):
        return False
    return _as_the_platform_counts(value, pattern)


def _as_the_platform_counts(value: str, pattern: re.Pattern[str]) -> bool:
    """Characters outside the basic plane count twice, as in JavaScript, which is the stricter way to count."""
    doubled = "".join(sign if ord(sign) <= 0xFFFF else sign * 2 for sign in value)
    return pattern.fullmatch(doubled) is not None
