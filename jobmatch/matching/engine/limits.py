"""The person's own limits as rows: what `gates.limits` decides pair by pair."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from jobmatch.matching.codes import ConstraintKind, Strength
from jobmatch.matching.engine.columns import (
    BIT,
    NO,
    START_KNOWN,
    UNKNOWN,
    YES,
    Answers,
    Classes,
    Columns,
    Flags,
    Numbers,
    answers,
)
from jobmatch.matching.engine.homes import Home, Homes
from jobmatch.matching.engine.rows import ASK_EMPLOYER, UNWANTED, WAIT_DATE, AnyRow, Row, Until
from jobmatch.matching.engine.works import MAYBE, SAME, Works
from jobmatch.matching.facts import Constraint
from jobmatch.matching.gates.limits import sleeps_away
from jobmatch.matching.hours import fits_window
from jobmatch.matching.notes import Gate

# Words for work and hours of the day are many; beyond so many rows they are made again.
MOST_ROWS = 1_000


@dataclass(slots=True)
class Limits:
    """What binds people, over one set of columns; the same limit of two people is one row."""

    columns: Columns
    works: Works
    homes: Homes
    _schedules: Classes = field(init=False)
    _nights: Classes = field(init=False)
    _shifts: Classes = field(init=False)
    _employers: Classes = field(init=False)
    _starts: Classes = field(init=False)
    _works: Classes = field(init=False)
    _number_of_employer: dict[str, int] = field(init=False)
    _with_start: dict[Classes, tuple[Classes, Numbers]] = field(default_factory=dict)
    _known: dict[Hashable, Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        posts, columns = self.columns.posts, self.columns
        self._schedules = Classes.by(post.vacancy.schedule for post in posts)
        self._nights = Classes.by(post.nights for post in posts)
        self._shifts = Classes.by(post.vacancy.schedule.shift for post in posts)
        self._employers = Classes.by(post.employer.id for post in posts)
        self._number_of_employer = {
            posts[first].employer.id: number for number, first in enumerate(self._employers.first)
        }
        self._starts = Classes.by(columns.has(START_KNOWN).tolist())
        self._works = Classes.by(self.works.work.tolist())

    def of(self, binding: tuple[Constraint, ...], home: Home) -> tuple[list[AnyRow], list[Row]]:
        """The rows of what binds people of a home, and apart those that bound where they can work at all."""
        if len(self._known) > MOST_ROWS:
            self._known.clear()
        rows: list[AnyRow] = []
        bounds: list[Row] = []
        for held in binding:
            for gate, classes, test, key in self._tests(held, home):
                kept = home.rows if classes in (self.homes.places, self.homes.beds) else self._known
                row = self._row(kept, held, gate, classes, test, key)
                if kept is home.rows and held.strength is Strength.HARD and isinstance(row, Row):
                    bounds.append(row)
                else:
                    rows.append(row)
        return rows, bounds

    def refused(self, refused: tuple[tuple[Constraint, int], ...]) -> tuple[AnyRow, ...]:
        """The rows of refused work: limits with the row of their trade in `Works`."""
        return tuple(row for held, trade in refused for row in self._refused(held, trade))

    def left(self, employers: tuple[str | None, ...]) -> tuple[Row, ...]:
        """The rows of employers left for cause, as far as they have vacancies."""
        return tuple(self._left(each) for each in employers if each in self._number_of_employer)

    def available(self, day: date | None) -> tuple[AnyRow, ...]:
        """The row of who is free from a day on."""
        return () if day is None else (self._available(day),)

    def _tests(self, held: Constraint, home: Home) -> Iterator[tuple[Gate, Classes, Callable[[], Answers], Hashable]]:
        """Gate, classes, what meets the limit in each class, and what tells this test from others."""
        posts = self.columns.posts
        match held.kind:
            case ConstraintKind.HOURS:
                start, end = held.start, held.end
                if start is not None and end is not None:
                    yield Gate.SHIFT, self._schedules, lambda: answers(
                        fits_window(posts[first].vacancy.schedule, start, end) for first in self._schedules.first
                    ), ("hours", start, end)  # fmt: skip
            case ConstraintKind.NIGHT:
                yield Gate.SHIFT, self._nights, lambda: _opposite(
                    answers(posts[first].nights for first in self._nights.first)
                ), "night"  # fmt: skip
            case ConstraintKind.HOME_EVERY_NIGHT:
                yield Gate.LOC, self.homes.places, lambda: home.daily, "home"
                yield Gate.SHIFT, self._shifts, lambda: _opposite(
                    answers(sleeps_away(posts[first].vacancy.schedule.shift) for first in self._shifts.first)
                ), "home"  # fmt: skip
            case ConstraintKind.FURTHEST:
                area = held.area
                if area is not None:
                    yield Gate.LOC, self.homes.places, lambda: home.within[area], ("furthest", area)
            case ConstraintKind.DORM:
                yield Gate.DORM, self.homes.beds, lambda: self._beds(home), "dorm"
            case _:
                return

    def _beds(self, home: Home) -> Answers:
        daily = home.daily[self.homes.place_of_bed()]
        bed = (daily == YES) | self.homes.has_dorm
        unsure = ~self.homes.dorm_known | (daily == UNKNOWN)
        return np.where(bed, YES, np.where(unsure, UNKNOWN, NO)).astype(np.int8)

    def _row(
        self, kept: dict[Hashable, Row], held: Constraint, gate: Gate, classes: Classes,
        test: Callable[[], Answers], key: Hashable,
    ) -> AnyRow:  # fmt: skip
        """As `gates.limits.weigh`. Limits that end on different days share their rows and differ where they are cut."""

        def row(part: str, make: Callable[[Answers], Row]) -> Row:
            of_part = gate, key, held.strength, part
            if of_part not in kept:
                kept[of_part] = make(test())
            return kept[of_part]

        if held.strength is not Strength.HARD:
            missed = row("missed", lambda met: _row_of(classes, met, 0, missed=met == NO))
            if held.until is None:
                return missed
            none = row("none", lambda met: _row_of(classes, met, 0, missed=np.zeros(len(met), dtype=np.bool_)))
            return Until(missed, self._number_of(held.until), none)
        if held.until is None:
            return row("always", lambda met: _row_of(classes, met, BIT[gate]))
        by_start, of = self._by_start(classes)
        sure = self.columns.has(START_KNOWN)[by_start.firsts]
        before = row("before", lambda met: _row_of(by_start, np.where(sure, met[of], YES), BIT[gate]))
        return Until(before, self._number_of(held.until), row("after", lambda met: _row_of(classes, met, WAIT_DATE)))

    def _by_start(self, classes: Classes) -> tuple[Classes, Numbers]:
        """The classes parted further by whether the start is known, and the former class of each."""
        if classes not in self._with_start:
            wide = Classes.by(zip(classes.of.tolist(), self._starts.of.tolist(), strict=True))
            self._with_start[classes] = wide, classes.of[wide.firsts].astype(np.int64)
        return self._with_start[classes]

    def _refused(self, held: Constraint, trade: int) -> tuple[AnyRow, AnyRow]:
        """The row of a limit to work, and the one that says where nobody would wish for it whatever the strength."""
        there = self.works.work[self._works.firsts]
        kinship = self.works.kinship[trade].astype(np.int64)[there]
        same, maybe = kinship & SAME != 0, kinship & MAYBE != 0

        def met() -> Answers:
            return np.where(same & ~self.works.has_options[there], NO, np.where(maybe, UNKNOWN, YES)).astype(np.int8)

        unwanted = "unwanted", trade
        if unwanted not in self._known:
            self._known[unwanted] = Row(self._works, np.where(same, UNWANTED, 0))
        key = "refused", trade
        return self._row(self._known, held, Gate.REFUSED_OCC, self._works, met, key), self._known[unwanted]

    def _left(self, employer: str | None) -> Row:
        found = np.zeros(self._employers.number, dtype=np.int64)
        found[self._number_of_employer[employer or ""]] = BIT[Gate.EMPLOYER_HISTORY]
        return Row(self._employers, found)

    def _available(self, day: date) -> AnyRow:
        if "available" not in self._known:
            known = self.columns.has(START_KNOWN)[self._starts.firsts]
            self._known["available"] = Row(self._starts, np.where(known, ASK_EMPLOYER, 0))
            self._known["free"] = Row(self._starts, np.zeros(self._starts.number, dtype=np.int64))
        return Until(self._known["available"], self._number_of(day), self._known["free"])

    def _number_of(self, day: date) -> int:
        """The number of the first day that does not come before this one."""
        return bisect_left(self.columns.days, day)


def _row_of(classes: Classes, met: Answers, finding: int, *, missed: Flags | None = None) -> Row:
    """What is found where a limit is surely not met."""
    found = np.where(met == NO, finding, 0).astype(np.int64)
    return Row(classes, found, None if missed is None else missed.astype(np.uint8))


def _opposite(values: Answers) -> Answers:
    return np.where(values == UNKNOWN, UNKNOWN, 1 - values).astype(np.int8)
