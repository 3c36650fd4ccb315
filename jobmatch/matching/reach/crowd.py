"""All people of a province as narrow columns of fact numbers, in the order of their ids.

Only who can be offered anything is kept; of the others no more than that somebody is bound to them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.engine.columns import Counts, Flags
from jobmatch.matching.engine.roll import FACTS, YEAR, Register, day_number
from jobmatch.matching.reach.order import MOST_PEOPLE, need_as_number
from jobmatch.matching.rules import Rules
from jobmatch.matching.seeker import Seeker

# So many people are read into a roll at once: what is wide does not stay.
BLOCK = 2_000
# Far from any age, also of who is not born yet.
NO_AGE = -10_000
# Facts that are looked up together: what decides where somebody can work at all, what the law on ages reads, and what
# few differ in.
RESIDENCE = ("home", "binding", "reach")
BIRTH = ("protection", "birth")
MAKE = ("education", "capacity", "limits", "reading", "mandarin", "available", "refused")
APART = tuple(name for name in FACTS if name not in RESIDENCE + BIRTH + MAKE)
_FIGURES = ("present", "floor")
_AS_THEY_ARE = ("usual_level", "in_work", "refuses_learning", "told", "has_wishes", "bound")
_Pile = dict[str, list[NDArray[Any]]]


@dataclass(frozen=True, slots=True)
class Kinds:
    """Combinations of facts, each once: by name the number of the fact (a birth date as it is) by kind; and `of` each
    person the kind."""

    facts: Mapping[str, Counts]
    of: Counts

    @property
    def nbytes(self) -> int:
        """Bytes of all of it."""
        return self.of.nbytes + sum(fact.nbytes for fact in self.facts.values())


@dataclass(frozen=True, slots=True)
class Stints:
    """What was done, trade after trade: of trade `t` from `begins[t]` to `begins[t + 1]`.

    `months` are 0 where they were not `told`; `permille` is by evidence, `place` that among the stints of the person.
    """

    begins: NDArray[np.intp]
    months: Counts
    told: Counts
    permille: Counts
    person: Counts
    place: Counts

    def of(self, trades: Flags) -> "Stints":
        """Those of some trades."""
        begins, rows = _rows_of(self.begins, trades)
        return Stints(
            begins, self.months[rows], self.told[rows], self.permille[rows], self.person[rows], self.place[rows]
        )


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is wanted, trade after trade as in `Stints`; `permille` is by the place among the wishes of the person."""

    begins: NDArray[np.intp]
    permille: Counts
    person: Counts

    def of(self, trades: Flags) -> "Wishes":
        """Those of some trades."""
        begins, rows = _rows_of(self.begins, trades)
        return Wishes(begins, self.permille[rows], self.person[rows])


