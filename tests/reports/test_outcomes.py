"""Whether somebody is still there: calendar months from the first day, at that post, whatever came after it."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from jobmatch.reports import outcomes
from jobmatch.reports.scope import scope_of
from tests.placements.hired import introduced
from tests.placements.people import settle
from tests.reports.conftest import COUNTY

BEGAN = date(2025, 11, 30)


@pytest.mark.parametrize(
    ("left", "on", "came_to"),
    [
        (None, date(2026, 2, 28), (0, 0)),  # three months from 30 November are over on 1 March
        (None, date(2026, 3, 1), (1, 1)),
        (date(2026, 3, 1), date(2026, 3, 31), (1, 1)),
        (date(2026, 2, 28), date(2026, 3, 31), (1, 0)),  # after ninety days
        (None, date(2027, 2, 28), (1, 1)),
        (None, date(2027, 3, 1), (0, 0)),  # a year later it is out of the year
    ],
)
def test_three_months_are_those_of_the_calendar(
    session: Session, left: date | None, on: date, came_to: tuple[int, int]
) -> None:
    case = settle(session)
    referral = introduced(session, case.person_id, case.vacancy_id, "left" if left else "on_job")
    referral.started_on, referral.left_on = BEGAN, left
    session.flush()
    counts = outcomes.counts(session, on.replace(day=1), on, 90, 0, scope_of(session, COUNTY))
    assert (counts.started_3m, counts.held_3m) == came_to
