"""Certificates as rows: people whose cards and courses come to the same at every vacancy share one.

What decides is, of each kind of card, whether it is had and good, and the first day on which a course could give it; a
card that runs out between the first and the last day of the vacancies is looked at day by day.
"""

from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.ages import completed_years
from jobmatch.matching.codes import ConstraintKind, Education, Strength
from jobmatch.matching.courses import admits, begins, gives, has_days, is_short, keeps_limit, ready_on, seat
from jobmatch.matching.engine.card_rows import CardRows, Demand, kinds_demanded
from jobmatch.matching.engine.columns import Classes, Columns, Flags, Numbers
from jobmatch.matching.engine.roll import NOT_KNOWN, YEAR, day_number
from jobmatch.matching.engine.rows import Row, stand_in
from jobmatch.matching.facts import Certificate, Constraint, Course, Place
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post
from jobmatch.matching.seeker import Seeker
from jobmatch.matching.travel import Travel, travel

GOOD, LAPSED, NEVER, UNNAMED = "good", "lapsed", "never", "unnamed"
# Places among the days on which courses give cards: before all of them, and behind.
ALWAYS, NO_COURSE = -1, 1 << 30
# Cards that run out on some day are many; beyond so many what they come to is found again.
MOST_CARDS = 1_000
Entry = tuple[Education | None, date | None]
_BY_PLACE = frozenset({ConstraintKind.HOME_EVERY_NIGHT, ConstraintKind.FURTHEST, ConstraintKind.DORM})


