"""Cells of one to four people are not shown outside a site, nor anything from which they could be reckoned. Pure.

First every small count is hidden. Then, for as long as the totals that are printed pin a hidden count down to one
number, another cell beside it is hidden as well. What a reader knows is written as equations (what adds up to what)
and bounds (a cell marked "<5" is 1 to 4), and asked of a solver: that covers rows, columns and their crossings alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from jobmatch.reports.table import Cell, Column, Form, Mark, Row, Sum, Table, Value, with_rates

FEW = 5
"""Fewer people than this could be recognised."""


@dataclass(frozen=True)
class Equation:
    """Cells that come to nothing together, each with its sign."""

    terms: tuple[tuple[Cell, int], ...]

    @property
    def total(self) -> Cell:
        """The cell that the others add up to; hiding it costs most."""
        return self.terms[0][0]


def masked(table: Table) -> Table:
    """The table as it may leave the site; rates of hidden counts are hidden with them."""
    counts = _counts(table)
    equations = [_equation(one) for one in table.sums]
    hidden = hide({**counts, **table.unseen}, equations, frozenset(table.unseen))
    rows = tuple(_masked_row(row, table.columns, counts, hidden) for row in table.rows)
    return replace(table, rows=rows, masked=True)


def hide(counts: Mapping[Cell, int], equations: Sequence[Equation], unseen: frozenset[Cell]) -> set[Cell]:
    """Which cells are not shown, so that no small one is known; `unseen` are never shown and still protected."""
    small = {cell for cell, count in counts.items() if 0 < count < FEW}
    hidden = small | unseen
    harmless = unseen - small
    while True:
        alone = [one for one in equations if len(here := _hidden_of(one, hidden)) == 1 and here[0] not in harmless]
        for equation in alone:
            if len(_hidden_of(equation, hidden)) == 1:
                _hide_one(hidden, [equation], equations, counts)
        if alone:
            continue
        before = set(hidden)
        for cell in sorted(known_by_bounds(counts, equations, hidden, small - unseen)):
            around = [one for one in equations if any(other == cell for other, _ in one.terms)]
            # What was hidden for its neighbour may have helped this one as well; the next round tells.
            if not any(other in hidden - before for one in around for other, _ in one.terms):
                _hide_one(hidden, around, equations, counts)
        if hidden == before:
            return hidden


def known_by_bounds(
    counts: Mapping[Cell, int], equations: Sequence[Equation], hidden: set[Cell], marked: set[Cell]
) -> set[Cell]:
    """Which hidden small cells can be one number only; `marked` are those that are said to be one to four."""
    return {
        cell
        for component in _components(equations, hidden)
        for cell in _pinned(component, counts, hidden, marked)
    }  # fmt: skip


def _hidden_of(equation: Equation, hidden: set[Cell]) -> list[Cell]:
    return [cell for cell, _ in equation.terms if cell in hidden]


def _hide_one(
    hidden: set[Cell], within: Sequence[Equation], equations: Sequence[Equation], counts: Mapping[Cell, int]
) -> None:
    """Hide what costs least: no total where a part will do, no zero, what protects another cell too, the smallest."""
    totals = {equation.total for equation in equations}
    lonely = {
        cell for one in equations if len(_hidden_of(one, hidden)) == 1 and one not in within for cell, _ in one.terms
    }
    shown = {cell for equation in within for cell, _ in equation.terms if cell not in hidden}
    chosen = min(
        shown, key=lambda one: (one in totals, counts[one] == 0, one not in lonely, counts[one], one), default=None
    )
    if chosen is not None:
        hidden.add(chosen)


def _counts(table: Table) -> dict[Cell, int]:
    shown = [column.key for column in table.columns if column.form is Form.COUNT and not column.public]
    return {
        (row.key, key): count
        for row in table.rows
        for key in shown
        if isinstance(count := row.values.get(key), int) and not isinstance(count, bool)
    }


def _equation(one: Sum) -> Equation:
    return Equation(((one.total, -1), *one.parts))


def _masked_row(row: Row, columns: tuple[Column, ...], counts: Mapping[Cell, int], hidden: set[Cell]) -> Row:
    values: dict[str, Value] = dict(row.values)
    for column in columns:
        cell = (row.key, column.key)
        if cell in hidden:
            values[column.key] = Mark.FEW if 0 < counts[cell] < FEW else Mark.HELD
    return replace(row, values=with_rates(columns, values))


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


def _pinned(
    component: Sequence[Equation], counts: Mapping[Cell, int], hidden: set[Cell], marked: set[Cell]
) -> set[Cell]:
    """The small cells of some equations that can be one number only, given what is shown and what the marks say."""
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
    bounds = [(1, FEW - 1) if cell in marked else (0, None) for cell in cells]
    found = set()
    for cell in cells:
        if not 0 < counts[cell] < FEW:
            continue
        goal = np.zeros(len(cells))
        goal[place[cell]] = 1
        ends = [
            linprog(sign * goal, A_eq=matrix, b_eq=right, bounds=bounds, method="highs", integrality=1)
            for sign in (1, -1)
        ]
        if all(end.status == _SOLVED for end in ends) and round(ends[0].fun) == round(-ends[1].fun):
            found.add(cell)
    return found


_SOLVED = 0
