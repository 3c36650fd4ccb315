"""A report as it leaves the site: all its tables and figures are masked together, since a reader lays them together."""

from collections.abc import Iterable, Sequence

from jobmatch.reports import figures
from jobmatch.reports.figures import Figure
from jobmatch.reports.m1_employment import TOTAL
from jobmatch.reports.m2_changes import MEASURES
from jobmatch.reports.masking import Printed, masked
from jobmatch.reports.scope import Scope
from jobmatch.reports.table import Table


def as_shown(
    tables: Sequence[Table], found: Sequence[Figure], behind: Sequence[Table], scope: Scope
) -> tuple[list[Table], tuple[Figure, ...], list[Table]]:
    """The tables, the figures and the tables behind them, as they may be shown outside. Pure."""
    open_ones = [one for one in behind if not one.masked]
    *shown, masks = masked([*tables, *open_ones, figures.as_table(found)], _same(scope))
    by_code = {one.code: one for one in shown}
    return (
        [by_code[one.code] for one in tables],
        tuple(figures.shown(one, masks) for one in found),
        [by_code.get(one.code, one) for one in behind],
    )


def _same(scope: Scope) -> Iterable[tuple[Printed, Printed]]:
    """Cells of a report that say the same, in two tables or in a table and a figure."""
    yield from ((("M1", TOTAL, measure), ("M2", "closing", measure)) for measure in MEASURES)
    yield from ((("M1", TOTAL, column), ("K", code, place)) for (code, place), column in _OF_M1.items())
    yield ("M1", TOTAL, "households"), ("M5", "total", "households")
    yield from (
        (("M1", f"site:{one.code}", "households"), ("M5", f"who:{one.id}", "households")) for one in scope.sites
    )
    yield ("M3", "total", "enrolled"), ("K", "K8", "value")
    yield ("M4", "by_kind", "filled"), ("M5", "total", "hired")
    yield ("M5", "total", "households"), ("K", "K9", "denominator")
    yield ("M5", "total", "visits"), ("K", "K5", "denominator")
    yield ("K7", "all", "people"), ("K", "K7", "numerator")
    yield ("M1", TOTAL, "employed"), ("W", "all", "people")
    yield ("K", "K3a", "numerator"), ("K", "K3b", "denominator")
    yield from ((("K", code, "numerator"), ("K", code, "denominator")) for code in ("K3a", "K7", "K10b"))


_OF_M1 = {
    ("K1a", "numerator"): "employed",
    ("K1a", "denominator"): "labour_households",
    ("K1b", "numerator"): "employed",
    ("K1b", "denominator"): "households",
    ("K2", "numerator"): "with_earner",
    ("K2", "denominator"): "labour_households",
    ("K4", "numerator"): "employed",
    ("K4", "denominator"): "labourers",
}
