"""When a message may come: the hours of the day, the feast, and two a week about new posts."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.clock import SHANGHAI
from jobmatch.push.hours import MOST_A_WEEK, WEEK, next_in_measure, next_open
from jobmatch.push.templates import Template

POST, MEETING = Template.NEW_MATCH, Template.MEETING_TOMORROW
HOURS = st.integers(0, 24 * 365 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
INSTANTS = HOURS.map(lambda since: datetime(2025, 1, 1, tzinfo=SHANGHAI) + since)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-06-01 07:30", "2026-06-01 09:00"),
        ("2026-06-01 09:00", "2026-06-01 09:00"),
        ("2026-06-01 11:29", "2026-06-01 11:29"),
        ("2026-06-01 11:30", "2026-06-01 14:30"),
        ("2026-06-01 13:00", "2026-06-01 14:30"),
        ("2026-06-01 18:00", "2026-06-02 09:00"),
        ("2026-06-01 23:59", "2026-06-02 09:00"),
        # New Year's Eve is still a day like others, the next three are not.
        ("2026-02-16 17:00", "2026-02-16 17:00"),
        ("2026-02-16 19:00", "2026-02-20 09:00"),
        ("2026-02-17 10:00", "2026-02-20 09:00"),
        ("2026-02-19 17:59", "2026-02-20 09:00"),
        ("2027-02-06 10:00", "2027-02-09 09:00"),
    ],
)
def test_a_new_post_comes_in_the_hours_when_nobody_sleeps_or_celebrates(now: str, then: str) -> None:
    assert next_open(POST, local(now)) == local(then)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-06-01 18:00", "2026-06-01 18:00"),
        ("2026-06-01 21:00", "2026-06-02 08:00"),
        ("2026-02-17 18:00", "2026-02-17 18:00"),
    ],
)
def test_who_is_expected_tomorrow_hears_it_in_the_evening_and_on_a_feast(now: str, then: str) -> None:
    assert next_open(MEETING, local(now)) == local(then)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-06-01 11:45", "2026-06-01 11:45"),
        ("2026-06-01 20:00", "2026-06-01 20:00"),
        ("2026-06-01 20:30", "2026-06-02 08:00"),
        ("2026-02-17 12:00", "2026-02-17 12:00"),
    ],
)
def test_an_answer_with_an_hour_to_be_there_does_not_wait_for_the_afternoon(now: str, then: str) -> None:
    assert next_open(Template.ANSWER, local(now), expected=True) == local(then)
    assert next_open(Template.ANSWER, local(now)) > local(now)
    assert next_open(POST, local(now), expected=True) == next_open(POST, local(now)), "a post that ends is no hour"


@given(at=INSTANTS, template=st.sampled_from(Template))
def test_the_next_open_instant_is_open_and_never_earlier(at: datetime, template: Template) -> None:
    opens = next_open(template, at)
    assert opens >= at
    assert next_open(template, opens) == opens
    assert opens - at < timedelta(days=5)


@given(
    at=INSTANTS,
    before=st.lists(st.timedeltas(timedelta(0), timedelta(days=20)), max_size=6),
)
def test_never_more_than_two_in_any_seven_days(at: datetime, before: list[timedelta]) -> None:
    begun: list[datetime] = []
    for moment in sorted((at - ago for ago in before), reverse=False):
        begun.append(next_in_measure(POST, begun, max([moment, *begun])))
    begun.append(next_in_measure(POST, begun, max([at, *begun])))
    assert all(begun[n + MOST_A_WEEK] - begun[n] >= WEEK for n in range(len(begun) - MOST_A_WEEK))


def test_an_answer_is_never_too_many() -> None:
    at = local("2026-06-01 10:00")
    assert next_in_measure(Template.ANSWER, [at] * 9, at) == at
