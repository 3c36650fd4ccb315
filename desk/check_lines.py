"""A surprise check of a class as pages show it: who looked in, and how many the roll has for that half-day."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.by_whom import people_named, say_by_whom
from jobmatch.courses import checks
from jobmatch.courses.checks import ClassCheck
from jobmatch.web import session


@dataclass(frozen=True)
class Checked:
    """One check; `marked` is None where no roll was called."""

    check: ClassCheck
    by: str
    marked: int | None

    @property
    def differs(self) -> bool:
        """Whether the heads are not those of the roll; without a roll there is nothing to hold them against."""
        return self.marked is not None and self.marked != self.check.heads


def lines_of(found: Sequence[ClassCheck]) -> list[Checked]:
    """Each check with its roll."""
    marked, people = checks.marked(session(), found), people_named({one.by for one in found})
    return [Checked(one, say_by_whom(one.by, people), marked.get(one.id)) for one in found]
