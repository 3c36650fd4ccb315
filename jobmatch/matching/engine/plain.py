"""One person against a catchment in plain numpy: what is found, the lines of the score, and the order of the list."""

from dataclasses import dataclass

import numpy as np

from jobmatch.matching.engine.catchments import Catchment, Positions
from jobmatch.matching.engine.columns import (
    BIT,
    BREAKS_LAW_FOR_BEGINNERS,
    LEARNED,
    MARKET,
    PRACTICE,
    PUBLIC,
    STRICT,
    TEACHES,
    Counts,
    Flags,
    Numbers,
)
from jobmatch.matching.engine.keys import keys
from jobmatch.matching.engine.laid import NONE, PENALTIES, People
from jobmatch.matching.engine.lines import Line, score, taken_off
from jobmatch.matching.engine.rows import (
    AGE_PREF,
    ASK_EMPLOYER,
    CLOSED,
    COURSE,
    HEALTHCERT,
    UNASKED,
    UNWANTED,
    WAIT_DATE,
    Bytes,
    byte_of,
)
from jobmatch.matching.engine.works import MAYBE, SAME, Works
from jobmatch.matching.engine.worth import Worth
from jobmatch.matching.factors import WHOLE
from jobmatch.matching.notes import Gate
from jobmatch.matching.penalties import HEAVY_FROM

# The flags of the findings for which some of them are taken off, in their order.
BY_FLAG = (ASK_EMPLOYER, COURSE, HEALTHCERT, WAIT_DATE, AGE_PREF)
# What was done of the work of a vacancy, as the penalties ask about it.
NOT_TOLD, NONE_DONE, NEAR_DONE, SAME_DONE, SKILLS_HAD = range(5)


@dataclass(frozen=True, slots=True)
class Practice:
    """Months surely worked in the trade of each vacancy, whether that is enough to be no beginner, and where an answer
    decides it."""

    months: Counts
    experienced: Flags
    doubtful: Flags

    def at(self, keep: Flags) -> "Practice":
        """Some of the vacancies."""
        return Practice(self.months[keep], self.experienced[keep], self.doubtful[keep])


class One:
    """One of some people."""

    def __init__(self, people: People, n: int) -> None:
        self.people, self.n = people, n
        self.has = people.each[n]
        self.stints = people.stints[self.has["stint_from"] : self.has["stint_to"]]
        self.wishes = people.wishes[self.has["wish_from"] : self.has["wish_to"]]
        self.skills = people.skills[self.has["skill_from"] : self.has["skill_to"]]

    def findings(self) -> Counts:
        """What the rows find at each position."""
        people, n = self.people, self.n
        found = np.zeros(len(people.places), dtype=people.findings.dtype)
        for row in people.rows[n]:
            if row != NONE:
                np.bitwise_or(found, people.findings[row], out=found)
        for begin, end, rows in zip(people.age_from[n], people.age_from[n, 1:], people.age_rows[n], strict=False):
            for row in rows:
                if row != NONE:
                    found[begin:end] |= people.findings[row, begin:end]
        return found

    def missed(self) -> Bytes:
        """How many preferences are missed at each position."""
        rows = self.people.missed[self.n]
        times: Bytes = self.people.preferences[rows[rows != NONE]].sum(axis=0, dtype=np.uint8)
        return times


