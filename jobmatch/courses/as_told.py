"""What a message says of a class: its first day, its hours and its place, in the words that are read out."""

from collections.abc import Mapping
from datetime import date

from jobmatch.courses.model import Course
from jobmatch.places import division_name


def as_told(course: Course) -> dict[str, str | None]:
    """The facts of a class as a message carries them; None for what nobody knows yet."""
    hours = course.daily_from and course.daily_to and f"{course.daily_from:%H:%M}到{course.daily_to:%H:%M}"
    return {
        "when": None if course.starts_on is None else told_day(course.starts_on),
        "hours": hours or None,
        "place": course.site or (division_name(course.division) if course.division else None),
    }


def still_so(fields: Mapping[str, object], course: Course) -> bool:
    """Whether what a message said of a class is what stands there now; what it did not say is not asked."""
    return all(fields[name] == fact for name, fact in as_told(course).items() if name in fields)


def told_day(day: date) -> str:
    """A day as a message says it."""
    return f"{day.month}月{day.day}日"
