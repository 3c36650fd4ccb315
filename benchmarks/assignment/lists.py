"""Invented lists of a province: who may get what, with the figures of a real one, scaled by the number of people.

Calibrated: two labourers a household, 133,866 of 300,000 households without an earner; 60,000 vacancies with 347,810
places for 600,000 people; lists of twenty at most, and 28 per cent of the people have fewer. Neighbours of one trade
want much the same posts, and everybody wants the good ones: that is what makes a market crowded. Invented freely: how
many pairs in a hundred go together, and how many of the posts near home are public.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.market.market import Market, market

PEOPLE, HOUSEHOLDS, WAITING, VACANCIES, PLACES, SITES = 600_000, 300_000, 133_866, 60_000, 347_810, 900
LIST, SHORT_LISTS = 20, 0.28
COUNTIES, TRADES, TRADES_OF_A_SITE = 70, 60, 8
POOL = 150  # posts that neighbours of one trade look at; each orders them in an own way
TOGETHER, PUBLIC = 0.01, 0.04
Real = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Posts:
    county: NDArray[np.int64]
    trade: NDArray[np.int64]
    pull: Real


def invented(people: int, seed: int, *, together: float = 0.0, longest: int = LIST) -> Market:
    """A market of so many people, the same for the same seed; `together`: the share of households bound in pairs."""
    dice = np.random.default_rng(seed)
    share = people / PEOPLE
    households, vacancies = people // 2, max(LIST, round(VACANCIES * share))
    openings = _openings(dice, vacancies, round(PLACES * share))
    waiting = np.zeros(households, dtype=np.bool_)
    waiting[dice.permutation(households)[: round(WAITING * share)]] = True
    lists = list(_lists(dice, people, vacancies, share, longest))
    couples = dice.permutation(households)[: round(households * together)]
    return market(
        *(np.concatenate([part[place] for part in lists]) for place in range(3)),
        openings=openings,
        household=np.arange(people) // 2,
        waiting=waiting,
        bonds=[pair for one in couples.tolist() for pair in ((2 * one, 2 * one + 1), (2 * one + 1, 2 * one))],
    )


def _openings(dice: np.random.Generator, vacancies: int, places: int) -> NDArray[np.int64]:
    """Most vacancies have a few places, some have hundreds, one in fifty has none left."""
    weight = dice.lognormal(0.0, 1.1, vacancies)
    weight[dice.random(vacancies) < 0.02] = 0.0
    return dice.multinomial(places, weight / weight.sum())


def _lists(
    dice: np.random.Generator, people: int, vacancies: int, share: float, longest: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Person, vacancy and score of the choices, site after site: a person's best, or the few near home that pass."""
    counties = max(1, round(COUNTIES * share))
    posts = _Posts(
        dice.integers(counties, size=vacancies),
        dice.integers(TRADES, size=vacancies),
        dice.normal(0.0, 7.0, vacancies).astype(np.float32),
    )
    # What limits one of a household mostly limits the others: small children, somebody to care for, a village far off.
    short = dice.random(people // 2) < SHORT_LISTS
    length = np.repeat(np.where(short, dice.integers(LIST, size=people // 2), longest), 2)
    sites = np.array_split(np.arange(people), max(1, round(SITES * share)))
    for site in sites:
        county = int(dice.integers(counties))
        near = np.nonzero(posts.county == county)[0]
        trades = dice.integers(TRADES, size=TRADES_OF_A_SITE)
        for trade, some in zip(trades, np.array_split(dice.permutation(site), TRADES_OF_A_SITE), strict=True):
            yield _of_neighbours(dice, posts, county, int(trade), some, near, length[some])


def _of_neighbours(
    dice: np.random.Generator,
    posts: _Posts,
    county: int,
    trade: int,
    some: NDArray[np.int64],
    near: NDArray[np.int64],
    length: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    fit = 58 + posts.pull + 6 * (posts.county == county) + 12 * (posts.trade == trade)
    fit += 6 * (np.abs(posts.trade - trade) < 4)
    fit[dice.random(len(fit)) > 1 / 3] = 0.0  # what does not pass the gates of these neighbours
    pool = np.argpartition(-fit, min(POOL, len(fit)) - 1)[:POOL]
    score = fit[pool] + dice.normal(0.0, 5.0, (len(some), len(pool)))
    order = np.argsort(-score, axis=1)[:, : max(length)]
    rows, columns = np.nonzero(np.arange(order.shape[1]) < length[:, np.newaxis])
    vacancy = pool[order[rows, columns]]
    points = score[rows, order[rows, columns]]
    # Who has few posts has them near home, and any of them: strong limits leave little to choose from.
    if len(near):
        bound_home = length[rows] < LIST
        own = dice.random((len(some), len(near))).argsort(axis=1)
        place = columns % len(near)
        vacancy = np.where(bound_home, near[own[rows, place]], vacancy)
        points = np.where(bound_home, 45 + posts.pull[vacancy] + dice.normal(0.0, 5.0, len(rows)), points)
        kept = ~bound_home | (columns < len(near))
        rows, vacancy, points = rows[kept], vacancy[kept], points[kept]
    return some[rows], vacancy, np.clip(points, 1, 100).astype(np.int64)
