"""A catchment and a number of its people as plain arrays, as the compiled form takes them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.engine.catchments import Catchment
from jobmatch.matching.engine.columns import distinct
from jobmatch.matching.engine.resolving import Kinds, Resolver
from jobmatch.matching.engine.roll import Numbered, Roll
from jobmatch.matching.engine.rows import AnyRow, Bytes
from jobmatch.matching.engine.works import Works
from jobmatch.matching.engine.worth import Points, Worth

Whole = NDArray[np.int32]
NONE = -1
# What is taken off, in the order of the lines; two of the errands look alike in `rank`.
PENALTIES = (
    "errand", "course", "errand", "errand", "unsure", "unasked", "untrained", "practice", "unlearned", "age_wish",
    "heavier", "trained", "no_living", "no_bed",
)  # fmt: skip


class Sparse(NamedTuple):
    """The cells of a table that are not zero: those of row `r` from `begins[r]` to `begins[r + 1]`."""

    begins: Whole
    column: Whole
    value: Whole


class Tables(NamedTuple):
    """What all share: rows of words by kind of work, points by permille, penalties by the reasons that stand."""

    near: Bytes
    kinship: Sparse
    akin: Sparse
    wishes: Sparse
    kin: Bytes
    experience_points: Points
    wish_points: Points
    penalties: Points
    rules: NDArray[np.void]


class People(NamedTuple):
    """People of one home over one catchment; what each has a different number of stands in one array, from `…_from` to
    `…_to`.

    `rows` are numbers of rows in `findings` and in `preferences` (1 where one is missed), NONE where there are no more;
    of the rows by age, `age_from` is the first position of each part. `fixed` are points of distance and stability
    together.
    """

    each: NDArray[np.void]
    findings: NDArray[np.integer[Any]]
    preferences: Bytes
    rows: Whole
    missed: Whole
    age_from: Whole
    age_rows: Whole
    places: Whole
    fixed: Points
    distance: Points
    money: Points
    schedule: Points
    stints: Whole
    wishes: Whole
    skills: Whole


PERSON = np.dtype(
    [
        (name, kind)
        for kind, names in (
            ("i4", "distance_of money_of gains no_living usual_level over_age_from"),
            ("i4", "stint_from stint_to wish_from wish_to skill_from skill_to"),
            ("i1", "in_work refuses_learning told has_wishes"),
        )
        for name in names.split()
    ],
    align=True,
)
RULES = np.dtype({
    "names": [
        "unknown_pay", "enough_months", "nearness_from", "unknown_factors", "no_wish", "skill_classes", "works",
        "titles",
    ],
    "formats": ["i4"] * 8,
})  # fmt: skip


def tables_of(works: Works, worth: Worth) -> Tables:
    """The tables as they stand."""
    rules, permille = worth.setting.rules, np.arange(1001)
    reasons = np.arange(1 << len(PENALTIES))
    taken = [((reasons >> bit) & 1) * rules.penalties[name] for bit, name in enumerate(PENALTIES)]
    factors = rules.factors
    figures = (
        worth.columns.pay.unknown, rules.experienced_months, factors.nearness_from, factors.unknown_factors,
        factors.no_wish, worth.skills.number, len(works.kinds), works.titles.number,
    )  # fmt: skip
    return Tables(
        works.near,
        _sparse(works.kinship),
        _sparse(np.where(works.near >= factors.nearness_from, works.near, 0)),
        _sparse(works.wishes),
        works.kinship,
        worth.points("experience", permille),
        worth.points("wish", permille),
        np.sum(taken, axis=0).astype(np.int16),
        np.array([figures], dtype=RULES),
    )


def grown(tables: Tables, works: Works, worth: Worth) -> Tables:
    """The tables with the rows of words that have come in since."""
    nearness_from = worth.setting.rules.factors.nearness_from
    return tables._replace(
        near=works.near,
        kinship=_sparse(works.kinship, tables.kinship),
        akin=_sparse(np.where(works.near >= nearness_from, works.near, 0), tables.akin),
        wishes=_sparse(works.wishes, tables.wishes),
        kin=works.kinship,
    )


def _sparse(table: NDArray[np.integer[Any]], known: Sparse | None = None) -> Sparse:
    """The cells of a table; those of its first rows may be known."""
    if known is None or not len(known.column):
        known = Sparse(*(np.zeros(size, dtype=np.int32) for size in (1, 0, 0)))
    rows = table[len(known.begins) - 1 :]
    row, column = np.nonzero(rows)
    begins = len(known.column) + np.searchsorted(row, np.arange(1, len(rows) + 1))
    found = (begins, column, rows[row, column])
    return Sparse(*(np.concatenate(pair).astype(np.int32) for pair in zip(known, found, strict=True)))


def people_of(
    resolver: Resolver, catchment: Catchment, roll: Roll, people: NDArray[np.intp], *, every_gate: bool = False
) -> People:
    """Some people of a home, by number, over a catchment.

    With `every_gate` findings have a bit for each.
    """
    laid, some, worth = _Laid(catchment, every_gate), roll.each[people], catchment.worth
    kinds = resolver.rows(roll, people)
    ages = resolver.ages(roll, people)
    bounds, of = resolver.bounds(roll, people)
    further = Kinds([tuple(row for row in rows if row not in catchment.bounds) for rows in bounds], of)
    rows = [laid.rows(each) for each in (*kinds, further)]
    missed = [laid.missed(each) for each in kinds]
    by_age = [laid.rows(each) for _, each in ages]
    width = max(each.shape[1] for each in by_age)
    each = np.zeros(len(people), dtype=PERSON)
    reaches, each["distance_of"] = distinct(some["reach"])
    floors, each["money_of"] = distinct(np.maximum(some["floor"], 0))
    skills, of_skills = distinct(some["skills"])
    shared, skill_from = _one_behind_the_other(
        [worth.shared_skills(resolver.register.skills.things[number]) for number in skills.tolist()]
    )
    each["skill_from"], each["skill_to"] = skill_from[of_skills], skill_from[of_skills + 1]
    each["gains"], each["no_living"] = resolver.gains(roll, people), resolver.no_living(roll, people)
    each["over_age_from"] = np.searchsorted(catchment.day, resolver.too_old_from(roll, people))
    for name in ("usual_level", "stint_from", "stint_to", "wish_from", "wish_to", "in_work", "refuses_learning",
                 "told", "has_wishes"):  # fmt: skip
        each[name] = some[name]
    distances = np.stack([
        catchment.distance(accepts, fetches=fetches)
        for accepts, fetches in (resolver.register.reach.things[number] for number in reaches.tolist())
    ])  # fmt: skip
    begins = [np.searchsorted(catchment.day, since) for since, _ in ages]
    missable = np.concatenate([*missed, np.full((len(people), 1), NONE, dtype=np.int32)], axis=1)
    # The same preference may be told twice, and is missed twice then.
    times = int((missable != NONE).sum(axis=1).max(initial=0))
    return People(
        each=each,
        findings=laid.findings(),
        preferences=laid.preferences(),
        rows=np.concatenate(rows, axis=1),
        missed=missable,
        age_from=np.stack([*begins, np.full(len(people), catchment.number)], axis=1).astype(np.int32),
        age_rows=np.stack([_to(each, width) for each in by_age], axis=1),
        places=catchment.places,
        fixed=distances + catchment.column("stability"),
        distance=distances,
        money=np.stack([worth.money(floor) for floor in floors.tolist()]),
        schedule=np.stack([catchment.schedule(number) for number in range(times + 1)]),
        stints=_translated(roll.stints, resolver.trades()),
        wishes=_translated(roll.wishes, resolver.wishes()),
        skills=shared,
    )


class _Laid:
    """Rows laid out over a catchment, each once."""

    def __init__(self, catchment: Catchment, every_gate: bool) -> None:
        self._catchment, self._every_gate = catchment, every_gate
        self._rows, self._missed = Numbered[AnyRow](), Numbered[AnyRow]()

    def rows(self, kinds: Kinds[AnyRow]) -> Whole:
        """Of each person the numbers of the rows."""
        return self._numbers(kinds, kinds.rows, self._rows)

    def missed(self, kinds: Kinds[AnyRow]) -> Whole:
        """Of each person the numbers of the rows with preferences."""
        preferring = [tuple(row for row in rows if row.prefers) for rows in kinds.rows]
        return self._numbers(kinds, preferring, self._missed)

    def _numbers(self, kinds: Kinds[AnyRow], rows: Sequence[tuple[AnyRow, ...]], numbered: Numbered[AnyRow]) -> Whole:
        width = max(map(len, rows))
        numbers = np.full((len(rows), width), NONE, dtype=np.int32)
        for kind, those in enumerate(rows):
            numbers[kind, : len(those)] = [numbered.number(row) for row in those]
        return numbers[kinds.of]

    def findings(self) -> NDArray[np.integer[Any]]:
        """The rows by position."""
        lay = self._catchment.wide if self._every_gate else self._catchment.narrow
        kind = np.int64 if self._every_gate else np.uint8
        return _stacked([lay(row) for row in self._rows.things], self._catchment.number, kind)

    def preferences(self) -> Bytes:
        """Where a preference is missed, by row and position."""
        return _stacked([self._catchment.missed(row) for row in self._missed.things], self._catchment.number, np.uint8)


def _stacked(rows: Sequence[NDArray[Any]], width: int, kind: type[np.generic]) -> NDArray[Any]:
    return np.stack(rows) if rows else np.zeros((0, width), dtype=kind)


def _to(numbers: Whole, width: int) -> Whole:
    more = np.full((len(numbers), width - numbers.shape[1]), NONE, dtype=np.int32)
    return np.concatenate([numbers, more], axis=1)


def _translated(table: Whole, rows: Whole) -> Whole:
    """The table with the rows of its trades."""
    found = table.copy()
    if len(table):
        found[:, 0] = rows[table[:, 0]]
    return found


def _one_behind_the_other(lists: Sequence[Sequence[tuple[int, int]]]) -> tuple[Whole, Whole]:
    begins = np.cumsum([0, *map(len, lists)]).astype(np.int32)
    return np.array([pair for each in lists for pair in each], dtype=np.int32).reshape(-1, 2), begins
