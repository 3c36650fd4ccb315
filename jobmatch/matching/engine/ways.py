"""The way from a home to every vacancy as columns; reckoned once for each home and each place of work."""

from dataclasses import dataclass, field

import numpy as np

from jobmatch.matching.codes import Area
from jobmatch.matching.engine.columns import YES, Answers, Classes, Flags, Numbers, answers
from jobmatch.matching.facts import Place
from jobmatch.matching.post import Post
from jobmatch.matching.rules import Rules
from jobmatch.matching.travel import Travel, travel


@dataclass(frozen=True, slots=True)
class Ways:
    """`metres` are whole, meaningless where they are not known."""

    daily: Answers
    metres_known: Flags
    metres: Numbers
    within: dict[Area, Answers]

    def lies_in(self, areas: frozenset[Area]) -> Flags:
        """Where the place surely lies within one of the areas."""
        found = np.zeros(self.daily.shape, dtype=np.bool_)
        for area in areas:
            found |= self.within[area] == YES
        return found


@dataclass(slots=True)
class Atlas:
    """Ways from home after home."""

    posts: tuple[Post, ...]
    rules: Rules
    _places: Classes = field(init=False)
    _known: dict[Place, Ways] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._places = Classes.by(post.vacancy.place for post in self.posts)

    def ways_from(self, home: Place) -> Ways:
        """Columns in the order of the posts."""
        if home not in self._known:
            there = [travel(home, self.posts[first].vacancy.place, self.rules) for first in self._places.first]
            self._known[home] = self._spread(there)
        return self._known[home]

    def _spread(self, there: list[Travel]) -> Ways:
        of = self._places.of
        return Ways(
            daily=answers(way.daily for way in there)[of],
            metres_known=np.array([way.metres is not None for way in there], dtype=np.bool_)[of],
            metres=np.array([0 if way.metres is None else round(way.metres) for way in there], dtype=np.int64)[of],
            within={area: answers(way.within[area] for way in there)[of] for area in Area},
        )
