"""One vacancy against the words and the homes of a crowd."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jobmatch.matching.engine.columns import BREAKS_LAW_FOR_BEGINNERS, LEARNED, TEACHES, Columns, columns
from jobmatch.matching.engine.rows import Bytes
from jobmatch.matching.engine.works import Works
from jobmatch.matching.engine.worth import Points, Worth
from jobmatch.matching.ground import Ground
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post
from jobmatch.matching.reach.ways import Ways
from jobmatch.matching.trades import Trade


@dataclass(frozen=True, slots=True)
class Offer:
    """The vacancy as the engine has one of many; by trade how near it comes to the work, kinship with the work and
    with the work that is demanded, and the permille of a wish for it."""

    post: Post
    columns: Columns
    worth: Worth
    ways: Ways
    near: Bytes
    kinship: Bytes
    demanded_kinship: Bytes
    wishes: Points

    @property
    def strict_months(self) -> int:
        """Months that are strictly demanded."""
        return int(self.columns.strict_months[0])

    @property
    def full_months(self) -> int:
        """Months that are worth most."""
        return int(self.columns.full_months[0])

    @property
    def asks_practice(self) -> bool:
        """Whether it matters who is a beginner."""
        beginner, experienced = self.columns.pay.place_of
        return self.has(BREAKS_LAW_FOR_BEGINNERS | LEARNED | TEACHES) or bool(beginner[0] != experienced[0])

    def has(self, trait: int) -> bool:
        """Whether a trait stands; one of several."""
        return bool(self.columns.traits[0] & trait)


def offer_of(post: Post, ways: Ways, trades: Sequence[Trade], setting: Setting) -> Offer:
    """`ways` are those to its place; raises InexactAmountError."""
    alone = columns(Ground(setting, {}, (post,), frozenset()))
    works = Works((post,), setting.vocabulary, setting.rules)
    rows = np.array([works.row(trade) for trade in trades], dtype=np.intp)
    wishes = np.array([works.wish(trade) for trade in trades], dtype=np.intp)
    work, demanded = works.work[0], works.demanded[0]
    return Offer(
        post=post,
        columns=alone,
        worth=Worth(alone, setting),
        ways=ways,
        near=np.maximum(works.near[rows, work], works.near[rows, demanded]),
        kinship=works.kinship[rows, work],
        demanded_kinship=works.kinship[rows, demanded],
        wishes=works.wishes[wishes, 0],
    )
