"""From which day on a course could give each person each kind of card: no vacancy is needed to say so.

Whether a course can be attended is asked of `courses.py`, once for what each of its conditions reads.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.courses import admits, begins, has_days, is_short, keeps_limit, ready_on, seat
from jobmatch.matching.engine.columns import Flags
from jobmatch.matching.engine.rows import stand_in
from jobmatch.matching.facts import Course
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post
from jobmatch.matching.reach.bindings import Bindings
from jobmatch.matching.reach.crowd import NO_AGE, Crowd, by_key
from jobmatch.matching.reach.ways import AllWays

# Among the days on which cards are given: one that nobody knows is before all of them, no course behind.
ALWAYS, NO_COURSE = 0, 2**16 - 1
Ready = NDArray[np.uint16]


class Learning:
    """What courses of a setting come to for a crowd."""

    def __init__(self, crowd: Crowd, bindings: Bindings, ways: AllWays, setting: Setting) -> None:
        self._crowd, self._bindings, self._ways, self._setting = crowd, bindings, ways, setting
        courses = [
            course
            for course in setting.courses
            if is_short(course, setting) and begins(course, setting) is not None and seat(course) is not None
        ]
        self._days = sorted({ready for course in courses if (ready := ready_on(course)) is not None})
        self._ready: dict[str, Ready] = {}
        # The earliest card first: whoever has a day needs no later one.
        for course in sorted(courses, key=lambda course: (ready_on(course) or date.min, course.id)):
            self._teach(course)

    def in_time(self, kind: str, post: Post, people: NDArray[np.intp]) -> Flags:
        """Who of some people could have a card of a kind when the work starts and while the advert is open."""
        if kind not in self._ready:
            return np.zeros(len(people), dtype=np.bool_)
        ends = (each for each in (post.vacancy.start, post.vacancy.expires) if each is not None)
        found: Flags = self._ready[kind][people] <= bisect_right(self._days, min(ends, default=date.max))
        return found

    @property
    def nbytes(self) -> int:
        """Bytes of what is kept of all people."""
        return sum(ready.nbytes for ready in self._ready.values())

    def _teach(self, course: Course) -> None:
        day = ready_on(course)
        number = ALWAYS if day is None else self._days.index(day) + 1
        for kind in self._kinds(course):
            ready = self._ready.setdefault(kind, np.full(len(self._crowd.ids), NO_COURSE, dtype=np.uint16))
            waiting = np.flatnonzero(ready == NO_COURSE)
            ready[waiting[self._attend(course, waiting)]] = number

    def _kinds(self, course: Course) -> Sequence[str]:
        """All that its card counts as."""
        if course.certificate is None:
            return ()
        had = course.certificate.strip()
        return had, *self._setting.rules.covers.get(had, ())

    def _attend(self, course: Course, people: NDArray[np.intp]) -> Flags:
        """Who of some people does not surely fail a condition of a course."""
        crowd, setting = self._crowd, self._setting
        lasts = [
            has_days(course, stand_in(setting, training_days_max=most)) is not None for most in crowd.facts.days.things
        ]
        learned = [
            admits(course, stand_in(setting, education=had), setting) is not None
            for had in crowd.facts.education.things
        ]
        can: Flags = np.array(lasts, dtype=np.bool_)[crowd.columns["days"][people]]
        can &= np.array(learned, dtype=np.bool_)[crowd.make.facts["education"]][crowd.make.of[people]]
        if course.age is not None:
            can &= self._right_age(course, people)
        return can & self._keep(course, people)

    def _right_age(self, course: Course, people: NDArray[np.intp]) -> Flags:
        day = course.start or self._setting.as_of

        def admitted(age: int) -> int:
            # Somebody who has a birthday on that day; 29 February is no day of every year.
            born = None if age == NO_AGE else date(day.year - age, day.month, min(day.day, 28))
            return admits(course, stand_in(self._setting, birth_date=born), self._setting) is not None

        right: Flags = by_key(self._crowd.ages(day), admitted) != 0
        return right[self._crowd.birth.of[people]]

    def _keep(self, course: Course, people: NDArray[np.intp]) -> Flags:
        crowd, setting = self._crowd, self._setting
        ways = self._ways.to(course.place)
        broken = self._bindings.either(
            self._bindings.found(
                course.start or date.min,
                ways.examples,
                lambda held, way: keeps_limit(course, held, way, setting) is False,
            )
        )
        residence = crowd.residence
        kept: Flags = broken[residence.facts["binding"], ways.kinds[residence.facts["home"]]] == 0
        return kept[residence.of[people]]
