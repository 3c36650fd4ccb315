"""The few figures of a list that decide whether it is worth importing, whatever the list holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jobmatch.workbooks.comparing import News
from jobmatch.workbooks.lists import Kind

_RECORDS = {Kind.HOUSEHOLDS: "households", Kind.VACANCIES: "posts", Kind.COURSES: "courses"}


@dataclass(frozen=True)
class Figures:
    """How many households, posts or classes a list has, how many of them can come in, and how many wait.

    `all` is `good` and `refused` together, and `news` parts the good ones; None for a list that was looked at before
    news were kept. `gone` are those of the last list that this one lacks: they are part of no other figure.
    """

    all: int
    good: int
    refused: int
    news: News | None
    gone: int


def figures_of(kind: Kind, found: Mapping[str, Any]) -> Figures:
    """The figures of what was found in a list."""
    records = _RECORDS[kind]
    counts, changes = found["document"]["counts"], found["document"]["changes"]
    gone = "missing" if kind is Kind.HOUSEHOLDS else "ended"
    refused = counts[f"{records}_refused"]
    return Figures(
        all=counts[records],
        good=counts[records] - refused,
        refused=refused,
        news=News(**found["news"]) if "news" in found else None,
        gone=changes[f"{records}_{gone}"],
    )
