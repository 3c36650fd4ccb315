"""Small cells stay hidden from whoever knows every other number: found by trying every table that could be."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from jobmatch.reports.masking import FEW, Equation, hide, masked
from jobmatch.reports.table import Cell, Column, Form, Mark, Row, Sum, Table, Words

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


def table_of(rows: list[list[int]]) -> Table:
    """The same as a table of a report."""
    counts, equations = grid(rows)
    words = Words("", "")
    columns = tuple(Column(f"c{x}", "", words, words, Form.COUNT) for x in range(len(rows[0]) + 1))
    lines = tuple(
        Row(f"r{y}", words, {column.key: counts[f"r{y}", column.key] for column in columns})
        for y in range(len(rows) + 1)
    )
    sums = tuple(Sum(one.total, one.terms[1:]) for one in equations)
    return Table("T", words, columns, lines, sums=sums)


def marks_of(rows: list[list[int]]) -> dict[Cell, Mark]:
    """Where the masked table has a mark, and which."""
    (shown,) = masked([table_of(rows)])
    return {(row.key, key): value for row in shown.rows for key, value in row.values.items() if isinstance(value, Mark)}


@cache
def may_stand_for() -> Mapping[Mark, tuple[bool, bool]]:
    """What a reader of many tables learns of each mark: whether it stands for one to four, and for other numbers."""
    seen: dict[Mark, set[bool]] = defaultdict(set)
    for numbers in product((0, 2, 5, 6), repeat=4):
        rows = [list(numbers[:2]), list(numbers[2:])]
        counts = grid(rows)[0]
        for cell, mark in marks_of(rows).items():
            seen[mark].add(0 < counts[cell] < FEW)
    return {mark: (True in small, False in small) for mark, small in seen.items()}


def given_away(rows: list[list[int]], marks: dict[Cell, Mark], most: int) -> set[Cell]:
    """The small cells that have one value in all tables that a reader could think of: every one is tried."""
    counts, equations = grid(rows)
    few, others = range(1, FEW), (0, *range(FEW, most + 1))
    cells = sorted(marks)
    choices = []
    for cell in cells:
        stands_for_few, stands_for_others = may_stand_for()[marks[cell]]
        choices.append([*(few if stands_for_few else ()), *(others if stands_for_others else ())])
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


def test_two_small_cells_whose_sum_is_printed_are_told_by_nothing_else() -> None:
    equation = Equation(((("r", "sum"), -1), (("r", "a"), 1), (("r", "b"), 1), (("r", "c"), 1)))
    counts = {("r", "a"): 1, ("r", "b"): 1, ("r", "c"): 30, ("r", "sum"): 32}
    assert hide(counts, [equation], frozenset()) == {("r", "a"), ("r", "b")}, "the mark does not say that both are few"


def test_what_is_printed_elsewhere_is_hidden_last() -> None:
    equation = Equation(((("r", "sum"), -1), (("r", "a"), 1), (("r", "b"), 1), (("r", "c"), 1)))
    counts = {("r", "a"): 3, ("r", "b"): 0, ("r", "c"): 40, ("r", "sum"): 43}
    kept = frozenset({("r", "c"), ("r", "sum")})
    assert hide(counts, [equation], frozenset(), kept) == {("r", "a"), ("r", "b")}
    none_left = hide(counts, [equation], frozenset(), kept | {("r", "b")})
    assert none_left == {("r", "a"), ("r", "c")}, "a person comes before a curve"


def test_two_tables_are_hidden_as_one() -> None:
    first, second = table_of([[3, 40], [20, 20]]), replace(table_of([[43, 20], [60, 50]]), code="U")
    printed = ("T", "r0", "c2"), ("U", "r0", "c0")
    both = masked([first, second], [printed])
    values = [table.value(row, column) for table, (_, row, column) in zip(both, printed, strict=True)]
    assert values in ([43, 43], [Mark.HIDDEN, Mark.HIDDEN])


def test_what_the_next_month_opens_with_is_hidden_by_itself() -> None:
    """Whatever stands beside it in its own month: the next one has other neighbours."""
    rows = [[3, 12, 15], [20, 9, 29], [7, 6, 13]]
    for neighbours in ([1, 1, 1], [40, 2, 30]):
        table = table_of([[*row[:1], some] for row, some in zip(rows, neighbours, strict=True)])
        (shown,) = masked([replace(table, carried=("c0",))])
        assert [row.values["c0"] for row in shown.rows] == [Mark.HIDDEN, 20, Mark.HIDDEN, 30]


def test_a_median_of_few_is_hidden_with_their_number() -> None:
    words = Words("", "")
    columns = (
        Column("people", "", words, words, Form.COUNT), Column("truth", "", words, words, Form.RATIO, cases="people"),
    )  # fmt: skip
    rows = tuple(Row(str(people), words, {"people": people, "truth": Decimal("0.62")}) for people in (3, 8))
    (shown,) = masked([Table("T", words, columns, rows)])
    assert [row.values["truth"] for row in shown.rows] == [Mark.HIDDEN, Decimal("0.62")]


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
@example([[5, 0], [1, 0]])
@example([[0, 3], [0, 9]])
def test_no_small_cell_can_be_solved_for(rows: list[list[int]]) -> None:
    marks = marks_of(rows)
    if len(marks) <= 4:
        assert given_away(rows, marks, most=14) == set()


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
