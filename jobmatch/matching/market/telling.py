"""From an assignment to messages: who is told of what, so that a post with two seats is not told to two thousand.

A message costs a family hope and an employer a day, so each seat is told to a few people only. The list that a person
opens is another thing: it holds the own best, whatever the crowd.
"""

from dataclasses import dataclass, replace

import numpy as np

from jobmatch.matching.market.auction import auction
from jobmatch.matching.market.bands import in_bands
from jobmatch.matching.market.market import NONE, Flags, Market, Numbers, Places
from jobmatch.matching.rules import Rules


@dataclass(frozen=True, slots=True)
class Telling:
    """Choices: those that people are `told` of, by vacancy and in the order of telling; all that stand on the `lists`
    of people, by person, best first. `untold` are people with choices for whom no seat had room for another message.
    """

    told: Places
    lists: Places
    untold: Places


def tell(market: Market, chosen: Places, needs: Numbers, rules: Rules) -> Telling:
    """Whom to tell of what when `chosen` would be best for all; `needs` has each person's place in the order of need.

    The rules say how many people are told of a seat at most, and of how many posts a person is told. Whoever has a seat
    is told of it; then everybody else of something, those whose households wait first, while any post that fits has
    room; then everybody of the own best that still has room. A group that goes together is told as a whole. Of a
    vacancy without openings nobody is told.
    """
    room = market.openings.astype(np.int64) * rules.told_per_seat
    told = np.zeros(len(market.person), dtype=np.bool_)
    told[chosen] = True
    for somebody in (_waits_still(market, chosen), np.ones(market.people, dtype=np.bool_)):
        told[_one_each(market, told, room, somebody)] = True
    _fill(market, told, room, needs, rules)
    choices = np.nonzero(told)[0]
    people = market.person[choices]
    order = in_bands(market.vacancy[choices], market.score[choices], needs[people], people, rules.band)
    listed = np.nonzero(told | (market.place < rules.told_each))[0]
    return Telling(
        told=choices[order],
        lists=listed[np.lexsort((market.place[listed], market.person[listed]))],
        untold=np.setdiff1d(market.person, people).astype(np.int64),
    )


def _waits_still(market: Market, chosen: Places) -> Flags:
    """People of households that have no earner and get none."""
    home = market.waiting_household
    waits: Flags = (home != NONE) & ~np.isin(home, home[market.person[chosen]])
    return waits


def _one_each(market: Market, told: Flags, room: Places, somebody: Flags) -> Places:
    """A choice for as many of `somebody` as have none yet: an auction in which each is a household that waits."""
    left = room - np.bincount(market.vacancy[told], minlength=len(room))
    reached = np.bincount(market.person[told], minlength=market.people) > 0
    open_still = market.accompanied((somebody & ~reached)[market.person])
    rest = replace(
        market.only(open_still),
        openings=left.astype(np.int32),
        household=np.arange(market.people, dtype=np.int32),
        waiting=np.ones(market.people, dtype=np.bool_),
    )
    return np.nonzero(open_still)[0][auction(rest).chosen]


def _fill(market: Market, told: Flags, room: Places, needs: Numbers, rules: Rules) -> None:
    """Marks in `told` more of everybody's best, one place of their lists after the other, while people and posts can.

    Where more want to hear of a post than it has room for, those go first whom a worker would propose first.
    """
    alone = np.ones(len(market.person), dtype=np.bool_)
    alone[market.bound[:, 0]] = False
    for place in range(int(market.place[alone].max(initial=NONE)) + 1):
        count = np.bincount(market.person[told], minlength=market.people)
        left = room - np.bincount(market.vacancy[told], minlength=len(room))
        wanted = alone & ~told & (market.place == place)
        wanted &= (count < rules.told_each)[market.person] & (left > 0)[market.vacancy]
        choices = np.nonzero(wanted)[0]
        people, posts = market.person[choices], market.vacancy[choices]
        ordered = choices[in_bands(posts, market.score[choices], needs[people], people, rules.band)]
        posts = market.vacancy[ordered]
        before = np.arange(len(posts)) - np.searchsorted(posts, posts)
        told[ordered[before < left[posts]]] = True
