"""The counts and changes of an imported vacancy list, in the words of the command line's document."""

from collections import Counter
from dataclasses import dataclass
from typing import TypeAlias

from jobmatch.vacancies.listing.reading import ReadList
from jobmatch.workbooks.outcome import Imported, standing


@dataclass(frozen=True)
class Changes:
    """What changes against what the same sources said before, refused posts included."""

    posts_new: int = 0
    posts_changed: int = 0
    posts_ended: int = 0
    employers_new: int = 0


@dataclass(frozen=True)
class Counts:
    """How many posts a file has and how they stand."""

    posts: int
    posts_per_sheet: dict[str, int]
    employers: int
    posts_good: int
    posts_with_questions: int
    posts_refused: int


ImportedVacancies: TypeAlias = Imported[Counts, Changes]


def counts_of(listed: ReadList) -> Counts:
    """Count a file's posts by how they stand."""
    stand = standing(listed.posts)
    return Counts(
        posts=len(listed.posts),
        posts_per_sheet=dict(Counter(post.posting.row.sheet for post in listed.posts)),
        employers=len({post.posting.employer_key for post in listed.posts} - {""}),
        posts_good=stand.good,
        posts_with_questions=stand.with_questions,
        posts_refused=stand.refused,
    )
