"""A JSON file as it stands: exact numbers, keys that stand twice remembered, and what cannot be read refused kindly."""

import json
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

MOST_DIGITS = 40


class Unusable(ValueError):  # noqa: N818  (the word of the contract)
    """A document that cannot be used; `faults` names everything found, one line each, as `path: what is wrong`."""

    def __init__(self, faults: Iterable[str]):
        self.faults = list(faults)
        super().__init__("\n".join(self.faults))


class JsonObject(dict[str, object]):
    """An object as it stood in the file, with the keys that stood in it twice."""

    repeated: tuple[str, ...] = ()


def read_json(document: str | bytes) -> object:
    """The JSON value of a file. Unusable where it is not UTF-8, not JSON, or nested without end."""
    try:
        text = document.decode("utf-8-sig") if isinstance(document, bytes) else document.removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Unusable([f"the file is not UTF-8 text (byte {error.start + 1}); save it as UTF-8"]) from error
    try:
        return json.loads(
            text, parse_float=_number, parse_int=_number, parse_constant=_no_number, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        raise Unusable([f"the file is not JSON: line {error.lineno}, column {error.colno}: {error.msg}"]) from error
    except RecursionError as error:
        raise Unusable(["the file is not usable: its values are nested too deeply"]) from error


def show(value: object) -> str:
    """A value as it is named in a fault: short, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    words = " ".join(str(value).split()) if isinstance(value, str) else str(value)
    words = "".join(sign if sign.isprintable() else "�" for sign in words)
    return words if len(words) <= 60 else words[:57] + "..."


def _number(digits: str) -> Decimal:
    """Exact; a number of absurd length is kept short, its size stays."""
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return Decimal("Infinity")
    return value if len(digits) <= MOST_DIGITS else Decimal(f"{value:.20e}")


def _no_number(name: str) -> Decimal:
    return Decimal("NaN") if name == "NaN" else Decimal(name)


def _object(pairs: list[tuple[str, object]]) -> JsonObject:
    found = JsonObject(pairs)
    if len(found) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        found.repeated = tuple(key for key, count in counts.items() if count > 1)
    return found
