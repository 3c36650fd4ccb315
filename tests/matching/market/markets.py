"""Small markets to try every assignment of, and larger crowded ones by a seed."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import strategies as st

from jobmatch.matching.market.market import NONE, Market, Places, market
from jobmatch.matching.market.placement import torn


@st.composite
def markets(draw: st.DrawFn, *, groups: bool = False, most_people: int = 5) -> Market:
    """Up to five people, four vacancies with up to two openings, some public, some households that wait."""
    people, vacancies = draw(st.integers(1, most_people)), draw(st.integers(1, 4))
    pairs = draw(st.sets(st.tuples(st.integers(0, people - 1), st.integers(0, vacancies - 1)), max_size=9))
    choices = [(*pair, draw(st.integers(0, 9))) for pair in sorted(pairs)]
    someone = st.integers(0, people - 1)
    return market(
        *([choice[place] for choice in choices] for place in range(3)),
        openings=draw(st.lists(st.integers(0, 2), min_size=vacancies, max_size=vacancies)),
        household=draw(st.lists(st.integers(NONE, 2), min_size=people, max_size=people)),
        waiting=draw(st.lists(st.booleans(), min_size=3, max_size=3)),
        public=draw(st.lists(st.booleans(), min_size=vacancies, max_size=vacancies)),
        bonds=draw(st.sets(st.tuples(someone, someone).filter(lambda pair: pair[0] != pair[1]), max_size=3))
        if groups
        else (),
    )


def crowded(seed: int, people: int = 60, couples: int = 0) -> Market:
    """About two people for a seat, a third of the households wait, a quarter of the posts are public."""
    dice = np.random.default_rng(seed)
    vacancies = people // 4
    wanted = dice.random((people, vacancies)) < 0.4
    person, vacancy = np.nonzero(wanted)
    firsts = range(0, 2 * couples, 2)
    return market(
        person,
        vacancy,
        dice.integers(30, 95, len(person)),
        openings=dice.integers(0, 5, vacancies),
        household=np.arange(people) // 2,
        waiting=np.arange((people + 1) // 2) % 3 == 0,
        public=dice.random(vacancies) < 0.25,
        bonds=[pair for one in firsts for pair in ((one, one + 1), (one + 1, one))],
    )


def scarce(seed: int, people: int, couples: int) -> Market:
    """As `crowded`, but every household waits, lists are a third as long, and no vacancy has more than three seats."""
    of = crowded(seed, people, couples)
    few = of.only(of.accompanied(np.random.default_rng(seed).random(len(of.person)) < 0.35))
    return replace(few, openings=np.minimum(of.openings, 3).astype(np.int32), waiting=np.ones_like(of.waiting))


def every_assignment(of: Market) -> Iterator[Places]:
    """All that respect openings and groups, one seat a person at most."""
    starts = of.starts
    own = [[NONE, *range(starts[person], starts[person + 1])] for person in range(of.people)]
    for taken in product(*own):
        chosen = np.array([choice for choice in taken if choice != NONE], dtype=np.int64)
        seated = np.bincount(of.vacancy[chosen], minlength=len(of.openings))
        if np.all(seated <= of.openings) and not len(torn(of, chosen)):
            yield chosen
