"""Each signal of domain.md 5.6 at its limit, one day before and one day on."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from jobmatch import parameters
from jobmatch.placements.warnings.limits import LEVELS, limits_on
from jobmatch.placements.warnings.model import Level, Signal
from jobmatch.placements.warnings.rules import Home, Member, Workplace, signs_of_home, signs_of_workplace

TODAY = date(2026, 6, 1)
LIMITS = limits_on(parameters.book(parameters.first_rows()), "520322", TODAY)
WORKS = Member(1, works=True)
QUIET = Home(7, TODAY, (WORKS,))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def seen(home: Home) -> list[str]:
    return [sign.mark for sign in signs_of_home(home, LIMITS, TODAY)]


def test_a_household_with_which_all_is_well_raises_nothing() -> None:
    assert seen(QUIET) == []


def test_every_signal_has_its_level_and_its_days() -> None:
    """The table of domain.md 5.6; a relapse (5.3) is as grave as the first loss, and a seat that somebody
    who works still has is soon no use to anybody else."""
    table = {signal: (LEVELS[signal], LIMITS.acts_in[signal]) for signal in Signal}
    assert table == {
        Signal.LAST_EARNER_LEFT: (Level.RED, 0),
        Signal.RELAPSE: (Level.RED, 0),
        Signal.WAGE_ARREARS: (Level.RED, 1),
        Signal.EMPLOYER_LOSES_PEOPLE: (Level.RED, 1),
        Signal.EARNER_UNABLE: (Level.ORANGE, 3),
        Signal.CARER_LOST: (Level.ORANGE, 3),
        Signal.JOB_ENDS: (Level.ORANGE, 7),
        Signal.RETURNED_WITHOUT_PLAN: (Level.YELLOW, 7),
        Signal.CALLS_MISSED: (Level.YELLOW, 7),
        Signal.SEAT_AT_WORK: (Level.YELLOW, 3),
        Signal.LOW_INCOME: (Level.YELLOW, 30),
        Signal.STALE: (Level.GREY, 30),
    }


@pytest.mark.parametrize(("days", "raised"), [(0, True), (90, True), (91, False)])
def test_the_last_earner_is_news_from_the_same_day_on(days: int, raised: bool) -> None:
    home = Home(7, TODAY, (Member(1),), earner_left_on=ago(days))
    assert seen(home) == ([f"last_earner_left:household:7:{ago(days)}"] if raised else [])


def test_while_somebody_else_earns_no_last_earner_has_left() -> None:
    assert seen(replace(QUIET, earner_left_on=TODAY)) == []


def test_each_ticket_for_wages_is_a_warning_and_a_relapse_is_one() -> None:
    home = Home(7, TODAY, (replace(WORKS, arrears=(3, 4)),), relapse=9)
    assert seen(home) == ["relapse:spell:9", "wage_arrears:ticket:3", "wage_arrears:ticket:4"]


@pytest.mark.parametrize(("ends_in", "raised"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_job_that_ends_within_thirty_days_is_a_warning(ends_in: int, raised: bool) -> None:
    home = replace(QUIET, members=(replace(WORKS, ends_on=ago(-ends_in)),))
    assert bool(seen(home)) is raised


@pytest.mark.parametrize(("idle", "has_plan", "raised"), [(14, False, False), (15, False, True), (15, True, False)])
def test_fifteen_days_back_without_a_plan_is_a_warning(idle: int, has_plan: bool, raised: bool) -> None:
    home = replace(QUIET, members=(WORKS, Member(2, idle_since=ago(idle), has_plan=has_plan)))
    assert bool(seen(home)) is raised


@pytest.mark.parametrize(("days", "raised"), [(1, False), (2, True)])
def test_two_days_of_missed_calls_after_the_start_are_a_warning(days: int, raised: bool) -> None:
    assert bool(seen(replace(QUIET, members=(replace(WORKS, missed=((5, days),)),)))) is raised


@pytest.mark.parametrize(("yuan", "raised"), [("9600", False), ("9599.99", True)])
def test_income_below_the_line_and_a_fifth_is_a_warning(yuan: str, raised: bool) -> None:
    assert bool(seen(replace(QUIET, per_head=Decimal(yuan)))) is raised


@pytest.mark.parametrize(("days", "raised"), [(89, False), (90, True)])
def test_a_household_of_which_nobody_has_heard_for_ninety_days_is_on_the_grey_list(days: int, raised: bool) -> None:
    assert bool(seen(replace(QUIET, heard_on=ago(days)))) is raised


def test_illness_and_a_lost_carer_count_while_somebody_earns() -> None:
    home = replace(QUIET, members=(replace(WORKS, unable=True),), no_carer=True)
    assert seen(home) == ["carer_lost:household:7", "earner_unable:person:1"]
    assert seen(replace(home, members=(Member(1, unable=True),))) == []
    assert seen(replace(QUIET, carer_lost_on=ago(60))) == ["carer_lost:household:7"]
    assert seen(replace(QUIET, carer_lost_on=ago(61))) == []


@pytest.mark.parametrize(
    ("at_work", "left", "stops", "raised"),
    [
        (2, 1, False, False),  # one of three is no wave
        (0, 2, False, False),
        (12, 3, False, False),  # a fifth, and not more
        (11, 3, False, True),
        (0, 3, False, True),
        (20, 1, True, True),  # one says that it stops
        (9, 0, False, False),
    ],
)
def test_an_employer_loses_people_when_more_than_a_fifth_leave_and_not_by_ones_and_twos(
    at_work: int, left: int, stops: bool, raised: bool
) -> None:
    assert bool(signs_of_workplace(Workplace(5, at_work, left, stops), LIMITS)) is raised


@pytest.mark.parametrize(("unpaid", "raised"), [(1, False), (2, True)])
def test_two_whom_one_employer_does_not_pay_are_a_warning_about_the_employer(unpaid: int, raised: bool) -> None:
    assert bool(signs_of_workplace(Workplace(5, 9, unpaid=unpaid), LIMITS)) is raised