@dataclass(frozen=True, slots=True)
class Crowd:
    """People by number, in the order of their ids. `columns` has a number of each fact of APART, figures as in a roll,
    and numbers of `figures`; `need` is the place inside a band.

    Of those who go only with others, and of whom they name: `bound` by id, also who is closed to everything;
    `numbers` of those who are named, and whom nothing can be offered (`shut`).
    """

    ids: tuple[str, ...]
    facts: Register
    residence: Kinds
    birth: Kinds
    make: Kinds
    columns: Mapping[str, Counts]
    figures: Mapping[str, NDArray[np.int64]]
    need: Counts
    stints: Stints
    wishes: Wishes
    bound: Mapping[str, Seeker]
    numbers: Mapping[str, int]
    shut: frozenset[str]

    def ages(self, day: date) -> NDArray[np.int64]:
        """By kind of `birth` the completed years on a day, NO_AGE where nobody knows the birth date."""
        birth = self.birth.facts["birth"].astype(np.int64)
        return np.where(birth > 0, (day_number(day) - birth) // YEAR, NO_AGE)

    def has(self, name: str) -> Flags:
        """Of whom one of the flags stands."""
        return self.columns[name].astype(np.bool_, copy=False)

    @property
    def nbytes(self) -> int:
        """Bytes of all columns; the ids and the facts are Python's own, beside them."""
        tables = (*_columns_of(self.stints), *_columns_of(self.wishes))
        mine = (*self.columns.values(), self.need, *tables)
        kinds = (self.residence, self.birth, self.make)
        return sum(each.nbytes for each in kinds) + sum(each.nbytes for each in mine)


def gather(seekers: Iterable[Seeker], rules: Rules) -> Crowd:
    """Everybody, block by block, in any order; raises InexactAmountError, ValueError where people are too many."""
    gathering = _Gathering(Register(rules))
    coming = iter(seekers)
    while block := list(islice(coming, BLOCK)):
        gathering.add(block)
    return gathering.crowd()


@dataclass(slots=True)
class _Gathering:
    facts: Register
    ids: list[str] = field(default_factory=list)
    shut: set[str] = field(default_factory=set)
    bound: dict[str, Seeker] = field(default_factory=dict)
    pile: _Pile = field(default_factory=dict)

    def add(self, seekers: list[Seeker]) -> None:
        """Some more people."""
        roll = self.facts.roll(seekers)
        self.bound |= {seeker.person.id: seeker for seeker in seekers if seeker.together}
        begin = len(self.ids)
        self.ids += roll.ids
        for name in ("closed", *FACTS, "birth", *_FIGURES, *_AS_THEY_ARE):
            self._put(name, roll.each[name])
        self._put("need", np.array([need_as_number(seeker) for seeker in seekers], dtype=np.int32))
        for name, rows in (("stint", roll.stints), ("wish", roll.wishes)):
            many = roll.each[f"{name}_to"] - roll.each[f"{name}_from"]
            whose = np.repeat(np.arange(len(many)), many)
            place = np.arange(len(rows)) - roll.each[f"{name}_from"][whose]
            self._put(name, np.column_stack([rows, whose + begin, place]).astype(np.int32))

    def _put(self, name: str, column: NDArray[Any]) -> None:
        self.pile.setdefault(name, []).append(column.copy())

    def _take(self, name: str) -> NDArray[Any]:
        return np.concatenate(self.pile.pop(name))

    def crowd(self) -> Crowd:
        if not self.ids:
            self.add([])
        asking = self._take("closed") == 0
        kept = np.array(sorted(np.flatnonzero(asking).tolist(), key=self.ids.__getitem__), dtype=np.intp)
        if len(kept) > MOST_PEOPLE:
            raise ValueError(f"{len(kept)} people are more than an order holds")
        number_of = np.full(len(self.ids), -1, dtype=np.int32)
        number_of[kept] = np.arange(len(kept))
        columns = {name: narrow(self._take(name)[kept]) for name in (*APART, *_AS_THEY_ARE)}
        figures = {}
        for name in _FIGURES:
            figures[name], numbers = np.unique(self._take(name)[kept].astype(np.int64), return_inverse=True)
            columns[name] = narrow(numbers)
        named = {name for one in self.bound.values() for held in one.together for name in held.people or ()}
        return Crowd(
            ids=tuple(self.ids[number] for number in kept.tolist()),
            facts=self.facts,
            residence=Kinds(*self._kinds(RESIDENCE, kept)),
            birth=Kinds(*self._kinds(BIRTH, kept)),
            make=Kinds(*self._kinds(MAKE, kept)),
            columns=columns,
            figures=figures,
            need=narrow(self._take("need")[kept]),
            stints=Stints(*self._by_trade("stint", number_of)),
            wishes=Wishes(*self._by_trade("wish", number_of)[:3]),
            bound=self.bound,
            numbers={self.ids[old]: number for number, old in enumerate(kept.tolist()) if self.ids[old] in named},
            shut=frozenset(named & {self.ids[number] for number in np.flatnonzero(~asking).tolist()}),
        )

    def _kinds(self, names: tuple[str, ...], kept: NDArray[np.intp]) -> tuple[dict[str, Counts], Counts]:
        """The facts by kind, and the kind of each who is kept."""
        columns = [np.concatenate(self.pile[name])[kept] for name in names]
        of = np.zeros(len(kept), dtype=np.int64)
        for column in columns:
            _, first, of = np.unique(
                of * (int(column.max(initial=0)) + 1) + column, return_index=True, return_inverse=True
            )
        return {name: narrow(column[first]) for name, column in zip(names, columns, strict=True)}, narrow(of)

    def _by_trade(self, name: str, number_of: NDArray[np.int32]) -> list[NDArray[Any]]:
        """Rows of a trade first and of a person and a place last, column by column; of who is kept, by number."""
        rows = self._take(name)
        trade, *facts, person, place = rows[number_of[rows[:, -2]] >= 0].T
        order = np.argsort(trade, kind="stable")
        begins = np.searchsorted(trade[order], np.arange(len(self.facts.trades.things) + 1))
        return [begins, *(narrow(column[order]) for column in (*facts, number_of[person], place))]


def narrow(column: Counts) -> Counts:
    """The same numbers, none below zero, in as few bits as the largest needs."""
    return column if column.dtype == np.bool_ else column.astype(np.min_scalar_type(int(column.max(initial=0))))


def by_key(keys: NDArray[np.int64], judge: Callable[[int], int]) -> NDArray[np.int64]:
    """What each key comes to, judged once for each that differs; the keys lie not far from one another."""
    if not len(keys):
        return keys
    least = int(keys.min())
    found = np.zeros(int(keys.max()) - least + 1, dtype=np.int64)
    for each in np.flatnonzero(np.bincount(keys - least)).tolist():
        found[each] = judge(least + each)
    return found[keys - least]


def _rows_of(begins: NDArray[np.intp], trades: Flags) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where the rows of each trade begin when there are those of some alone, and which rows these are."""
    many = np.where(trades, np.diff(begins), 0)
    parts = [np.arange(begins[trade], begins[trade + 1]) for trade in np.flatnonzero(many).tolist()]
    return np.append(0, np.cumsum(many)), np.concatenate([np.zeros(0, dtype=np.intp), *parts])


def _columns_of(table: Stints | Wishes) -> list[NDArray[Any]]:
    return [getattr(table, each.name) for each in fields(table)]
