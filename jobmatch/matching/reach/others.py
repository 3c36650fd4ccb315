"""What depends on others at one vacancy: who goes together, and what else there is for who could have a public post."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from jobmatch.matching.engine.columns import PUBLIC, Flags
from jobmatch.matching.engine.rows import CLOSED, GATES, in_a_byte
from jobmatch.matching.reach.crowd import Crowd
from jobmatch.matching.reach.groups import Groups
from jobmatch.matching.reach.offer import Offer
from jobmatch.matching.reach.sieve import Passing

# Whether anything but public posts passes for a person, by id.
HasMarket = Callable[[str], bool]


@dataclass(slots=True)
class Others:
    """Those for whom a vacancy passes alone, held against others; `has_market` is asked once of each, and late."""

    crowd: Crowd
    groups: Groups
    offer: Offer
    alone: Passing
    has_market: HasMarket
    _passes: Flags = field(init=False)
    _asked: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._passes = np.zeros(len(self.crowd.ids), dtype=np.bool_)
        self._passes[self.alone.people] = True

    def passing(self) -> Passing:
        """Who is left, and what was found, once groups are looked at. At public posts, whether members of a steady
        group have something on the market is left to `stands`: nothing is weighed for it."""
        people, found = self.alone.people, self.alone.found.copy()
        found[self.groups.torn(self.offer.post.vacancy.openings, self._passes)[people]] |= CLOSED
        for place in np.flatnonzero(np.isin(people, list(self.groups.ending))).tolist():
            group = self.groups.found(int(people[place]), self.offer.post, self._passes_settled)
            found[place] |= in_a_byte(np.array(group))
        keep = found & CLOSED == 0
        return replace(self.alone, people=people[keep], found=found[keep], missed=self.alone.missed[keep])

    def stands(self, person: int) -> bool:
        """Whether somebody of those may have the vacancy after all (MR11)."""
        if not self.offer.has(PUBLIC):
            return True
        if self._market(person):
            return False
        if not self.crowd.has("bound")[person]:
            return True
        return self.groups.found(person, self.offer.post, self._passes_settled) & GATES == 0

    def _passes_settled(self, person: int) -> bool:
        return bool(self._passes[person]) and not (self.offer.has(PUBLIC) and self._market(person))

    def _market(self, person: int) -> bool:
        if person not in self._asked:
            self._asked[person] = self.has_market(self.crowd.ids[person])
        return self._asked[person]
