"""Table M3 by hand: the providers' people and ours, and what became of ours, each in its own month."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from jobmatch.courses.codes import CourseType
from jobmatch.courses.ending import service as ending
from jobmatch.courses.enrolments.model import Enrolment, Exam
from jobmatch.courses.model import Course
from jobmatch.courses.subsidies import service as subsidies
from jobmatch.courses.taken_back import WhyTakenBack
from jobmatch.households.codes import EmploymentStatus
from jobmatch.households.working_life import Employment
from jobmatch.reports.m3_training import training
from tests.courses.ending.test_service import AFTER, CARD, LAST, held
from tests.courses.subsidies.test_service import PAID
from tests.vacancies.posting_desk import CLERK

__all__ = ["held"]

JUNE, SEPTEMBER = date(2026, 6, 1), date(2026, 9, 1)


def test_people_of_ours_are_counted_from_their_enrolments_in_the_month_in_which_it_was(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, seldom) = held
    course.type, course.enrolled_elsewhere = CourseType.PRE_POST, 7
    for seat in (often, seldom):
        ending.conclude(session, seat.id, Exam.PASSED, AFTER, CLERK)
    ending.certify(session, often.id, CARD, AFTER, CLERK)
    claim = subsidies.claim_training(session, often.id, PAID, AFTER, CLERK)
    for since in (LAST + timedelta(days=85), LAST + timedelta(days=95)):
        session.add(
            Employment(
                person_id=often.person_id, status=EmploymentStatus.EMPLOYED, since=since, source="x", noted_at=AFTER
            )
        )
    session.flush()
    june = training(session, JUNE, [None])
    columns = ("classes", "places", "enrolled", "people", "completed", "certified", "placed", "subsidy")
    for row in ("pre_post", "total"):
        assert [june.value(row, name) for name in columns] == [1, 2, 9, 2, 1, 1, 0, 1]
    subsidies.take_back(session, claim.id, WhyTakenBack.SLIP, AFTER, CLERK)
    assert training(session, JUNE, [None]).value("total", "subsidy") == 0
    september = training(session, SEPTEMBER, [None])
    assert [september.value("pre_post", name) for name in columns] == [0, 0, 0, 0, 0, 0, 1, 0]
    elsewhere = training(session, JUNE, [1])
    assert [elsewhere.value("total", name) for name in columns] == [1, 2, 9, 0, 0, 0, 0, 0]
