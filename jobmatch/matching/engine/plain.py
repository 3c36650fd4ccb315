"""One person against a catchment in plain numpy: what is found, the lines of the score, and the order of the list.

The lines come in the order in which `rank` prints them; a penalty that takes nothing more, because nothing is left,
still stands.
"""

from collections.abc import Iterable, Sequence
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
from jobmatch.matching.engine.encoding import Encoded, Stint
from jobmatch.matching.engine.keys import keys
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
    Row,
    byte_of,
)
from jobmatch.matching.engine.works import MAYBE, SAME, Works
from jobmatch.matching.engine.worth import Worth
from jobmatch.matching.factors import WHOLE
from jobmatch.matching.notes import Gate
from jobmatch.matching.penalties import HEAVY_FROM
from jobmatch.matching.rules import Rules

# What is taken off, in the order of the lines; two of the errands look alike in `rank`.
PENALTIES = (
    "errand", "course", "errand", "errand", "unsure", "unasked", "untrained", "practice", "unlearned", "age_wish",
    "heavier", "trained", "no_living", "no_bed",
)  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the score: its points, and where it stands at all."""

    name: str
    points: Counts
    stands: Flags | bool = True


def findings(catchment: Catchment, one: Encoded, rows: Iterable[Row]) -> Bytes:
    """What these rows and the age find at each position, all gates as one bit."""
    found = np.zeros(catchment.number, dtype=np.uint8)
    for row in rows:
        np.bitwise_or(found, catchment.narrow(row), out=found)
    for part, of_age in by_age(catchment, one):
        for row in of_age:
            found[part] |= catchment.narrow(row)[part]
    return found


def by_age(catchment: Catchment, one: Encoded) -> list[tuple[slice, tuple[Row, ...]]]:
    """The slices of positions between two birthdays, with the rows that hold in each."""
    begins = [catchment.from_day(number) for number, _ in one.by_age]
    ends = [*begins[1:], catchment.number]
    return [(slice(*part), rows) for part, (_, rows) in zip(zip(begins, ends, strict=True), one.by_age, strict=True)]


def missed(catchment: Catchment, one: Encoded) -> Bytes:
    """How many preferences are missed at each position."""
    found = np.zeros(catchment.number, dtype=np.uint8)
    for row in one.rows:
        if row.missed is not None:
            found += catchment.missed(row)
    return found


class Plain:
    """The numpy form."""

    def __init__(self, works: Works, worth: Worth) -> None:
        self.works, self.worth, self.setting = works, worth, worth.setting
        self._penalties = {name: np.int16(points) for name, points in self.setting.rules.penalties.items()}

    def practice(self, one: Encoded, work: Positions, enough: Counts | int) -> Practice:
        """The months in these kinds of work, against those that are enough."""
        months, possible = np.zeros(len(work), dtype=np.int32), np.zeros(len(work), dtype=np.int32)
        if one.stints is None:
            return Practice(months, np.zeros(len(work), dtype=np.bool_), np.ones(len(work), dtype=np.bool_))
        open_ended = np.zeros(len(work), dtype=np.bool_)
        for stint in one.stints:
            kinship = self.works.kinship[stint.trade][work]
            same, maybe = kinship & SAME != 0, kinship & (SAME | MAYBE) == MAYBE
            months += stint.months * same
            possible += stint.months * maybe
            if not stint.told:
                open_ended |= same | maybe
        experienced = months >= enough
        return Practice(months, experienced, ~experienced & (open_ended | (months + possible >= enough)))

    def closed_by_practice(self, catchment: Catchment, one: Encoded, at: Positions, practice: Practice) -> Numbers:
        """The gates where pay breaks the law for beginners, and where months that are strictly demanded are missing."""
        traits = catchment.traits[at]
        beginner = ~practice.experienced & ~practice.doubtful
        found = np.where((traits & BREAKS_LAW_FOR_BEGINNERS != 0) & beginner, BIT[Gate.WAGE_LAW_NOVICE], 0)
        strict = np.flatnonzero(traits & STRICT)
        if len(strict) and one.stints is not None:
            there = at[strict]
            had = self.practice(one, catchment.demanded[there], catchment.strict_months[there])
            found[strict] |= np.where(had.experienced | had.doubtful, 0, BIT[Gate.EXPERIENCE])
        return found

    def every_gate(self, catchment: Catchment, one: Encoded) -> Numbers:
        """Each gate as a bit, of anybody, but those that look at other people, at other vacancies, or at one side."""
        found = np.zeros(catchment.number, dtype=np.int64)
        for row in (*one.rows, *one.bounds):
            found |= catchment.wide(row)
        for part, rows in by_age(catchment, one):
            for row in rows:
                found[part] |= catchment.wide(row)[part]
        everywhere = np.arange(catchment.number, dtype=np.int32)
        practice = self.practice(one, catchment.work, self.setting.rules.experienced_months)
        return found | self.closed_by_practice(catchment, one, everywhere, practice)

    def lines(self, catchment: Catchment, one: Encoded, found: Bytes) -> tuple[list[Line], Numbers]:
        """The lines of the score at every position where this was found, and the keys; of anybody."""
        everywhere = np.arange(catchment.number, dtype=np.int32)
        practice = self.practice(one, catchment.work, self.setting.rules.experienced_months)
        given, reasons, pay = self._weigh(catchment, one, everywhere, found, practice)
        lines = [*given, *taken_off(given, reasons, self.setting.rules)]
        return lines, self._keys(catchment, one, everywhere, score(lines), pay)

    def best(self, catchment: Catchment, people: Sequence[Encoded], most: int) -> list[Numbers]:
        """Of people who go alone the keys of the best vacancies, in order."""
        return [self._best(catchment, one, most) for one in people]

    def _best(self, catchment: Catchment, one: Encoded, most: int) -> Numbers:
        at, found, practice = self.alone(catchment, one)
        traits = catchment.traits[at]
        public = traits & PUBLIC != 0
        if public.any():
            barred = bool((traits & MARKET).any()) | one.in_work | (catchment.day[at] >= one.over_age_from)
            keep = ~(public & barred)
            at, found, practice = at[keep], found[keep], practice.at(keep)
        return self.order(catchment, one, at, found, practice, most)

    def alone(self, catchment: Catchment, one: Encoded) -> tuple[Positions, Bytes, Practice]:
        """Where a person passes without regard to others and to public posts, what was found there, the practice."""
        found = findings(catchment, one, one.rows)
        at = np.flatnonzero(found & CLOSED == 0).astype(np.int32)
        practice = self.practice(one, catchment.work[at], self.setting.rules.experienced_months)
        keep = self.closed_by_practice(catchment, one, at, practice) == 0
        at = at[keep]
        return at, found[at], practice.at(keep)

    def order(
        self, catchment: Catchment, one: Encoded, at: Positions, found: Bytes, practice: Practice, most: int
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

    def _keys(self, catchment: Catchment, one: Encoded, at: Positions, total: Counts, pay: Counts) -> Numbers:
        no_gain = (pay >= one.gains) & (pay != self.worth.columns.pay.unknown)
        return keys(no_gain, total, pay, catchment.places[at])

    def _weigh(
        self, catchment: Catchment, one: Encoded, at: Positions, found: Bytes, practice: Practice
    ) -> tuple[list[Line], list[Flags], Counts]:
        """The lines of the factors at these positions, where each of PENALTIES stands, and the place of the pay."""
        pay = np.where(practice.experienced, catchment.pay[1][at], catchment.pay[0][at])
        did, done = self._experience(catchment, one, at)
        unwanted = found & byte_of(UNWANTED) != 0
        wish = self._wish(catchment, one, at, unwanted)
        weigh = self.worth.points
        given = [
            Line("experience", weigh("experience", done)),
            Line("money", self.worth.money(one.floor)[pay]),
            Line("distance", catchment.distance(one.accepts, fetches=one.fetches)[at]),
            Line("schedule", self._schedule(catchment, at, missed(catchment, one)[at])),
            Line("wish", weigh("wish", wish)),
            Line("stability", catchment.stability[at]),
        ]
        unknown = catchment.unknown[at] + (pay == self.worth.columns.pay.unknown) + (one.stints is None)
        wished = (wish > 0) & ~unwanted if one.has_wishes else np.zeros(len(at), dtype=np.bool_)
        return given, self._reasons(catchment, one, at, found, practice, did, wished, unknown, pay), pay

    def _reasons(
        self, catchment: Catchment, one: Encoded, at: Positions, found: Bytes, practice: Practice,
        did: Counts, wished: Flags, unknown: Counts, pay: Counts,
    ) -> list[Flags]:  # fmt: skip
        """Where each of PENALTIES stands."""
        traits, level = catchment.traits[at], catchment.level[at]
        practised = traits & PRACTICE != 0
        unasked = (found & byte_of(UNASKED) != 0) | (practised & (one.stints is None))
        wants = practised & ~unasked
        to_learn = (traits & LEARNED != 0) & ~practice.experienced & one.refuses_learning
        *fixes, age_wish = (found & byte_of(flag) != 0 for flag in BY_FLAG)
        return [
            *fixes,
            unknown >= self.setting.rules.factors.unknown_factors,
            unasked,
            wants & (did == NONE_DONE),
            wants & (did == NEAR_DONE),
            ~unasked & (did == NONE_DONE) & ~wants & to_learn & ~wished,
            age_wish,
            (level >= HEAVY_FROM) & (level > one.usual_level),
            (traits & TEACHES != 0) & (practice.months >= self.setting.rules.experienced_months),
            (pay >= one.no_living) & (pay != self.worth.columns.pay.unknown),
            catchment.no_bed[at],
        ]

    def _experience(self, catchment: Catchment, one: Encoded, at: Positions) -> tuple[Counts, Counts]:
        """What was done, and its permille."""
        best = np.zeros(len(at), dtype=np.int32)
        did = np.full(len(at), NONE_DONE if one.stints is not None else NOT_TOLD, dtype=np.int32)
        for stint in one.stints or ():
            self._stint(catchment, stint, at, best, did)
        if one.skills:
            shared = np.zeros(self.worth.skills.number, dtype=np.int32)
            for number, permille in self.worth.shared_skills(one.skills):
                shared[number] = permille + 1
            more = shared[catchment.skills[at]]
            has = more > 0
            best = np.where(has, np.minimum(WHOLE, best + more - 1), best)
            did = np.where(has & (did == NONE_DONE), SKILLS_HAD, did)
        return did, best

    def _stint(self, catchment: Catchment, stint: Stint, at: Positions, best: Counts, did: Counts) -> None:
        row = self.works.near[stint.trade]
        near = np.maximum(row[catchment.work[at]], row[catchment.demanded[at]])
        there = np.flatnonzero(near >= self.setting.rules.factors.nearness_from)
        near, full = near[there].astype(np.int32), catchment.full_months[at[there]]
        permille = near * stint.weight * np.minimum(stint.months, full) // (100 * full)
        better = permille > best[there]
        best[there[better]] = permille[better]
        did[there[better]] = np.where(near[better] == 100, SAME_DONE, NEAR_DONE)

    def _schedule(self, catchment: Catchment, at: Positions, times: Bytes) -> Counts:
        points = catchment.schedule(0)[at]
        for number in range(1, int(times.max(initial=0)) + 1):
            points = np.where(times == number, catchment.schedule(number)[at], points)
        return points

    def _wish(self, catchment: Catchment, one: Encoded, at: Positions, unwanted: Flags) -> Counts:
        if not one.has_wishes:
            return np.where(unwanted, 0, self.setting.rules.factors.no_wish)
        title = catchment.title[at]
        best = np.zeros(len(at), dtype=np.int32)
        for row, by_place in one.wishes:
            np.maximum(best, self.works.wishes[row][title].astype(np.int32) * by_place // WHOLE, out=best)
        return np.where(unwanted, 0, best)


def taken_off(given: Sequence[Line], reasons: Sequence[Flags], rules: Rules) -> list[Line]:
    """The lines of penalties, as far as there is something to take."""
    left = score(given)
    taken = []
    for name, stands in zip(PENALTIES, reasons, strict=True):
        points = np.where(stands, np.minimum(left, rules.penalties[name]), 0)
        left = left - points
        taken.append(Line(name, -points, stands))
    return taken


def score(lines: Sequence[Line]) -> Counts:
    """The sum of the lines."""
    total: Counts = np.sum([line.points for line in lines], axis=0)
    return total