class Cards:
    """The rows of what vacancies demand in certificates."""

    def __init__(self, columns: Columns, setting: Setting) -> None:
        posts = columns.posts
        self.columns, self.setting = columns, setting
        demands = [demand for post in posts for demand in post.vacancy.certificates or () if demand.kind]
        self._kinds = tuple(sorted({(demand.kind or "").strip() for demand in demands}))
        taught = {(demand.kind or "").strip() for demand in demands if demand.train_first}
        self._courses = _courses(setting, taught)
        self._ready = sorted({ready for course in self._courses if (ready := ready_on(course)) is not None})
        # Of each kind the courses that give it, the earliest card first.
        self._giving: list[Numbers] = [
            np.array(
                [
                    number
                    for number, course in enumerate(self._courses)
                    if gives(course.certificate or "", kind, setting)
                ],
                dtype=np.int64,
            )
            for kind in self._kinds
        ]
        self._demands = [self._demand(post) for post in posts]
        self._steady = Classes.by(map(self._without_the_day, posts))
        self._dated = Classes.by((self._without_the_day(post), post.day) for post in posts)
        self._judged: dict[Hashable, Numbers] = {}
        unknown = ("nobody knows",) * len(self._kinds)
        nobody_knows = CardRows(self._steady, self._demands, posts, stand_in(setting), setting, unknown, self._judged)
        self._unknown = nobody_knows.of((NO_COURSE,) * len(self._kinds))
        self._by_cards: dict[Hashable, CardRows] = {}
        self._by_hours = Classes.by((course.day_start, course.day_end) for course in self._courses)
        self._places = Classes.by(course.place for course in self._courses)
        self._by_place = Classes.by((course.place, course.boarding) for course in self._courses)
        self._begins = np.array([(course.start or date.min).toordinal() for course in self._courses], dtype=np.int32)
        self._days = sorted({course.start or setting.as_of for course in self._courses if course.age is not None})
        self._had: dict[Hashable, tuple[str, ...]] = {}
        self._first: dict[bytes, tuple[int, ...]] = {}
        self._lasting: dict[int | None, Flags] = {}
        self._admitting: dict[Hashable, Flags] = {}
        self._keeping: dict[Hashable, Flags] = {}
        self._home: Place | None = None
        self._together: dict[tuple[Constraint, ...], Flags] = {}
        self._from_home: dict[Hashable, Flags] = {}
        self._ways: tuple[Travel, ...] = ()

    def of(
        self,
        certificates: tuple[Certificate, ...] | None,
        days: int | None,
        entry: Entry,
        binding: tuple[Constraint, ...],
        home: Place,
    ) -> Row:
        """What everybody with such cards, days for learning, schooling and age, limits and home meets."""
        if certificates is None:
            return self._unknown
        ready = self._ready_by_kind(days, entry, binding, home)
        return self._rows_of(self._states(certificates), certificates).of(ready)

    def _rows_of(self, states: tuple[str, ...], certificates: tuple[Certificate, ...]) -> CardRows:
        """The rows of people with such cards; where they change from day to day, those of these very cards."""
        key = states or certificates
        if len(self._by_cards) > MOST_CARDS:
            self._by_cards.clear()
        if key not in self._by_cards:
            classes = self._steady if states else self._dated
            one = stand_in(self.setting, certificates=certificates)
            cards = tuple(self._of_kind(kind, certificates) for kind in self._kinds)
            self._by_cards[key] = CardRows(
                classes, self._demands, self.columns.posts, one, self.setting, states or cards, self._judged
            )
        return self._by_cards[key]

    def _of_kind(self, kind: str, certificates: tuple[Certificate, ...]) -> tuple[Certificate, ...]:
        """The cards that could count as one of this kind; of those that nobody named, each could."""
        return tuple(card for card in certificates if card.kind is None or gives(card.kind, kind, self.setting))

    def ages_on(self, birth: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Completed years on the first and on the last day on which a course begins that looks at the age."""
        if not self._days:
            nobody = np.zeros(len(birth), dtype=np.int64)
            return nobody, nobody
        first, last = (
            np.where(birth > 0, (day_number(day) - birth.astype(np.int64)) // YEAR, NOT_KNOWN)
            for day in (self._days[0], self._days[-1])
        )
        return first, last

    def _without_the_day(self, post: Post) -> Hashable:
        """What the gate reads of a vacancy but its day: whether an errand is in time, and which courses are."""
        vacancy = post.vacancy
        if not vacancy.certificates:
            return vacancy.certificates
        start = vacancy.start
        errand = start is None or (start - self.setting.as_of).days >= self.setting.rules.errand_days
        last = min((each for each in (start, vacancy.expires) if each is not None), default=date.max)
        return vacancy.certificates, errand, bisect_right(self._ready, last)

    def _demand(self, post: Post) -> Demand:
        """The numbers of the kinds that a vacancy demands, and how many of the days of `_ready` are in time for it."""
        known = self._without_the_day(post)
        in_time = known[2] if isinstance(known, tuple) and known else 0
        return tuple(map(self._kinds.index, kinds_demanded(post))), in_time

    def _states(self, certificates: tuple[Certificate, ...]) -> tuple[str, ...]:
        """For each kind whether it is had and good; none where that changes between the first and the last day."""
        if len(self._had) > MOST_CARDS:
            self._had.clear()
        if certificates not in self._had:
            first, last = (self.columns.days[0], self.columns.days[-1]) if self.columns.days else (date.max, date.max)
            dates = (each for card in certificates for each in (card.valid_to, card.review_due))
            steady = not any(each is not None and first <= each < last for each in dates)
            one = stand_in(self.setting, certificates=certificates)
            self._had[certificates] = tuple(self._state(kind, one, first) for kind in self._kinds) if steady else ()
        return self._had[certificates]

    def _state(self, kind: str, seeker: Seeker, day: date) -> str:
        """Of cards that are good on all days or on none."""
        had = (seeker.certificates or {}).items()
        held = [card for certificate, cards in had if gives(certificate, kind, self.setting) for card in cards]
        if any(all(each is None or each >= day for each in (card.valid_to, card.review_due)) for card in held):
            return GOOD
        if seeker.has_unnamed_certificate:
            return UNNAMED
        return LAPSED if held else NEVER

    def _ready_by_kind(
        self, days: int | None, entry: Entry, binding: tuple[Constraint, ...], home: Place
    ) -> tuple[int, ...]:
        """For each kind of card the number of the day in `_ready` on which a course that the person can attend first
        gives it; ALWAYS in time where nobody knows the day, NEVER where there is no course."""
        can = self._lasts(days) & self._admits(entry) & self._keeps(binding, home)
        key = can.tobytes()
        if key not in self._first:
            attended = [giving[can[giving]] for giving in self._giving]
            self._first[key] = tuple(
                self._number_of_day(self._courses[each[0]]) if len(each) else NO_COURSE for each in attended
            )
        return self._first[key]

    def _number_of_day(self, course: Course) -> int:
        day = ready_on(course)
        return ALWAYS if day is None else self._ready.index(day)

    def _lasts(self, days: int | None) -> Flags:
        """The courses for which there are the days."""
        if days not in self._lasting:
            one = stand_in(self.setting, training_days_max=days)
            lasting = [has_days(course, one) is not None for course in self._courses]
            self._lasting[days] = np.array(lasting, dtype=np.bool_)
        return self._lasting[days]

    def _admits(self, entry: Entry) -> Flags:
        """The courses for which schooling and age are right."""
        education, birth = entry
        ages = {None if birth is None else completed_years(birth, day) for day in self._days[:1] + self._days[-1:]}
        key = education, birth if len(ages) > 1 else tuple(ages)
        if key not in self._admitting:
            one = stand_in(self.setting, education=education, birth_date=birth)
            admitting = [admits(course, one, self.setting) is not None for course in self._courses]
            self._admitting[key] = np.array(admitting, dtype=np.bool_)
        return self._admitting[key]

    def _keeps(self, binding: tuple[Constraint, ...], home: Place) -> Flags:
        """The courses that keep all limits; what belongs to a home is remembered while it is the last one."""
        if home != self._home:
            self._home, self._from_home, self._together, self._first = home, {}, {}, {}
            places = (self._courses[first].place for first in self._places.first)
            self._ways = tuple(travel(home, place, self.setting.rules) for place in places)
        if binding not in self._together:
            kept = np.ones(len(self._courses), dtype=np.bool_)
            for held in binding:
                if held.strength is Strength.HARD:
                    kept &= self._keep(held)
            self._together[binding] = kept
        return self._together[binding]

    def _keep(self, held: Constraint) -> Flags:
        """The courses that keep a limit while it binds, and those that begin when it is over."""
        kept = self._kept_always(replace(held, until=None))
        return kept if held.until is None else kept | (self._begins >= held.until.toordinal())

    def _kept_always(self, held: Constraint) -> Flags:
        kept = self._from_home if held.kind in _BY_PLACE else self._keeping
        if held not in kept:
            alike = self._by_place if held.kind in _BY_PLACE else self._by_hours
            found = [
                keeps_limit(self._courses[first], held, self._ways[self._places.of[first]], self.setting) is not False
                for first in alike.first
            ]
            kept[held] = np.array(found, dtype=np.bool_)[alike.of]
        return kept[held]


def _courses(setting: Setting, taught: set[str]) -> tuple[Course, ...]:
    """The courses that could mend a missing card of somebody's, the earliest card first."""
    mending = [
        course
        for course in setting.courses
        if course.certificate is not None
        and any(gives(course.certificate, kind, setting) for kind in taught)
        and is_short(course, setting)
        and begins(course, setting) is not None
        and seat(course) is not None
    ]
    return tuple(sorted(mending, key=lambda course: (ready_on(course) or date.min, course.id)))
