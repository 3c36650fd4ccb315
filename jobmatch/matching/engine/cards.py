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

from jobmatch.matching.codes import ConstraintKind, Education, Strength
from jobmatch.matching.courses import admits, begins, gives, has_days, is_short, keeps_limit, ready_on, seat
from jobmatch.matching.engine.columns import Columns, Flags, Numbers
from jobmatch.matching.engine.roll import NOT_KNOWN, YEAR, day_number
from jobmatch.matching.engine.rows import Row, Rows, stand_in
from jobmatch.matching.facts import Certificate, Constraint, Course, Place
from jobmatch.matching.gates.demands import certificates
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post
from jobmatch.matching.seeker import Seeker
from jobmatch.matching.travel import Travel, travel

GOOD, LAPSED, NEVER, UNNAMED = "good", "lapsed", "never", "unnamed"
NO_COURSE = -1
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
        self._steady = Rows(posts, setting, certificates, self._without_the_day, _demanded, self._of_kinds)
        self._dated = Rows(posts, setting, certificates, lambda post: (self._without_the_day(post), post.day))
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
            return self._steady.of("nobody knows", stand_in(self.setting))
        courses = self._first_courses(days, entry, binding, home)
        states = self._states(certificates)
        rows = self._steady if states else self._dated
        key = (states or certificates, courses)
        known = rows.known(key)
        if known is None:
            # Courses that the person cannot attend are left out already: the gate need not look at that again.
            one = stand_in(self.setting, certificates=certificates)
            known = rows.of(key, one, setting=self._only(courses))
        return known

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

    def _of_kinds(self, key: Hashable, kinds: Hashable) -> Hashable:
        """What decides of a person at a vacancy: the cards that it demands, and when a course could give them."""
        if not isinstance(key, tuple) or not isinstance(kinds, tuple):
            return key
        states, courses = key
        return tuple(
            (states[number], None if courses[number] == NO_COURSE else ready_on(self._courses[courses[number]]))
            for number in map(self._kinds.index, kinds)
        )

    def _only(self, courses: tuple[int, ...]) -> Setting:
        """The setting with the courses that decide."""
        return replace(self.setting, courses=tuple(self._courses[each] for each in set(courses) - {NO_COURSE}))

    def _without_the_day(self, post: Post) -> Hashable:
        """What the gate reads of a vacancy but its day: whether an errand is in time, and which courses are."""
        vacancy = post.vacancy
        if not vacancy.certificates:
            return vacancy.certificates
        start = vacancy.start
        errand = start is None or (start - self.setting.as_of).days >= self.setting.rules.errand_days
        last = min((each for each in (start, vacancy.expires) if each is not None), default=date.max)
        return vacancy.certificates, errand, bisect_right(self._ready, last)

    def _states(self, certificates: tuple[Certificate, ...]) -> tuple[str, ...]:
        """For each kind whether it is had and good; none where that changes between the first and the last day."""
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

    def _first_courses(
        self, days: int | None, entry: Entry, binding: tuple[Constraint, ...], home: Place
    ) -> tuple[int, ...]:
        """For each kind of card the number of the course that gives it first, of those that the person can attend."""
        can = self._lasts(days) & self._admits(entry) & self._keeps(binding, home)
        key = can.tobytes()
        if key not in self._first:
            attended = [giving[can[giving]] for giving in self._giving]
            self._first[key] = tuple(int(each[0]) if len(each) else NO_COURSE for each in attended)
        return self._first[key]

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
        one = stand_in(self.setting, education=education, birth_date=birth)
        ages = {one.age_on(day) for day in self._days[:1] + self._days[-1:]}
        key = education, birth if len(ages) > 1 else tuple(ages)
        if key not in self._admitting:
            admitting = [admits(course, one, self.setting) is not None for course in self._courses]
            self._admitting[key] = np.array(admitting, dtype=np.bool_)
        return self._admitting[key]

    def _keeps(self, binding: tuple[Constraint, ...], home: Place) -> Flags:
        """The courses that keep all limits; what belongs to a home is remembered while it is the last one."""
        if home != self._home:
            self._home, self._from_home, self._together = home, {}, {}
            self._ways = tuple(travel(home, course.place, self.setting.rules) for course in self._courses)
        if binding not in self._together:
            kept = np.ones(len(self._courses), dtype=np.bool_)
            for held in binding:
                if held.strength is Strength.HARD:
                    kept &= self._keep(held)
            self._together[binding] = kept
        return self._together[binding]

    def _keep(self, held: Constraint) -> Flags:
        """The courses that keep a limit."""
        kept = self._from_home if held.kind in _BY_PLACE else self._keeping
        if held not in kept:
            both = zip(self._courses, self._ways, strict=True)
            kept[held] = np.array(
                [keeps_limit(course, held, way, self.setting) is not False for course, way in both], dtype=np.bool_
            )
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


def _demanded(post: Post) -> tuple[str, ...]:
    return tuple(sorted({demand.kind.strip() for demand in post.vacancy.certificates or () if demand.kind}))
