"""Everything about one person at once: gates, points, groups and public posts; and the best of the list.

Read in this order: `columns` has the vacancies, `rows`, `limits` and `cards` what gates find of them, `works` and
`worth` what they give; `roll` has the people as columns, `resolving` finds the rows of their facts; `catchments` and
`laid` lay the rows out over what people of one home can reach, and `plain` and `compiled` go through them. Nothing is
rounded, and no rule is said here that a gate or a factor can be asked for.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.engine import forms
from jobmatch.matching.engine.catchments import Catchment, Catchments, Positions
from jobmatch.matching.engine.columns import BIT, MARKET, PUBLIC, Counts, Flags, Numbers, columns
from jobmatch.matching.engine.homes import Homes
from jobmatch.matching.engine.keys import are_gains, places_of, scores_of
from jobmatch.matching.engine.laid import People, people_of
from jobmatch.matching.engine.lines import Line, score
from jobmatch.matching.engine.parties import Parties
from jobmatch.matching.engine.plain import One, Plain
from jobmatch.matching.engine.resolving import Resolver
from jobmatch.matching.engine.rows import GATES, from_a_byte, in_a_byte
from jobmatch.matching.engine.works import Works
from jobmatch.matching.engine.worth import Worth
from jobmatch.matching.ground import Ground
from jobmatch.matching.notes import Gate

TOP = 20
KEPT_LATELY = 8
NO_KEYS: Numbers = np.zeros(0, dtype=np.int64)
_PassesAt = Callable[[Catchment, int, Positions], Flags]


@dataclass(frozen=True, slots=True)
class Scored:
    """A vacancy of somebody's list."""

    vacancy: str
    score: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """One person against every vacancy, in the order of the ground's posts: `gates` as bits, `lines` of the score,
    `order` of those that pass, best first."""

    gates: Numbers
    lines: tuple[Line, ...]
    score: Counts
    gains: Flags
    order: Numbers


