"""What leaves the site is safe as a whole: a reader lays tables, figures, the curve and two months side by side."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from sqlalchemy import Engine

from jobmatch import db
from jobmatch.reports import figures, outside, service
from jobmatch.reports.figures import Counts, Figure
from jobmatch.reports.lines import MonthLines
from jobmatch.reports.m1_employment import TOTAL, employment
from jobmatch.reports.m2_changes import MEASURES, changes
from jobmatch.reports.masking import FEW, Equation, known
from jobmatch.reports.outcomes import Paid, employers_below
from jobmatch.reports.refusals import table_of
from jobmatch.reports.status import Status
from jobmatch.reports.table import Cell, Mark, Table
from tests.reports.conftest import COUNTY as READER
from tests.reports.conftest import IN_JULY, JULY, JUNE, NOON, close
from tests.reports.test_tables import COUNTY, month_of, person, populations

NOTHING = Counts([], 0, 0, [], 0, 0, 0, 0, 0, [], 0, 0, 0, 0, [])
Shown = tuple[list[Table], list[Table], tuple[Figure, ...]]


def shown(before: MonthLines | None, now: MonthLines, counts: Counts = NOTHING) -> Shown:
    """M1 and M2 as they are and as they are printed, and the figures as they are printed."""
    tables = [employment(now, COUNTY), changes(before, now, COUNTY)]
    found = figures.figures(tables[0], TOTAL, counts, None, {})
    printed, masked_figures, _ = outside.as_shown(tables, found, [], COUNTY)
    return tables, printed, masked_figures


def value_of(found: tuple[Figure, ...], code: str) -> Figure:
    return next(one for one in found if one.definition.code == code)


class Reader:
    """Somebody who writes down all that is printed, and which cells have to be the same."""

    def __init__(self) -> None:
        self.counts: dict[Cell, int] = {}
        self.hidden: set[Cell] = set()
        self.equations: list[Equation] = []

    def reads(self, month: str, tables: list[Table], printed: list[Table]) -> None:
        for table, paper in zip(tables, printed, strict=True):
            name = f"{month}{table.code}/"
            cells = {(row.key, key): value for row in table.rows for key, value in row.values.items()}
            for (row, key), value in {**cells, **table.unseen}.items():
                if isinstance(value, int):
                    self.counts[name + row, key] = value
            marked = {(row.key, key) for row in paper.rows for key, value in row.values.items() if value is Mark.HIDDEN}
            self.hidden |= {(name + row, key) for row, key in marked | table.unseen.keys()}
            self.equations += [
                Equation(((_in(name, one.total), -1), *((_in(name, cell), sign) for cell, sign in one.parts)))
                for one in table.sums
            ]
        for measure in MEASURES:
            self.compares((f"{month}M1/{TOTAL}", measure), (f"{month}M2/closing", measure))

    def compares(self, one: Cell, other: Cell) -> None:
        if one in self.counts and self.counts[one] == self.counts.get(other):
            self.equations.append(Equation(((one, -1), (other, 1))))

    def finds_out(self) -> set[Cell]:
        hidden = {cell for cell in self.hidden if cell in self.counts}
        return known(self.counts, self.equations, hidden)


def _in(name: str, cell: Cell) -> Cell:
    return name + cell[0], cell[1]


def test_what_one_table_hides_no_other_and_no_curve_gives_away() -> None:
    people = [person(n, Status.EMPLOYED) for n in range(40)] + [person(n, Status.FARMING) for n in range(40, 43)]
    tables, printed, found = shown(None, month_of(people))
    m1, m2 = printed
    assert [m1.value(TOTAL, key) for key in ("labourers", "employed", "farming")] == [43, 40, Mark.HIDDEN]
    assert m2.value("closing", "employed") == 40
    assert value_of(found, "K1a").value == Decimal(40) / int(str(m1.value(TOTAL, "labour_households")))
    others = ("willing", "unwilling", "unable")
    assert any(m1.value(TOTAL, key) is Mark.HIDDEN for key in others), "40 and 43 are printed, so another has to hide"
    reader = Reader()
    reader.reads("", tables, printed)
    assert reader.finds_out() == set()


@settings(max_examples=8, deadline=None)
@given(populations(), populations())
def test_nobody_finds_out_a_small_number_from_two_months(first: list[Any], second: list[Any]) -> None:
    june, july = month_of(first), month_of(second, JULY)
    closed = {one.household_id: one.zero_closing for one in june.households}
    carried = tuple(
        replace(one, zero_opening=opening, zero_closing=opening + one.zero_found - one.zero_cleared)
        for one in july.households
        for opening in [closed.get(one.household_id, 0)]
    )
    july = replace(july, households=carried)
    reader = Reader()
    for name, before, now in (("6", None, june), ("7", june, july)):
        tables, printed, _ = shown(before, now)
        reader.reads(name, tables, printed)
    for row, column in list(reader.counts):
        if row.startswith("6M1/") and column == "zero_closing":
            reader.compares((row, column), (row.replace("6", "7", 1), "zero_opening"))
    for measure in MEASURES:
        reader.compares((f"6M1/{TOTAL}", measure), ("7M2/opening", measure))
    assert reader.finds_out() == set()


@settings(max_examples=15, deadline=None)
@given(populations())
def test_what_the_curve_divides_is_printed_in_its_month(people: list[Any]) -> None:
    (m1, _), printed, _ = shown(None, month_of(people))
    for column in ("employed", "labour_households", "households"):
        count = int(str(m1.value(TOTAL, column)))
        assert printed[0].value(TOTAL, column) == (Mark.HIDDEN if 0 < count < FEW else count)


@pytest.mark.parametrize(
    ("counts", "code", "told"),
    [
        (replace(NOTHING, started_3m=30, held_3m=28), "K6a", False),
        (replace(NOTHING, started_3m=30, held_3m=20), "K6a", True),
        (replace(NOTHING, started_3m=30, held_3m=2), "K6a", False),
        (replace(NOTHING, days_to_work=[3, 4], cleared=20, relapsed=6), "K3a", False),
        (replace(NOTHING, days_to_work=[3] * 6, cleared=20, relapsed=6), "K3a", True),
        (replace(NOTHING, complaints=2), "K10a", False),
        (replace(NOTHING, complaints=7), "K10a", True),
    ],
)
def test_a_figure_of_few_or_of_all_but_few_is_not_told(counts: Counts, code: str, told: bool) -> None:
    people = [person(n, Status.EMPLOYED) for n in range(40)]
    found = value_of(shown(None, month_of(people), counts)[2], code)
    assert (found.value is not Mark.HIDDEN) is told


def test_no_employers_ratio_of_few_people_leaves_the_site() -> None:
    paid = [Paid("甲厂", Decimal("0.62")), *[Paid("乙厂", Decimal("0.7"))] * 5]
    assert [row.words.zh for row in employers_below(paid, Decimal("0.8"), 1).rows] == ["甲厂", "乙厂"]
    below = employers_below(paid, Decimal("0.8"), FEW)
    assert [row.words.zh for row in below.rows] == ["乙厂"]
    found = figures.figures(employment(month_of([]), COUNTY), TOTAL, NOTHING, None, {})
    cases = tuple(replace(one, numerator=6, denominator=6) if one.definition.code == "K7" else one for one in found)
    _, masked_figures, (printed,) = outside.as_shown([], cases, [below], COUNTY)
    six_less_five = printed.rows[0].values["people"], value_of(masked_figures, "K7").numerator
    assert Mark.HIDDEN in six_less_five, "six spoke and five are listed: one was paid less elsewhere, or more"


def test_what_employers_refuse_for_is_counted_and_few_are_masked() -> None:
    said = [("甲厂", "E3"), ("甲厂", "E1"), ("乙厂", "E4"), *[("乙厂", "E3")] * 6]
    table = table_of(said)
    rows = {row.key: [row.values[key] for key in ("refused", "age", "medical", "else")] for row in table.rows}
    assert rows == {"employer:乙厂": [7, 6, 1, 0], "employer:甲厂": [2, 1, 0, 1], "total": [9, 7, 1, 1]}
    (printed,) = outside.as_shown([], (), [table], COUNTY)[2]
    assert printed.value("employer:甲厂", "age") is Mark.HIDDEN
    assert printed.value("total", "medical") is Mark.HIDDEN
    assert [row.key for row in table_of([]).rows] == ["total"]


def test_the_report_of_the_county_says_nothing_about_few(settled: Engine) -> None:
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
        report = service.monthly(session, JUNE, NOON, READER)
    for table in (*report.tables, *report.behind.values()):
        assert table.masked, table.code
        for row in table.rows:
            for column in table.columns:
                count = row.values.get(column.key)
                assert column.form != "count" or column.public or not (isinstance(count, int) and 0 < count < FEW)
