"""The vacancies of a ground as columns: one array for each fact, in the order of the ground's posts ("places")."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.codes import Dorm, VacancyKind
from jobmatch.matching.ground import Ground
from jobmatch.matching.judge import PIECES
from jobmatch.matching.notes import Found, Gate
from jobmatch.matching.post import Post

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Answers = NDArray[np.int8]
Kind = TypeVar("Kind", bound=np.generic)
# Whole numbers of whatever width.
Counts = NDArray[np.integer[Any]]

YES, NO, UNKNOWN = 1, 0, -1
BIT = {gate: 1 << number for number, gate in enumerate(Gate)}
# Amounts are whole numbers of this part of a yuan, so that every comparison is exact.
SCALE = 1_000_000
# A thousand million yuan, as in the documents of `rank`: a thousand times of it still is a number of 64 bits.
LARGEST = 1_000_000_000 * SCALE
# Traits of a vacancy as bits, for what is asked about it again and again.
PUBLIC, MARKET, BREAKS_LAW_FOR_BEGINNERS, STRICT, PRACTICE, TEACHES, LEARNED, NO_DORM, START_KNOWN = (
    1 << number for number in range(9)
)


class InexactAmountError(ValueError):
    """An amount has more decimals than the columns hold, or is too large; `rank` takes it all the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """Things that are equal in what matters, counted once.

    `of` leads from each to its class, `first` (and `firsts`, the same as an array) to one of it.
    """

    of: NDArray[np.int32]
    first: tuple[int, ...]
    firsts: NDArray[np.intp]

    @staticmethod
    def by(keys: Iterable[Hashable]) -> "Classes":
        """Classes by key, numbered as they come."""
        numbers: dict[Hashable, int] = {}
        first: list[int] = []
        of = []
        for place, key in enumerate(keys):
            if key not in numbers:
                numbers[key] = len(first)
                first.append(place)
            of.append(numbers[key])
        return Classes(np.array(of, dtype=np.int32), tuple(first), np.array(first, dtype=np.intp))

    @property
    def number(self) -> int:
        """How many classes there are."""
        return len(self.first)


@dataclass(frozen=True, slots=True)
class Pay:
    """What is paid in hand: `amounts` are all that are paid anywhere, the highest first, in parts of a yuan (`SCALE`).

    `place_of` has the place among them for a beginner and for an experienced person, `len(amounts)` where nobody knows.
    """

    amounts: Numbers
    place_of: tuple[NDArray[np.int32], NDArray[np.int32]]

    @property
    def unknown(self) -> int:
        return len(self.amounts)

    def paying(self, least: Numbers, times: int) -> Numbers:
        """How many amounts, `times` over, come to at least so much: the places before this one."""
        return len(self.amounts) - np.searchsorted(self.amounts[::-1] * times, least)


@dataclass(frozen=True, slots=True)
class Columns:
    """All vacancies; `day` is the number of the day in `days` by which a vacancy is tested."""

    posts: tuple[Post, ...]
    open_gates: Numbers
    days: tuple[date, ...]
    day: NDArray[np.int32]
    traits: NDArray[np.int32]
    level: NDArray[np.int8]
    full_months: NDArray[np.int32]
    strict_months: NDArray[np.int32]
    openings: NDArray[np.int32]
    pay: Pay
    by_day: NDArray[np.int32] = field(repr=False)

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.posts)

    def has(self, trait: int) -> Flags:
        """Where a trait stands."""
        found: Flags = (self.traits & trait) != 0
        return found


def columns(ground: Ground) -> Columns:
    """Raises InexactAmountError."""
    posts = ground.posts
    days = sorted({post.day for post in posts})
    number_of = {day: number for number, day in enumerate(days)}
    day = np.array([number_of[post.day] for post in posts], dtype=np.int32)
    full = ground.setting.rules.factors.full_months
    return Columns(
        posts=posts,
        open_gates=np.array([bits(post.openness) for post in posts], dtype=np.int64),
        days=tuple(days),
        day=day,
        traits=np.array([_traits(post) for post in posts], dtype=np.int32),
        level=np.array([post.vacancy.physical or 0 for post in posts], dtype=np.int8),
        full_months=np.array([_demanded_months(post) or full for post in posts], dtype=np.int32),
        strict_months=np.array([_strict_months(post) for post in posts], dtype=np.int32),
        openings=np.array([_openings(post) for post in posts], dtype=np.int32),
        pay=_pay(posts),
        by_day=np.lexsort((np.arange(len(posts)), day)).astype(np.int32),
    )