class Plain:
    """The numpy form."""

    def __init__(self, works: Works, worth: Worth) -> None:
        self.works, self.worth, self.setting = works, worth, worth.setting
        self._penalties = {name: np.int16(points) for name, points in self.setting.rules.penalties.items()}

    def practice(self, one: One, work: Positions, enough: Counts | int) -> Practice:
        """The months in these kinds of work, against those that are enough."""
        months, possible = np.zeros(len(work), dtype=np.int32), np.zeros(len(work), dtype=np.int32)
        if not one.has["told"]:
            return Practice(months, np.zeros(len(work), dtype=np.bool_), np.ones(len(work), dtype=np.bool_))
        open_ended = np.zeros(len(work), dtype=np.bool_)
        for trade, worked, told, _ in one.stints:
            kinship = self.works.kinship[trade][work]
            same, maybe = kinship & SAME != 0, kinship & (SAME | MAYBE) == MAYBE
            months += worked * same
            possible += worked * maybe
            if not told:
                open_ended |= same | maybe
        experienced = months >= enough
        return Practice(months, experienced, ~experienced & (open_ended | (months + possible >= enough)))

    def closed_by_practice(self, catchment: Catchment, one: One, at: Positions, practice: Practice) -> Numbers:
        """The gates where pay breaks the law for beginners, and where months that are strictly demanded are missing."""
        traits = catchment.column("traits")[at]
        beginner = ~practice.experienced & ~practice.doubtful
        found = np.where((traits & BREAKS_LAW_FOR_BEGINNERS != 0) & beginner, BIT[Gate.WAGE_LAW_NOVICE], 0)
        strict = np.flatnonzero(traits & STRICT)
        if len(strict) and one.has["told"]:
            there = at[strict]
            had = self.practice(one, catchment.column("demanded")[there], catchment.column("strict_months")[there])
            found[strict] |= np.where(had.experienced | had.doubtful, 0, BIT[Gate.EXPERIENCE])
        return found

    def every_gate(self, catchment: Catchment, people: People, n: int) -> Numbers:
        """Each gate as a bit, but those that look at other people, at other vacancies, or at one side."""
        one = One(people, n)
        found = one.findings().astype(np.int64)
        everywhere = np.arange(catchment.number, dtype=np.int32)
        practice = self.practice(one, catchment.column("work"), self.setting.rules.experienced_months)
        return found | self.closed_by_practice(catchment, one, everywhere, practice)

    def lines(self, catchment: Catchment, people: People, n: int, found: Bytes) -> tuple[list[Line], Numbers]:
        """The lines of the score at every position where this was found, and the keys."""
        one = One(people, n)
        everywhere = np.arange(catchment.number, dtype=np.int32)
        practice = self.practice(one, catchment.column("work"), self.setting.rules.experienced_months)
        given, reasons, pay = self._weigh(catchment, one, everywhere, found, practice)
        lines = [*given, *taken_off(given, reasons, self.setting.rules)]
        return lines, self._keys(catchment, one, everywhere, score(lines), pay)

    def best(self, catchment: Catchment, people: People, most: int) -> list[Numbers]:
        """Of people who go alone the keys of the best vacancies, in order."""
        return [self._best(catchment, One(people, n), most) for n in range(len(people.each))]

    def _best(self, catchment: Catchment, one: One, most: int) -> Numbers:
        at, found, practice = self.alone(catchment, one)
        traits = catchment.column("traits")[at]
        public = traits & PUBLIC != 0
        if public.any():
            barred = bool((traits & MARKET).any()) | bool(one.has["in_work"]) | (at >= one.has["over_age_from"])
            keep = ~(public & barred)
            at, found, practice = at[keep], found[keep], practice.at(keep)
        return self.order(catchment, one, at, found, practice, most)

    def alone(self, catchment: Catchment, one: One) -> tuple[Positions, Bytes, Practice]:
        """Where a person passes without regard to others and to public posts, what was found there, the practice."""
        found = one.findings()
        at = np.flatnonzero(found & CLOSED == 0).astype(np.int32)
        practice = self.practice(one, catchment.column("work")[at], self.setting.rules.experienced_months)
        keep = self.closed_by_practice(catchment, one, at, practice) == 0
        at = at[keep]
        return at, found[at], practice.at(keep)

    def order(
        self, catchment: Catchment, one: One, at: Positions, found: Bytes, practice: Practice, most: int
    ) -> Numbers:
        """The keys of the best of these positions, in order."""
        given, reasons, pay = self._weigh(catchment, one, at, found, practice)
        total = score(given)
        for name, stands in zip(PENALTIES, reasons, strict=True):
            total = total - stands * self._penalties[name]
        found_keys = self._keys(catchment, one, at, np.maximum(total, 0), pay)
        if len(found_keys) > most:
            found_keys = np.partition(found_keys, most)[:most]
        return np.sort(found_keys)

    def _keys(self, catchment: Catchment, one: One, at: Positions, total: Counts, pay: Counts) -> Numbers:
        no_gain = (pay >= one.has["gains"]) & (pay != self.worth.columns.pay.unknown)
        return keys(no_gain, total, pay, catchment.places[at])

    def _weigh(
        self, catchment: Catchment, one: One, at: Positions, found: Bytes, practice: Practice
    ) -> tuple[list[Line], list[Flags], Counts]:
        """The lines of the factors at these positions, where each of PENALTIES stands, and the place of the pay."""
        pay = np.where(
            practice.experienced, catchment.column("experienced_pay")[at], catchment.column("beginners_pay")[at]
        )
        did, done = self._experience(catchment, one, at)
        unwanted = found & byte_of(UNWANTED) != 0
        wish = self._wish(catchment, one, at, unwanted)
        weigh = self.worth.points
        given = [
            Line("experience", weigh("experience", done)),
            Line("money", one.people.money[one.has["money_of"]][pay]),
            Line("distance", one.people.distance[one.has["distance_of"]][at]),
            Line("schedule", self._schedule(catchment, at, one.missed()[at])),
            Line("wish", weigh("wish", wish)),
            Line("stability", catchment.column("stability")[at]),
        ]
        unknown = catchment.column("unknown")[at] + (pay == self.worth.columns.pay.unknown) + (not one.has["told"])
        wished = (wish > 0) & ~unwanted if one.has["has_wishes"] else np.zeros(len(at), dtype=np.bool_)
        return given, self._reasons(catchment, one, at, found, practice, did, wished, unknown, pay), pay

    def _reasons(
        self, catchment: Catchment, one: One, at: Positions, found: Bytes, practice: Practice,
        did: Counts, wished: Flags, unknown: Counts, pay: Counts,
    ) -> list[Flags]:  # fmt: skip
        """Where each of PENALTIES stands."""
        traits, level = catchment.column("traits")[at], catchment.column("level")[at]
        practised = traits & PRACTICE != 0
        unasked = (found & byte_of(UNASKED) != 0) | (practised & (not one.has["told"]))
        wants = practised & ~unasked
        to_learn = (traits & LEARNED != 0) & ~practice.experienced & bool(one.has["refuses_learning"])
        *fixes, age_wish = (found & byte_of(flag) != 0 for flag in BY_FLAG)
        return [
            *fixes,
            unknown >= self.setting.rules.factors.unknown_factors,
            unasked,
            wants & (did == NONE_DONE),
            wants & (did == NEAR_DONE),
            ~unasked & (did == NONE_DONE) & ~wants & to_learn & ~wished,
            age_wish,
            (level >= HEAVY_FROM) & (level > one.has["usual_level"]),
            (traits & TEACHES != 0) & (practice.months >= self.setting.rules.experienced_months),
            (pay >= one.has["no_living"]) & (pay != self.worth.columns.pay.unknown),
            catchment.column("no_bed")[at] != 0,
        ]

    def _experience(self, catchment: Catchment, one: One, at: Positions) -> tuple[Counts, Counts]:
        """What was done, and its permille."""
        best = np.zeros(len(at), dtype=np.int32)
        did = np.full(len(at), NONE_DONE if one.has["told"] else NOT_TOLD, dtype=np.int32)
        for stint in one.stints:
            self._stint(catchment, stint, at, best, did)
        if len(one.skills):
            shared = np.zeros(self.worth.skills.number, dtype=np.int32)
            shared[one.skills[:, 0]] = one.skills[:, 1] + 1
            more = shared[catchment.column("skills")[at]]
            has = more > 0
            best = np.where(has, np.minimum(WHOLE, best + more - 1), best)
            did = np.where(has & (did == NONE_DONE), SKILLS_HAD, did)
        return did, best

    def _stint(self, catchment: Catchment, stint: Counts, at: Positions, best: Counts, did: Counts) -> None:
        trade, worked, _, weight = stint
        row = self.works.near[trade]
        near = np.maximum(row[catchment.column("work")[at]], row[catchment.column("demanded")[at]])
        there = np.flatnonzero(near >= self.setting.rules.factors.nearness_from)
        near, full = near[there].astype(np.int32), catchment.column("full_months")[at[there]]
        permille = near * weight * np.minimum(worked, full) // (100 * full)
        better = permille > best[there]
        best[there[better]] = permille[better]
        did[there[better]] = np.where(near[better] == 100, SAME_DONE, NEAR_DONE)

    def _schedule(self, catchment: Catchment, at: Positions, times: Bytes) -> Counts:
        points = catchment.schedule(0)[at]
        for number in range(1, int(times.max(initial=0)) + 1):
            points = np.where(times == number, catchment.schedule(number)[at], points)
        return points

    def _wish(self, catchment: Catchment, one: One, at: Positions, unwanted: Flags) -> Counts:
        if not one.has["has_wishes"]:
            return np.where(unwanted, 0, self.setting.rules.factors.no_wish)
        title = catchment.column("title")[at]
        best = np.zeros(len(at), dtype=np.int32)
        for row, by_place in one.wishes:
            np.maximum(best, self.works.wishes[row][title].astype(np.int32) * by_place // WHOLE, out=best)
        return np.where(unwanted, 0, best)
