"""Gates that read few facts of each side: judged once for every combination of them, by the functions that `rank` uses.

A row is what one kind of person meets at every vacancy. Nothing is decided here.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import numpy as np

from jobmatch.matching.codes import Area
from jobmatch.matching.engine.columns import Classes, Numbers, bits
from jobmatch.matching.notes import Fix, Found, Soft
from jobmatch.matching.pair import Pair, Setting
from jobmatch.matching.post import Post
from jobmatch.matching.seeker import Seeker
from jobmatch.matching.travel import Travel

_NOWHERE = Travel(None, None, dict.fromkeys(Area))
# Behind the gates: what the penalties ask about.
_FIRST = 40
ASK_EMPLOYER, COURSE, HEALTHCERT, WAIT_DATE, AGE_PREF, UNASKED = (1 << _FIRST + place for place in range(6))
GATES = (1 << _FIRST) - 1
_FIXES = {
    Fix.ASK_EMPLOYER: ASK_EMPLOYER, Fix.COURSE: COURSE, Fix.HEALTHCERT: HEALTHCERT, Fix.WAIT_DATE: WAIT_DATE,
}  # fmt: skip

Judge = Callable[[Pair, Setting, Found], None]


@dataclass(slots=True)
class Rows:
    """The rows of one gate: `of_post` is all that the gate reads of a vacancy."""

    posts: tuple[Post, ...]
    setting: Setting
    judge: Judge
    of_post: Callable[[Post], Hashable]
    _classes: Classes = field(init=False)
    _known: dict[Hashable, Numbers] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._classes = Classes.by(map(self.of_post, self.posts))

    def of(self, key: Hashable, seeker: Seeker, age: int | None = None) -> Numbers:
        """The row of everybody with this key: all that the gate reads of a person; `seeker` is one of them."""
        if key not in self._known:
            found = [self._judge(seeker, self.posts[first], age) for first in self._classes.first]
            self._known[key] = np.array(found, dtype=np.int64)
        return self._known[key][self._classes.of]

    def _judge(self, seeker: Seeker, post: Post, age: int | None) -> int:
        return outcome(self.judge, apart(seeker, post, age), self.setting)


def apart(seeker: Seeker, post: Post, age: int | None = None) -> Pair:
    """A pair for gates that read neither the way nor the pay."""
    return Pair(seeker, post, _NOWHERE, age, None, None, None)


def outcome(judge: Judge, pair: Pair, setting: Setting) -> int:
    """What a gate finds about a pair as one number: the gates, and what the penalties ask about."""
    found = Found()
    judge(pair, setting, found)
    together = bits(found)
    for fix in found.fixes:
        together |= _FIXES[Fix(fix.code)]
    if Soft.AGE_PREF in found.soft:
        together |= AGE_PREF
    cards = (dict(ask.values).get("kind") for ask in found.asks if ask.key == "certificate")
    if any(kind != setting.rules.health for kind in cards):
        together |= UNASKED
    return together
