"""The rounds of the auction, as one plain loop over arrays that numba can compile; `auction.py` says what it means."""

from jobmatch.matching.market.market import NONE, Numbers, Places
from jobmatch.matching.market.placement import Values

NOTHING = -(1 << 60)


def bid(
    starts: Places,
    vacancy: Numbers,
    person: Numbers,
    value: Values,
    household: Numbers,
    member_starts: Places,
    members: Numbers,
    seat_starts: Places,
    bids: Values,
    holders: Places,
    taken: Places,
    step: int,
    bonus: int,
) -> None:
    """Fills `taken`, of each person the choice or NONE, until nobody wants to bid any more.

    The seats of a vacancy are a heap in `bids` and `holders` from `seat_starts` on, the cheapest first; a free one
    costs nothing and is held by NONE. `members` of waiting households stand from `member_starts` on; a household bids
    as one while nobody of it has a seat.
    """
    people = len(starts) - 1
    earners = 0 * member_starts
    queue = 0 * starts
    queued = 0 * taken + 1
    for one in range(people):
        queue[one] = one
    head, waiting = 0, people
    while waiting > 0:
        bidder = queue[head]
        head = (head + 1) % (people + 1)
        waiting -= 1
        queued[bidder] = 0
        if taken[bidder] != NONE:
            continue
        home = household[bidder]
        as_household = home != NONE and earners[home] == 0
        first, last = (member_starts[home], member_starts[home + 1]) if as_household else (0, 1)
        outside = -bonus if as_household else 0
        best, second, found = NOTHING, NOTHING, NONE
        for place in range(first, last):
            one = members[place] if as_household else bidder
            for choice in range(starts[one], starts[one + 1]):
                post = vacancy[choice]
                if seat_starts[post] == seat_starts[post + 1]:
                    continue
                worth = value[choice] - bids[seat_starts[post]]
                if worth > best:
                    if found == NONE or vacancy[found] != post:
                        second = best
                    best, found = worth, choice
                elif worth > second and vacancy[found] != post:
                    second = worth
        if found == NONE or best < outside:
            continue
        # The cheapest seat changes hands, and sinks in the heap to where its new bid belongs.
        root, end = seat_starts[vacancy[found]], seat_starts[vacancy[found] + 1]
        leaving = holders[root]
        offered = bids[root] + best - max(second, outside) + step
        hole = root
        while True:
            below = root + 2 * (hole - root) + 1
            if below >= end:
                break
            if below + 1 < end and bids[below + 1] < bids[below]:
                below += 1
            if bids[below] >= offered:
                break
            bids[hole], holders[hole] = bids[below], holders[below]
            hole = below
        winner = person[found]
        bids[hole], holders[hole] = offered, winner
        taken[winner] = found
        if household[winner] != NONE:
            earners[household[winner]] += 1
        if leaving != NONE:
            taken[leaving] = NONE
            if household[leaving] != NONE:
                earners[household[leaving]] -= 1
        for one in (leaving, bidder):
            if one != NONE and taken[one] == NONE and queued[one] == 0:
                queue[(head + waiting) % (people + 1)] = one
                queued[one] = 1
                waiting += 1
