"""What is simpler than the assignment, to be compared with it: greedy, deferred acceptance, a flow for the score."""

import numpy as np

from jobmatch.matching.compiling import compiled
from jobmatch.matching.market import flow
from jobmatch.matching.market.market import NONE, Flags, Market, Numbers, Places
from jobmatch.matching.market.placement import Values, values


def greedy(market: Market) -> Places:
    """The best pairs first: one seat for each household that waits, then seats for everybody."""
    order = np.lexsort((np.arange(len(market.score)), -market.score))
    taken = np.full(market.people, NONE, dtype=np.int64)
    room, placed = market.openings.astype(np.int64), np.zeros(len(market.waiting), dtype=np.bool_)
    home = market.waiting_household
    compiled(_take_in_order)(order, market.person, market.vacancy, home, taken, room, placed, True)
    compiled(_take_in_order)(order, market.person, market.vacancy, home, taken, room, placed, False)
    return np.sort(taken[taken != NONE])


def deferred_acceptance(market: Market) -> Places:
    """People ask for one post after the other; a post keeps those without an earner first, then those who fit best."""
    best_first = np.lexsort((market.place, market.person))
    liked = market.score.astype(np.int64) + np.where(market.waiting_household == NONE, 0, 1000)[market.person]
    seats = np.minimum(market.openings, np.bincount(market.vacancy, minlength=len(market.openings)))
    seat_starts = np.concatenate(([0], np.cumsum(seats))).astype(np.int64)
    held, liking = np.full(seat_starts[-1], NONE, dtype=np.int64), np.full(seat_starts[-1], -1, dtype=np.int64)
    compiled(_ask)(market.starts, best_first, market.person, market.vacancy, liked, seat_starts, held, liking)
    return np.sort(held[held != NONE])


def for_the_score_alone(market: Market) -> Places:
    """The greatest total, whoever gets it."""
    return flow.best(market, values(market), 0)


def _take_in_order(
    order: Places,
    person: Numbers,
    vacancy: Numbers,
    home: Numbers,
    taken: Places,
    room: Values,
    placed: Flags,
    one_a_household: bool,
) -> None:
    for choice in order:
        one, post = person[choice], vacancy[choice]
        if taken[one] != NONE or room[post] == 0:
            continue
        if one_a_household and (home[one] == NONE or placed[home[one]]):
            continue
        taken[one] = choice
        room[post] -= 1
        if home[one] != NONE:
            placed[home[one]] = True


def _ask(
    starts: Places,
    best_first: Places,
    person: Numbers,
    vacancy: Numbers,
    liked: Values,
    seat_starts: Places,
    held: Places,
    liking: Values,
) -> None:
    """The seats of a post are a heap from `seat_starts` on, the least liked first; `held` are choices."""
    people = len(starts) - 1
    asked = starts[:people].copy()
    for first in range(people):
        asking = first
        while asking != NONE and asked[asking] < starts[asking + 1]:
            choice = best_first[asked[asking]]
            asked[asking] += 1
            root, end = seat_starts[vacancy[choice]], seat_starts[vacancy[choice] + 1]
            if root == end or liked[choice] <= liking[root]:
                continue
            leaving = held[root]
            hole = root
            while True:
                below = root + 2 * (hole - root) + 1
                if below >= end:
                    break
                if below + 1 < end and liking[below + 1] < liking[below]:
                    below += 1
                if liking[below] >= liked[choice]:
                    break
                liking[hole], held[hole] = liking[below], held[below]
                hole = below
            liking[hole], held[hole] = liked[choice], choice
            asking = person[leaving] if leaving != NONE else NONE
