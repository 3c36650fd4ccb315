"""How many of the employed earn what: recorded wages in bands, none of so few people that one is known. Pure."""

from collections import Counter
from collections.abc import Mapping

from jobmatch.reports import definitions
from jobmatch.reports.lines import MonthLines
from jobmatch.reports.masking import FEW
from jobmatch.reports.scope import Scope
from jobmatch.reports.status import BAND, TOP_BAND
from jobmatch.reports.table import Row, Sum, Table, Words

Span = tuple[int, int]
"""The lower ends, in yuan, of the first and the last band of a row."""


def wages(lines: MonthLines, scope: Scope) -> Table:
    """The employed by what they earn, those of whom no wage is recorded in a row of their own."""
    here = frozenset(scope.site_ids)
    employed = [one for one in lines.people if one.employed and one.site_id in here]
    bands = Counter(one.wage_band for one in employed if one.wage_band is not None)
    rows = [Row(f"from:{first}", _words(first, last), {"people": count}) for (first, last), count in spans(bands)]
    unknown = Row("unknown", definitions.row("W", "unknown"), {"people": len(employed) - bands.total()})
    whole = Row("all", definitions.word("total"), {"people": len(employed)}, 0)
    parts = tuple(((row.key, "people"), 1) for row in (*rows, unknown))
    return Table(
        "W", definitions.title("W"), definitions.columns("W"), (*rows, unknown, whole), definitions.notes("W"),
        (Sum(("all", "people"), parts),),
    )  # fmt: skip


def spans(bands: Mapping[int, int]) -> list[tuple[Span, int]]:
    """Neighbouring bands put together until nobody stands nearly alone; what is left over joins the last row."""
    found: list[tuple[Span, int]] = []
    first, count = None, 0
    for band in sorted(bands):
        first = band if first is None else first
        count += bands[band]
        if count >= FEW:
            found.append(((first, band), count))
            first, count = None, 0
    if first is not None:
        (begin, _), more = found.pop() if found else ((first, first), 0)
        found.append(((begin, max(bands)), more + count))
    return found


def _words(first: int, last: int) -> Words:
    said = f"{first:,}+" if last >= TOP_BAND else f"{first:,}–{last + BAND - 1:,}"
    return Words(said, said)
