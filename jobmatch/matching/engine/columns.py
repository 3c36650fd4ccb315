"""The vacancies of a ground as columns: one array for each fact, in the order of the ground's posts."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.codes import Dorm, VacancyKind
from jobmatch.matching.gates.limits import sleeps_away
from jobmatch.matching.ground import Ground
from jobmatch.matching.judge import PIECES
from jobmatch.matching.notes import Found, Gate
from jobmatch.matching.post import Post

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Answers = NDArray[np.int8]

YES, NO, UNKNOWN = 1, 0, -1
BIT = {gate: 1 << number for number, gate in enumerate(Gate)}
# Amounts are whole numbers of this part of a yuan, so that every comparison is exact.
SCALE = 1_000_000


class InexactAmountError(ValueError):
    """An amount has more decimals than the columns hold; `rank` takes it all the same."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Things that are equal in what matters, counted once: `of` leads from each to its class, `first` to one of it."""

    of: Numbers
    first: tuple[int, ...]

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
        return Classes(np.array(of, dtype=np.int64), tuple(first))


@dataclass(frozen=True, slots=True)
class Columns:
    """All vacancies. Pay is in parts of a yuan (`SCALE`), meaningless where it is not known."""

    posts: tuple[Post, ...]
    open_gates: Numbers
    days: tuple[date, ...]
    day: Numbers
    start_known: Flags
    public: Flags
    market: Flags
    nights: Answers
    stays: Answers
    dorm_known: Flags
    has_dorm: Flags
    no_dorm: Flags
    cash_known: tuple[Flags, Flags]
    cash: tuple[Numbers, Numbers]
    novice_breaks_law: Flags
    pieces: Flags
    by_employer: dict[str, Numbers]

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.posts)


def columns(ground: Ground) -> Columns:
    """Raises InexactAmountError."""
    posts = ground.posts
    vacancies = [post.vacancy for post in posts]
    days = sorted({post.day for post in posts})
    kinds = [vacancy.kind for vacancy in vacancies]
    employers: dict[str, list[int]] = {}
    for place, post in enumerate(posts):
        employers.setdefault(post.employer.id, []).append(place)
    novice, experienced = ([getattr(post.cash, hand) for post in posts] for hand in ("novice", "experienced"))
    return Columns(
        posts=posts,
        open_gates=np.array([bits(post.openness) for post in posts], dtype=np.int64),
        days=tuple(days),
        day=np.array([days.index(post.day) for post in posts], dtype=np.int64),
        start_known=_flags(vacancy.start is not None for vacancy in vacancies),
        public=_flags(kind is VacancyKind.PUBLIC_POST for kind in kinds),
        market=_flags(kind not in (None, VacancyKind.PUBLIC_POST) for kind in kinds),
        nights=answers(post.nights for post in posts),
        stays=answers(sleeps_away(vacancy.schedule.shift) for vacancy in vacancies),
        dorm_known=_flags(vacancy.dorm is not None for vacancy in vacancies),
        has_dorm=_flags(vacancy.dorm not in (None, Dorm.NONE) for vacancy in vacancies),
        no_dorm=_flags(vacancy.dorm is Dorm.NONE for vacancy in vacancies),
        cash_known=(_flags(each is not None for each in novice), _flags(each is not None for each in experienced)),
        cash=(_amounts(novice), _amounts(experienced)),
        novice_breaks_law=_flags(
            post.vacancy.kind is not None and post.law.breaks_for_beginners_only for post in posts
        ),
        pieces=_flags(vacancy.wage.type in PIECES for vacancy in vacancies),
        by_employer={name: np.array(places, dtype=np.int64) for name, places in employers.items()},
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
    return int(parts)


def curve(corners: Sequence[tuple[int, int]], at: Numbers) -> Numbers:
    """What `factors` reads off a curve, for many figures at once."""
    found = np.full(at.shape, corners[-1][1], dtype=np.int64)
    for (left, low), (right, high) in reversed(list(pairwise(corners))):
        found = np.where(at <= right, low + (high - low) * (at - left) // (right - left), found)
    return np.where(at <= corners[0][0], corners[0][1], found)


def judged(classes: Classes, judge: Callable[[int], int]) -> Numbers:
    """A number for everything, judged once a class on the first of it."""
    return np.array([judge(place) for place in classes.first], dtype=np.int64)[classes.of]


def _flags(values: Iterable[bool]) -> Flags:
    return np.fromiter(values, dtype=np.bool_)


def _amounts(values: Sequence[Decimal | None]) -> Numbers:
    return np.array([0 if value is None else scaled(value) for value in values], dtype=np.int64)
