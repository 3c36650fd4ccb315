"""People who go together, at all vacancies at once: what `gates.groups` decides vacancy by vacancy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from jobmatch.matching.engine.columns import BIT, START_KNOWN, UNKNOWN, Columns, Counts, Flags, Numbers
from jobmatch.matching.engine.rows import WAIT_DATE
from jobmatch.matching.gates.groups import party
from jobmatch.matching.notes import Gate
from jobmatch.matching.post import Post
from jobmatch.matching.seeker import Seeker

# Whether another member passes, at the positions in question; None where nobody knows the member.
Passes = Callable[[str], Flags | None]


@dataclass(frozen=True, slots=True)
class Parties:
    """Groups over one set of columns."""

    columns: Columns

    def findings(self, person: str, seekers: Mapping[str, Seeker], places: Counts, passes: Passes) -> Numbers:
        """The gate where a group cannot go, and where it can once a limit has ended; at these places of the columns."""
        found = np.zeros(len(places), dtype=np.int64)
        for there, post in self._alike(person, seekers, places):
            bound = party(person, post, seekers)
            surely = self._trouble(bound.surely, person, places[there], passes, there)
            today = self._trouble(bound.today, person, places[there], passes, there)
            waits = today & (self.columns.traits[places[there]] & START_KNOWN != 0)
            found[there] = np.where(surely, BIT[Gate.GROUP], np.where(waits, WAIT_DATE, 0))
        return found

    def _alike(self, person: str, seekers: Mapping[str, Seeker], places: Counts) -> list[tuple[Numbers, Post]]:
        """Positions at which the same people are bound, with a vacancy of each: limits that end tell days apart."""
        posts = self.columns.posts
        if not len(places):
            return []
        if not any_ends(person, seekers):
            return [(np.arange(len(places)), posts[int(places[0])])]
        known = self.columns.traits[places] & START_KNOWN != 0
        kind = self.columns.day[places].astype(np.int64) * 2 + known
        return [
            (there, posts[int(places[there[0]])])
            for each in np.unique(kind)
            for there in [np.flatnonzero(kind == each)]
        ]

    def _trouble(self, group: frozenset[str], person: str, places: Counts, passes: Passes, there: Numbers) -> Flags:
        openings = self.columns.openings[places]
        trouble: Flags = (openings != UNKNOWN) & (openings < len(group))
        for other in group - {person}:
            passing = passes(other)
            if passing is not None:
                trouble = trouble | ~passing[there]
        return trouble


def any_ends(person: str, seekers: Mapping[str, Seeker]) -> bool:
    """Whether a limit of anybody who could be bound has an end."""
    seen, waiting = {person}, [person]
    while waiting:
        seeker = seekers.get(waiting.pop())
        for held in seeker.together if seeker else ():
            if held.until is not None:
                return True
            waiting += [name for name in held.people or () if name not in seen]
            seen.update(held.people or ())
    return False
