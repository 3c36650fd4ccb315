"""A catchment and a number of its people as plain arrays, as the compiled form takes them."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.codes import Area
from jobmatch.matching.engine.catchments import Catchment
from jobmatch.matching.engine.encoding import Encoded
from jobmatch.matching.engine.plain import PENALTIES
from jobmatch.matching.engine.rows import Bytes, Row
from jobmatch.matching.engine.works import Works
from jobmatch.matching.engine.worth import Points, Worth

Whole = NDArray[np.int32]
NONE = -1
K = TypeVar("K", bound=Hashable)


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
    """People of one catchment; what each has a different number of stands in one array, from `…_from` to `…_to`.

    `rows` and `missed` are numbers of rows in `findings` and `preferences`, NONE where there are no more; of the
    rows by age, `age_from` is the first position of each part. `fixed` are points of distance and stability together.
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
    money: Points
    schedule: Points
    stints: Whole
    wishes: Whole
    skills: Whole


OFFER = np.dtype(
    [
        (name, kind)
        for kind, names in (
            ("i4", "beginners_pay experienced_pay"),
            ("u2", "work demanded title skills full_months strict_months traits"),
            ("u1", "level unknown no_bed"),
        )
        for name in names.split()
    ],
    align=True,
)
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


def offers_of(catchment: Catchment) -> NDArray[np.void]:
    """The vacancies of a catchment by position; names as in `Catchment`."""
    found = np.zeros(catchment.number, dtype=OFFER)
    found["beginners_pay"], found["experienced_pay"] = catchment.pay
    for name in (OFFER.names or ())[2:]:
        found[name] = getattr(catchment, name)
    return found


def tables_of(works: Works, worth: Worth) -> Tables:
    """The tables as they stand; rows that are added later are in the next."""
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


def _sparse(table: NDArray[np.integer[Any]]) -> Sparse:
    row, column = np.nonzero(table)
    begins = np.searchsorted(row, np.arange(len(table) + 1)).astype(np.int32)
    return Sparse(begins, column.astype(np.int32), table[row, column].astype(np.int32))


def people_of(catchment: Catchment, people: Sequence[Encoded], *, every_gate: bool = False) -> People:
    """The arrays of people of a catchment; with `every_gate` findings have a bit for each, bounds are among them."""
    laid = _Laid(catchment, every_gate)
    rows = [laid.rows((*one.rows, *one.bounds) if every_gate else one.rows) for one in people]
    missed = [laid.missed(row for row in one.rows if row.missed is not None) or [NONE] for one in people]
    by_age = [
        ([catchment.from_day(number) for number, _ in one.by_age], [laid.rows(rows) for _, rows in one.by_age])
        for one in people
    ]
    most = max((len(one.by_age) for one in people), default=1)
    distances, floors, worth = _Numbered[tuple[frozenset[Area], bool]](), _Numbered[int](), catchment.worth
    stints, wishes, skills, each = _Flat(4), _Flat(2), _Flat(2), []
    for one in people:
        each.append((
            distances.number((one.accepts, one.fetches)), floors.number(one.floor), one.gains, one.no_living,
            one.usual_level, catchment.from_day(one.over_age_from),
            *stints.add([(stint.trade, stint.months, int(stint.told), stint.weight) for stint in one.stints or ()]),
            *wishes.add(one.wishes), *skills.add(worth.shared_skills(one.skills)),
            one.in_work, one.refuses_learning, one.stints is not None, one.has_wishes,
        ))  # fmt: skip
    times = range(1 + max((len(each) for each in missed), default=0))
    return People(
        each=np.array(each, dtype=PERSON),
        findings=laid.findings(),
        preferences=laid.preferences(),
        rows=_padded(rows, NONE),
        missed=_padded(missed, NONE),
        age_from=_padded([begins for begins, _ in by_age], catchment.number, most + 1),
        age_rows=np.array(
            [[*(_to(part, 2) for part in parts), *([[NONE, NONE]] * (most - len(parts)))] for _, parts in by_age],
            dtype=np.int32,
        ).reshape(len(people), most, 2),
        places=catchment.places,
        fixed=np.stack(
            [catchment.distance(accepts, fetches=fetches) + catchment.stability for accepts, fetches in distances.keys]
        ),
        money=np.stack([worth.money(floor) for floor in floors.keys]),
        schedule=np.stack([catchment.schedule(number) for number in times]),
        stints=stints.array(),
        wishes=wishes.array(),
        skills=skills.array(),
    )


class _Flat:
    """Lists of tuples of whole numbers, one behind the other."""

    def __init__(self, width: int) -> None:
        self._width, self._all = width, list[tuple[int, ...]]()

    def add(self, some: Iterable[tuple[int, ...]]) -> tuple[int, int]:
        """Where they begin and end."""
        begins = len(self._all)
        self._all += some
        return begins, len(self._all)

    def array(self) -> Whole:
        return np.array(self._all, dtype=np.int32).reshape(-1, self._width)


class _Numbered(Generic[K]):
    """Numbers for keys as they come."""

    def __init__(self) -> None:
        self._numbers: dict[K, int] = {}

    @property
    def keys(self) -> tuple[K, ...]:
        return tuple(self._numbers)

    def number(self, key: K) -> int:
        return self._numbers.setdefault(key, len(self._numbers))


class _Laid:
    """Rows laid out over a catchment, each once."""

    def __init__(self, catchment: Catchment, every_gate: bool) -> None:
        self._catchment, self._every_gate = catchment, every_gate
        self._rows, self._missed = _Numbered[Row](), _Numbered[Row]()

    def rows(self, rows: Iterable[Row]) -> list[int]:
        return [self._rows.number(row) for row in rows]

    def missed(self, rows: Iterable[Row]) -> list[int]:
        return [self._missed.number(row) for row in rows]

    def findings(self) -> NDArray[np.integer[Any]]:
        lay = self._catchment.wide if self._every_gate else self._catchment.narrow
        kind = np.int64 if self._every_gate else np.uint8
        return _stacked([lay(row) for row in self._rows.keys], self._catchment.number, kind)

    def preferences(self) -> Bytes:
        return _stacked([self._catchment.missed(row) for row in self._missed.keys], self._catchment.number, np.uint8)


def _stacked(rows: Sequence[NDArray[Any]], width: int, kind: type[np.generic]) -> NDArray[Any]:
    return np.stack(rows) if rows else np.zeros((0, width), dtype=kind)


def _padded(lists: Sequence[Sequence[int]], with_what: int, width: int | None = None) -> Whole:
    width = max((len(each) for each in lists), default=0) if width is None else width
    return np.array([_to(each, width, with_what) for each in lists], dtype=np.int32).reshape(len(lists), width)


def _to(each: Sequence[int], width: int, with_what: int = NONE) -> list[int]:
    return [*each, *([with_what] * (width - len(each)))]