def bits(found: Found) -> int:
    """The gates of a finding as one number."""
    together = 0
    for each in found.gates:
        together |= BIT[Gate(each.code)]
    return together


def answers(values: Iterable[bool | None]) -> Answers:
    """Yes, no and not known as small numbers."""
    return np.array([UNKNOWN if value is None else int(value) for value in values], dtype=np.int8)


def scaled(amount: Decimal) -> int:
    """An amount in parts of a yuan; raises InexactAmountError."""
    parts = amount * SCALE
    if parts != parts.to_integral_value():
        raise InexactAmountError(f"{amount} yuan has too many decimals")
    if abs(parts) > LARGEST:
        raise InexactAmountError(f"{amount} yuan is more than the columns hold")
    return int(parts)


def distinct(values: NDArray[Kind]) -> tuple[NDArray[Kind], NDArray[np.intp]]:
    """The values, each once, and of every one its place among them; at once where there is but one."""
    if len(values) == 1:
        return values, np.zeros(1, dtype=np.intp)
    return np.unique(values, return_inverse=True)


def curve(corners: Sequence[tuple[int, int]], at: Numbers) -> Numbers:
    """What `factors` reads off a curve, for many figures at once."""
    found = np.full(at.shape, corners[-1][1], dtype=np.int64)
    for (left, low), (right, high) in reversed(list(pairwise(corners))):
        found = np.where(at <= right, low + (high - low) * (at - left) // (right - left), found)
    return np.where(at <= corners[0][0], corners[0][1], found)


def _traits(post: Post) -> int:
    vacancy, demand = post.vacancy, post.vacancy.experience
    kind = vacancy.kind
    stands = {
        PUBLIC: kind is VacancyKind.PUBLIC_POST,
        MARKET: kind not in (None, VacancyKind.PUBLIC_POST),
        BREAKS_LAW_FOR_BEGINNERS: kind is not None and post.law.breaks_for_beginners_only,
        STRICT: _strict_months(post) > 0,
        PRACTICE: demand is not None and demand.months != 0,
        TEACHES: kind is VacancyKind.APPRENTICESHIP,
        LEARNED: vacancy.wage.type in PIECES and kind is not VacancyKind.HOME_PIECEWORK,
        NO_DORM: vacancy.dorm is Dorm.NONE,
        START_KNOWN: vacancy.start is not None,
    }
    return sum(trait for trait, holds in stands.items() if holds)


def _demanded_months(post: Post) -> int | None:
    demand = post.vacancy.experience
    return demand.months if demand else None


def _strict_months(post: Post) -> int:
    """Months without which the vacancy is closed; 0 where none are named or it is a wish."""
    demand = post.vacancy.experience
    return demand.months or 0 if demand is not None and demand.strict else 0


def _openings(post: Post) -> int:
    return UNKNOWN if post.vacancy.openings is None else post.vacancy.openings


def _pay(posts: tuple[Post, ...]) -> Pay:
    hands = [[None if each is None else scaled(each) for each in one] for one in _cash(posts)]
    amounts = sorted({each for hand in hands for each in hand if each is not None}, reverse=True)
    place_of: dict[int | None, int] = {amount: place for place, amount in enumerate(amounts)}
    place_of[None] = len(amounts)
    beginner, experienced = (np.array([place_of[each] for each in hand], dtype=np.int32) for hand in hands)
    return Pay(np.array(amounts, dtype=np.int64), (beginner, experienced))


def _cash(posts: tuple[Post, ...]) -> tuple[list[Decimal | None], list[Decimal | None]]:
    return [post.cash.novice for post in posts], [post.cash.experienced for post in posts]