class Engine:
    """Judges person after person over one ground; raises InexactAmountError where an amount is none the columns hold.

    `form` names one of `forms`; of none, the faster one that this machine has is taken.
    """

    def __init__(self, ground: Ground, form: str | None = None) -> None:
        setting, posts = ground.setting, ground.posts
        self.columns = columns(ground)
        self.works = Works(posts, setting.vocabulary, setting.rules)
        self.worth = Worth(self.columns, setting)
        self.homes = Homes(posts, setting.rules)
        self.resolver = Resolver(self.columns, self.works, self.homes, setting)
        self.catchments = Catchments(self.columns, self.works, self.homes, self.worth)
        self.plain = Plain(self.works, self.worth)
        self.form = forms.form(self.works, self.worth, form)
        self.enrol(ground)

    def enrol(self, ground: Ground) -> None:
        """Takes the people of another ground with the same vacancies in place of those that it has."""
        self.ground = ground
        self.roll = self.resolver.enrol(ground.seekers.values())
        self._numbers = {person: number for number, person in enumerate(self.roll.ids)}
        self._has_market: dict[str, bool] = {}
        self._lately: deque[tuple[Catchment, int, Numbers]] = deque(maxlen=KEPT_LATELY)

    def judge(self, person: str) -> Verdict:
        """Everything about one person. KeyError where the ground does not know the person."""
        n = self._numbers[person]
        everything = self.catchments.everything(self.resolver.home(self.roll, n))
        found = self._every_gate(everything, n)
        self._settle(everything, n, found)
        people = people_of(self.resolver, everything, self.roll, np.array([n]))
        lines, order = self.form.lines(everything, people, 0, in_a_byte(found))
        back = np.argsort(everything.places)
        return Verdict(
            found[back] & GATES,
            tuple(Line(line.name, line.points[back], np.broadcast_to(line.stands, back.shape)[back]) for line in lines),
            score(lines)[back],
            are_gains(order)[back],
            places_of(np.sort(order[found & GATES == 0])),
        )

    def top(self, person: str, most: int = TOP) -> list[Scored]:
        """The best of a person's list."""
        (found,) = self.lists([person], most).values()
        posts = self.ground.posts
        return [
            Scored(posts[place].vacancy.id, score)
            for place, score in zip(places_of(found).tolist(), scores_of(found).tolist(), strict=True)
        ]

    def lists(self, people: Iterable[str] | None = None, most: int = TOP) -> dict[str, Numbers]:
        """Of each the keys of the best vacancies, in order (see `keys`); of all where none are named."""
        numbers = range(len(self.roll.ids)) if people is None else [self._numbers[person] for person in people]
        found = {self.roll.ids[number]: NO_KEYS for number in numbers}
        asking = np.array([number for number in numbers if not self.roll.each["closed"][number]], dtype=np.intp)
        for home in np.unique(self.roll.each["home"][asking]):
            there = asking[self.roll.each["home"][asking] == home]
            for catchment, those in self.by_catchment(there):
                bound = self.roll.each["bound"][those]
                for way, some in ((self._together, those[bound]), (self._apart, those[~bound])):
                    if len(some):
                        laid = people_of(self.resolver, catchment, self.roll, some)
                        ids = [self.roll.ids[number] for number in some.tolist()]
                        found.update(zip(ids, way(catchment, laid, some, most), strict=True))
        return found

    def by_catchment(self, people: NDArray[np.intp]) -> Iterator[tuple[Catchment, NDArray[np.intp]]]:
        """People of one home, parted by what they can reach."""
        home = self.resolver.home(self.roll, int(people[0]))
        bounds, of = self.resolver.bounds(self.roll, people)
        reached = self.catchments.within(home, [frozenset(rows) for rows in bounds], np.bincount(of).tolist())
        for catchment in dict.fromkeys(reached):
            those = np.array([each is catchment for each in reached])[of]
            yield catchment, people[those]

    def _apart(self, catchment: Catchment, people: People, _numbers: NDArray[np.intp], most: int) -> list[Numbers]:
        """The keys of the best of people who go alone."""
        return self.form.best(catchment, people, most)

    def _together(self, catchment: Catchment, people: People, numbers: NDArray[np.intp], most: int) -> list[Numbers]:
        """The keys of the best of people who are bound to others."""
        lists = []
        for place, n in enumerate(numbers.tolist()):
            one = One(people, place)
            at, narrow, practice = self.plain.alone(catchment, one)
            found = from_a_byte(narrow)
            self._settle(catchment, n, found, at)
            keep = found & GATES == 0
            lists.append(self.plain.order(catchment, one, at[keep], in_a_byte(found[keep]), practice.at(keep), most))
        return lists

    def _every_gate(self, catchment: Catchment, n: int) -> Numbers:
        """All gates of anybody at every position, but those that look at other people or at other vacancies.

        Of people who go together one is looked at again and again: the last few are kept.
        """
        known = next((found for there, who, found in self._lately if there is catchment and who == n), None)
        if known is None:
            known = self._find_every_gate(catchment, n)
            self._lately.append((catchment, n, known))
        return known.copy()

    def _find_every_gate(self, catchment: Catchment, n: int) -> Numbers:
        people = people_of(self.resolver, catchment, self.roll, np.array([n]), every_gate=True)
        one_sided = self.columns.open_gates[catchment.places] | self.roll.each["closed"][n]
        found: Numbers = self.form.every_gate(catchment, people, 0) | one_sided
        return found

    def _settle(self, catchment: Catchment, n: int, found: Numbers, at: Positions | None = None) -> None:
        """Adds what others decide: groups on the market, who may have a public post at all, groups there (MR11, 18).

        `found` is what was found at the positions `at`, or at all.
        """
        at = np.arange(catchment.number, dtype=np.int32) if at is None else at
        traits = catchment.column("traits")[at]
        public = traits & PUBLIC != 0
        self._go_together(catchment, n, at, found, ~public, self._passes_alone)
        has_market = bool(((found & GATES == 0) & (traits & MARKET != 0)).any())
        found[public & self._barred(catchment, n, at, has_market)] |= BIT[Gate.TARGET]
        self._go_together(catchment, n, at, found, public, self._passes_settled)

    def _barred(self, catchment: Catchment, n: int, at: Positions, has_market: bool) -> Flags:
        """From public posts, if they were."""
        too_old = catchment.day[at] >= self.resolver.too_old_from(self.roll, np.array([n]))[0]
        barred: Flags = too_old | has_market | bool(self.roll.each["in_work"][n])
        return barred

    def _go_together(
        self, catchment: Catchment, n: int, at: Positions, found: Numbers, where: Flags, passes: _PassesAt
    ) -> None:
        seekers, person = self.ground.seekers, self.roll.ids[n]
        if not self.roll.each["bound"][n]:
            return
        there = at[where]

        def member(other: str) -> Flags | None:
            return passes(catchment, self._numbers[other], there) if other in seekers else None

        found[where] |= Parties(self.columns).findings(person, seekers, catchment.places[there], member)

    def _passes_alone(self, catchment: Catchment, n: int, at: Positions) -> Flags:
        """Whether somebody passes at positions of another's catchment, without regard to who goes together."""
        passes: Flags = self._every_gate(catchment, n)[at] & GATES == 0
        return passes

    def _passes_settled(self, catchment: Catchment, n: int, at: Positions) -> Flags:
        """As `_passes_alone`, at public posts."""
        return self._passes_alone(catchment, n, at) & ~self._barred(catchment, n, at, self._market(n))

    def _market(self, n: int) -> bool:
        """Whether anything on the market passes for one of a group."""
        person = self.roll.ids[n]
        if person not in self._has_market:
            ((catchment, _),) = self.by_catchment(np.array([n]))
            at = np.flatnonzero(catchment.column("traits") & PUBLIC == 0).astype(np.int32)
            found = self._every_gate(catchment, n)[at]
            self._go_together(catchment, n, at, found, np.ones(len(at), dtype=np.bool_), self._passes_alone)
            market = catchment.column("traits")[at] & MARKET != 0
            self._has_market[person] = bool(((found & GATES == 0) & market).any())
        return self._has_market[person]
