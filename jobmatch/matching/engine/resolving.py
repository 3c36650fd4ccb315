"""What the facts of a roll come to at a set of vacancies: rows of findings, of words, thresholds; each fact once."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.codes import Protection, Sex
from jobmatch.matching.engine.cards import Cards
from jobmatch.matching.engine.columns import Columns, Counts, Numbers, distinct
from jobmatch.matching.engine.homes import Home, Homes
from jobmatch.matching.engine.limits import Limits
from jobmatch.matching.engine.roll import NOT_KNOWN, YEAR, Register, Roll, day_number
from jobmatch.matching.engine.rows import AnyRow, Judge, Row, Rows, stand_in
from jobmatch.matching.engine.works import Works
from jobmatch.matching.facts import Constraint
from jobmatch.matching.gates import body, law
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post
from jobmatch.matching.seeker import Seeker
from jobmatch.matching.trades import Trade

Whole = NDArray[np.intp]
R = TypeVar("R", bound=AnyRow)
R_co = TypeVar("R_co", bound=AnyRow, covariant=True)
# A threshold that no amount reaches.
EVERY_AMOUNT = 2**30
PROTECTIONS = tuple((sex, mother) for sex in (None, *Sex) for mother in (False, True))
# Ages are kept so far above zero: whoever is not born yet has one, too.
_AGE_FROM = 512


class Kinds(NamedTuple, Generic[R_co]):
    """Rows of some kinds of people, and of each person the kind."""

    rows: Sequence[tuple[R_co, ...]]
    of: NDArray[np.intp]


class Resolver:
    """Resolves the facts of one register for one set of columns."""

    def __init__(self, columns: Columns, works: Works, homes: Homes, setting: Setting) -> None:
        posts = columns.posts
        self.columns, self.works, self.homes, self.setting = columns, works, homes, setting
        self.register = Register(setting.rules)
        self._limits, self._cards = Limits(columns, works, homes), Cards(columns, setting)

        def rows(judge: Judge, *facts: str) -> Rows:
            return Rows(posts, setting, judge, lambda post: tuple(_fact(post, name) for name in facts))

        self._age = rows(law.age, "age")
        self._protection = rows(law.protection, "hazards", "physical", "functions", "nights")
        self._schooling = rows(law.schooling, "education")
        self._weakness = rows(body.weakness, "physical", "hours_per_day", "nights")
        self._functions = rows(body.functions, "functions")
        self._reading = rows(body.reading, "reading")
        self._mandarin = rows(body.mandarin, "mandarin")
        self._known: dict[tuple[str, Hashable], tuple[AnyRow, ...]] = {}
        self._days = np.array([day_number(day) for day in columns.days], dtype=np.int64)
        self._rows_of_trades: list[int] = []
        self._rows_of_wishes: list[int] = []

    def enrol(self, seekers: Iterable[Seeker]) -> Roll:
        """People as a roll of a new register; those of the last one are forgotten, what their facts came to is not."""
        self.register = Register(self.setting.rules)
        self._rows_of_trades, self._rows_of_wishes = [], []
        return self.register.roll(seekers)

    def home(self, roll: Roll, person: int) -> Home:
        """Where the ways of a person begin."""
        return self.homes.home(self.register.home.things[roll.each["home"][person]])

    def rows(self, roll: Roll, people: Whole) -> list[Kinds[AnyRow]]:
        """What people of one home meet whatever their age, but for the limits that bound where they can work."""
        register = self.register
        ways: tuple[tuple[str, Sequence[Hashable], Callable[[Any], tuple[AnyRow, ...]]], ...] = (
            ("education", register.education.things, lambda it: self._one(self._schooling, education=it)),
            ("capacity", register.capacity.things, lambda it: self._one(self._weakness, capacity=it)),
            ("limits", register.limits.things, lambda it: self._one(self._functions, limits=it)),
            ("reading", register.reading.things, lambda it: self._one(self._reading, reading=it)),
            ("mandarin", register.mandarin.things, lambda it: self._one(self._mandarin, mandarin=it)),
            ("available", register.available.things, self._limits.available),
            ("refused", register.refused.things, self._of_refused),
        )
        found = [self._kinds(name, roll.each[name][people], things, way) for name, things, way in ways]
        return [*found, self._of_left(roll, people), self._binding(roll, people)[0], self._of_cards(roll, people)]

    def bounds(self, roll: Roll, people: Whole) -> Kinds[Row]:
        """The limits that bound where people of one home can work at all."""
        return self._binding(roll, people)[1]

    def ages(self, roll: Roll, people: Whole) -> list[tuple[Numbers, Kinds[AnyRow]]]:
        """What statute says of sex, motherhood and age, part by part: the number of the day from which it holds."""
        birth, protection = roll.each["birth"][people].astype(np.int64), self._protections(roll, people)
        first, last = (self._days[0], self._days[-1]) if len(self._days) else (0, 0)
        youngest, known = (first - birth) // YEAR, birth > 0
        parts = 1 + int(np.max((last - birth) // YEAR - youngest, initial=0, where=known))
        found = []
        for part in range(parts):
            age = youngest + part
            begins = np.searchsorted(self._days, birth + age * YEAR) if part else np.zeros(len(people), dtype=np.int64)
            key = protection.astype(np.int64) << 16 | np.where(known, age + _AGE_FROM, 0)
            found.append(
                (np.where(known | (part == 0), begins, len(self._days)), self._kinds("age", key, None, self._of_age))
            )
        return found

    def too_old_from(self, roll: Roll, people: Whole) -> Numbers:
        """The number of the first day on which each is too old for a public post."""
        birth = roll.each["birth"][people].astype(np.int64)
        since = birth + (self.setting.rules.public_post_most + 1) * YEAR
        return np.where(birth > 0, np.searchsorted(self._days, since), len(self._days))

    def gains(self, roll: Roll, people: Whole) -> Numbers:
        """The place in `Pay.amounts` before which a vacancy is a gain for each."""
        rate, parts = self.setting.rules.gain.as_integer_ratio()
        present = roll.each["present"][people]
        return np.where(present == NOT_KNOWN, EVERY_AMOUNT, self.columns.pay.paying(present * rate, parts))

    def no_living(self, roll: Roll, people: Whole) -> Numbers:
        """The place in `Pay.amounts` from which on a vacancy pays less than half of what each needs."""
        floor = roll.each["floor"][people]
        return np.where(floor == NOT_KNOWN, EVERY_AMOUNT, self.columns.pay.paying(floor, 2))

    def trades(self) -> NDArray[np.int32]:
        """By trade of the register the row of works."""
        known = self.register.trades.things
        self._rows_of_trades += [self.works.row(trade) for trade in known[len(self._rows_of_trades) :]]
        return np.array(self._rows_of_trades, dtype=np.int32)

    def wishes(self) -> NDArray[np.int32]:
        """By trade of the register the row of wishes."""
        known = self.register.trades.things
        self._rows_of_wishes += [self.works.wish(trade) for trade in known[len(self._rows_of_wishes) :]]
        return np.array(self._rows_of_wishes, dtype=np.int32)

    def _kinds(
        self, name: str, numbers: Counts, things: Sequence[Hashable] | None, way: Callable[[Any], tuple[AnyRow, ...]]
    ) -> Kinds[AnyRow]:
        """The rows by fact; without `things` the numbers are the facts themselves."""
        kinds, of = distinct(numbers)
        rows = []
        for number in kinds.tolist():
            key = name, number if things is None else things[number]
            if key not in self._known:
                self._known[key] = _without_empty(way(key[1]))
            rows.append(self._known[key])
        return Kinds(rows, of)

    def _one(self, rows: Rows, **facts: Any) -> tuple[Row, ...]:
        """The row of everybody with these facts."""
        return (rows.of(tuple(facts.values()), stand_in(self.setting, **facts)),)

    def _of_age(self, key: int) -> tuple[Row, ...]:
        sex, mother = PROTECTIONS[key >> 16]
        age = key & 0xFFFF
        one = stand_in(self.setting, sex=sex, protections=(Protection.PREGNANT,) if mother else ())
        known = age - _AGE_FROM if age else None
        protection = self._protection.of((sex, mother, known), one, known)
        return (protection,) if known is None else (self._age.of(known, one, known), protection)

    def _of_refused(self, refused: tuple[tuple[Constraint, Trade], ...]) -> tuple[AnyRow, ...]:
        return self._limits.refused(tuple((held, self.works.row(trade)) for held, trade in refused))

    def _protections(self, roll: Roll, people: Whole) -> NDArray[np.int64]:
        """Of each the place in PROTECTIONS, which is the same in every register."""
        places = [PROTECTIONS.index(thing) for thing in self.register.protection.things]
        found: NDArray[np.int64] = np.array(places, dtype=np.int64)[roll.each["protection"][people]]
        return found

    def _of_left(self, roll: Roll, people: Whole) -> Kinds[AnyRow]:
        """Employers left for cause: as many rows as employers, so none is kept."""
        kinds, of = distinct(roll.each["left"][people])
        return Kinds([self._limits.left(self.register.left.things[number]) for number in kinds.tolist()], of)

    def _binding(self, roll: Roll, people: Whole) -> tuple[Kinds[AnyRow], Kinds[Row]]:
        home = self.home(roll, int(people[0]))
        kinds, of = distinct(roll.each["binding"][people])
        held = [self.register.binding.things[number] for number in kinds.tolist()]
        for binding in held:
            if binding not in home.limits:
                rows, bounds = self._limits.of(binding, home)
                home.limits[binding] = _without_empty(rows), _without_empty(bounds)
        found = [home.limits[binding] for binding in held]
        return Kinds([rows for rows, _ in found], of), Kinds([bounds for _, bounds in found], of)

    def _of_cards(self, roll: Roll, people: Whole) -> Kinds[AnyRow]:
        """People of one home by what their cards and the courses that they can attend come to."""
        some, register = roll.each[people], self.register
        home = register.home.things[some["home"][0]]
        first, last = self._cards.ages_on(some["birth"])
        # Whoever has a birthday between the courses is looked at alone.
        aged = np.where(first == last, first, -some["birth"].astype(np.int64))
        facts = np.stack([some["certificates"], some["days"], some["education"], aged, some["binding"]], axis=1)
        kinds, examples, of = np.unique(facts, axis=0, return_index=True, return_inverse=True)
        rows = []
        for (certificates, days, education, _, binding), example in zip(kinds.tolist(), examples.tolist(), strict=True):
            row = self._cards.of(
                register.certificates.things[certificates],
                register.days.things[days],
                (register.education.things[education], _day(int(some["birth"][example]))),
                register.binding.things[binding],
                home,
            )
            rows.append(_without_empty((row,)))
        return Kinds(rows, of.reshape(-1))


def _day(number: int) -> date | None:
    return date(number // YEAR, number // 100 % 100, number % 100) if number else None


def _without_empty(rows: Iterable[R]) -> tuple[R, ...]:
    return tuple(row for row in rows if not row.is_empty)


def _fact(post: Post, name: str) -> Hashable:
    if name == "nights":
        return post.nights
    if name == "hours_per_day":
        return post.vacancy.schedule.hours_per_day
    fact: Hashable = getattr(post.vacancy, name)
    return fact
