"""Certificates as rows: people whose cards and courses come to the same at every vacancy share one.

What decides is, of each kind of card, whether it is had and good, and from which day on a course could give it; a card
that runs out between the first and the last day of the vacancies is looked at day by day.
"""

from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date

from jobmatch.matching.codes import Strength
from jobmatch.matching.courses import (
    admits,
    begins,
    gives,
    has_days,
    is_short,
    keeps_limits,
    ready_on,
    seat,
)
from jobmatch.matching.engine.columns import Columns
from jobmatch.matching.engine.rows import Row, Rows
from jobmatch.matching.facts import Course
from jobmatch.matching.gates.demands import certificates
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post
from jobmatch.matching.seeker import Seeker

GOOD, LAPSED, NEVER, UNNAMED = "good", "lapsed", "never", "unnamed"
Kinds = tuple[tuple[str, str, date | None], ...]


@dataclass(slots=True)
class Cards:
    """The rows of what vacancies demand in certificates."""

    columns: Columns
    setting: Setting
    _courses: tuple[Course, ...] = field(init=False)
    _ready: list[date] = field(init=False)
    _kinds: tuple[str, ...] = field(init=False)
    _steady: Rows = field(init=False)
    _dated: Rows = field(init=False)
    _days_of: dict[Hashable, tuple[bool, ...]] = field(default_factory=dict)
    _limits_of: dict[Hashable, tuple[bool, ...]] = field(default_factory=dict)
    _course_days: dict[Hashable, tuple[date | None, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        setting, posts = self.setting, self.columns.posts
        self._courses = tuple(
            course
            for course in setting.courses
            if course.certificate is not None
            and is_short(course, setting)
            and begins(course, setting) is not None
            and seat(course) is not None
        )
        self._ready = sorted({ready for course in self._courses if (ready := ready_on(course)) is not None})
        named = {demand.kind.strip() for post in posts for demand in post.vacancy.certificates or () if demand.kind}
        self._kinds = tuple(sorted(named))
        self._steady = Rows(posts, setting, certificates, self._without_the_day, _of_its_kinds)
        self._dated = Rows(posts, setting, certificates, lambda post: (self._without_the_day(post), post.day))

    def of(self, seeker: Seeker) -> Row:
        """What everybody with such cards meets."""
        if seeker.certificates is None:
            return self._steady.of("nobody knows", seeker)
        first, last = (self.columns.days[0], self.columns.days[-1]) if self.columns.days else (date.max, date.max)
        dates = [each for held in seeker.certificates.values() for card in held
                 for each in (card.valid_to, card.review_due) if each is not None]  # fmt: skip
        courses = self._card_days(seeker)
        if any(first <= each < last for each in dates):
            return self._dated.of((seeker.person.certificates, courses), seeker)
        kinds: Kinds = tuple(
            (kind, self._state(kind, seeker, first), ready) for kind, ready in zip(self._kinds, courses, strict=True)
        )
        return self._steady.of(kinds, seeker)

    def _without_the_day(self, post: Post) -> Hashable:
        """What the gate reads of a vacancy but its day: whether an errand is in time, and which courses are."""
        vacancy = post.vacancy
        if not vacancy.certificates:
            return vacancy.certificates
        start = vacancy.start
        errand = start is None or (start - self.setting.as_of).days >= self.setting.rules.errand_days
        last = min((each for each in (start, vacancy.expires) if each is not None), default=date.max)
        return vacancy.certificates, errand, bisect_right(self._ready, last)

    def _state(self, kind: str, seeker: Seeker, day: date) -> str:
        """Of cards that are good on all days or on none."""
        held = [
            card
            for had, cards in (seeker.certificates or {}).items()
            if gives(had, kind, self.setting)
            for card in cards
        ]
        if any(all(each is None or each >= day for each in (card.valid_to, card.review_due)) for card in held):
            return GOOD
        if seeker.has_unnamed_certificate:
            return UNNAMED
        return LAPSED if held else NEVER

    def _card_days(self, seeker: Seeker) -> tuple[date | None, ...]:
        """For each kind of card the first day on which a course could give it; None where no course could."""
        days, limits = self._own(seeker), self._limits(seeker)
        key = days, limits
        if key not in self._course_days:
            open_to = [course for course, one, other in zip(self._courses, days, limits, strict=True) if one and other]
            self._course_days[key] = tuple(
                min(
                    (ready_on(course) or date.min for course in open_to
                     if gives(course.certificate or "", kind, self.setting)),
                    default=None,
                )
                for kind in self._kinds
            )  # fmt: skip
        return self._course_days[key]

    def _own(self, seeker: Seeker) -> tuple[bool, ...]:
        """The courses for which the person has the days, the schooling and the age."""
        person, as_of = seeker.person, self.setting.as_of
        ages = tuple(seeker.age_on(course.start or as_of) for course in self._courses if course.age is not None)
        key = person.training_days_max, person.education, ages
        if key not in self._days_of:
            self._days_of[key] = tuple(
                has_days(course, seeker) is not None and admits(course, seeker, self.setting) is not None
                for course in self._courses
            )
        return self._days_of[key]

    def _limits(self, seeker: Seeker) -> tuple[bool, ...]:
        """The courses that keep the person's limits."""
        hard = tuple(held for held in seeker.binding if held.strength is Strength.HARD)
        key = seeker.place if hard else None, hard
        if key not in self._limits_of:
            self._limits_of[key] = tuple(
                keeps_limits(course, seeker, self.setting) is not None for course in self._courses
            )
        return self._limits_of[key]


def _of_its_kinds(post: Post, kinds: Hashable) -> Hashable:
    """What matters of a person at a vacancy: the cards that it demands."""
    if not isinstance(kinds, tuple):
        return kinds
    demanded = {demand.kind.strip() for demand in post.vacancy.certificates or () if demand.kind}
    return tuple(one for one in kinds if one[0] in demanded)
