"""The market that the assignment is measured on: what `rank` and `assign` would read of the same province."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.assignment.lists import Asked, asked, shortened
from benchmarks.province.size import Size
from benchmarks.province.synthetic import offers, people
from jobmatch.matching.assign import problem_of_all
from jobmatch.matching.ground import Ground, prepare
from jobmatch.matching.market.bands import needs
from jobmatch.matching.market.market import Market
from jobmatch.matching.rank import rank_people
from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary

SMALL = Size(1_200)  # the smallest in which two pairs go together or not at all, and can


@pytest.fixture(scope="module")
def found() -> Asked:
    return asked(SMALL, longest=SMALL.vacancies)


@pytest.fixture(scope="module")
def ground() -> Ground:
    chunks = list(people(SMALL))
    world = replace(
        offers(SMALL),
        households=tuple(one for chunk in chunks for one in chunk.households),
        people=tuple(one for chunk in chunks for one in chunk.people),
    )
    return prepare(world, Vocabulary.load(), load_rules())


def test_the_choices_are_those_of_the_small_form(found: Asked, ground: Ground) -> None:
    names, posts = list(ground.seekers), [post.vacancy.id for post in ground.posts]
    bound = found.market.bound
    some = {*range(0, len(names), 20), *found.market.person[bound.ravel()].tolist()}
    problem = problem_of_all(ground, rank_people(ground, [names[one] for one in sorted(some)]))
    person, vacancy = found.market.person.tolist(), found.market.vacancy.tolist()
    pairs = [(names[one], posts[post]) for one, post in zip(person, vacancy, strict=True)]
    assert [
        (*pair, score)
        for pair, one, score in zip(pairs, person, found.market.score.tolist(), strict=True)
        if one in some
    ] == [(one.person, one.vacancy, one.score) for one in problem.choices]
    together = {(pairs[one], names[person[other]]) for one, other in bound.tolist()}
    assert together == {((one.person, one.vacancy), name) for one in problem.choices for name in one.together}
    assert len(together) == 10


def test_openings_households_and_need_are_those_of_the_facts(found: Asked, ground: Ground) -> None:
    problem = problem_of_all(ground, ())
    assert found.market.openings.tolist() == list(problem.openings.values())
    waits = [problem.waiting_household.get(name) for name in ground.seekers]
    assert (found.market.waiting_household >= 0).tolist() == [home is not None for home in waits]
    assert np.count_nonzero(found.market.waiting) == len(set(waits) - {None})
    assert found.needs.tolist() == needs(ground.seekers.values()).tolist()


def test_a_list_is_cut_where_the_order_says_but_not_for_who_goes_with_others(found: Asked) -> None:
    whole, few = found.market, shortened(found.market, 3)
    bound = np.unique(whole.person[whole.bound])
    alone = ~np.isin(few.person, bound)
    assert _scores(few, alone) == _scores(whole, (whole.place < 3) & ~np.isin(whole.person, bound))
    assert np.count_nonzero(~alone) == np.count_nonzero(np.isin(whole.person, bound))
    assert asked(SMALL, longest=3).market.person.tolist() == few.person.tolist()


def _scores(of: Market, wanted: np.ndarray) -> list[tuple[int, int]]:
    return list(zip(of.person[wanted].tolist(), of.score[wanted].tolist(), strict=True))


def test_a_province_has_the_sites_that_are_asked_for() -> None:
    assert Size.of_sites(900) == Size(600_000)
    assert all(Size.of_sites(sites).sites == sites for sites in range(1, 200))
