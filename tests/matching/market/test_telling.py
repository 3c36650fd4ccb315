"""What telling promises: bounded messages a seat, nobody left out while there is room, the own best on every list."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.matching.market.auction import auction
from jobmatch.matching.market.bands import in_bands
from jobmatch.matching.market.market import NONE, Market, market
from jobmatch.matching.market.telling import Telling, tell
from jobmatch.matching.rules import load_rules
from tests.matching.market.markets import crowded, markets

examples = settings(max_examples=80, deadline=None)
RULES = load_rules()


def told_of(of: Market, per_seat: int = 2, each: int = 2) -> tuple[np.ndarray, Telling]:
    chosen = auction(of).chosen
    waits = np.where(of.waiting_household == NONE, 1, 0).astype(np.int32)
    return chosen, tell(of, chosen, waits, replace(RULES, told_per_seat=per_seat, told_each=each))


@examples
@given(markets(groups=True), st.integers(1, 3), st.integers(1, 3))
def test_no_seat_and_no_person_is_told_more_than_the_rules_allow(of: Market, per_seat: int, each: int) -> None:
    chosen, found = told_of(of, per_seat, each)
    assert len(np.unique(found.told)) == len(found.told)
    assert np.all(np.bincount(of.vacancy[found.told], minlength=len(of.openings)) <= of.openings * per_seat)
    assert np.all(np.bincount(of.person[found.told]) <= each)
    assert set(chosen) <= set(found.told)


@examples
@given(markets(), st.integers(1, 3), st.integers(1, 3))
def test_nobody_is_left_out_while_a_post_that_fits_has_room(of: Market, per_seat: int, each: int) -> None:
    _, found = told_of(of, per_seat, each)
    room = of.openings * per_seat - np.bincount(of.vacancy[found.told], minlength=len(of.openings))
    count = np.bincount(of.person[found.told], minlength=of.people)
    missing = np.setdiff1d(np.nonzero(count[of.person] < each)[0], found.told)
    assert np.all(room[of.vacancy[missing]] == 0)
    assert set(found.untold) == {one for one in of.person.tolist() if count[one] == 0}


@examples
@given(markets(groups=True), st.integers(1, 3))
def test_every_list_holds_the_own_best_and_what_one_is_told(of: Market, each: int) -> None:
    _, found = told_of(of, each=each)
    assert set(found.told) | set(np.nonzero(of.place < each)[0]) == set(found.lists)
    assert [(of.person[one], of.place[one]) for one in found.lists] == sorted(
        (of.person[one], of.place[one]) for one in found.lists
    )


@examples
@given(markets(groups=True))
def test_a_group_is_told_as_a_whole(of: Market) -> None:
    _, found = told_of(of)
    told = set(found.told)
    assert all(second in told for first, second in of.bound.tolist() if first in told)


def test_nobody_of_a_group_is_told_alone() -> None:
    of = market(
        [0, 0, 1, 1, 2],
        [0, 1, 0, 1, 1],
        [90, 50, 90, 50, 60],
        openings=[2, 2],
        household=[NONE] * 3,
        waiting=[],
        bonds=[(0, 1), (1, 0)],
    )  # the second post has room for one more only
    chosen, found = told_of(of, per_seat=1)
    assert chosen.tolist() == [0, 2, 4]
    assert sorted(found.told.tolist()) == [0, 2, 4]


def test_who_depends_on_somebody_told_already_is_not_mistaken_for_another() -> None:
    """0 goes only with 1 and 2, which is one seat too many; 1 has it, and there is room to tell 2 of it."""
    of = market([0, 1, 2], [0] * 3, [9, 9, 5], openings=[1], household=[NONE] * 3, waiting=[], bonds=[(0, 1), (0, 2)])
    _, found = told_of(of, per_seat=2)
    assert of.person[found.told].tolist() == [1, 2]
    assert found.untold.tolist() == [0]


def test_need_decides_inside_a_band_who_is_told_first() -> None:
    of = market(
        [0, 1, 2], [0, 0, 0], [60, 51, 50], openings=[1], household=[0, 1, 2], waiting=[False, True, True]
    )  # 50 is in the next band
    _, found = told_of(of, per_seat=3)
    assert of.person[found.told].tolist() == [1, 0, 2]


def test_who_waits_still_is_told_before_others_where_room_is_short() -> None:
    of = market([0, 1, 2], [0] * 3, [90, 80, 10], openings=[1], household=[0, 1, 2], waiting=[True, False, True])
    chosen, found = told_of(of, per_seat=2)
    assert chosen.tolist() == [0]
    assert of.person[found.told].tolist() == [0, 2]
    assert found.untold.tolist() == [1]


@pytest.mark.parametrize("seed", range(4))
def test_more_people_are_reached_than_by_telling_everybody_the_own_best(seed: int) -> None:
    of = crowded(seed, people=200)
    _, found = told_of(of, per_seat=2, each=3)
    seats = of.openings > 0
    told = np.bincount(of.vacancy[found.told], minlength=len(seats))
    plain = np.bincount(of.vacancy[of.place < 3], minlength=len(seats))
    assert np.max(told[seats] / of.openings[seats]) <= 2 < np.max(plain[seats] / of.openings[seats])
    assert np.all(told[seats] > 0)


def test_the_order_of_telling_is_the_order_of_proposing() -> None:
    of = crowded(5)
    _, found = told_of(of)
    waits = np.where(of.waiting_household == NONE, 1, 0).astype(np.int32)
    for post in np.unique(of.vacancy[found.told]):
        rows = found.told[of.vacancy[found.told] == post]
        people = of.person[np.sort(rows)]
        order = in_bands(0 * people, of.score[np.sort(rows)], waits[people], people, RULES.band)
        assert rows.tolist() == np.sort(rows)[order].tolist()
