"""Everything about one person at once: gates, points, groups and public posts; and the best of the list.

Read in this order: `columns` has the vacancies, `rows`, `limits` and `cards` what gates find of them, `works` and
`worth` what they give; `encoding` turns a person into numbers of such rows; `catchments` lays the rows out over what
people of one home can reach, and `plain` and `compiled` go through them. Nothing is rounded, and no rule is said here
that a gate or a factor can be asked for.
"""

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass

import numpy as np

from jobmatch.matching.engine import forms, plain
from jobmatch.matching.engine.catchments import Catchment, Catchments, Positions
from jobmatch.matching.engine.columns import BIT, MARKET, PUBLIC, Counts, Flags, Numbers, columns
from jobmatch.matching.engine.encoding import Encoded, Encoder
from jobmatch.matching.engine.homes import Homes
from jobmatch.matching.engine.keys import are_gains, places_of, scores_of
from jobmatch.matching.engine.parties import Parties
from jobmatch.matching.engine.plain import Line, Plain
from jobmatch.matching.engine.rows import GATES, from_a_byte, in_a_byte
from jobmatch.matching.engine.works import Works
from jobmatch.matching.engine.worth import Worth
from jobmatch.matching.ground import Ground
from jobmatch.matching.notes import Gate

TOP = 20
NO_KEYS: Numbers = np.zeros(0, dtype=np.int64)
_PassesAt = Callable[[Catchment, Encoded, Positions], Flags]


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
    """Judges person after person over one ground; raises InexactAmountError where amounts have too many decimals.

    `form` names one of `forms`; of none, the faster one that this machine has is taken.
    """

    def __init__(self, ground: Ground, form: str | None = None) -> None:
        setting, posts = ground.setting, ground.posts
        self.ground = ground
        self.columns = columns(ground)
        self.works = Works(posts, setting.vocabulary, setting.rules)
        self.worth = Worth(self.columns, setting)
        self.homes = Homes(posts, setting.rules)
        self.encoder = Encoder(self.columns, self.works, self.homes, setting)
        self.catchments = Catchments(self.columns, self.works, self.homes, self.worth)
        self.plain = Plain(self.works, self.worth)
        self.form = forms.form(self.works, self.worth, form)
        self._parties = Parties(self.columns)
        # What others look at of those who go together.
        self._encoded: dict[str, Encoded] = {}
        self._has_market: dict[str, bool] = {}

    def over(self, ground: Ground) -> "Engine":
        """The same vacancies for other people; what was reckoned of the vacancies is shared."""
        other = copy(self)
        other.ground, other._encoded, other._has_market = ground, {}, {}
        return other

    def encoded(self, person: str) -> Encoded:
        """KeyError where the ground does not know the person."""
        if person in self._encoded:
            return self._encoded[person]
        seeker = self.ground.seekers[person]
        one = self.encoder.encode(seeker)
        if person in self.ground.grouped:
            self._encoded[person] = one
        return one

    def judge(self, person: str) -> Verdict:
        """Everything about one person. KeyError where the ground does not know the person."""
        one = self.encoded(person)
        everything = self.catchments.everything(one)
        found = self.form.every_gate(everything, one) | self.columns.open_gates[everything.places] | one.closed
        self._settle(everything, one, found)
        lines, order = self.form.lines(everything, one, in_a_byte(found))
        back = np.argsort(everything.places)
        return Verdict(
            found[back] & GATES,
            tuple(Line(line.name, line.points[back], np.broadcast_to(line.stands, back.shape)[back]) for line in lines),
            plain.score(lines)[back],
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

    def lists(self, people: Iterable[str], most: int = TOP) -> dict[str, Numbers]:
        """Of each the keys of the best vacancies, in order (see `keys`); quickest for all people of a home at once."""
        found: dict[str, Numbers] = {}
        by_catchment: dict[int, tuple[Catchment, list[Encoded]]] = {}
        for person in people:
            one = self.encoded(person)
            found[person] = NO_KEYS
            if one.closed:
                continue
            catchment = self.catchments.of(one)
            if self.ground.seekers[person].together:
                found[person] = self._together(catchment, one, most)
            else:
                by_catchment.setdefault(id(catchment), (catchment, []))[1].append(one)
        for catchment, those in by_catchment.values():
            best = self.form.best(catchment, those, most)
            found.update((one.id, keys) for one, keys in zip(those, best, strict=True))
        return found

    def _together(self, catchment: Catchment, one: Encoded, most: int) -> Numbers:
        """The keys of the best of somebody who is bound to others."""
        at, narrow, practice = self.plain.alone(catchment, one)
        found = from_a_byte(narrow)
        self._settle(catchment, one, found, at)
        keep = found & GATES == 0
        return self.plain.order(catchment, one, at[keep], in_a_byte(found[keep]), practice.at(keep), most)

    def _settle(self, catchment: Catchment, one: Encoded, found: Numbers, at: Positions | None = None) -> None:
        """Adds what others decide: groups on the market, who may have a public post at all, groups there (MR11, 18).

        `found` is what was found at the positions `at`, or at all.
        """
        at = np.arange(catchment.number, dtype=np.int32) if at is None else at
        traits = catchment.traits[at]
        public = traits & PUBLIC != 0
        self._go_together(catchment, one, at, found, ~public, self._passes_alone)
        has_market = bool(((found & GATES == 0) & (traits & MARKET != 0)).any())
        found[public & self._barred(catchment, one, at, has_market)] |= BIT[Gate.TARGET]
        self._go_together(catchment, one, at, found, public, self._passes_settled)

    def _barred(self, catchment: Catchment, one: Encoded, at: Positions, has_market: bool) -> Flags:
        """From public posts, if they were."""
        barred: Flags = (catchment.day[at] >= one.over_age_from) | has_market | one.in_work
        return barred

    def _go_together(
        self, catchment: Catchment, one: Encoded, at: Positions, found: Numbers, where: Flags, passes: _PassesAt
    ) -> None:
        seekers = self.ground.seekers
        if not seekers[one.id].together:
            return
        there = at[where]

        def member(other: str) -> Flags | None:
            return passes(catchment, self.encoded(other), there) if other in seekers else None

        found[where] |= self._parties.findings(one.id, seekers, catchment.places[there], member)

    def _passes_alone(self, catchment: Catchment, one: Encoded, at: Positions) -> Flags:
        """Whether somebody passes at positions of another's catchment, without regard to who goes together."""
        if one.closed:
            return np.zeros(len(at), dtype=np.bool_)
        found = self.form.every_gate(catchment, one) | self.columns.open_gates[catchment.places]
        passes: Flags = found[at] & GATES == 0
        return passes

    def _passes_settled(self, catchment: Catchment, one: Encoded, at: Positions) -> Flags:
        """As `_passes_alone`, at public posts."""
        barred = self._barred(catchment, one, at, self._market(one))
        return self._passes_alone(catchment, one, at) & ~barred

    def _market(self, one: Encoded) -> bool:
        """Whether anything on the market passes for one of a group."""
        if one.closed:
            return False
        if one.id not in self._has_market:
            catchment = self.catchments.of(one)
            at, narrow, _ = self.plain.alone(catchment, one)
            found, traits = from_a_byte(narrow), catchment.traits[at]
            self._go_together(catchment, one, at, found, traits & PUBLIC == 0, self._passes_alone)
            self._has_market[one.id] = bool(((found & GATES == 0) & (traits & MARKET != 0)).any())
        return self._has_market[one.id]
