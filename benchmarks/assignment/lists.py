"""The market of a synthetic province: everybody's best vacancies by the engine, and who goes only with whom.

A smaller province has its people, sites, vacancies and places in proportion (`province/size.py`), and everybody who
lives there asks for every place of it: nothing is scaled afterwards.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain

import numpy as np

from benchmarks.measuring import by_the_processor
from benchmarks.province.size import Size
from benchmarks.province.source import Synthetic
from jobmatch.matches.province.offers import Offers
from jobmatch.matching.codes import Strength
from jobmatch.matching.engine.columns import Numbers as Keys
from jobmatch.matching.engine.engine import NO_KEYS, Engine
from jobmatch.matching.engine.keys import are_gains, places_of, scores_of
from jobmatch.matching.gates.public_posts import is_public
from jobmatch.matching.market.bands import needs
from jobmatch.matching.market.market import Market, Numbers, market
from jobmatch.matching.seeker import Seeker


@dataclass(frozen=True, slots=True)
class Asked:
    """A market; of each person the place in the order of need; processor seconds that the lists took, facts apart."""

    market: Market
    needs: Numbers
    seconds: float


def asked(size: Size, longest: int) -> Asked:
    """Everybody's best vacancies in the order of the engine, so many at most; what is no gain is left out.

    Who goes only with others has all that passes, because a list cut short may lack what the partner's has.
    """
    source = Synthetic(size)
    offers = Offers(source.offers())
    gathered = _Gathered(longest)
    order = needs(chain.from_iterable(gathered.add(offers.meet(source.people(part))) for part in source.parts()))
    return Asked(gathered.market(offers), order, gathered.seconds)


def shortened(whole: Market, most: int) -> Market:
    """The same market with lists of so many at most, but for who goes only with others."""
    alone = np.ones(whole.people, dtype=np.bool_)
    alone[whole.person[whole.bound.ravel()]] = False
    return whole.only(~alone[whole.person] | (whole.place < most))


class _Gathered:
    """What is known of the people so far, numbered in the order of their ids, and their households."""

    def __init__(self, longest: int) -> None:
        self.seconds = 0.0
        self._longest = longest
        self._lists: list[Keys] = []
        self._household: list[int] = []
        self._waiting: list[bool] = []
        self._bonds: list[tuple[int, int]] = []

    def add(self, engine: Engine) -> Collection[Seeker]:
        """Takes in the people of a part, and returns them."""
        seekers, first = engine.ground.seekers, len(self._lists)
        numbers = {person: first + place for place, person in enumerate(seekers)}
        partners = {person: _partners(seeker) for person, seeker in seekers.items()}
        self._bonds += [
            (numbers[person], numbers[other])
            for person, others in partners.items()
            for other in others
            if other in numbers
        ]
        seconds, lists = by_the_processor(self._listed, engine, partners)
        self.seconds += seconds
        self._lists += [lists[person] for person in seekers]
        homes: dict[str, int] = {}
        for seeker in seekers.values():
            if seeker.household.id not in homes:
                homes[seeker.household.id] = len(self._waiting)
                self._waiting.append(seeker.household.employed == 0)
            self._household.append(homes[seeker.household.id])
        return seekers.values()

    def market(self, offers: Offers) -> Market:
        """Who may get what of the offers."""
        posts = offers.ground.posts
        keys = np.concatenate([NO_KEYS, *self._lists])
        lengths = [len(one) for one in self._lists]
        return market(
            np.repeat(np.arange(len(self._lists)), lengths),
            places_of(keys),
            scores_of(keys),
            place=np.concatenate([NO_KEYS, *map(np.arange, lengths)]),
            openings=[1 if post.vacancy.openings is None else post.vacancy.openings for post in posts],
            public=[is_public(post) for post in posts],
            household=self._household,
            waiting=self._waiting,
            bonds=self._bonds,
        )

    def _listed(self, engine: Engine, partners: dict[str, tuple[str, ...]]) -> dict[str, Keys]:
        lists = engine.lists([person for person, others in partners.items() if not others], self._longest)
        lists |= engine.lists([person for person, others in partners.items() if others], len(engine.ground.posts))
        return {person: found[are_gains(found)] for person, found in lists.items()}


def _partners(seeker: Seeker) -> tuple[str, ...]:
    """Without whom the person goes nowhere; in the synthetic province this has no end."""
    hard = (held for held in seeker.together if held.strength is Strength.HARD)
    return tuple(name for held in hard for name in held.people or ())
