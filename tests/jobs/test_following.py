"""The night's follow-ups and warnings, step by step on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.households.day_of_work import day_of_work
from jobmatch.households.model import Household
from jobmatch.jobs import following
from jobmatch.jobs.work import StoppedError
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.warnings.model import EarlyWarning
from tests.jobs.test_nightly import work_on
from tests.placements.hired import started
from tests.placements.people import NOON, TODAY, settle


@pytest.fixture
def at_work(engine: Engine) -> Engine:
    """A household of which one has begun to work a week ago, and two more without anybody."""
    with db.transaction(engine) as session:
        started(session, settle(session))
        for number in (2, 3):
            session.add(Household(number=f"TZ-S1-00000{number}", site_id=1, registered_at=NOON, updated_at=NOON))
    return engine


def test_a_night_plans_for_everybody_and_once_more_changes_nothing(
    at_work: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 2)
    work = work_on(at_work, NOON + timedelta(days=7))
    assert following.plan_follow_ups(work) == {"due": 1}
    assert following.plan_follow_ups(work) == {"due": 1}
    with db.reading(at_work) as session:
        assert [row.due_on for row in session.scalars(select(FollowUp))] == [day_of_work(TODAY, 7)]


def test_a_night_that_was_stopped_goes_on(at_work: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 1)
    steps: list[int] = []

    def stop_after_two() -> bool:
        steps.append(1)
        return len(steps) > 2

    at = NOON + timedelta(days=91)
    with pytest.raises(StoppedError):
        following.look_for_warnings(work_on(at_work, at, stop_after_two))
    with db.reading(at_work) as session:
        assert len(session.scalars(select(EarlyWarning)).all()) == 2
    assert following.look_for_warnings(work_on(at_work, at + timedelta(days=1))) == {"open_warnings": 3}
