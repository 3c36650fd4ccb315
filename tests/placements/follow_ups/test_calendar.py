"""Which follow-ups the dates call for, case by case and day by day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import parameters
from jobmatch.placements.follow_ups.calendar import Called, Home, Member, Placement, Without, called_for
from jobmatch.placements.follow_ups.intervals import intervals_on
from jobmatch.placements.follow_ups.life import FollowUpKind
from jobmatch.placements.returns.seasons import season_on

K = FollowUpKind
FIRST = date(2026, 6, 1)
INTERVALS = intervals_on(parameters.book(parameters.first_rows()), "520322", FIRST)


def called(home: Home, on: date) -> tuple[Called, ...]:
    season = season_on(on, INTERVALS.festival_asked, INTERVALS.festival_over)
    return called_for(home, INTERVALS, season, on)


def kinds(home: Home, on: date) -> list[tuple[str, int]]:
    """Each kind, and in how many days it is due."""
    return [(one.kind.value, (one.due_on - on).days) for one in called(home, on)]


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def at_work(started_on: date = FIRST, left_on: date | None = None) -> Home:
    works = Member(1, started_on, works=left_on is None)
    return Home(7, (works,), (Placement(12, 1, started_on, started_on, left_on),))


@pytest.mark.parametrize(
    ("after", "asked"),
    [
        (0, [("work_day_1", 0), ("work_day_7", 6)]),
        (5, [("work_day_1", -5), ("work_day_7", 1)]),
        (6, [("work_day_7", 0)]),
        (21, [("work_day_7", -15)]),
        (22, [("work_day_7", -16), ("work_day_30", 7)]),
        (29, [("work_day_30", 0)]),
        (91, [("work_day_30", -62), ("work_day_90", 1)]),
        (92, [("work_day_90", 0)]),
        (183, [("work_day_180", 0)]),
        (400, [("work_day_180", -217)]),
    ],
)
def test_the_talks_after_a_start_come_on_their_days(after: int, asked: list[tuple[str, int]]) -> None:
    """The first day is day 1; three and six months are those of the calendar: before they are over nobody is stable."""
    assert kinds(at_work(), day(after)) == asked


def test_who_was_taken_on_is_asked_on_the_first_day_and_again_after_not_arriving() -> None:
    home = Home(7, (Member(1, FIRST, looks=False),), (Placement(12, 1, expected_on=FIRST),))
    assert kinds(home, FIRST) == [("work_day_1", 0)]
    asked = replace(home, placements=(replace(home.placements[0], asked_on=FIRST),))
    (again,) = called(asked, day(1))
    assert (again.due_on, again.mark) == (day(3), "work_day_1:referral:12:2026-06-04")


def test_who_has_left_gets_no_call_of_day_90_but_is_asked_what_now() -> None:
    home = at_work(left_on=day(85))
    assert kinds(home, day(90)) == [("returned", -2)]
    assert kinds(home, day(85 + INTERVALS.returned_until + 1)) == []


def test_who_has_left_and_works_again_is_not_asked_what_now() -> None:
    home = replace(at_work(left_on=day(10)), members=(Member(1, day(11), works=True),))
    assert kinds(home, day(14)) == []


def test_who_looks_is_asked_every_fourteen_days_from_the_last_talk() -> None:
    home = Home(7, (Member(1, FIRST, looks=True),))
    assert kinds(home, day(6)) == []
    assert kinds(home, day(7)) == [("seeking", 7)]
    assert kinds(home, day(40)) == [("seeking", -26)]
    talked = replace(home, talks={(K.SEEKING, 1): day(16)})
    assert kinds(talked, day(30)) == [("seeking", 0)]


def test_who_found_work_is_not_asked_whether_they_still_look() -> None:
    assert kinds(Home(7, (Member(1, FIRST, works=True),)), day(14)) == []


def test_who_wants_no_work_is_visited_every_month_unless_the_whole_household_is() -> None:
    home = Home(7, (Member(1, FIRST, unwilling=True),))
    assert kinds(home, day(30)) == [("unwilling", 0)]
    assert kinds(replace(home, no_wish_since=FIRST), day(30)) == [("no_wish", 0)]


@pytest.mark.parametrize(
    ("after", "asked"),
    [
        (0, [("zero", 0), ("zero", 3), ("zero", 5)]),
        (4, [("zero", -1), ("zero", 1), ("zero", 6)]),
        (14, [("zero", -4)]),
        (24, [("zero", -14), ("zero", 6)]),
        (90, [("zero", 0)]),
    ],
)
def test_a_household_without_an_earner_is_visited_on_its_days(after: int, asked: list[tuple[str, int]]) -> None:
    assert kinds(Home(7, without=Without(3, FIRST)), day(after)) == asked


def test_a_late_visit_stands_for_those_that_were_due_before_it() -> None:
    home = Home(7, without=Without(3, FIRST), talks={(K.ZERO, None): day(4)})
    assert kinds(home, day(4)) == [("zero", 1), ("zero", 6)]


def test_the_family_of_who_works_far_away_is_visited_every_quarter_if_anybody_is_at_home() -> None:
    away = Member(1, FIRST, works=True, works_away=True)
    assert kinds(Home(7, (away,)), day(91)) == []
    assert kinds(Home(7, (away, Member(2, FIRST))), day(91)) == [("away_family", 0)]


def test_who_works_away_is_asked_before_the_spring_festival_and_not_after_it_is_over() -> None:
    home = Home(7, (Member(1, FIRST, works=True, works_away=True),))
    new_year = date(2027, 2, 6)
    (one,) = called(home, new_year - timedelta(days=10))
    assert (one.kind, one.due_on, one.mark) == (K.SPRING_FESTIVAL, date(2027, 1, 27), "spring_festival:person:1:2027")
    assert called(home, new_year + timedelta(days=30)) == (one,)
    assert called(home, new_year + timedelta(days=31)) == ()
    assert called(replace(home, festivals=frozenset({(1, 2027)})), new_year) == ()


def test_talks_are_due_on_holidays_and_sundays_as_on_any_day() -> None:
    home = at_work(date(2026, 9, 25))
    assert [one.due_on for one in called(home, date(2026, 10, 1))] == [date(2026, 10, 1)]


@given(
    started=st.integers(0, 200), on=st.integers(0, 400), pause=st.integers(0, 60), since=st.integers(0, 200),
    looks=st.booleans(),
)  # fmt: skip
def test_planned_every_day_or_after_a_pause_the_last_day_calls_for_the_same(
    started: int, on: int, pause: int, since: int, looks: bool
) -> None:
    """What is called for hangs on the day alone, and of one job or spell at most one talk is late."""
    members = (Member(1, day(started), works=True), Member(2, day(since), looks=looks, unwilling=not looks))
    home = Home(7, members, (Placement(12, 1, day(started), day(started)),), Without(3, day(since)))
    today = day(on + pause)
    now = called(home, today)
    assert now == called(home, today)
    assert len({one.mark for one in now}) == len(now)
    late = [one for one in now if one.due_on <= today]
    assert len([one for one in late if one.referral_id]) <= 1
    assert len([one for one in late if one.kind is K.ZERO]) <= 1
    assert all(one.due_on <= today + timedelta(days=INTERVALS.ahead) for one in now)
