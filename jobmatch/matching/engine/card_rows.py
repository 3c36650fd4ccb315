"""The rows of people with the same cards: the gate of certificates, asked with a course in time and without one."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.engine.columns import Classes, Numbers
from jobmatch.matching.engine.rows import Row, apart, outcome
from jobmatch.matching.facts import Course
from jobmatch.matching.gates.demands import certificates
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post
from jobmatch.matching.seeker import Seeker

# The numbers of the kinds that a vacancy demands, and how many of the days on which courses give cards are in time.
Demand = tuple[tuple[int, ...], int]


class CardRows:
    """The rows of people with the same cards, by what courses could give them.

    A course is in time for a vacancy or it is not: the gate is asked once for each of the two, kind by kind. `had` is
    what is had of each kind: who has the same of the kinds in question shares what was `judged`.
    """

    def __init__(
        self,
        classes: Classes,
        demands: list[Demand],
        posts: tuple[Post, ...],
        one: Seeker,
        setting: Setting,
        had: tuple[Hashable, ...],
        judged: dict[Hashable, Numbers],
    ) -> None:
        self._classes, self._posts, self._one, self._setting = classes, posts, one, setting
        self._had, self._judged = had, judged
        parts: dict[tuple[int, ...], list[int]] = {}
        for number, first in enumerate(classes.first):
            parts.setdefault(demands[first][0], []).append(number)
        self._parts = {kinds: np.array(numbers, dtype=np.intp) for kinds, numbers in parts.items()}
        self._in_time = np.array([demands[first][1] for first in classes.first], dtype=np.int64)
        self._known: dict[tuple[int, ...], Row] = {}

    def of(self, ready: tuple[int, ...]) -> Row:
        """The row of people to whom courses give each kind of card on these days."""
        if ready not in self._known:
            found = np.zeros(self._classes.number, dtype=np.int64)
            for kinds, numbers in self._parts.items():
                taught = np.zeros(len(numbers), dtype=np.int64)
                for bit, kind in enumerate(kinds):
                    taught |= (ready[kind] < self._in_time[numbers]).astype(np.int64) << bit
                for each in np.unique(taught).tolist():
                    those = taught == each
                    found[numbers[those]] = self._judge(kinds, numbers, each)[those]
            self._known[ready] = Row(self._classes, found)
        return self._known[ready]

    def _judge(self, kinds: tuple[int, ...], numbers: NDArray[np.intp], taught: int) -> Numbers:
        """What the gate finds where courses give these of the kinds in time."""
        key = id(self._classes), kinds, tuple(self._had[kind] for kind in kinds), taught
        if key not in self._judged:
            posts = [self._posts[self._classes.first[number]] for number in numbers.tolist()]
            names = sorted({name for post in posts[:1] for name in kinds_demanded(post)})
            given = [name for bit, name in enumerate(names) if taught >> bit & 1]
            within = replace(self._setting, courses=tuple(taught_in_time(name, self._setting) for name in given))
            found = [outcome(certificates, apart(self._one, post), within) for post in posts]
            self._judged[key] = np.array(found, dtype=np.int64)
        return self._judged[key]


def taught_in_time(kind: str, setting: Setting) -> Course:
    """A course that anybody can attend, and that gives a card before any day."""
    today = setting.as_of
    return Course(id=kind, certificate=kind, start=today, end=today, certificate_by=date.min, seats=1)


def kinds_demanded(post: Post) -> tuple[str, ...]:
    """The kinds of card that a vacancy demands, by name."""
    return tuple(sorted({demand.kind.strip() for demand in post.vacancy.certificates or () if demand.kind}))
