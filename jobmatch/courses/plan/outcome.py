"""What an import of a training plan says of itself: counts, faults, changes and what was understood."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from jobmatch.courses.plan.reading import ReadPlan
from jobmatch.courses.plan.records import Understood
from jobmatch.workbooks.faults import Fault, Level


@dataclass(frozen=True)
class Changes:
    """What changes against what the same sources said before, refused classes included."""

    courses_new: int = 0
    courses_changed: int = 0
    courses_ended: int = 0


@dataclass(frozen=True)
class Counts:
    """How many classes a file has and how they stand: good without any fault, with questions (W and Q), refused (E)."""

    courses: int
    courses_good: int
    courses_with_questions: int
    courses_refused: int
    providers: int
    faults_E: int  # noqa: N815 - the words of the document
    faults_W: int  # noqa: N815
    faults_Q: int  # noqa: N815


@dataclass(frozen=True)
class ImportedCourses:
    """The outcome of an import; `stored` is false for a dry run."""

    counts: Counts
    faults: tuple[Fault, ...]
    changes: Changes
    records: tuple[Understood, ...]
    stored: bool

    @property
    def refused(self) -> int:
        """How many classes were kept out."""
        return self.counts.courses_refused

    def document(self) -> dict[str, Any]:
        """The document of the command line; `records` only where they were asked for."""
        document: dict[str, Any] = {
            "counts": dict(vars(self.counts)),
            "faults": [fault.document() for fault in self.faults],
            "changes": dict(vars(self.changes)),
        }
        if self.records:
            document["records"] = [record.document() for record in self.records]
        return document

    def summary(self) -> list[str]:
        """The outcome in a few lines for whoever typed the command."""
        counts, changes = self.counts, self.changes
        done = "stored" if self.stored else "looked at, nothing stored"
        return [
            f"{counts.courses} classes of {counts.providers} providers {done}: {counts.courses_good} good, "
            f"{counts.courses_with_questions} with questions, {counts.courses_refused} refused",
            f"against the last plan: {changes.courses_new} new, {changes.courses_changed} changed, "
            f"{changes.courses_ended} ended",
        ]


def counts_of(plan: ReadPlan) -> Counts:
    """Count a file's classes by how they stand."""
    good = sum(not one.faults for one in plan.classes)
    refused = sum(not one.is_good for one in plan.classes)
    levels = Counter(fault.level for fault in plan.faults)
    return Counts(
        courses=len(plan.classes),
        courses_good=good,
        courses_with_questions=len(plan.classes) - good - refused,
        courses_refused=refused,
        providers=len({one.lesson.provider for one in plan.classes} - {None}),
        faults_E=levels[Level.ERROR],
        faults_W=levels[Level.WARNING],
        faults_Q=levels[Level.QUESTION],
    )
