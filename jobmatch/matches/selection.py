"""Which three of a person's matches are shown first (MR16): they differ in employer or occupation, one is near home,
one leads further where the person is ready to learn, one needs no answer about the person first, and they are not
three times the same. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol, TypeVar

SHOWN = 3
# Beyond these places in the list nobody is better served by a third card that is near or leads further.
LOOKED_AT = 24
# What leads further, or is another kind for who named none, may be so many points below the best; for who wants
# something another kind has to be about as good.
NOT_MUCH_WORSE, AS_GOOD = 25, 10


class Kind(Protocol):
    """What tells cards apart, and how good they are."""

    @property
    def employer(self) -> str: ...
    @property
    def occupation(self) -> str: ...
    @property
    def score(self) -> int: ...


K = TypeVar("K", bound=Kind)


@dataclass(frozen=True)
class Choice:
    """A match as the selection sees it; `near` by day and within daily travel, `step_up` better paid or with a course,
    `settled` where no course comes first and no answer about the person's own body, family or papers is open."""

    vacancy: str
    employer: str
    occupation: str
    near: bool
    step_up: bool
    settled: bool = True
    score: int = 0


def three_to_show(choices: Sequence[Choice], wish: bool) -> tuple[str, ...]:
    """The vacancies to show, best first, of choices that come best first; fewer where few differ.

    With a `wish` two kinds of work are enough, who named none sees three (MR9).
    """
    if not choices:
        return ()
    best = choices[0]
    kinds, as_good = (2, best.score - AS_GOOD) if wish else (SHOWN, best.score - NOT_MUCH_WORSE)
    first, *others = (_marked(one, best, as_good) for one in (best, *looked_at(choices)))
    groups = (
        (first, *rest)
        for size in range(SHOWN)
        for rest in combinations(others, size)
        if len({one.differs_in for one in rest}) == size
    )

    def worth(group: tuple[_Marked, ...]) -> tuple[int, int, int]:
        marks = 0
        for one in group:
            marks |= one.marks
        return len(group), marks, min(kinds, len({one.counts_as for one in group if one.counts_as is not None}))

    # Of equal ones the group that stands further up in the list comes first here.
    return tuple(one.vacancy for one in max(groups, key=worth))


@dataclass(frozen=True, slots=True)
class _Marked:
    """A choice as groups are compared by it, hundreds of them for each person: what weighs more is a higher bit."""

    vacancy: str
    differs_in: tuple[str, str]
    marks: int
    counts_as: str | None


def _marked(one: Choice, best: Choice, as_good: int) -> _Marked:
    leads_further = one.step_up and best.score - one.score <= NOT_MUCH_WORSE
    counts = one is best or (one.settled and one.score >= as_good)
    return _Marked(
        one.vacancy,
        (one.employer, one.occupation),
        one.near << 2 | leads_further << 1 | one.settled,
        one.occupation if counts else None,
    )


def looked_at(choices: Sequence[K]) -> Iterator[K]:
    """Beside the first the best that differ from it, and further down the best of every other kind of work.

    Of a list from which others were left out it is the same.
    """
    best = choices[0]
    different = [one for one in choices[1:] if (one.employer, one.occupation) != (best.employer, best.occupation)]
    yield from different[:LOOKED_AT]
    seen = {one.occupation for one in (best, *different[:LOOKED_AT])}
    for one in different[LOOKED_AT:]:
        if one.occupation not in seen and best.score - one.score <= NOT_MUCH_WORSE:
            seen.add(one.occupation)
            yield one
