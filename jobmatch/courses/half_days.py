"""The half-days in which a class comes together, and whether two classes want somebody in the same one."""

from collections.abc import Mapping
from datetime import time

from jobmatch.courses.attendance.model import Half
from jobmatch.courses.model import Course
from jobmatch.courses.overlap import overlap

HOURS: Mapping[Half, tuple[time, time]] = {
    Half.MORNING: (time(6), time(12)),
    Half.AFTERNOON: (time(12), time(18)),
    Half.EVENING: (time(18), time(23, 59)),
}
_EARLY = 60
"""Minutes before a half-day from which on its roll is called."""
_A_LITTLE = 30
"""Minutes by which a lesson may run into the next half-day and still be none of it: a morning that ends at half past
twelve is a morning."""


def halves_of(course: Course) -> tuple[Half, ...]:
    """The half-days of a class, the first one first; one without hours may come together in each."""
    if course.daily_from is None or course.daily_to is None:
        return tuple(Half)
    since, until = _minutes(course.daily_from), _minutes(course.daily_to)
    shared = {half: min(until, _minutes(ends)) - max(since, _minutes(begins)) for half, (begins, ends) in HOURS.items()}
    most = max(shared.values())
    return tuple(half for half, minutes in shared.items() if minutes > _A_LITTLE or minutes == most)


def half_at(course: Course, now: time) -> Half:
    """The half-day of a class that it is at an hour: the last one that has begun, else its first."""
    own = halves_of(course)
    return next((half for half in reversed(own) if HOURS[half][0] <= now), own[0])


def is_to_come(course: Course, half: Half, now: time) -> bool:
    """Whether a half-day of today is so far off that nobody can know yet who came; of the morning it is never said."""
    begins, own = HOURS[half][0], halves_of(course)
    if half is own[0] and course.daily_from is not None:
        begins = min(begins, course.daily_from)
    return half is not Half.MORNING and _minutes(now) < _minutes(begins) - _EARLY


def clash(one: Course, other: Course) -> bool:
    """Whether somebody with a seat in both would be expected in two rooms, or on two rosters, in one half-day."""
    if overlap(one, other):
        return True
    if not (one.starts_on and one.ends_on and other.starts_on and other.ends_on):
        return False
    same_days = one.starts_on <= other.ends_on and other.starts_on <= one.ends_on
    return same_days and bool(set(halves_of(one)) & set(halves_of(other)))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
