"""The half-days of a class by its hours, and who would be expected twice in one of them."""

from datetime import date, time

import pytest

from jobmatch.courses.attendance.model import Half
from jobmatch.courses.half_days import clash, half_at, halves_of, is_to_come
from jobmatch.courses.model import Course

MORNING, AFTERNOON, EVENING = Half
FIRST, LAST = date(2026, 6, 8), date(2026, 6, 12)


def held(since: time | None, until: time | None, first: date = FIRST, last: date = LAST) -> Course:
    return Course(starts_on=first, ends_on=last, daily_from=since, daily_to=until)


@pytest.mark.parametrize(
    ("since", "until", "halves"),
    [
        (time(8, 30), time(12, 30), (MORNING,)),
        (time(8, 30), time(16), (MORNING, AFTERNOON)),
        (time(11, 30), time(16, 30), (AFTERNOON,)),
        (time(11, 45), time(12, 15), (MORNING, AFTERNOON)),
        (time(19), time(21), (EVENING,)),
        (None, None, (MORNING, AFTERNOON, EVENING)),
    ],
)
def test_a_class_comes_together_in_the_half_days_of_its_hours(
    since: time | None, until: time | None, halves: tuple[Half, ...]
) -> None:
    assert halves_of(held(since, until)) == halves


def test_the_roll_opens_at_the_half_day_that_has_begun_and_can_be_called_an_hour_before() -> None:
    night, noon = held(time(19), time(21)), held(time(11, 30), time(16, 30))
    assert [half_at(night, time(hour)) for hour in (9, 20)] == [EVENING, EVENING]
    assert [half_at(held(time(8), time(17)), time(hour)) for hour in (7, 13, 20)] == [MORNING, AFTERNOON, AFTERNOON]
    assert [is_to_come(night, EVENING, at) for at in (time(9), time(16, 59), time(17))] == [True, True, False]
    assert [is_to_come(noon, AFTERNOON, at) for at in (time(10, 29), time(10, 30))] == [True, False]
    assert not is_to_come(noon, MORNING, time(0))


def test_nobody_has_a_seat_twice_in_one_half_day() -> None:
    early, late = held(time(8, 30), time(10)), held(time(10, 30), time(12))
    assert clash(early, late)
    assert not clash(early, held(time(10, 30), time(12), date(2026, 6, 13), date(2026, 6, 14)))
    assert not clash(held(time(8, 30), time(12, 30)), held(time(13), time(17)))
    assert not clash(early, Course(starts_on=None, ends_on=None, daily_from=None, daily_to=None))
