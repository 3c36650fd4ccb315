"""Who a course admits by its own rules: the age on its first day, and schooling. Matching and the seats ask alike.

A health certificate is no such rule: whoever has none gets one before the first day, and is told so in time.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from jobmatch.matching.codes import Basis, Education
from jobmatch.matching.facts import Course


class Bar(StrEnum):
    """What surely shuts somebody out of a course."""

    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    SCHOOLING = "schooling"


def first_day(course: Course, as_of: date) -> date:
    """The day on which the ages are counted."""
    return course.start or as_of


def bar(course: Course, age: int | None, had: Education | None, ladder: Mapping[str, int]) -> Bar | None:
    """What shuts out somebody of an age (completed years on the first day) and a schooling, where anything does.

    What nobody noted shuts nobody out; nor does a schooling that is only a wish, or of which nobody said which it is.
    """
    if course.age is not None and age is not None:
        if course.age.minimum is not None and age < course.age.minimum:
            return Bar.TOO_YOUNG
        if course.age.maximum is not None and age > course.age.maximum:
            return Bar.TOO_OLD
    wanted = course.education
    if wanted is None or wanted.minimum is None or wanted.basis is not Basis.LAW or had is None:
        return None
    return Bar.SCHOOLING if ladder[had] < ladder[wanted.minimum] else None
