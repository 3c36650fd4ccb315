"""Counts of one to four people are not shown outside a site, nor anything from which they could be reckoned. Pure.

First every small count is hidden. Then, for as long as the totals that are printed pin a hidden small count down to one
number, another cell beside it is hidden as well. All tables of a report are hidden together, as one system of
equations: what adds up to what, and which cells of two tables say the same. A hidden cell may be any number, since one
mark stands for all of them. A solver stands for the reader: that covers rows, columns and their crossings alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from jobmatch.reports.table import Cell, Column, Form, Mark, Row, Sum, Table, Value, with_rates

FEW = 5
"""Fewer people than this could be recognised."""

Printed = tuple[str, str, str]
"""A cell by the code of its table, its row and its column."""


@dataclass(frozen=True)
class Equation:
    """Cells that come to nothing together, each with its sign."""

    terms: tuple[tuple[Cell, int], ...]

    @property
    def total(self) -> Cell:
        """The cell that the others add up to; hiding it costs much."""
        return self.terms[0][0]


def masked(tables: Sequence[Table], same: Iterable[tuple[Printed, Printed]] = ()) -> tuple[Table, ...]:
    """Tables as they may leave the site together; rates and medians of hidden counts are hidden with them.

    `same` are cells that say the same in two places; a pair that does not, or that is not there, is no equation.
    """
    counts = {_named(one, cell): count for one in tables for cell, count in {**_counts(one), **one.unseen}.items()}
    unseen = frozenset(_named(one, cell) for one in tables for cell in one.unseen)
    equations = [_equation(table, one) for table in tables for one in table.sums]
    twins = [(_cell(one), _cell(other)) for one, other in same]
    equations += [
        Equation(((one, -1), (other, 1)))
        for one, other in twins
        if one in counts and other in counts and counts[one] == counts[other]
    ]
    kept = {_named(one, cell) for one in tables for cell in one.kept}
    hidden = set[Cell]()
    for table in tables:
        for column in table.carried:
            cells = {cell: counts[cell] for row in table.rows if (cell := _named(table, (row.key, column))) in counts}
            within = [one for one in equations if all(cell in cells for cell, _ in one.terms)]
            away = hide(cells, within, frozenset())
            hidden |= away
            kept |= cells.keys() - away
    hidden = hide(counts, equations, unseen, frozenset(kept), frozenset(hidden))
    return tuple(_masked(table, hidden) for table in tables)


def hide(
    counts: Mapping[Cell, int],
    equations: Sequence[Equation],
    unseen: frozenset[Cell],
    kept: frozenset[Cell] = frozenset(),
    away: frozenset[Cell] = frozenset(),
) -> set[Cell]:
    """Which cells are not shown, so that no small one is known.

    `unseen` are never shown and still protected; `kept` are printed elsewhere as well, so that hiding one helps last;
    `away` are hidden already.
    """
    small = {cell for cell, count in counts.items() if 0 < count < FEW}
    hidden = small | unseen | away
    harmless = unseen - small
    while True:
        alone = [one for one in equations if len(here := _hidden_of(one, hidden)) == 1 and here[0] not in harmless]
        for equation in alone:
            if len(_hidden_of(equation, hidden)) == 1:
                _hide_one(hidden, [equation], equations, counts, kept)
        if alone:
            continue
        before = set(hidden)
        for cell in sorted(known(counts, equations, hidden)):
            around = [one for one in equations if any(other == cell for other, _ in one.terms)]
            # What was hidden for its neighbour may have helped this one as well; the next round tells.
            if not any(other in hidden - before for one in around for other, _ in one.terms):
                _hide_one(hidden, around, equations, counts, kept)
        if hidden == before:
            return hidden


def known(counts: Mapping[Cell, int], equations: Sequence[Equation], hidden: set[Cell]) -> set[Cell]:
    """Which hidden small cells can be one number only."""
    return {cell for component in _components(equations, hidden) for cell in _pinned(component, counts, hidden)}


def _hidden_of(equation: Equation, hidden: set[Cell]) -> list[Cell]:
    return [cell for cell, _ in equation.terms if cell in hidden]


def _hide_one(
    hidden: set[Cell],
    within: Sequence[Equation],
    equations: Sequence[Equation],
    counts: Mapping[Cell, int],
    kept: frozenset[Cell],
) -> None:
    """Hide what costs least: no total where a part will do, no zero, what protects another cell too, the smallest."""
    totals = {equation.total for equation in equations}
    lonely = {
        cell for one in equations if len(_hidden_of(one, hidden)) == 1 and one not in within for cell, _ in one.terms
    }
    shown = {cell for equation in within for cell, _ in equation.terms if cell not in hidden}
    chosen = min(
        shown,
        key=lambda one: (one in kept, one in totals, counts[one] == 0, one not in lonely, counts[one], one),
        default=None,
    )
    if chosen is not None:
        hidden.add(chosen)


def _named(table: Table, cell: Cell) -> Cell:
    """A cell as it is called among the cells of all tables."""
    return _cell((table.code, *cell))


def _cell(printed: Printed) -> Cell:
    code, row, column = printed
    return f"{code}/{row}", column


def _counts(table: Table) -> dict[Cell, int]:
    shown = [column.key for column in table.columns if column.form is Form.COUNT and not column.public]
    return {
        (row.key, key): count
        for row in table.rows
        for key in shown
        if isinstance(count := row.values.get(key), int) and not isinstance(count, bool)
    }


def _equation(table: Table, one: Sum) -> Equation:
    return Equation(((_named(table, one.total), -1), *((_named(table, cell), sign) for cell, sign in one.parts)))


def _masked(table: Table, hidden: set[Cell]) -> Table:
    rows = tuple(_masked_row(table, row, hidden) for row in table.rows)
    return replace(table, rows=rows, masked=True)


def _masked_row(table: Table, row: Row, hidden: set[Cell]) -> Row:
    def is_hidden(column: Column) -> bool:
        return any(key is not None and _named(table, (row.key, key)) in hidden for key in (column.key, column.cases))

    away: dict[str, Value] = {column.key: Mark.HIDDEN for column in table.columns if is_hidden(column)}
    return replace(row, values=with_rates(table.columns, {**row.values, **away}))


def _components(equations: Sequence[Equation], hidden: set[Cell]) -> Iterable[list[Equation]]:
    """Equations that share hidden cells, gathered: the others say nothing about each other."""
    of_cell: dict[Cell, list[int]] = defaultdict(list)
    for number, equation in enumerate(equations):
        for cell, _ in equation.terms:
            if cell in hidden:
                of_cell[cell].append(number)
    left = set().union(*of_cell.values())
    while left:
        reached, coming = set[int](), [min(left)]
        while coming:
            number = coming.pop()
            if number not in reached:
                reached.add(number)
                coming += [other for cell, _ in equations[number].terms if cell in hidden for other in of_cell[cell]]
        left -= reached
        yield [equations[number] for number in sorted(reached)]


def _pinned(component: Sequence[Equation], counts: Mapping[Cell, int], hidden: set[Cell]) -> set[Cell]:
    """The small cells of some equations that can be one number only, given what is shown.

    The true table is one answer; every other answer frees all cells that it has otherwise, so few questions do.
    """
    # Loading it takes its time, and most tables have nothing to hide.
    from scipy.optimize import linprog

    cells = sorted({cell for equation in component for cell, _ in equation.terms if cell in hidden})
    place = {cell: number for number, cell in enumerate(cells)}
    matrix, right = np.zeros((len(component), len(cells))), np.zeros(len(component))
    for row, equation in enumerate(component):
        for cell, sign in equation.terms:
            if cell in hidden:
                matrix[row, place[cell]] += sign
            else:
                right[row] -= sign * counts[cell]
    truth = np.array([counts[cell] for cell in cells])
    asked, free = (truth > 0) & (truth < FEW), np.zeros(len(cells), dtype=bool)
    for number in np.flatnonzero(asked):
        for sign in (-1, 1):
            if free[number]:
                break
            goal = np.zeros(len(cells))
            goal[number] = sign
            # A reader sets no upper limit; this one only keeps the answers finite.
            found = linprog(
                goal, A_eq=matrix, b_eq=right, bounds=(0, 2 * truth.sum() + FEW), method="highs", integrality=1
            )
            if found.x is not None:
                free |= np.rint(found.x) != truth
    return {cells[number] for number in np.flatnonzero(asked & ~free)}
