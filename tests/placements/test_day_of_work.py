"""One rule for "day N": the talk, the state and the clock that bear a number mean the same date by it."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.access import Role
from jobmatch.households.codes import EmploymentState
from jobmatch.households.day_of_work import day_of_work
from jobmatch.households.earning import Stretch
from jobmatch.placements import staying
from jobmatch.placements.follow_ups.life import FollowUpKind
from jobmatch.placements.zero_clock.course import Facts, Standing, steps
from jobmatch.placements.zero_clock.life import Verb, ZeroState
from jobmatch.settings import settings
from tests.placements.follow_ups.asked import noon, one, plan
from tests.placements.hired import started
from tests.placements.people import TODAY, settle

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("number", "day"), [(1, "2026-06-01"), (7, "2026-06-07"), (30, "2026-06-30"), (90, "2026-08-29")]
)
def test_the_first_day_of_work_is_day_1(number: int, day: str) -> None:
    assert day_of_work(date(2026, 6, 1), number) == date.fromisoformat(day)


def test_the_talk_of_day_7_is_due_on_the_first_day_on_which_its_answer_is_heard(session: Session) -> None:
    case = settle(session)
    job, helper = started(session, case), case.actor(Role.HELPER)
    plan(session, case, TODAY)
    due = one(session, FollowUpKind.WORK_DAY_7).due_on
    assert due == day_of_work(TODAY, 7)
    with pytest.raises(staying.TooEarlyError) as early:
        staying.stay(session, job.id, helper, noon(due - DAY))
    assert early.value.on == due
    staying.stay(session, job.id, helper, noon(due))


def test_the_talk_of_day_30_is_due_on_the_day_through_which_the_clock_wants_somebody_in_work(session: Session) -> None:
    case = settle(session)
    started(session, case)
    plan(session, case, TODAY + 29 * DAY)
    due = one(session, FollowUpKind.WORK_DAY_30).due_on
    clears = parameters.load(session).whole("zero_clear_days", settings().home_division, TODAY)
    assert due == day_of_work(TODAY, clears)

    def outcome(gone_on: date | None, on: date) -> list[tuple[Verb, date]]:
        in_work = Standing(ZeroState.IN_WORK, TODAY, TODAY, helped=True, worker_id=1, working_since=TODAY)
        facts = Facts((Stretch(1, TODAY, gone_on),), EmploymentState.EMPLOYED)
        return [(step.verb, step.on) for step in steps(in_work, facts, on, clears)]

    assert outcome(gone_on=None, on=due) == []
    assert outcome(gone_on=None, on=due + DAY) == [(Verb.CLEAR, due + DAY)]
    assert outcome(gone_on=due + DAY, on=due + DAY) == [(Verb.CLEAR, due + DAY)]
    assert outcome(gone_on=due, on=due + DAY) == [(Verb.LOSE, due)]
