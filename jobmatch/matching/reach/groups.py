"""Those in a crowd who go only with others: what `gates.groups` says of them at one vacancy (MR18)."""

from collections.abc import Callable

import numpy as np

from jobmatch.matching.engine.columns import Flags
from jobmatch.matching.engine.parties import any_ends
from jobmatch.matching.engine.rows import as_number
from jobmatch.matching.gates.groups import always_bound, together
from jobmatch.matching.notes import Found
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post
from jobmatch.matching.reach.crowd import Crowd


class Groups:
    """The groups of a crowd. Most are the same at every vacancy (`steady`), some end on a day (`ending`)."""

    def __init__(self, crowd: Crowd, setting: Setting) -> None:
        self._crowd, self._setting = crowd, setting
        bound = np.flatnonzero(crowd.has("bound")).tolist()
        self.ending = frozenset(number for number in bound if any_ends(crowd.ids[number], crowd.bound))
        steady = [number for number in bound if number not in self.ending]
        groups = [always_bound(crowd.ids[number], crowd.bound) - {crowd.ids[number]} for number in steady]
        self._steady = np.array(steady, dtype=np.intp)
        self._size = np.array([len(group) + 1 for group in groups], dtype=np.int64)
        members = [(place, self._number(name)) for place, group in enumerate(groups) for name in group]
        known = [(place, number) for place, number in members if number is not None]
        self._group, self._member = np.array(known, dtype=np.intp).reshape(-1, 2).T

    def _number(self, name: str) -> int | None:
        """The number of a member, the one behind all for who is shut, none for whom nobody knows."""
        return len(self._crowd.ids) if name in self._crowd.shut else self._crowd.numbers.get(name)

    def torn(self, openings: int | None, passes: Flags) -> Flags:
        """Of everybody whether a steady group cannot go: too few openings, or somebody of it who does not pass."""
        failing = ~np.append(passes, False)[self._member]
        trouble = np.bincount(self._group[failing], minlength=len(self._size)) > 0
        if openings is not None:
            trouble |= self._size > openings
        torn = np.zeros(len(self._crowd.ids), dtype=np.bool_)
        torn[self._steady[trouble]] = True
        return torn

    def found(self, person: int, post: Post, passes: Callable[[int], bool]) -> int:
        """What is found about the group of a person; `passes` says of another member, by number, whether the vacancy
        passes for whom it is alone."""
        crowd, found = self._crowd, Found()

        def member(other: str) -> bool | None:
            if other in crowd.numbers:
                return passes(crowd.numbers[other])
            return False if other in crowd.shut else None

        together(crowd.bound[crowd.ids[person]], post, crowd.bound, member, found)
        return as_number(found, self._setting)
