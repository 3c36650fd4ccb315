"""Gates that read few facts of each side: judged once for every combination of them, by the functions that `rank` uses.

A row is what one kind of person meets at every kind of vacancy. Nothing is decided here.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.codes import Area
from jobmatch.matching.engine.columns import Classes, Numbers, bits
from jobmatch.matching.facts import Household, Person, Place
from jobmatch.matching.notes import Fix, Found, Soft
from jobmatch.matching.pair import Pair, Setting
from jobmatch.matching.post import Post
from jobmatch.matching.seeker import Seeker, prepare_seeker
from jobmatch.matching.travel import Travel

_NOWHERE = Travel(None, None, dict.fromkeys(Area))
# Behind the gates: what the penalties and the wish ask about.
_FIRST = 40
ASK_EMPLOYER, COURSE, HEALTHCERT, WAIT_DATE, AGE_PREF, UNASKED, UNWANTED = (1 << _FIRST + bit for bit in range(7))
GATES = (1 << _FIRST) - 1
# The same in a byte, where it is enough to know that something is closed.
CLOSED = 1
_FIXES = {
    Fix.ASK_EMPLOYER: ASK_EMPLOYER, Fix.COURSE: COURSE, Fix.HEALTHCERT: HEALTHCERT, Fix.WAIT_DATE: WAIT_DATE,
}  # fmt: skip

Bytes = NDArray[np.uint8]
Judge = Callable[[Pair, Setting, Found], None]


def in_a_byte(findings: Numbers) -> Bytes:
    """Findings with all gates as one bit, and the others above it."""
    narrow: Bytes = ((findings & GATES != 0) | (findings >> _FIRST << 1)).astype(np.uint8)
    return narrow


def from_a_byte(narrow: Bytes) -> Numbers:
    """The other way, where nothing is closed."""
    return narrow.astype(np.int64) >> 1 << _FIRST


def byte_of(flag: int) -> int:
    """One of the flags as it stands in a byte."""
    return flag >> _FIRST << 1


@dataclass(frozen=True, eq=False)
class Row:
    """What is found at each class of vacancies, and where a preference is missed."""

    classes: Classes
    findings: Numbers
    missed: Bytes | None = None

    @cached_property
    def narrow(self) -> Bytes:
        """The findings, a byte each."""
        return in_a_byte(self.findings)

    @cached_property
    def is_empty(self) -> bool:
        """Whether nobody finds anything."""
        return not (self.findings.any() or (self.missed is not None and self.missed.any()))

    @property
    def prefers(self) -> bool:
        """Whether there is a preference to miss."""
        return self.missed is not None


@dataclass(frozen=True, slots=True)
class Until:
    """A row that holds before the day of this number, and another that holds from then on."""

    before: Row
    day: int
    after: Row

    @property
    def is_empty(self) -> bool:
        """As of a row."""
        return self.before.is_empty and self.after.is_empty

    @property
    def prefers(self) -> bool:
        """As of a row."""
        return self.before.prefers


AnyRow = Row | Until


class Rows:
    """The rows of one gate: `of_post` is all that the gate reads of a vacancy."""

    def __init__(
        self, posts: tuple[Post, ...], setting: Setting, judge: Judge, of_post: Callable[[Post], Hashable]
    ) -> None:
        self._posts, self._setting, self._judge = posts, setting, judge
        self._classes = Classes.by(map(of_post, posts))
        self._known: dict[Hashable, Row] = {}

    def of(self, key: Hashable, seeker: Seeker, age: int | None = None) -> Row:
        """The row of everybody with this key: all that the gate reads of a person; `seeker` is one of them."""
        if key not in self._known:
            posts = (self._posts[first] for first in self._classes.first)
            found = [outcome(self._judge, apart(seeker, post, age), self._setting) for post in posts]
            self._known[key] = Row(self._classes, np.array(found, dtype=np.int64))
        return self._known[key]


def stand_in(setting: Setting, **facts: Any) -> Seeker:
    """Somebody of whom nothing else is known: for gates that read only these facts."""
    person = Person("", "", **facts)
    return prepare_seeker(person, Household(""), Place(), False, setting.as_of, setting.vocabulary)


def apart(seeker: Seeker, post: Post, age: int | None = None) -> Pair:
    """A pair for gates that read neither the way nor the pay."""
    return Pair(seeker, post, _NOWHERE, age, None, None, None)


def outcome(judge: Judge, pair: Pair, setting: Setting) -> int:
    """What a gate finds about a pair as one number: the gates, and what the penalties ask about."""
    found = Found()
    judge(pair, setting, found)
    return as_number(found, setting)


def as_number(found: Found, setting: Setting) -> int:
    """A finding as one number, but for the preferences that are missed."""
    together = bits(found)
    for fix in found.fixes:
        together |= _FIXES[Fix(fix.code)]
    if Soft.AGE_PREF in found.soft:
        together |= AGE_PREF
    cards = (dict(ask.values).get("kind") for ask in found.asks if ask.key == "certificate")
    if any(kind != setting.rules.health for kind in cards):
        together |= UNASKED
    return together
