"""One vacancy against all people: whom to propose, first to be proposed first.

Read in this order: `crowd` has the people as columns, `bindings` what binds them, `learning` what courses could give
them; `offer` has the vacancy and `ways` the ways to it; `sieve` leaves those who pass, with `cards` for the vacancies
that demand some; `points` weighs them, with `practice` in the work; `groups` and what else there is for who could have
a public post (MR11) are asked about last, `order` as far down as somebody looks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post
from jobmatch.matching.reach.bindings import Bindings
from jobmatch.matching.reach.cards import Cards
from jobmatch.matching.reach.crowd import gather
from jobmatch.matching.reach.groups import Groups
from jobmatch.matching.reach.learning import Learning
from jobmatch.matching.reach.offer import offer_of
from jobmatch.matching.reach.order import Front, in_order
from jobmatch.matching.reach.others import HasMarket, Others
from jobmatch.matching.reach.points import Scale
from jobmatch.matching.reach.sieve import Sieve
from jobmatch.matching.reach.ways import AllWays
from jobmatch.matching.seeker import Seeker

MOST = 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to propose, with the score of the vacancy for this person."""

    person: str
    score: int


class Reach:
    """All people of a day, made ready once: `seekers` in any order, prepared in this setting. Raises
    InexactAmountError."""

    def __init__(self, seekers: Iterable[Seeker], setting: Setting) -> None:
        self.setting = setting
        self.crowd = gather(seekers, setting.rules)
        bindings = Bindings(self.crowd.facts.binding.things)
        self._ways = AllWays(self.crowd.facts.home.things, setting)
        self.learning = Learning(self.crowd, bindings, self._ways, setting)
        self._sieve = Sieve(self.crowd, bindings, Cards(self.crowd, self.learning, setting), setting)
        self._scale, self._groups = Scale(self.crowd, setting), Groups(self.crowd, setting)

    @property
    def nbytes(self) -> int:
        """Bytes of what is kept of each person in columns."""
        return self.crowd.nbytes + self.learning.nbytes

    def best(self, post: Post, has_market: HasMarket, most: int = MOST) -> list[Candidate]:
        """The first of the vacancy's candidates. `has_market` is asked of who comes first at a public post, and of
        those with whom they go; raises InexactAmountError.
        """
        if post.openness.gates or not self.crowd.ids:
            return []
        crowd = self.crowd
        offer = offer_of(post, self._ways.to(post.vacancy.place), crowd.facts.trades.things, self.setting)
        others = Others(crowd, self._groups, offer, self._sieve.passing(offer), has_market)
        passing = others.passing()
        scores, gains = self._scale.weigh(offer, passing)
        front = Front(passing.people, scores, gains, crowd.need[passing.people])
        found = islice(in_order(front, self.setting.rules.band, others.stands), most)
        return [Candidate(crowd.ids[person], score) for person, score in found]
