"""The few figures of a list that decide whether it is worth importing, whatever the list holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jobmatch.workbooks.lists import Kind

_RECORDS = {Kind.HOUSEHOLDS: "households", Kind.VACANCIES: "posts", Kind.COURSES: "courses"}


@dataclass(frozen=True)
class Figures:
    """How many households, posts or classes there are, can come in, and wait; and what is news among all of them."""

    all: int
    good: int
    refused: int
    new: int
    changed: int
    gone: int


def figures_of(kind: Kind, document: Mapping[str, Any]) -> Figures:
    """The figures of an import's document."""
    records = _RECORDS[kind]
    counts, changes = document["counts"], document["changes"]
    gone = "missing" if kind is Kind.HOUSEHOLDS else "ended"
    refused = counts[f"{records}_refused"]
    return Figures(
        all=counts[records],
        good=counts[records] - refused,
        refused=refused,
        new=changes[f"{records}_new"],
        changed=changes[f"{records}_changed"],
        gone=changes[f"{records}_{gone}"],
    )
