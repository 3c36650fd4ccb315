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
        """Who is left, and what was found, once groups are looked at; at public posts members that have something on
        the market are left to `stands`, where nothing is to be weighed for it."""
        people, found = self.alone.people, self.alone.found.copy()
        for place in np.flatnonzero(self.crowd.has("bound")[people]).tolist():
            person = int(people[place])
            late = self.offer.has(PUBLIC) and not self.groups.may_end(person)
            passes = self._passes_alone if late else self._passes_settled
            found[place] |= in_a_byte(np.array(self.groups.found(person, self.offer.post, passes)))
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

    def _passes_alone(self, person: int) -> bool:
        return bool(self._passes[person])

    def _passes_settled(self, person: int) -> bool:
        return self._passes_alone(person) and not (self.offer.has(PUBLIC) and self._market(person))

    def _market(self, person: int) -> bool:
        if person not in self._asked:
            self._asked[person] = self.has_market(self.crowd.ids[person])
        return self._asked[person]
