"""Counts of people outside their site: one to four are not told apart, as in the tables of the reports."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, case

from desk.language import say as _
from jobmatch.reports.masking import FEW


def at_most_few(count: int) -> int | str:
    """The count, or that it is below five."""
    return _("不到%(n)s", n=FEW) if 0 < count < FEW else count


def order_of(count: ColumnElement[Any]) -> ColumnElement[Any]:
    """What rows are ordered by where the count is shown so: the order tells nothing that the words hide."""
    return case((count.between(1, FEW - 1), 1), else_=count)


def most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Counts with those that are not told apart in the order of their names."""
    return sorted(((key, n) for key, n in counts.items() if n), key=lambda one: (-_shown(one[1]), one[0]))


def _shown(count: int) -> int:
    return 1 if count < FEW else count
