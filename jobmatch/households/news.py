"""What is new in a record: who says it and when, what was said before, what is known, and the tally of a taking-in."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from jobmatch.access import Actor
from jobmatch.households import columns
from jobmatch.households.codes import Source
from jobmatch.households.model import Household, Person


@dataclass(frozen=True)
class Word:
    """Who says something, on which day it holds, and when it was written down."""

    on: date
    at: datetime
    actor: Actor
    source: Source


@dataclass
class Tally:
    """What one taking-in has done so far; `listed` are the ID numbers of the record that is taken in."""

    listed: frozenset[str] = frozenset()
    people: dict[str, int] = field(default_factory=dict)
    new: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    left: set[int] = field(default_factory=set)


def fresh(
    row: Household | Person,
    now: dict[str, Any],
    before: dict[str, Any] | None,
    answered: frozenset[str],
    tally: Tally,
    label: str,
) -> dict[str, Any]:
    """The columns to write: what the source has changed since it last spoke, or, at its first word, the gaps."""
    found: dict[str, Any] = {}
    for name, value in now.items():
        known = getattr(row, name)
        if before is None and known is not None:
            if value is not None and value != known:
                tally.kept.append(label + name)
        elif value != (None if before is None else before[name]) and (value is not None or name in answered):
            found[name] = value
    for trigger, emptied in columns.EMPTIES:
        if before is not None and found.get(trigger) is not None:
            found |= {name: now[name] for name in emptied}
    return {name: value for name, value in found.items() if value != getattr(row, name)}
