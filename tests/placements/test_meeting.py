"""A meeting is written down as it was agreed or not at all: no hour that nobody said, no day that is over."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.access import Role
from jobmatch.households.codes import ConsentPurpose
from jobmatch.placements import answering, service
from jobmatch.placements.answering import Said
from jobmatch.placements.meeting import Doubt, Meeting, MeetingError, agreed_instant, require_ahead, require_likely
from jobmatch.placements.referral import ReferralState
from tests.placements.people import NOON, Case, agree, settle


@pytest.mark.parametrize(
    ("day", "hour", "doubt"),
    [
        ("2026-06-02", "", Doubt.DAY_WITHOUT_HOUR),
        ("", "08:30", Doubt.HOUR_WITHOUT_DAY),
        ("2026-02-30", "08:30", Doubt.NO_SUCH_DAY),
        ("tomorrow", "", Doubt.NO_SUCH_DAY),
        ("2026-06-02", "25:00", Doubt.NO_SUCH_HOUR),
        ("2026-06-02", "early", Doubt.NO_SUCH_HOUR),
    ],
)
def test_nothing_is_guessed(day: str, hour: str, doubt: Doubt) -> None:
    with pytest.raises(MeetingError) as refused:
        agreed_instant(day, hour)
    assert refused.value.doubt is doubt


def test_day_and_hour_are_local_and_both_may_be_open() -> None:
    assert agreed_instant("2026-06-02", "08:30") == datetime(2026, 6, 2, 0, 30, tzinfo=UTC)
    assert agreed_instant("", "") is None


def test_what_is_over_is_refused_unless_it_stands_so_already() -> None:
    for ago, doubt in ((timedelta(minutes=1), Doubt.HOUR_PAST), (timedelta(days=1), Doubt.DAY_PAST)):
        with pytest.raises(MeetingError) as refused:
            require_ahead(NOON - ago, None, NOON)
        assert refused.value.doubt is doubt
        require_ahead(NOON - ago, NOON - ago, NOON)
    require_ahead(NOON, None, NOON)
    require_ahead(None, None, NOON)


def test_more_than_a_year_ahead_is_asked_back() -> None:
    require_likely(NOON + timedelta(days=365), NOON)
    with pytest.raises(MeetingError):
        require_likely(NOON + timedelta(days=366), NOON)


def test_the_dead_of_night_is_asked_back_and_an_early_shift_is_not() -> None:
    midnight = datetime.combine(clock.local_day(NOON) + timedelta(days=1), time(), clock.SHANGHAI)
    for hour in (0, 3):
        with pytest.raises(MeetingError) as refused:
            require_likely(midnight + timedelta(hours=hour), NOON)
        assert refused.value.doubt is Doubt.AT_NIGHT
    for hour in (5, 23):
        require_likely(midnight + timedelta(hours=hour), NOON)


def test_an_employer_is_not_told_of_a_meeting_that_is_over(session: Session) -> None:
    case: Case = settle(session)
    agree(session, case, ConsentPurpose.MATCH_AND_TELL)
    clerk = case.actor(Role.CLERK)
    referral = answering.answer(session, case.proposal_id, Said.WANT, None, NOON, clerk)
    with pytest.raises(MeetingError):
        service.introduce(session, referral.id, clerk, NOON, Meeting(NOON - timedelta(days=1), "厂门口"))
    assert (referral.state, referral.meet_at, referral.meet_place) == (ReferralState.ACCEPTED, None, None)
    service.introduce(session, referral.id, clerk, NOON, Meeting(NOON + timedelta(days=1), "厂门口"))
    with pytest.raises(MeetingError):
        service.meet(session, referral.id, Meeting(NOON - timedelta(days=1), "车间"), clerk, NOON)
    assert referral.meet_place == "厂门口"
