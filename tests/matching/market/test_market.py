"""A market from lists: any order, faults refused, partners bound; and the check that stands behind every form."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.matching.market.bound import most_households
from jobmatch.matching.market.market import NONE, Market, market, market_of, problem_of
from jobmatch.matching.market.placement import check, worth
from tests.matching.market.markets import crowded, every_assignment, markets

examples = settings(max_examples=60, deadline=None)


def same(one: Market, other: Market) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in Market.__slots__)


@examples
@given(st.permutations(range(12)))
def test_the_order_of_the_lists_does_not_matter(order: list[int]) -> None:
    person, vacancy, score = np.arange(12) // 3, np.arange(12) % 3, np.arange(12) * 7 % 5
    lists = {"openings": [1, 2, 0], "household": [0, 0, 1, NONE], "waiting": [True, False], "bonds": [(2, 3)]}
    straight = market(person, vacancy, score, **lists)
    assert same(market(person[order], vacancy[order], score[order], **lists), straight)


def test_a_choice_that_the_partner_lacks_is_left_out() -> None:
    found = market(
        [0, 0, 1, 1, 2],
        [0, 1, 1, 2, 1],
        [5] * 5,
        openings=[3] * 3,
        household=[NONE] * 3,
        waiting=[],
        bonds=[(0, 1), (1, 2)],
    )
    assert list(zip(found.person.tolist(), found.vacancy.tolist(), strict=True)) == [(0, 1), (1, 1), (2, 1)]
    assert found.bound.tolist() == [[0, 1], [1, 2]]


def test_a_chain_of_partners_breaks_at_the_one_who_lacks_the_vacancy() -> None:
    found = market(
        [0, 1, 2], [0, 0, 1], [5] * 3, openings=[3, 3], household=[NONE] * 3, waiting=[], bonds=[(0, 1), (1, 2)]
    )
    assert found.person.tolist() == [2]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"score": [-1, 1]}, "negative"),
        ({"openings": [-1, 1]}, "negative"),
        ({"vacancy": [0, 0]}, "twice"),
        ({"vacancy": [0, 2]}, "number of a vacancy"),
        ({"person": [0, 1]}, "number of a person"),
        ({"household": [1]}, "number of a household"),
    ],
)
def test_lists_that_cannot_be_are_refused(change: dict[str, list[int]], words: str) -> None:
    lists = {"person": [0, 0], "vacancy": [0, 1], "score": [1, 1], "openings": [1, 1], "household": [0]} | change
    with pytest.raises(ValueError, match=words):
        market(waiting=[True], **lists)


def test_a_person_s_list_goes_by_score_unless_told() -> None:
    lists = {"openings": [1] * 3, "household": [NONE], "waiting": []}
    assert market([0] * 3, [2, 1, 0], [5, 9, 5], **lists).place.tolist() == [1, 0, 2]
    assert market([0] * 3, [2, 1, 0], [5, 9, 5], place=[1, 0, 2], **lists).place.tolist() == [2, 0, 1]


def test_a_problem_and_its_market_say_the_same() -> None:
    there = crowded(1, couples=4)
    back = market_of(problem_of(there))
    assert back.bound.tolist() == there.bound.tolist()
    assert back.score.tolist() == there.score.tolist()
    everything = np.arange(len(there.person))
    assert worth(back, everything) == worth(there, everything)
    assert problem_of(back).openings.values() != {}
    assert most_households(back) == most_households(there)


@examples
@given(markets())
def test_the_bound_is_what_the_best_of_all_assignments_reaches(of: Market) -> None:
    assert most_households(of) == max(worth(of, chosen).households for chosen in every_assignment(of))


def two_posts(**lists: object) -> Market:
    """Two of one household that waits, and one of another; public posts A and B, which all may have."""
    facts = {"openings": [1, 1], "household": [0, 0, 1], "waiting": [True, True], "public": [True, True]} | lists
    return market([0, 0, 1, 1, 2, 2], [0, 1] * 3, [5] * 6, **facts)


@pytest.mark.parametrize(
    ("chosen", "lists", "words"),
    [
        ([0, 1], {}, "twice"),
        ([0, 2], {}, "openings"),
        ([0, 3], {"bonds": [(0, 1)]}, "torn"),
        ([0], {"bonds": [(0, 1)]}, "torn"),
        ([0, 3], {}, "two public posts"),
        ([0, 3], {"waiting": [False, True]}, "two public posts"),
    ],
)
def test_the_check_sees(chosen: list[int], lists: dict[str, object], words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        check(two_posts(**lists), np.array(chosen))


@pytest.mark.parametrize(
    ("chosen", "lists"),
    [
        ([0, 5], {}),
        ([0, 3], {"waiting": [True, False]}),
        ([0, 3], {"public": [True, False]}),
        ([0, 3], {"household": [0, 1, 2], "waiting": [True] * 3}),
        ([0, 2], {"openings": [2, 0], "bonds": [(0, 1), (1, 0)]}),
    ],
)
def test_the_check_lets_pass(chosen: list[int], lists: dict[str, object]) -> None:
    check(two_posts(**lists), np.array(chosen))


def test_only_some_choices_keep_their_groups() -> None:
    of = crowded(2, couples=3)
    kept = np.ones(len(of.person), dtype=np.bool_)
    kept[of.bound[0, 1]] = False
    with pytest.raises(ValueError, match="bound to"):
        of.only(kept)
    some = of.only(of.accompanied(kept))
    assert len(some.person) == len(of.person) - 2
    assert np.array_equal(some.vacancy[some.bound[:, 0]], some.vacancy[some.bound[:, 1]])
    assert not same(replace(some, bound=of.bound[:0]), of)
