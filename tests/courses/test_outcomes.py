"""What came of a class after 30, 90 and 180 days, counted for its learners alone and only for days that have come."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from jobmatch.courses import outcomes
from jobmatch.courses.ending import service as ending
from jobmatch.courses.enrolments.model import Enrolment, Exam
from jobmatch.courses.model import Course
from jobmatch.households.codes import EmploymentStatus
from jobmatch.households.working_life import Employment
from tests.courses.ending.test_service import AFTER, LAST, held
from tests.vacancies.posting_desk import CLERK

__all__ = ["held"]

DAY = timedelta(days=1)


def test_work_is_counted_on_its_day_and_in_the_field_where_it_is_related(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, seldom) = held
    course.occupation = "保安员"
    for seat in (often, seldom):
        ending.conclude(session, seat.id, Exam.PASSED, AFTER, CLERK)
    for person, since, until, work in (
        (often, LAST + 20 * DAY, LAST + 60 * DAY, "保安员"),
        (often, LAST + 80 * DAY, None, "缝纫工"),
        (seldom, LAST, None, "保安员"),
    ):
        session.add(
            Employment(
                person_id=person.person_id, status=EmploymentStatus.EMPLOYED, since=since, ended_on=until,
                occupation=work, source="counter", noted_at=AFTER,
            )
        )  # fmt: skip
    session.flush()

    def told(on: date) -> tuple[tuple[int, int], list[tuple[int, int, int]]]:
        found = outcomes.of_providers(session, [course.provider_id], on)[course.provider_id]
        after = [(then.due, then.employed, then.in_field) for then in found.after.values()]
        assert (found.enrolled, found.completed, found.certified) == (2, 1, 0)
        return (found.soon_due, found.soon), after

    assert told(LAST + 89 * DAY) == ((0, 0), [(1, 1, 1), (0, 0, 0), (0, 0, 0)])
    assert told(LAST + 180 * DAY) == ((1, 1), [(1, 1, 1), (1, 1, 0), (1, 1, 0)])
