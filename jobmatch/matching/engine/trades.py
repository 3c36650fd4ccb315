"""Words for work against the work of every vacancy: each pair of meanings is compared once, by the vocabulary."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from jobmatch.matching.engine.columns import Classes, Columns, Flags, Numbers
from jobmatch.matching.trades import Trade, maybe_same, nearness, surely_same
from jobmatch.matching.vocabulary import Vocabulary


@dataclass(slots=True)
class Trades:
    """The trades of the vacancies, as the gates and the factors compare them."""

    columns: Columns
    vocabulary: Vocabulary
    has_options: Flags = field(init=False)
    _work: Classes = field(init=False)
    _demanded: Classes = field(init=False)
    _titles: Classes = field(init=False)
    _rows: dict[tuple[str, Trade], Numbers] = field(default_factory=dict)

    def __post_init__(self) -> None:
        posts = self.columns.posts
        self.has_options = np.array([bool(post.trade.options) for post in posts], dtype=np.bool_)
        self._work = Classes.by(post.trade for post in posts)
        self._demanded = Classes.by(post.demanded_trade or post.trade for post in posts)
        self._titles = Classes.by((post.trade, post.vacancy.title) for post in posts)

    def same(self, trade: Trade) -> Flags:
        """Where the work is surely the same."""
        return self._row("same", trade, lambda one, other: surely_same(one, other, self.vocabulary)) > 0

    def maybe(self, trade: Trade) -> Flags:
        """Where an answer could make it the same."""
        return self._row("maybe", trade, lambda one, other: maybe_same(one, other, self.vocabulary)) > 0

    def near(self, trade: Trade) -> Numbers:
        """How near the work itself is, 0 to 100."""
        return self._row("near", trade, lambda one, other: nearness(one, other, self.vocabulary))

    def near_to_demand(self, trade: Trade) -> Numbers:
        """How near the work is, or what the vacancy demands to have been done, whichever is nearer."""
        if ("demand", trade) not in self._rows:
            firsts = [self.columns.posts[first] for first in self._demanded.first]
            found = [nearness(trade, post.demanded_trade or post.trade, self.vocabulary) for post in firsts]
            self._rows["demand", trade] = np.array(found, dtype=np.int64)
        return np.maximum(self._rows["demand", trade][self._demanded.of], self.near(trade))

    def stands_in_title(self, text: str) -> Flags:
        """Where the words stand in the title as they are."""
        posts = self.columns.posts
        return np.array([text in posts[first].vacancy.title for first in self._titles.first], dtype=np.bool_)[
            self._titles.of
        ]

    def _row(self, name: str, trade: Trade, compare: Callable[[Trade, Trade], int]) -> Numbers:
        if (name, trade) not in self._rows:
            found = [compare(trade, self.columns.posts[first].trade) for first in self._work.first]
            self._rows[name, trade] = np.array(found, dtype=np.int64)
        return self._rows[name, trade][self._work.of]
