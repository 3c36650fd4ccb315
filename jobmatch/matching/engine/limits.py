"""The person's own limits as rows: what `gates.limits` decides pair by pair."""

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
from jobmatch.matching.engine.rows import ASK_EMPLOYER, UNWANTED, WAIT_DATE, Row
from jobmatch.matching.engine.works import MAYBE, SAME, Works
from jobmatch.matching.facts import Constraint
from jobmatch.matching.gates.limits import sleeps_away
from jobmatch.matching.hours import fits_window
from jobmatch.matching.notes import Gate

# Limits that end on some day are many; beyond so many rows they are made again.
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
    _days: Classes = field(init=False)
    _works: Classes = field(init=False)
    _number_of_employer: dict[str, int] = field(init=False)
    _with_days: dict[Classes, tuple[Classes, Numbers]] = field(default_factory=dict)
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
        known = columns.has(START_KNOWN).tolist()
        self._days = Classes.by(zip(columns.day.tolist(), known, strict=True))
        self._works = Classes.by(self.works.work.tolist())

    def of(self, binding: tuple[Constraint, ...], home: Home) -> tuple[list[Row], list[Row]]:
        """The rows of what binds people of a home, and apart those that bound where they can work at all."""
        if len(self._known) > MOST_ROWS:
            self._known.clear()
        rows: list[Row] = []
        bounds: list[Row] = []
        for held in binding:
            for gate, classes, test, key in self._tests(held, home):
                kept = home.rows if classes in (self.homes.places, self.homes.beds) else self._known
                row = self._row(kept, held, gate, classes, test, key)
                bounding = kept is home.rows and held.strength is Strength.HARD and held.until is None
                (bounds if bounding else rows).append(row)
        return rows, bounds

    def refused(self, refused: tuple[tuple[Constraint, int], ...]) -> tuple[Row, ...]:
        """The rows of refused work: limits with the row of their trade in `Works`."""
        return tuple(self._refused(held, trade) for held, trade in refused)

    def left(self, employers: tuple[str | None, ...]) -> tuple[Row, ...]:
        """The rows of employers left for cause, as far as they have vacancies."""
        return tuple(self._left(each) for each in employers if each in self._number_of_employer)

    def available(self, day: date | None) -> tuple[Row, ...]:
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
    ) -> Row:  # fmt: skip
        full = (gate, key, held.strength, held.until)
        if full not in kept:
            kept[full] = self._weighed(held, gate, classes, test())
        return kept[full]

    def _weighed(self, held: Constraint, gate: Gate, classes: Classes, met: Answers, also: Numbers | int = 0) -> Row:
        """As `gates.limits.weigh`; `also` is found whatever the strength."""
        hard = held.strength is Strength.HARD
        if held.until is None:
            found = (met == NO) * BIT[gate] | also if hard else np.zeros(len(met), dtype=np.int64) | also
            return Row(classes, found, None if hard else (met == NO).astype(np.uint8))
        return self._weighed_by_day(held, gate, classes, met, also)

    def _weighed_by_day(self, held: Constraint, gate: Gate, classes: Classes, met: Answers, also: Numbers | int) -> Row:
        """A limit that ends some day."""
        assert held.until is not None
        wide, narrow = self._by_day(classes)
        met, also = met[narrow], also if isinstance(also, int) else also[narrow]
        over = ~self._before(held.until)[self.columns.day[wide.firsts]]
        sure = self.columns.has(START_KNOWN)[wide.firsts]
        fails = met == NO
        if held.strength is Strength.HARD:
            return Row(wide, np.where(fails & over, WAIT_DATE, np.where(fails & sure, BIT[gate], 0)) | also)
        return Row(wide, np.zeros(len(met), dtype=np.int64) | also, (fails & ~over).astype(np.uint8))

    def _by_day(self, classes: Classes) -> tuple[Classes, Numbers]:
        """The classes parted further by day and by whether the start is known, and the former class of each."""
        if classes not in self._with_days:
            wide = Classes.by(zip(classes.of.tolist(), self._days.of.tolist(), strict=True))
            self._with_days[classes] = wide, classes.of[wide.firsts].astype(np.int64)
        return self._with_days[classes]

    def _refused(self, held: Constraint, trade: int) -> Row:
        full = ("refused", trade, held.strength, held.until)
        if full not in self._known:
            kinship = self.works.kinship[trade].astype(np.int64)[
                [self.works.work[first] for first in self._works.first]
            ]
            options = self.works.has_options[[self.works.work[first] for first in self._works.first]]
            same, maybe = kinship & SAME != 0, kinship & MAYBE != 0
            met = np.where(same & ~options, NO, np.where(maybe, UNKNOWN, YES)).astype(np.int8)
            self._known[full] = self._weighed(held, Gate.REFUSED_OCC, self._works, met, np.where(same, UNWANTED, 0))
        return self._known[full]

    def _left(self, employer: str | None) -> Row:
        found = np.zeros(self._employers.number, dtype=np.int64)
        found[self._number_of_employer[employer or ""]] = BIT[Gate.EMPLOYER_HISTORY]
        return Row(self._employers, found)

    def _available(self, day: date) -> Row:
        earlier = self._before(day)
        full = ("available", int(np.count_nonzero(earlier)))
        if full not in self._known:
            firsts = self._days.firsts
            later = earlier[self.columns.day[firsts]] & self.columns.has(START_KNOWN)[firsts]
            self._known[full] = Row(self._days, np.where(later, ASK_EMPLOYER, 0))
        return self._known[full]

    def _before(self, day: date) -> Flags:
        """Which of the days come before this one."""
        return np.array([each < day for each in self.columns.days], dtype=np.bool_)


def _opposite(values: Answers) -> Answers:
    return np.where(values == UNKNOWN, UNKNOWN, 1 - values).astype(np.int8)
