"""The exact assignment is the best of all there are, by OR-Tools and by HiGHS, with groups and without."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from jobmatch.matching.market import exact as exactly
from jobmatch.matching.market import flow
from jobmatch.matching.market.auction import auction
from jobmatch.matching.market.exact import exact
from jobmatch.matching.market.market import Market, market, problem_of
from jobmatch.matching.market.placement import household_bonus, values, worth
from jobmatch.matching.seats import solve
from tests.matching.market.markets import crowded, every_assignment, markets

examples = settings(max_examples=80, deadline=None)


@examples
@given(markets())
def test_nothing_is_better_and_it_is_proven(of: Market) -> None:
    found = exact(of)
    assert found.worth == max(worth(of, chosen) for chosen in every_assignment(of))
    assert found.proven


@examples
@given(markets(groups=True))
def test_nothing_is_better_where_groups_go_together(of: Market) -> None:
    found = exact(of)
    assert found.worth == max(worth(of, chosen) for chosen in every_assignment(of))
    assert found.proven


@pytest.mark.parametrize("seed", range(6))
def test_large_and_small_form_reach_the_same(seed: int) -> None:
    of = crowded(seed)
    chosen = solve(problem_of(of))
    found = exact(of).worth
    homes = {of.household[int(one.person)] for one in chosen if of.waiting[of.household[int(one.person)]]}
    assert (found.households, found.score, found.people) == (
        len(homes),
        sum(one.score for one in chosen),
        len(chosen),
    )


@pytest.mark.parametrize("seed", range(4))
def test_without_or_tools_the_same_is_reached(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    of = crowded(seed)
    by_flow = exact(of)
    monkeypatch.setattr(flow, "find_spec", lambda _name: None)
    assert exact(of).worth == by_flow.worth
    assert worth(of, flow.by_programme(of, values(of), household_bonus(of))) == by_flow.worth


def test_a_bonus_that_is_too_small_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of a chain has to take a worse post so that a household at its end gets one: more than one score is lost."""
    of = crowded(3)
    monkeypatch.setattr(exactly, "household_bonus", lambda _market: 1)
    assert exactly.exact(of).worth == exact(of).worth
    too_small = flow.best(of, values(of), 1)
    assert worth(of, too_small).households < exact(of).worth.households


@pytest.mark.parametrize("form", [exact, auction])
def test_the_order_of_the_lists_does_not_matter(form: object) -> None:
    of = crowded(1, couples=5)
    order = np.random.default_rng(1).permutation(len(of.person))
    again = market(
        of.person[order],
        of.vacancy[order],
        of.score[order],
        openings=of.openings,
        household=of.household,
        waiting=of.waiting,
        public=of.public,
        bonds=map(tuple, of.person[of.bound].tolist()),
    )
    assert callable(form)
    assert np.array_equal(form(of).chosen, form(again).chosen)


@pytest.mark.parametrize("form", [exact, auction])
def test_nobody_wants_anything(form: object) -> None:
    of = crowded(1)
    assert callable(form)
    assert len(form(of.only(np.zeros(len(of.person), dtype=np.bool_))).chosen) == 0
    assert len(form(replace(of, openings=0 * of.openings)).chosen) == 0
