"""Nearly the best assignment, soon: people bid for seats until nobody wants to bid any more (Bertsekas' auction).

A bidder takes the cheapest seat of the vacancy that leaves the most, and raises its price until the second best would
do as well, and by `step` more; whoever sat there bids again. A waiting household bids as one while nobody of it has a
seat, with a bonus for having one at all, and for whichever member does best. Prices begin at nothing and only rise,
and a free seat costs nothing, so everybody ends within a step of the own best at the final prices. Hence the proof:
bonus and scores together are less than the optimum's by a step for each person placed at most.

Prices are not carried from coarse rounds to fine ones: a seat left empty at a price would break that proof.
"""

import numpy as np

from jobmatch.matching.compiling import compiled
from jobmatch.matching.market.bidding import bid
from jobmatch.matching.market.market import NONE, Market, Places
from jobmatch.matching.market.parties import united
from jobmatch.matching.market.placement import Placement, check

# A step in thousandths of the best score; the bonus in best scores and steps. Greater steps are faster, less exact.
STEP = 10
BONUS = 3


def auction(market: Market, *, step: int | None = None, bonus: int | None = None) -> Placement:
    """A good assignment without a bound. `step` and `bonus` of a household are points; left out, 1 % of the best score
    but at least one point, and three times the best score and a step.

    ValueError where a bonus is so small that a seat could go to a household's second earner instead (MR11).
    """
    best_score = int(market.score.max(initial=1))
    by = max(1, best_score * STEP // 1000) if step is None else step
    extra = BONUS * (best_score + by) if bonus is None else bonus
    if extra <= best_score + 2 * by:
        raise ValueError(f"a bonus of {extra} is too small for scores up to {best_score} and steps of {by}")
    found = united(market, lambda alone: _alone(alone, by, extra))
    return Placement(found.chosen, found.worth, None)


def _alone(market: Market, step: int, bonus: int) -> Places:
    home = market.waiting_household
    at_home = np.nonzero(home != NONE)[0]
    members = at_home[np.argsort(home[at_home], kind="stable")].astype(np.int32)
    # More seats than people who want one are never taken: as long as somebody is not in, one is free and costs nothing.
    wanting = np.bincount(market.vacancy, minlength=len(market.openings))
    seats = np.minimum(market.openings, wanting)
    seat_starts = np.concatenate(([0], np.cumsum(seats))).astype(np.int64)
    taken = np.full(market.people, NONE, dtype=np.int64)
    compiled(bid)(
        market.starts,
        market.vacancy,
        market.person,
        market.score.astype(np.int64),
        home,
        np.searchsorted(home[members], np.arange(len(market.waiting) + 1)),
        members,
        seat_starts,
        np.zeros(seat_starts[-1], dtype=np.int64),
        np.full(seat_starts[-1], NONE, dtype=np.int64),
        taken,
        step,
        bonus,
    )
    chosen = np.sort(taken[taken != NONE])
    check(market, chosen)
    return chosen
