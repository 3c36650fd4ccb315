"""Which three of a person's matches are shown first (MR16): they differ in employer or occupation, one is near home,
and one leads further where the person is ready to learn. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

SHOWN = 3
# Beyond these places in the list nobody is better served by a third card that is near or leads further.
LOOKED_AT = 24


@dataclass(frozen=True)
class Choice:
    """A match as the selection sees it; `near` within daily travel, `step_up` better paid or with a course."""

    vacancy: str
    employer: str
    occupation: str
    near: bool
    step_up: bool


def three_to_show(choices: Sequence[Choice]) -> tuple[str, ...]:
    """The vacancies to show, best first, of choices that come best first; fewer where few differ."""
    if not choices:
        return ()
    best, others = choices[0], _different(choices[0], choices[1:])[:LOOKED_AT]
    groups = [
        (best, *rest)
        for size in range(SHOWN)
        for rest in combinations(others, size)
        if len({(one.employer, one.occupation) for one in rest}) == size
    ]
    places = {one.vacancy: place for place, one in enumerate(choices)}

    def worth(group: tuple[Choice, ...]) -> tuple[int, bool, bool, list[int]]:
        return (
            len(group),
            any(one.near for one in group),
            any(one.step_up for one in group),
            [-places[one.vacancy] for one in group],
        )

    return tuple(one.vacancy for one in max(groups, key=worth))


def _different(best: Choice, others: Sequence[Choice]) -> list[Choice]:
    return [one for one in others if (one.employer, one.occupation) != (best.employer, best.occupation)]
