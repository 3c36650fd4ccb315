"""The gate of certificates at one vacancy: asked once for each set of cards that could count, with each course in
time and without it."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.courses import gives
from jobmatch.matching.engine.card_rows import kinds_demanded, taught_in_time
from jobmatch.matching.engine.rows import apart, outcome, stand_in
from jobmatch.matching.facts import Certificate
from jobmatch.matching.gates.demands import certificates
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post
from jobmatch.matching.reach.crowd import Crowd, by_key
from jobmatch.matching.reach.learning import Learning

# Kinds that vacancies demand together are few; of words of somebody's own there may be any number.
MOST_DEMANDS = 200
_Cards = tuple[Certificate, ...] | None


class Cards:
    """The cards of a crowd."""

    def __init__(self, crowd: Crowd, learning: Learning, setting: Setting) -> None:
        self._crowd, self._learning, self._setting = crowd, learning, setting
        # The sets of cards by number, by a kind that is in them; a card that nobody named could be of any kind.
        self._having: dict[str | None, list[int]] = {}
        for number, held in enumerate(crowd.facts.certificates.things):
            for kind in {card.kind and card.kind.strip() for card in held or ()}:
                self._having.setdefault(kind, []).append(number)
        self._like: dict[tuple[str, ...], tuple[list[_Cards], NDArray[np.int64]]] = {}
        self._unknown = [number for number, held in enumerate(crowd.facts.certificates.things) if held is None]

    def found(self, post: Post, people: NDArray[np.intp]) -> NDArray[np.int64]:
        """What the gate finds about some people."""
        kinds = kinds_demanded(post)
        if len(self._like) > MOST_DEMANDS:
            self._like.clear()
        if kinds not in self._like:
            self._like[kinds] = self._alike(kinds)
        examples, of = self._like[kinds]
        key = of[self._crowd.columns["certificates"][people]] << len(kinds)
        for bit, kind in enumerate(kinds):
            key |= self._learning.in_time(kind, post, people).astype(np.int64) << bit

        def judge(each: int) -> int:
            taught = [kind for bit, kind in enumerate(kinds) if each >> bit & 1]
            return self._judge(post, examples[each >> len(kinds)], taught)

        return by_key(key, judge)

    def _judge(self, post: Post, held: _Cards, taught: list[str]) -> int:
        within = replace(self._setting, courses=tuple(taught_in_time(kind, self._setting) for kind in taught))
        return outcome(certificates, apart(stand_in(within, certificates=held), post), within)

    def _alike(self, kinds: tuple[str, ...]) -> tuple[list[_Cards], NDArray[np.int64]]:
        """Sets of cards that differ in what could count, and of each set in the register which it is like."""
        sets = self._crowd.facts.certificates.things
        counting = {had for had in self._having if had is None or any(gives(had, k, self._setting) for k in kinds)}
        number_of: dict[_Cards, int] = {(): 0}
        of = np.zeros(len(sets), dtype=np.int64)
        for number in self._unknown:
            of[number] = number_of.setdefault(None, len(number_of))
        for number in {number for had in counting for number in self._having[had]}:
            cards = tuple(card for card in sets[number] or () if (card.kind and card.kind.strip()) in counting)
            of[number] = number_of.setdefault(cards, len(number_of))
        return list(number_of), of
