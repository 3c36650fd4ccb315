"""How many waiting households any assignment could place: a maximum flow that knows no scores and no groups."""

import numpy as np

from jobmatch.matching.market.market import NONE, Market


def most_households(market: Market) -> int:
    """Households against openings, each household one seat: what an exact assignment must reach where nobody is bound.

    What others might want the seats for does not count, and of a group everybody may go alone: never too low.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    home = market.waiting_household[market.person]
    wanted = (home != NONE) & (market.openings[market.vacancy] > 0)
    if not wanted.any():
        return 0
    vacancies = len(market.openings)
    pairs = np.unique(home[wanted].astype(np.int64) * vacancies + market.vacancy[wanted])
    households, of_pair = np.unique(pairs // vacancies, return_inverse=True)
    posts, to = np.unique(pairs % vacancies, return_inverse=True)
    source, sink = 0, 1 + len(households) + len(posts)
    first_post = 1 + len(households)
    tails = np.concatenate((np.full(len(households), source), 1 + of_pair, first_post + np.arange(len(posts))))
    heads = np.concatenate((1 + np.arange(len(households)), first_post + to, np.full(len(posts), sink)))
    room = np.concatenate((np.ones(len(households) + len(pairs), dtype=np.int32), market.openings[posts]))
    graph = csr_array(
        (room.astype(np.int32), (tails.astype(np.int32), heads.astype(np.int32))), shape=(sink + 1, sink + 1)
    )
    return int(maximum_flow(graph, source, sink).flow_value)
