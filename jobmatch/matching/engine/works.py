"""Words for work against the work of every vacancy: each pair of meanings is compared once, by the vocabulary."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.engine.columns import Classes, Flags
from jobmatch.matching.factors import WHOLE
from jobmatch.matching.post import Post
from jobmatch.matching.rules import Rules
from jobmatch.matching.trades import Trade, maybe_same, nearness, surely_same
from jobmatch.matching.vocabulary import Vocabulary

Kind = TypeVar("Kind", bound=np.generic)


class Growing(Generic[Kind]):
    """A table to which rows are added by key; `table` holds those that there are, in the order of their numbers."""

    def __init__(self, width: int, kind: type[Kind]) -> None:
        self._rows: NDArray[Kind] = np.zeros((16, width), dtype=kind)
        self._numbers: dict[Hashable, int] = {}

    @property
    def table(self) -> NDArray[Kind]:
        return self._rows[: max(1, len(self._numbers))]

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, key: Hashable, row: Callable[[], list[int]]) -> int:
        """The number of a row; `row` makes it where there is none."""
        if key not in self._numbers:
            number = len(self._numbers)
            if number == len(self._rows):
                self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._rows[number] = row()
            self._numbers[key] = number
        return self._numbers[key]


# How two kinds of work go together besides their nearness.
SAME, MAYBE = 1, 2


class Works:
    """The kinds of work of the vacancies: `work` is what is done, `demanded` what has to have been done before.

    A row of `near` has 0 to 100 for each kind of work, one of `kinship` the bits SAME and MAYBE; both have the number
    that `row` gives. `titles` are kinds of work with the words of the advert; `wishes` has permille for each.
    """

    def __init__(self, posts: tuple[Post, ...], vocabulary: Vocabulary, rules: Rules) -> None:
        self.vocabulary, self.rules = vocabulary, rules
        every = [post.trade for post in posts] + [post.demanded_trade or post.trade for post in posts]
        classes = Classes.by(map(meaning, every))
        self.kinds = tuple(every[first] for first in classes.first)
        self.work, self.demanded = classes.of[: len(posts)], classes.of[len(posts) :]
        self.titles = Classes.by((int(work), post.vacancy.title) for work, post in zip(self.work, posts, strict=True))
        self._advertised = [(int(self.work[first]), posts[first].vacancy.title) for first in self.titles.first]
        self.has_options: Flags = np.array([bool(kind.options) for kind in self.kinds], dtype=np.bool_)
        self._near = Growing(len(self.kinds), np.uint8)
        self._kinship = Growing(len(self.kinds), np.uint8)
        self._wishes = Growing(self.titles.number, np.int16)

    @property
    def near(self) -> NDArray[np.uint8]:
        return self._near.table

    @property
    def kinship(self) -> NDArray[np.uint8]:
        return self._kinship.table

    @property
    def wishes(self) -> NDArray[np.int16]:
        return self._wishes.table

    @property
    def known(self) -> tuple[int, int]:
        """How many rows there are of trades and of wishes."""
        return len(self._near), len(self._wishes)

    def row(self, trade: Trade) -> int:
        """The number of the rows of a trade in `near` and `kinship`."""
        key = meaning(trade)
        self._kinship.number(key, lambda: [self._kin(trade, kind) for kind in self.kinds])
        return self._near.number(key, lambda: [nearness(trade, kind, self.vocabulary) for kind in self.kinds])

    def wish(self, trade: Trade) -> int:
        """The number of the row of a wish in `wishes`: how near each advert comes to it, 0 where it is too far off."""
        return self._wishes.number(meaning(trade), lambda: self._wish(trade))

    def _kin(self, trade: Trade, kind: Trade) -> int:
        same = SAME if surely_same(trade, kind, self.vocabulary) else 0
        return same | (MAYBE if maybe_same(trade, kind, self.vocabulary) else 0)

    def _wish(self, trade: Trade) -> list[int]:
        factors = self.rules.factors
        number = self.row(trade)
        permille = (self.near[number].astype(np.int64) * WHOLE // 100).tolist()
        unread = trade.text if trade.occupation is None and not trade.options else ""
        found = [
            factors.title_words if unread and unread in title else permille[work] for work, title in self._advertised
        ]
        return [each if each >= factors.nearness_from * WHOLE // 100 else 0 for each in found]


def meaning(trade: Trade) -> Hashable:
    """Equal for words that nothing tells apart: what they mean, or the words themselves where nobody can read them."""
    if trade.occupation or trade.options:
        return trade.occupation, trade.options
    return trade.text
