"""What an import of vacancies says of itself: counts, faults, changes and, where asked for, what was understood."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jobmatch.vacancies.listing.reading import ReadList
from jobmatch.vacancies.listing.records import Understood
from jobmatch.workbooks.faults import Fault, Level


@dataclass(frozen=True)
class Changes:
    """What changes against what the same sources said before, refused posts included."""

    posts_new: int = 0
    posts_changed: int = 0
    posts_ended: int = 0
    employers_new: int = 0


@dataclass(frozen=True)
class Counts:
    """How many posts a file has and how they stand: good without any fault, with questions (W and Q), refused (E)."""

    posts: int
    posts_per_sheet: Mapping[str, int]
    employers: int
    posts_good: int
    posts_with_questions: int
    posts_refused: int
    faults_E: int  # noqa: N815 - the words of the document
    faults_W: int  # noqa: N815
    faults_Q: int  # noqa: N815


@dataclass(frozen=True)
class ImportedVacancies:
    """The outcome of an import; `stored` is false for a dry run."""

    counts: Counts
    faults: tuple[Fault, ...]
    changes: Changes
    records: tuple[Understood, ...]
    stored: bool

    @property
    def refused(self) -> int:
        """How many posts were kept out."""
        return self.counts.posts_refused

    def document(self) -> dict[str, Any]:
        """The document of the command line; `records` only where they were asked for."""
        document: dict[str, Any] = {
            "counts": vars(self.counts) | {"posts_per_sheet": dict(self.counts.posts_per_sheet)},
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
            f"{counts.posts} posts of {counts.employers} employers {done}: {counts.posts_good} good, "
            f"{counts.posts_with_questions} with questions, {counts.posts_refused} refused",
            f"against the last list: {changes.posts_new} new, {changes.posts_changed} changed, "
            f"{changes.posts_ended} ended; {changes.employers_new} new employers",
        ]


def counts_of(listed: ReadList) -> Counts:
    """Count a file's posts by how they stand."""
    good = sum(not post.faults for post in listed.posts)
    refused = sum(not post.is_good for post in listed.posts)
    levels = Counter(fault.level for fault in listed.faults)
    return Counts(
        posts=len(listed.posts),
        posts_per_sheet=dict(Counter(post.posting.row.sheet for post in listed.posts)),
        employers=len({post.posting.employer_key for post in listed.posts} - {""}),
        posts_good=good,
        posts_with_questions=len(listed.posts) - good - refused,
        posts_refused=refused,
        faults_E=levels[Level.ERROR],
        faults_W=levels[Level.WARNING],
        faults_Q=levels[Level.QUESTION],
    )
