"""What every import says of itself: how the rows stand, the faults, the changes and what was understood."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from jobmatch.workbooks.comparing import News
from jobmatch.workbooks.faults import Fault, Level

CountsT = TypeVar("CountsT")
ChangesT = TypeVar("ChangesT")


class Judged(Protocol):
    """A row after judging: its faults, and whether it may be stored."""

    @property
    def faults(self) -> Sequence[Fault]: ...

    @property
    def is_good(self) -> bool: ...


class Understood(Protocol):
    """What was understood of one row."""

    def document(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Standing:
    """How many rows are good without any fault, have questions (W and Q only), or are refused (an E)."""

    good: int
    with_questions: int
    refused: int


@dataclass(frozen=True)
class Imported(Generic[CountsT, ChangesT]):
    """The outcome of an import; the fields of `counts` and `changes` are the words of the document.

    `changes` speak of all records, `news` of the good ones alone.
    """

    counts: CountsT
    faults: tuple[Fault, ...]
    changes: ChangesT
    records: tuple[Understood, ...]
    refused: int
    news: News

    def document(self) -> dict[str, Any]:
        """The document of the command line; `records` only where they were asked for."""
        document: dict[str, Any] = {
            "counts": all_counts(self.counts, self.faults),
            "faults": [fault.document() for fault in self.faults],
            "changes": dict(vars(self.changes)),
        }
        if self.records:
            document["records"] = [record.document() for record in self.records]
        return document


def standing(rows: Sequence[Judged]) -> Standing:
    """Count rows by how they stand."""
    good = sum(not row.faults for row in rows)
    refused = sum(not row.is_good for row in rows)
    return Standing(good, len(rows) - good - refused, refused)


def all_counts(counts: object, faults: Iterable[Fault]) -> dict[str, Any]:
    """The fields of a file's counts, and beside them `faults_E`, `faults_W` and `faults_Q`."""
    levels = Counter(fault.level for fault in faults)
    return vars(counts) | {f"faults_{level.value}": levels[level] for level in Level}
