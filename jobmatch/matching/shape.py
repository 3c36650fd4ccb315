"""Strict reading of JSON values: every kind of value knows how to read itself, where a fault lies, and its JSON Schema.

What the fields of the ranking document are called, and what they mean together, is in `document.py`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Generic, TypeVar

from jobmatch.matching.json_text import JsonObject, show

T = TypeVar("T", covariant=True)
E = TypeVar("E", bound=StrEnum)
K = TypeVar("K", bound=str)
R = TypeVar("R")
JsonSchema = dict[str, object]

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")
DIVISION = re.compile(r"[0-9]{2,12}")
LONGEST_ID = 200
LONGEST_TEXT = 2000
LARGEST = 1_000_000_000


@dataclass
class Faults:
    """What has been found wrong so far, in the order of the document."""

    lines: list[str] = field(default_factory=list)

    def add(self, path: str, message: str) -> None:
        self.lines.append(f"{path}: {message}" if path else message)


@dataclass(frozen=True)
class Kind(Generic[T]):
    """One kind of value. `read` answers None after a fault, and goes on so that every fault is found."""

    read: Callable[[object, str, Faults], T | None]
    schema: JsonSchema


def text(longest: int = LONGEST_TEXT, *, blank: bool = True) -> Kind[str]:
    """Any words; with `blank` false at least one sign."""

    def read(value: object, path: str, faults: Faults) -> str | None:
        if not isinstance(value, str):
            _wrong(value, path, faults, "a text")
            return None
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            faults.add(path, "holds half a character; write it again")
        elif len(value) > longest:
            faults.add(path, f"is longer than {longest} signs")
        elif not blank and not value.strip():
            faults.add(path, "is empty")
        else:
            return value
        return None

    return Kind(read, {"type": "string", "maxLength": longest} | ({} if blank else {"minLength": 1}))


def code(choices: type[E]) -> Kind[E]:
    """One of a fixed set of codes."""
    known = {choice.value: choice for choice in choices}

    def read(value: object, path: str, faults: Faults) -> E | None:
        if not isinstance(value, str):
            _wrong(value, path, faults, f"one of {', '.join(known)}")
            return None
        if value not in known:
            faults.add(path, f"{show(value)} is not one of {', '.join(known)}")
        return known.get(value)

    return Kind(read, {"enum": list(known)})


def yes_no() -> Kind[bool]:
    def read(value: object, path: str, faults: Faults) -> bool | None:
        if not isinstance(value, bool):
            _wrong(value, path, faults, "true or false")
            return None
        return value

    return Kind(read, {"type": "boolean"})


def number(least: int = 0, most: int = LARGEST) -> Kind[Decimal]:
    """An exact decimal number in bounds."""

    def read(value: object, path: str, faults: Faults) -> Decimal | None:
        if not isinstance(value, Decimal):
            _wrong(value, path, faults, "a number")
            return None
        return value if _in_bounds(value, path, faults, least, most) else None

    return Kind(read, {"type": "number", "minimum": least, "maximum": most})


def whole(least: int = 0, most: int = LARGEST) -> Kind[int]:
    def read(value: object, path: str, faults: Faults) -> int | None:
        if not isinstance(value, Decimal):
            _wrong(value, path, faults, "a whole number")
            return None
        if not _in_bounds(value, path, faults, least, most):
            return None
        if value != value.to_integral_value():
            faults.add(path, f"{show(value)} is not a whole number")
            return None
        return int(value)

    return Kind(read, {"type": "integer", "minimum": least, "maximum": most})


def degrees(most: int) -> Kind[float]:
    """Degrees of latitude (most 90) or longitude (most 180)."""
    exact = number(-most, most)

    def read(value: object, path: str, faults: Faults) -> float | None:
        found = exact.read(value, path, faults)
        return None if found is None else float(found)

    return Kind(read, exact.schema)


def day() -> Kind[date]:
    def read(value: object, path: str, faults: Faults) -> date | None:
        if not isinstance(value, str):
            _wrong(value, path, faults, "a date (YYYY-MM-DD)")
            return None
        found = as_day(value)
        if found is None:
            faults.add(path, f"{show(value)} is not a date" + ("" if DATE.fullmatch(value) else " (YYYY-MM-DD)"))
        return found

    return Kind(read, {"type": "string", "format": "date"})


def as_day(value: object) -> date | None:
    """The day that a text names as YYYY-MM-DD, None where it names none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and DATE.fullmatch(value) else None
    except ValueError:
        return None


