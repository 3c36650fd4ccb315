"""What counts towards the minimum and what is left of it, as plain facts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import parameters
from jobmatch.placements.minimum.model import ServiceKind
from jobmatch.placements.minimum.package import Package, Period, Post, Service, owed, package, period, posts_that_count

ON = date(2026, 6, 1)
DAY = timedelta(days=1)
RUNS = Period(ON, ON + 90 * DAY)
DUE = Package(posts=3, introductions=1, guidance=0, policy=0, trainings=1, period_days=90)
A_POST = Post(1, "sewing", ON, fitted=True)


def test_the_package_of_a_new_installation_is_131() -> None:
    book = parameters.book(parameters.first_rows())
    assert package(book, "520322", ON) == Package(3, 1, 0, 0, 1, 365)


@pytest.mark.parametrize(
    ("posts", "number"),
    [
        ((A_POST,), 1),
        ((A_POST, A_POST), 1),  # the same work at the same place
        ((A_POST, replace(A_POST, employer_id=2)), 2),
        ((A_POST, replace(A_POST, occupation="cook")), 2),
        ((replace(A_POST, fitted=False),), 0),
        ((replace(A_POST, answered_on=None),), 0),
        ((replace(A_POST, answered_on=ON - DAY),), 0),
        ((replace(A_POST, answered_on=RUNS.until),), 0),
        ((replace(A_POST, answered_on=RUNS.until - DAY),), 1),
    ],
)
def test_a_post_counts_that_fitted_was_answered_and_differs(posts: tuple[Post, ...], number: int) -> None:
    assert posts_that_count(posts, RUNS) == number


def test_what_is_left_is_never_less_than_nothing() -> None:
    posts = [replace(A_POST, employer_id=n, introduced_on=ON) for n in range(5)]
    training = Service(ServiceKind.TRAINING, "course:1", ON)
    assert owed(DUE, RUNS, posts, [training]).anything is False
    nothing_done = owed(DUE, RUNS, [], [])
    assert (nothing_done.posts, nothing_done.introductions, nothing_done.trainings) == (3, 1, 1)


def test_a_service_written_twice_counts_once_and_another_kind_not_at_all() -> None:
    due = replace(DUE, guidance=2, policy=1)
    talk = Service(ServiceKind.GUIDANCE, "怎么谈工钱", ON)
    left = owed(due, RUNS, [], [talk, talk, replace(talk, on=ON - DAY)])
    assert (left.guidance, left.policy, left.trainings) == (1, 1, 1)


@given(
    st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(1, 400), st.integers(0, 2000)
)  # fmt: skip
def test_periods_follow_one_another_without_a_gap(since: date, days: int, later: int) -> None:
    on = since + timedelta(days=later)
    runs = period(since, days, on)
    assert runs.holds(on)
    assert (runs.until - runs.since).days == days
    assert (runs.since - since).days % days == 0
    assert period(since, days, runs.until).since == runs.until


def test_who_looks_for_work_from_tomorrow_is_in_the_first_period() -> None:
    assert period(ON + DAY, 90, ON).since == ON + DAY
