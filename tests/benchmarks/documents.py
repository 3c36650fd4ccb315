"""A world written as the document that `rank` reads."""

import json
from dataclasses import fields
from datetime import date, time
from decimal import Decimal
from typing import Any

from jobmatch.matching.facts import AgeLimit, Constraint, Course, EducationDemand, Schedule, Site, Wage, World

_HOURS = {"start": "from", "end": "to"}
_LIMITS = {"minimum": "min", "maximum": "max"}
_NAMES: dict[type, dict[str, str]] = {
    Constraint: {**_HOURS, "people": "with"},
    Schedule: _HOURS,
    Course: {"day_start": "from", "day_end": "to"},
    Wage: _LIMITS,
    AgeLimit: _LIMITS,
    EducationDemand: _LIMITS,
}
_PAIRED = {"limits", "by_division"}


def document_of(world: World) -> str:
    """What `read_world` reads back as the same world; unknown facts are left out."""
    return json.dumps(_value(world), ensure_ascii=False)


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return _record(value) if hasattr(value, "__dataclass_fields__") else value


def _record(value: Any) -> dict[str, Any]:
    names = _NAMES.get(type(value), {})
    known = {field.name: getattr(value, field.name) for field in fields(value)}
    written = {
        names.get(name, name): _mapping(found) if name in _PAIRED else _value(found)
        for name, found in known.items()
        if found is not None
    }
    return {"id": value.id, **written.pop("place")} if isinstance(value, Site) else written


def _mapping(pairs: Any) -> dict[str, Any]:
    """Limits as they are; what holds in a division under its prefix."""
    return dict(
        (pair.prefix, {key: found for key, found in _record(pair).items() if key != "prefix"})
        if hasattr(pair, "prefix")
        else pair
        for pair in pairs
    )
