"""The counts and changes of an imported training plan, in the words of the command line's document."""

from dataclasses import dataclass
from typing import TypeAlias

from jobmatch.courses.plan.reading import ReadPlan
from jobmatch.workbooks.outcome import Imported, standing


@dataclass(frozen=True)
class Changes:
    """What changes against what the same sources said before, refused classes included."""

    courses_new: int = 0
    courses_changed: int = 0
    courses_ended: int = 0


@dataclass(frozen=True)
class Counts:
    """How many classes a file has and how they stand."""

    courses: int
    courses_good: int
    courses_with_questions: int
    courses_refused: int
    providers: int


ImportedCourses: TypeAlias = Imported[Counts, Changes]


def counts_of(plan: ReadPlan) -> Counts:
    """Count a file's classes by how they stand."""
    stand = standing(plan.classes)
    return Counts(
        courses=len(plan.classes),
        courses_good=stand.good,
        courses_with_questions=stand.with_questions,
        courses_refused=stand.refused,
        providers=len({one.lesson.provider for one in plan.classes} - {None}),
    )
