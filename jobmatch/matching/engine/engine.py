"""Everything about one person at once: gates, points, groups and public posts; and the best of the list.

Read in this order: `columns` has the vacancies, `rows`, `limits` and `cards` what gates find of them, `works` and
`worth` what they give; `encoding` turns a person into numbers of such rows; `catchments` lays the rows out over what
people of one home can reach, and `plain` and `compiled` go through them. Nothing is rounded, and no rule is said here
that a gate or a factor can be asked for.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

import numpy as np

from jobmatch.matching.engine import plain
from jobmatch.matching.engine.catchments import Catchment, Catchments, Positions
from jobmatch.matching.engine.columns import BIT, MARKET, PUBLIC, Counts, Flags, Numbers, columns
from jobmatch.matching.engine.encoding import Encoded, Encoder
from jobmatch.matching.engine.homes import Homes
from jobmatch.matching.engine.keys import are_gains, keys, places_of, scores_of
from jobmatch.matching.engine.parties import Parties
from jobmatch.matching.engine.plain import Line, Plain, Practice
from jobmatch.matching.engine.rows import CLOSED, GATES, from_a_byte, in_a_byte
from jobmatch.matching.engine.works import Works
from jobmatch.matching.engine.worth import Worth
from jobmatch.matching.ground import Ground
from jobmatch.matching.notes import Gate

TOP = 20
NOWHERE: Positions = np.zeros(0, dtype=np.int32)
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
    """Judges person after person over one ground; raises InexactAmountError where amounts have too many decimals."""

    def __init__(self, ground: Ground) -> None:
        setting, posts = ground.setting, ground.posts
        self.ground = ground
        self.columns = columns(ground)
        self.works = Works(posts, setting.vocabulary, setting.rules)
        self.worth = Worth(self.columns, setting)
        self.homes = Homes(posts, setting.rules)
        self.encoder = Encoder(self.columns, self.works, self.homes, setting)
        self.catchments = Catchments(self.columns, self.works, self.homes, self.worth)
        self.plain = Plain(self.works, self.worth)
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
        at = np.arange(everything.number, dtype=np.int32)
        practice = self.plain.practice(one, everything.work, self._enough)
        found = self._every_gate(everything, one, practice)
        self._settle(everything, one, at, found)
        narrow, times = in_a_byte(found), plain.missed(everything, one)
        lines = self.plain.lines(everything, one, at, narrow, times, practice)
        order = self._keys(everything, one, at, plain.score(lines), practice)
        back = np.argsort(everything.places)
        return Verdict(
            found[back] & GATES,
            tuple(Line(line.name, line.points[back], np.broadcast_to(line.stands, at.shape)[back]) for line in lines),
            plain.score(lines)[back],
            are_gains(order)[back],
            places_of(np.sort(order[found & GATES == 0])),
        )

    def top(self, person: str, most: int = TOP) -> list[Scored]:
        """The best of a person's list."""
        one = self.encoded(person)
        found = self.best(self.catchments.of(one), one, most)
        posts = self.ground.posts
        return [
            Scored(posts[place].vacancy.id, score)
            for place, score in zip(places_of(found).tolist(), scores_of(found).tolist(), strict=True)
        ]

    def best(self, catchment: Catchment, one: Encoded, most: int) -> Numbers:
        """The keys of the best of a person's list, in order; `catchment` is the person's own."""
        at, found, practice = self._alone(catchment, one)
        self._settle(catchment, one, at, found)
        keep = found & GATES == 0
        at, practice = at[keep], practice.at(keep)
        times = plain.missed(catchment, one)[at]
        lines = self.plain.lines(catchment, one, at, in_a_byte(found[keep]), times, practice)
        order = self._keys(catchment, one, at, plain.score(lines), practice)
        if len(order) > most:
            order = np.partition(order, most)[:most]
        return np.sort(order)

    def _alone(self, catchment: Catchment, one: Encoded) -> tuple[Positions, Numbers, Practice]:
        """What is not closed already by what people share, with what the own practice closes of it."""
        if one.closed:
            return NOWHERE, np.zeros(0, dtype=np.int64), self.plain.practice(one, NOWHERE, self._enough)
        narrow = plain.findings(catchment, one, one.rows)
        at = plain.is_open(narrow)
        practice = self.plain.practice(one, catchment.work[at], self._enough)
        found = from_a_byte(narrow[at]) | self.plain.closed_by_practice(catchment, one, at, practice)
        return at, found, practice

    def _every_gate(self, catchment: Catchment, one: Encoded, practice: Practice) -> Numbers:
        """All gates at every position, but those that look at other people or at other vacancies."""
        found = self.columns.open_gates[catchment.places] | one.closed
        for row in (*one.rows, *one.bounds):
            found |= catchment.wide(row)
        for part, rows in plain.by_age(catchment, one):
            for row in rows:
                found[part] |= catchment.wide(row)[part]
        at = np.arange(catchment.number, dtype=np.int32)
        return found | self.plain.closed_by_practice(catchment, one, at, practice)

    def _settle(self, catchment: Catchment, one: Encoded, at: Positions, found: Numbers) -> None:
        """Adds what others decide: groups on the market, who may have a public post at all, groups there (MR11, 18)."""
        traits = catchment.traits[at]
        public = traits & PUBLIC != 0
        self._go_together(catchment, one, at, found, ~public, self._passes_alone)
        if public.any():
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
        narrow = plain.findings(catchment, one, (*one.rows, *one.bounds))[at]
        practice = self.plain.practice(one, catchment.work[at], self._enough)
        closed = (
            self.plain.closed_by_practice(catchment, one, at, practice) | self.columns.open_gates[catchment.places[at]]
        )
        passes: Flags = (narrow & CLOSED == 0) & (closed == 0)
        return passes

    def _passes_settled(self, catchment: Catchment, one: Encoded, at: Positions) -> Flags:
        """As `_passes_alone`, at public posts."""
        barred = self._barred(catchment, one, at, self._market(one))
        return self._passes_alone(catchment, one, at) & ~barred

    def _market(self, one: Encoded) -> bool:
        """Whether anything on the market passes for one of a group."""
        if one.id not in self._has_market:
            catchment = self.catchments.of(one)
            at, found, _ = self._alone(catchment, one)
            traits = catchment.traits[at]
            self._go_together(catchment, one, at, found, traits & PUBLIC == 0, self._passes_alone)
            self._has_market[one.id] = bool(((found & GATES == 0) & (traits & MARKET != 0)).any())
        return self._has_market[one.id]

    def _keys(self, catchment: Catchment, one: Encoded, at: Positions, score: Counts, practice: Practice) -> Numbers:
        pay = np.where(practice.experienced, catchment.pay[1][at], catchment.pay[0][at])
        no_gain = (pay >= one.gains) & (pay != self.columns.pay.unknown)
        return keys(no_gain, score, pay, catchment.places[at])

    @property
    def _enough(self) -> int:
        return self.ground.setting.rules.experienced_months
