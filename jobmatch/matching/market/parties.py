"""Groups that go together or not at all (MR18), over any form that places everybody alone.

Where the form leaves every group united there is nothing better. Groups that it tears are settled by the prices of
seats, those that gain most first: whole into the vacancy where they gain most, or left out where they would cost the
others more than they are worth; then all others are placed anew. Households that this leaves without a seat are looked
at once more (`mending.py`). What was reached alone bounds what can be reached.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace

import numpy as np

from jobmatch.matching.market.market import NONE, Market, Numbers, Places
from jobmatch.matching.market.mending import mended
from jobmatch.matching.market.placement import Placement, check, torn, worth
from jobmatch.matching.market.prices import Option, SeatsLeft

# The last time everything is settled, so that the last few that are torn do not cost a solution each.
ROUNDS = 2
Alone = Callable[[Market], Places]


def united(market: Market, alone: Alone) -> Placement:
    """What `alone` makes of the market when no group may be torn; its bound is what it makes of it when all may be.

    `alone` is asked about markets without groups; the bound is one only where it answers exactly. RuntimeError where
    the solver of neighbourhoods gives up, which it has no reason to.
    """
    chosen = alone(market.without_bounds())
    bound = worth(market, chosen)
    if not len(torn(market, chosen)):
        check(market, chosen)
        return Placement(chosen, bound, bound)
    settling, at_best = _Settling(market), chosen
    for rounds in range(1, ROUNDS + 1):
        if not len(rows := torn(market, chosen)):
            break
        settling.decide(chosen, market.bound[rows, 0], is_last=rounds == ROUNDS)
        chosen = np.union1d(settling.settled, settling.places[alone(settling.rest())])
    if worth(market, chosen).households < bound.households:
        chosen = mended(market, chosen, np.setdiff1d(_helped(market, at_best), _helped(market, chosen)).tolist())
    check(market, chosen)
    return Placement(chosen, worth(market, chosen), bound)


def _helped(market: Market, chosen: Places) -> Numbers:
    """The waiting households that get an earner."""
    home = market.waiting_household[market.person[chosen]]
    households: Numbers = home[home != NONE]
    return households


class _Settling:
    """What is settled of a market, and what is still open: the choices at `places`."""

    def __init__(self, market: Market) -> None:
        self.settled = np.empty(0, dtype=np.int64)
        self._market, self._parties = market, _Parties(market)
        self._seated: set[int] = set()
        self._kept = np.ones(len(market.person), dtype=np.bool_)

    @property
    def places(self) -> Places:
        return np.nonzero(self._kept)[0]

    def rest(self) -> Market:
        """The choices still open, with the seats that are left and the households that still wait."""
        market, home = self._market, self._market.household[self._market.person[self.settled]]
        waiting = market.waiting.copy()
        waiting[home[home != NONE]] = False
        taken = np.bincount(market.vacancy[self.settled], minlength=len(market.openings))
        alone = market.without_bounds().only(self._kept)
        return replace(alone, openings=(market.openings - taken).astype(np.int32), waiting=waiting)

    def decide(self, chosen: Places, torn_choices: Places, *, is_last: bool) -> None:
        """Leaves the parties that `chosen` seats whole where they are, and settles those that it tears.

        At last also those that have no seat, left out before or never torn, but only where that helps a household.
        """
        torn_parties = self._parties.of(torn_choices)
        for party, option in self._parties.whole(chosen, torn_parties):
            self._settle(party, option)
        seats = SeatsLeft(self._market, self.rest(), self._kept, np.setdiff1d(chosen, self.settled))
        least = {party: seats.help for party in self._parties.every if party not in self._seated} if is_last else {}
        least |= dict.fromkeys(torn_parties, 0)
        options = {party: self._parties.options(party) for party in least}
        for party in sorted(options, key=lambda party: (-_most(seats, options[party])[0], party)):
            gain, option = _most(seats, options[party])  # anew, because those before it took seats
            option = option if gain >= least[party] else ()
            seats.take(option)
            self._settle(party, option)

    def _settle(self, party: int, option: Option) -> None:
        if option:
            self._seated.add(party)
        self.settled = np.union1d(self.settled, np.array(option, dtype=np.int64))
        self._kept[self._parties.closed(party, option)] = False


def _most(seats: SeatsLeft, options: Iterable[Option]) -> tuple[int, Option]:
    return max((seats.gain(option), option) for option in options)


class _Parties:
    """Who is bound to whom, whatever the vacancy; a party is known by its number."""

    def __init__(self, market: Market) -> None:
        self._market, self._starts = market, market.starts
        self._rows = market.bound[np.lexsort((market.bound[:, 1], market.bound[:, 0]))]
        self._party_of_row = self._joined()[market.person[self._rows[:, 0]]]
        order = np.argsort(self._party_of_row, kind="stable")
        parties, begins = np.unique(self._party_of_row[order], return_index=True)
        self._rows_of: dict[int, Places] = dict(zip(parties.tolist(), np.split(order, begins[1:]), strict=True))

    @property
    def every(self) -> list[int]:
        """All parties of more than one."""
        return list(self._rows_of)

    def of(self, choices: Places) -> list[int]:
        """The parties of these bound choices, each once."""
        return sorted(set(self._party_of_row[np.searchsorted(self._rows[:, 0], choices)].tolist()))

    def whole(self, chosen: Places, but: Container[int]) -> Iterator[tuple[int, Option]]:
        """The parties of which bound choices are taken, `but` these, and the choices that they go by."""
        taken = np.isin(self._rows[:, 0], chosen)
        for party in self.of(self._rows[taken, 0]):
            if party not in but:
                rows = self._rows_of[party]
                yield party, tuple(np.unique(self._rows[rows[taken[rows]]]).tolist())

    def options(self, party: int) -> list[Option]:
        """The ways in which some of the party can go: a choice with all that has to be taken with it."""
        return sorted({self._whole(choice) for choice in self._bound_choices(party).tolist()})

    def closed(self, party: int, option: Option) -> Places:
        """What nobody of the party has any longer when it goes like this: other bound choices, a second seat."""
        people = self._market.person[list(option)].tolist()
        own = [np.arange(self._starts[one], self._starts[one + 1]) for one in people]
        return np.concatenate([self._bound_choices(party), *own])

    def _bound_choices(self, party: int) -> Places:
        return np.unique(self._rows[self._rows_of[party], 0])

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
