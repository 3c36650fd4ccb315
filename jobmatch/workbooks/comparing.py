"""This list against what the same source said before: which records are new, changed, the same, or gone. Pure.

A record is known again by its key (employer and title, provider and class). Where a source has several of one key, the
record that says the same comes first, then the one at the same place, then the order of the list.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from jobmatch.workbooks.faults import Fault

Said = Mapping[str, Any]
"""What a list said of a record, field by field, as JSON can hold it; a field that says nothing is left out."""

Key = tuple[str, str]


@dataclass(frozen=True)
class Before:
    """What a source said of a record last time, by the id of its row in the memory of lists."""

    id: int
    key: Key
    said: Said
    faults: Sequence[Said]
    ended: bool


@dataclass(frozen=True)
class Now:
    """What a list says of a record: `index` is its place among the source's records in the file."""

    index: int
    key: Key
    said: Said
    faults: Sequence[Said]


class Change(StrEnum):
    """What became of a record."""

    NEW = "new"
    CHANGED = "changed"
    BACK = "back"
    SAME = "same"


@dataclass(frozen=True)
class Step:
    """One record of the list: what became of it, its former self, and the fields that differ."""

    now: Now
    change: Change
    before: Before | None
    differing: tuple[str, ...]


@dataclass(frozen=True)
class News:
    """Of the records that can be imported, how many are new, changed (corrected and back too), and as last time."""

    new: int
    changed: int
    same: int


def news_of(changes: Iterable[Change]) -> News:
    """Count what became of records."""
    counted = Counter(changes)
    return News(counted[Change.NEW], counted[Change.CHANGED] + counted[Change.BACK], counted[Change.SAME])


@dataclass(frozen=True)
class Comparison:
    """All records of a source's list, and those of last time that it no longer has."""

    steps: tuple[Step, ...]
    gone: tuple[Before, ...]


def compare(before: Iterable[Before], now: Iterable[Now]) -> Comparison:
    """Find each record of a list among those that its source named before."""
    known: dict[Key, list[Before]] = defaultdict(list)
    for one in before:
        known[one.key].append(one)
    listed: dict[Key, list[Now]] = defaultdict(list)
    for record in now:
        listed[record.key].append(record)
    steps = [step for key, records in listed.items() for step in _paired(records, known.get(key, []))]
    found = {step.before.id for step in steps if step.before}
    gone = tuple(one for group in known.values() for one in group if one.id not in found and not one.ended)
    return Comparison(tuple(sorted(steps, key=lambda step: step.now.index)), gone)


def said_of(content: Any, derived: Collection[str] = ()) -> dict[str, Any]:
    """The fields of a dataclass that say something. `derived` are left out: what the program makes of a text may
    improve from month to month without the office having said anything new."""
    said = {one.name: _as_json(getattr(content, one.name)) for one in fields(content) if one.name not in derived}
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def kept(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """What is remembered of a record's faults until a list corrects it: not the row, which shifts every month."""
    names = ("code", "level", "column", "value", "message", "message_en")
    return [{name: document[name] for name in names} for document in (fault.document() for fault in faults)]


def differing(before: Said, now: Said) -> tuple[str, ...]:
    """The names of the fields that two sayings differ in."""
    return tuple(name for name in {**now, **before} if before.get(name) != now.get(name))


def _paired(records: list[Now], known: list[Before]) -> list[Step]:
    free = sorted(known, key=lambda one: (one.ended, one.id))
    pairs: dict[int, Before] = {}
    for alike in _WAYS:
        for record in records:
            if record.index in pairs:
                continue
            match = next((one for one in free if alike(record, one)), None)
            if match is not None:
                pairs[record.index] = match
                free.remove(match)
    return [_step(record, pairs.get(record.index)) for record in records]


def _step(now: Now, before: Before | None) -> Step:
    if before is None:
        return Step(now, Change.NEW, None, ())
    names = differing(before.said, now.said)
    if before.ended:
        return Step(now, Change.BACK, before, names)
    same = not names and _faults(before.faults) == _faults(now.faults)
    return Step(now, Change.SAME if same else Change.CHANGED, before, names)


def _says_the_same(record: Now, one: Before) -> bool:
    return not differing(one.said, record.said)


def _has_the_same_name(record: Now, one: Before) -> bool:
    """Keys leave out what titles are adorned with; 普工 and 长白班普工 may be two posts of one employer."""
    return record.said.get("title") == one.said.get("title") and _is_at_the_same_place(record, one)


def _is_at_the_same_place(record: Now, one: Before) -> bool:
    return record.said.get("division") == one.said.get("division")


def _is_another(_record: Now, _one: Before) -> bool:
    return True


_WAYS: tuple[Callable[[Now, Before], bool], ...] = (
    _says_the_same,
    _has_the_same_name,
    _is_at_the_same_place,
    _is_another,
)


def _faults(faults: Sequence[Said]) -> list[tuple[str, ...]]:
    """Faults as they compare from month to month: rows shift, and so do the words about them."""
    return sorted(tuple(str(fault.get(name)) for name in ("code", "level", "column", "value")) for fault in faults)


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_json(one) for one in value]
    if is_dataclass(value):
        return [_as_json(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
