"""Groups that go together or not at all (MR18), over any form that places everybody alone.

Where the form leaves every group united there is nothing better. Groups that it tears are settled by the prices of
seats, those that gain most first: whole into the vacancy where they gain most, or left out where they would cost the
others more than they are worth; then all others are placed anew. What was reached alone bounds what can be reached.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from jobmatch.matching.market.market import NONE, Flags, Market, Places
from jobmatch.matching.market.placement import Placement, check, torn, worth
from jobmatch.matching.market.prices import Option, SeatsLeft

Alone = Callable[[Market], Places]


def united(market: Market, alone: Alone) -> Placement:
    """What `alone` makes of the market when no group may be torn; its bound is what it makes of it when all may be.

    `alone` is asked about markets without groups; the bound is one only where it answers exactly.
    """
    chosen = alone(market.without_bounds())
    bound = worth(market, chosen)
    kept = np.ones(len(market.person), dtype=np.bool_)
    settled = np.empty(0, dtype=np.int64)
    parties = _Parties(market)
    while len(rows := torn(market, chosen)):
        seats = SeatsLeft(market, _rest(market, kept, settled), kept, np.setdiff1d(chosen, settled))
        options = {party: parties.options(party) for party in parties.of(market.bound[rows, 0])}
        for party in sorted(options, key=lambda party: (-_most(seats, options[party])[0], party)):
            gain, option = _most(seats, options[party])  # anew, because those before it took seats
            whole = option if gain >= 0 else ()
            seats.take(whole)
            settled = np.union1d(settled, np.array(whole, dtype=np.int64))
            kept[parties.closed(party, whole)] = False
        chosen = np.union1d(settled, np.nonzero(kept)[0][alone(_rest(market, kept, settled))])
    check(market, chosen)
    return Placement(chosen, worth(market, chosen), bound)


def _most(seats: SeatsLeft, options: Iterable[Option]) -> tuple[int, Option]:
    return max((seats.gain(option), option) for option in options)


def _rest(market: Market, kept: Flags, settled: Places) -> Market:
    """The choices still open, with the seats that are left and the households that still wait."""
    home = market.household[market.person[settled]]
    waiting = market.waiting.copy()
    waiting[home[home != NONE]] = False
    taken = np.bincount(market.vacancy[settled], minlength=len(market.openings))
    alone = market.without_bounds().only(kept)
    return replace(alone, openings=(market.openings - taken).astype(np.int32), waiting=waiting)


class _Parties:
    """Who is bound to whom, whatever the vacancy; a party is known by its number."""

    def __init__(self, market: Market) -> None:
        self._market, self._starts = market, market.starts
        self._rows = market.bound[np.lexsort((market.bound[:, 1], market.bound[:, 0]))]
        self._party_of_row = self._joined()[market.person[self._rows[:, 0]]]
        self._by_party = np.argsort(self._party_of_row, kind="stable")

    def of(self, choices: Places) -> list[int]:
        """The parties of these bound choices, each once."""
        return sorted(set(self._party_of_row[np.searchsorted(self._rows[:, 0], choices)].tolist()))

    def options(self, party: int) -> list[Option]:
        """The ways in which some of the party can go: a choice with all that has to be taken with it."""
        return sorted({self._whole(choice) for choice in self._bound_choices(party).tolist()})

    def closed(self, party: int, option: Option) -> Places:
        """What nobody of the party has any longer when it goes like this: other bound choices, a second seat."""
        people = self._market.person[list(option)].tolist()
        own = [np.arange(self._starts[one], self._starts[one + 1]) for one in people]
        return np.concatenate([self._bound_choices(party), *own])

    def _bound_choices(self, party: int) -> Places:
        ordered = self._party_of_row[self._by_party]
        rows = self._by_party[np.searchsorted(ordered, party) : np.searchsorted(ordered, party, side="right")]
        return np.unique(self._rows[rows, 0])

    def _whole(self, choice: int) -> Option:
        firsts, found, waiting = self._rows[:, 0], {choice}, [choice]
        while waiting:
            one = waiting.pop()
            rows = slice(np.searchsorted(firsts, one), np.searchsorted(firsts, one, side="right"))
            new = set(self._rows[rows, 1].tolist()) - found
            found |= new
            waiting += new
        return tuple(sorted(found))

    def _joined(self) -> Places:
        """The party of every person."""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components

        one, other = self._market.person[self._rows].T
        links = csr_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(self._market.people,) * 2)
        party: Places = connected_components(links, directed=False)[1]
        return party
