"""What the seats of an assignment are worth: what the others lose when somebody has to leave one.

Whoever leaves takes the own next best seat, whose holder leaves in turn, and so on, until a free seat or somebody who
goes without ends it: shortest paths, in rounds that look one move further each, from losses that are too high down.
"""

import numpy as np

from jobmatch.matching.market.market import NONE, Flags, Market, Places
from jobmatch.matching.market.placement import Values, household_bonus, values

ROUNDS = 30
IMPOSSIBLE = -(1 << 60)
Option = tuple[int, ...]


class SeatsLeft:
    """The seats of `rest`, which has the `kept` choices of a market, while `chosen` of them are taken.

    `gain` says what it would bring if some people took these seats instead; `take` has them take them.
    """

    def __init__(self, market: Market, rest: Market, kept: Flags, chosen: Places) -> None:
        self._market, self._value, self._bonus = market, values(market), household_bonus(market)
        self._home = rest.waiting_household
        loss = losses(rest, np.searchsorted(np.nonzero(kept)[0], chosen), self._value[kept], self._bonus)
        order = np.lexsort((loss, market.vacancy[chosen]))
        self._vacancy, self._loss = market.vacancy[chosen][order], loss[order]
        self._openings = rest.openings
        self._costs: dict[int, list[int]] = {}
        self._earners: dict[int, set[int]] = {}
        placed = market.person[chosen]
        for person, home in zip(placed.tolist(), self._home[placed].tolist(), strict=True):
            self._earners.setdefault(home, set()).add(person)

    @property
    def help(self) -> int:
        """Half of what a household's first earner brings: what gains so much helps one more."""
        return self._bonus // 2

    def gain(self, option: Option) -> int:
        """What these choices of one vacancy add, less what the others lose; IMPOSSIBLE where seats are too few."""
        costs = self._cheapest_first(int(self._market.vacancy[option[0]]))
        if len(costs) < len(option):
            return IMPOSSIBLE
        people = set(self._market.person[list(option)].tolist())
        helped = sum(not self._earners.get(home, set()) - people for home in self._homes(people))
        return int(self._value[list(option)].sum()) + self._bonus * helped - sum(costs[: len(option)])

    def take(self, option: Option) -> None:
        """From now on these people sit there, and the cheapest seats of their vacancy are gone."""
        for choice in option:
            self._cheapest_first(int(self._market.vacancy[choice])).pop(0)
        people = set(self._market.person[list(option)].tolist())
        for home in self._homes(people):
            self._earners.setdefault(home, set()).update(people)

    def _homes(self, people: set[int]) -> set[int]:
        return {int(self._home[person]) for person in people} - {NONE}

    def _cheapest_first(self, vacancy: int) -> list[int]:
        if vacancy not in self._costs:
            seated = slice(np.searchsorted(self._vacancy, vacancy), np.searchsorted(self._vacancy, vacancy, "right"))
            losses = self._loss[seated].tolist()
            free = int(self._openings[vacancy]) - len(losses)
            self._costs[vacancy] = [0] * free + losses
        return self._costs[vacancy]


def losses(market: Market, chosen: Places, value: Values, bonus: int) -> Values:
    """What is lost of `value` and `bonus` when the person of a chosen choice has to leave; everybody goes alone."""
    if not len(chosen):
        return np.empty(0, dtype=np.int64)
    people, starts = np.unique(market.person, return_index=True)
    full = np.bincount(market.vacancy[chosen], minlength=len(market.openings)) >= market.openings
    placed = np.isin(people, market.person[chosen], assume_unique=True)
    home = market.waiting_household[people]
    earners = np.bincount(home[placed & (home != NONE)], minlength=len(market.waiting))
    only_earner, could_step_in = home != NONE, ~placed & (home != NONE)
    only_earner[only_earner] = earners[home[only_earner]] == 1
    price = np.where(full, -IMPOSSIBLE, 0)
    for _ in range(ROUNDS):
        elsewhere = value - price[market.vacancy]
        elsewhere[chosen] = IMPOSSIBLE
        best = np.maximum.reduceat(elsewhere, starts)
        # A household loses its bonus with its only earner, unless another member can take a seat.
        instead = np.full(len(market.waiting), -bonus, dtype=np.int64)
        np.maximum.at(instead, home[could_step_in], best[could_step_in])
        staying = np.zeros(len(people), dtype=np.int64)
        staying[only_earner] = np.minimum(instead[home[only_earner]], 0)
        loss = np.maximum(value[chosen] - np.maximum(best, staying)[placed], 0)
        cheapest = np.full(len(price), -IMPOSSIBLE, dtype=np.int64)
        np.minimum.at(cheapest, market.vacancy[chosen], loss)
        after = np.where(full, cheapest, 0)
        if np.array_equal(after, price):
            break
        price = after
    return loss