def clock() -> Kind[time]:
    def read(value: object, path: str, faults: Faults) -> time | None:
        if not isinstance(value, str):
            _wrong(value, path, faults, "a time (HH:MM)")
            return None
        try:
            if CLOCK.fullmatch(value):
                return time.fromisoformat(value)
        except ValueError:
            pass
        faults.add(path, f"{show(value)} is not a time (HH:MM)")
        return None

    return Kind(read, {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"})


def division() -> Kind[str]:
    """A division code: 2 to 12 digits, as text."""

    def read(value: object, path: str, faults: Faults) -> str | None:
        if not isinstance(value, str):
            _wrong(value, path, faults, "a division code in quotes")
            return None
        if not DIVISION.fullmatch(value):
            faults.add(path, f"{show(value)} is not a division code (2 to 12 digits)")
            return None
        return value

    return Kind(read, {"type": "string", "pattern": f"^{DIVISION.pattern}$"})


def several(kind: Kind[R]) -> Kind[tuple[R, ...]]:
    """A list of values of one kind."""

    def read(value: object, path: str, faults: Faults) -> tuple[R, ...] | None:
        if not isinstance(value, list):
            _wrong(value, path, faults, "a list")
            return None
        found = [kind.read(item, f"{path}[{index}]", faults) for index, item in enumerate(value)]
        return tuple(item for item in found if item is not None)

    return Kind(read, {"type": "array", "items": kind.schema})


def mapping(key: Kind[K], value_kind: Kind[R]) -> Kind[tuple[tuple[K, R], ...]]:
    """An object whose keys are codes; as pairs, in the order of the keys."""

    def read(value: object, path: str, faults: Faults) -> tuple[tuple[K, R], ...] | None:
        if not isinstance(value, JsonObject):
            _wrong(value, path, faults, "an object")
            return None
        _report_repeated(value, path, faults)
        pairs = []
        for name, item in value.items():
            if item is None:
                continue
            read_key = key.read(name, f"{path}.{name}", faults)
            read_value = value_kind.read(item, f"{path}.{name}", faults)
            if read_key is not None and read_value is not None:
                pairs.append((read_key, read_value))
        return tuple(sorted(pairs, key=lambda pair: pair[0]))

    return Kind(
        read, {"type": "object", "propertyNames": key.schema, "additionalProperties": {"anyOf": [value_kind.schema]}}
    )


@dataclass(frozen=True)
class Field:
    """One field of a record: its kind, the name of the fact it becomes, and whether it has to be there."""

    kind: Kind[object]
    name: str = ""
    required: bool = False


def record(
    build: Callable[..., R], fields: dict[str, Field], check: Callable[[R, str, Faults], None] | None = None
) -> Kind[R]:
    """An object with named fields; null is the same as left out; unknown fields are faults.

    `check` looks at what was read as a whole: a lower end above the upper one, an end before its start.
    """

    def read(value: object, path: str, faults: Faults) -> R | None:
        if not isinstance(value, JsonObject):
            _wrong(value, path, faults, "an object")
            return None
        _report_repeated(value, path, faults)
        found: dict[str, object] = {}
        for key, item in value.items():
            at = f"{path}.{key}" if path else key
            if key not in fields:
                near = get_close_matches(key, fields, 1)
                faults.add(at, "unknown field" + (f"; did you mean {near[0]}?" if near else ""))
            elif item is not None:
                read_item = fields[key].kind.read(item, at, faults)
                if read_item is not None:
                    found[fields[key].name or key] = read_item
        for key, wanted in fields.items():
            if wanted.required and value.get(key) is None:
                faults.add(f"{path}.{key}" if path else key, "is missing")
        if any((wanted.name or key) not in found for key, wanted in fields.items() if wanted.required):
            return None
        built = build(**found)
        if check is not None:
            check(built, path, faults)
        return built

    return Kind(
        read,
        {
            "type": "object",
            "properties": {key: {"anyOf": [wanted.kind.schema, {"type": "null"}]} for key, wanted in fields.items()},
            "required": [key for key, wanted in fields.items() if wanted.required],
            "additionalProperties": False,
        },
    )


def _wrong(value: object, path: str, faults: Faults, wanted: str) -> None:
    given = {type(None): "null", list: "a list", JsonObject: "an object"}.get(type(value))
    if isinstance(value, str):
        given = f"the text {show(value)!r}" if value else "an empty text"
    faults.add(path or "the document", f"{given or show(value)} is not {wanted}")


def _in_bounds(value: Decimal, path: str, faults: Faults, least: int, most: int) -> bool:
    if not value.is_finite():
        faults.add(path, "is not a number")
    elif value < least:
        faults.add(path, f"{show(value)} is negative" if least == 0 else f"{show(value)} is less than {least}")
    elif value > most:
        faults.add(path, f"{show(value)} is more than {most}")
    else:
        return True
    return False


def _report_repeated(value: JsonObject, path: str, faults: Faults) -> None:
    for key in value.repeated:
        faults.add(f"{path}.{key}" if path else key, "stands there twice")
