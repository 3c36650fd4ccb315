"""This list against what the same source said before: which posts are new, changed, the same, or gone. Pure.

A post is known again by its employer and its title; where an employer offers the same title several times, the row that
says the same comes first, then the one at the same place, then the order of the list.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

from jobmatch.vacancies.offer import CertificateWanted, Offer

Said = Mapping[str, Any]

# What the program makes of a title may improve from month to month without the office having said anything new.
_DERIVED = frozenset({"occupation"})


@dataclass(frozen=True)
class Before:
    """What a source said of a post last time, by the id of its row in the memory of lists."""

    id: int
    employer_key: str
    title_key: str
    said: Said
    faults: Sequence[Said]
    ended: bool


@dataclass(frozen=True)
class Now:
    """What a list says of a post: `index` is its place among the posts of the file."""

    index: int
    employer_key: str
    title_key: str
    said: Said
    faults: Sequence[Said]


class Change(StrEnum):
    """What became of a post."""

    NEW = "new"
    CHANGED = "changed"
    BACK = "back"
    SAME = "same"


@dataclass(frozen=True)
class Step:
    """One post of the list: what became of it, its former self, and the fields of the offer that differ."""

    now: Now
    change: Change
    before: Before | None
    differing: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """All posts of a source's list, and those of last time that it no longer has."""

    steps: tuple[Step, ...]
    gone: tuple[Before, ...]


def compare(before: Iterable[Before], now: Iterable[Now]) -> Comparison:
    """Find each post of a list among those that its source named before."""
    known: dict[tuple[str, str], list[Before]] = defaultdict(list)
    for one in before:
        known[one.employer_key, one.title_key].append(one)
    listed: dict[tuple[str, str], list[Now]] = defaultdict(list)
    for post in now:
        listed[post.employer_key, post.title_key].append(post)
    steps: list[Step] = []
    for key, posts in listed.items():
        steps += _paired(posts, known.get(key, []))
    found = {step.before.id for step in steps if step.before}
    gone = tuple(one for group in known.values() for one in group if one.id not in found and not one.ended)
    return Comparison(tuple(sorted(steps, key=lambda step: step.now.index)), gone)


def said_of(offer: Offer) -> dict[str, Any]:
    """The fields of an offer that say something, as JSON can hold them."""
    default = Offer(title="", kind=offer.kind)
    said = {
        one.name: _as_json(getattr(offer, one.name))
        for one in fields(Offer)
        if one.name not in _DERIVED and getattr(offer, one.name) != getattr(default, one.name)
    }
    return said | {"kind": offer.kind.value}


def differing(before: Said, now: Said) -> tuple[str, ...]:
    """The names of the fields that two sayings differ in, in the order of the record."""
    return tuple(one.name for one in fields(Offer) if before.get(one.name) != now.get(one.name))


def _paired(posts: list[Now], known: list[Before]) -> list[Step]:
    free = sorted(known, key=lambda one: (one.ended, one.id))
    pairs: dict[int, Before] = {}
    for alike in (_says_the_same, _is_at_the_same_place, lambda _post, _one: True):
        for post in posts:
            if post.index in pairs:
                continue
            match = next((one for one in free if alike(post, one)), None)
            if match is not None:
                pairs[post.index] = match
                free.remove(match)
    return [_step(post, pairs.get(post.index)) for post in posts]


def _step(now: Now, before: Before | None) -> Step:
    if before is None:
        return Step(now, Change.NEW, None, ())
    names = differing(before.said, now.said)
    if before.ended:
        return Step(now, Change.BACK, before, names)
    same = not names and _faults(before.faults) == _faults(now.faults)
    return Step(now, Change.SAME if same else Change.CHANGED, before, names)


def _says_the_same(post: Now, one: Before) -> bool:
    return not differing(one.said, post.said)


def _is_at_the_same_place(post: Now, one: Before) -> bool:
    return post.said.get("division") == one.said.get("division")


def _faults(faults: Sequence[Said]) -> list[tuple[Any, ...]]:
    """Faults as they compare from month to month: rows shift, and so do the words about them."""
    return sorted(tuple(str(fault.get(name)) for name in ("code", "level", "column", "value")) for fault in faults)


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_json(one) for one in value]
    if isinstance(value, CertificateWanted):
        return [value.kind, value.required, value.train_first]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
