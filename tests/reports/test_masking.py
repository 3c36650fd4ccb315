"""Small cells stay hidden from whoever knows every other number: found by trying every table that could be."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.reports.masking import FEW, Equation, hide
from jobmatch.reports.table import Cell

Counts = dict[Cell, int]


def grid(rows: list[list[int]]) -> tuple[Counts, list[Equation]]:
    """A table of counts with its totals of rows and columns, and what adds up."""
    wide = range(len(rows[0]))
    whole = [[*row, sum(row)] for row in rows]
    whole.append([sum(row[column] for row in whole) for column in range(len(whole[0]))])
    counts = {(f"r{y}", f"c{x}"): count for y, row in enumerate(whole) for x, count in enumerate(row)}
    across = [
        Equation((((f"r{y}", f"c{len(wide)}"), -1), *(((f"r{y}", f"c{x}"), 1) for x in wide)))
        for y in range(len(whole))
    ]
    down = [
        Equation((((f"r{len(rows)}", f"c{x}"), -1), *(((f"r{y}", f"c{x}"), 1) for y in range(len(rows)))))
        for x in range(len(wide) + 1)
    ]
    return counts, across + down


def given_away(counts: Counts, equations: list[Equation], hidden: set[Cell], most: int) -> set[Cell]:
    """The small cells that have one value in all tables that a reader could think of: every one is tried."""
    cells = sorted(hidden)
    choices = [range(1, FEW) if 0 < counts[cell] < FEW else range(most + 1) for cell in cells]
    seen: dict[Cell, set[int]] = {cell: set() for cell in cells if 0 < counts[cell] < FEW}
    for values in product(*choices):
        guess = {**counts, **dict(zip(cells, values, strict=True))}
        if all(sum(sign * guess[cell] for cell, sign in equation.terms) == 0 for equation in equations):
            for cell in seen:
                seen[cell].add(guess[cell])
    return {cell for cell, values in seen.items() if len(values) < 2}


def test_a_small_cell_takes_another_of_its_row_and_its_column_with_it() -> None:
    counts, equations = grid([[3, 40, 50], [30, 20, 60], [70, 80, 90]])
    hidden = hide(counts, equations, frozenset())
    assert ("r0", "c0") in hidden
    assert len(hidden) == 4
    assert all(counts[cell] < 60 for cell in hidden), "no total where a part will do"


def test_two_small_cells_whose_sum_is_printed_are_not_told_by_their_bounds() -> None:
    equation = Equation(((("r", "sum"), -1), (("r", "a"), 1), (("r", "b"), 1), (("r", "c"), 1)))
    counts = {("r", "a"): 1, ("r", "b"): 1, ("r", "c"): 30, ("r", "sum"): 32}
    hidden = hide(counts, [equation], frozenset())
    assert hidden == {("r", "a"), ("r", "b"), ("r", "c")}, "two cells of one to four that make two are one and one"


def test_a_count_that_nobody_prints_is_protected_too() -> None:
    equation = Equation(((("r", "all"), -1), (("r", "with"), 1), (("r", "without"), 1)))
    counts = {("r", "all"): 50, ("r", "with"): 48, ("r", "without"): 2}
    assert hide(counts, [equation], frozenset({("r", "without")})) == {("r", "with"), ("r", "without")}


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    counts, equations = grid([[10, 0], [20, 30]])
    assert hide(counts, equations, frozenset()) == set()


SMALL = st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=2, max_size=2)


@settings(max_examples=30)
@given(SMALL)
def test_no_small_cell_can_be_solved_for(rows: list[list[int]]) -> None:
    counts, equations = grid(rows)
    hidden = hide(counts, equations, frozenset())
    if len(hidden) <= 4:
        assert given_away(counts, equations, hidden, most=14) == set()


@settings(max_examples=20)
@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=3, max_size=4))
def test_every_small_cell_is_hidden_and_no_equation_has_one_hidden_cell_alone(rows: list[list[int]]) -> None:
    counts, equations = grid(rows)
    hidden = hide(counts, equations, frozenset())
    small = {cell for cell, count in counts.items() if 0 < count < FEW}
    assert small <= hidden
    for equation in equations:
        here = [cell for cell, _ in equation.terms if cell in hidden]
        assert not (len(here) == 1 and here[0] in small)
