"""What is told of a school in public moves by steps in which nobody is recognised, however often it is read."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from jobmatch.courses import service
from jobmatch.courses.outcomes import Outcome
from jobmatch.reports import schools
from tests.vacancies.posting_desk import AT, CLERK

ON = date(2026, 6, 1)


@pytest.fixture
def school(session: Session) -> int:
    return service.register_provider(session, "启航学校", AT, CLERK).id


def told(session: Session, school: int, completed: int, due: int, soon: int) -> tuple[int, int, int]:
    """What stands there after this has come of its classes."""
    schools.tell(session, school, Outcome(completed=completed, soon_due=due, soon=soon), ON)
    (one,) = schools.as_told(session)
    return one.completed, one.soon_due, one.soon


def test_a_step_of_few_people_is_not_told_until_it_is_one_of_enough(session: Session, school: int) -> None:
    assert told(session, school, 30, 20, 10) == (30, 20, 10)
    assert told(session, school, 31, 21, 11) == (30, 20, 10)
    assert told(session, school, 36, 26, 16) == (36, 20, 10)
    assert told(session, school, 40, 30, 15) == (36, 30, 15)
    assert told(session, school, 40, 30, 14) == (36, 30, 15)


def test_what_is_not_told_anyhow_follows_every_day(session: Session, school: int) -> None:
    assert schools.tell(session, school, Outcome(), ON) is False
    assert schools.as_told(session) == []
    assert told(session, school, 1, 0, 0) == (1, 0, 0)
    assert told(session, school, 4, 4, 2) == (4, 4, 2)
    assert not schools.as_told(session)[0].tells_share
    assert told(session, school, 12, 12, 6) == (12, 12, 6)
    assert schools.as_told(session)[0].tells_share


def test_every_school_is_counted_by_what_came_of_its_classes(session: Session, school: int) -> None:
    assert schools.schools(session) == [school]
    assert schools.count(session, school, ON) is False
