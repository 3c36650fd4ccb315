"""Table M3 by hand: the providers' people and ours, and what became of ours, each in its own month."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.codes import CourseType
from jobmatch.courses.ending import service as ending
from jobmatch.courses.enrolments import service as enrolments
from jobmatch.courses.enrolments.model import Enrolment, Exam
from jobmatch.courses.model import Course, Provider
from jobmatch.courses.subsidies import service as subsidies
from jobmatch.courses.taken_back import WhyTakenBack
from jobmatch.households.codes import EmploymentStatus, HouseholdType
from jobmatch.households.model import Household, Membership
from jobmatch.households.working_life import Employment
from jobmatch.reports.m3_training import training
from tests.courses.ending.test_service import AFTER, CARD, LAST, held
from tests.courses.enrolments.test_service import GUARD, a_class
from tests.courses.subsidies.test_service import PAID
from tests.vacancies.posting_desk import AT, CLERK, DAY

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
    school = f"school:{course.provider_id}:pre_post"
    for row in ("pre_post", school, "total"):
        assert [june.value(row, name) for name in columns] == [1, 2, 9, 2, 1, 1, 0, 1]
    for row in ("group:", "groups"):
        assert [june.value(row, name) for name in columns] == [None, None, None, 2, 1, 1, 0, 1]
    subsidies.take_back(session, claim.id, WhyTakenBack.SLIP, AFTER, CLERK)
    assert training(session, JUNE, [None]).value("total", "subsidy") == 0
    september = training(session, SEPTEMBER, [None])
    for row in ("pre_post", school):
        assert [september.value(row, name) for name in columns] == [0, 0, 0, 0, 0, 0, 1, 0]
    elsewhere = training(session, JUNE, [1])
    assert [elsewhere.value("total", name) for name in columns] == [1, 2, 9, 0, 0, 0, 0, 0]
    assert [row.key for row in elsewhere.rows] == ["pre_post", "total", school], "nobody of theirs, by no group"


def test_each_person_stands_with_one_school_and_type_and_one_group_and_all_of_it_adds_up(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, seldom) = held
    course.type = CourseType.ORDERED
    lifted = Household(
        number="TZ-S1-000002", registered_at=AT, updated_at=AT, household_type=HouseholdType.LIFTED
    )  # fmt: skip
    before = session.scalars(select(Membership).where(Membership.person_id == often.person_id)).one()
    before.left_on = DAY
    session.add(Membership(household=lifted, person_id=often.person_id, joined_on=DAY))
    session.flush()
    again = a_class(session, replace(GUARD, title="焊工", starts_on=date(2026, 6, 20), ends_on=date(2026, 6, 26)))
    again.provider, again.type = Provider(name="B 校", registered_at=AT), CourseType.PRE_POST
    for person in (often, seldom):
        again.capacity = 2
        enrolments.join(session, person.person_id, again.id, AT, CLERK)
    ending.conclude(session, often.id, Exam.PASSED, AFTER, CLERK)
    found = training(session, JUNE, [None])
    people = {row.key: (row.values["people"], row.values["completed"]) for row in found.rows}
    assert people == {
        "ordered": (2, 1), "pre_post": (2, 0), "total": (2, 1),
        f"school:{again.provider_id}:pre_post": (2, 0), f"school:{course.provider_id}:ordered": (2, 1),
        "group:lifted": (1, 1), "group:": (1, 0), "groups": (2, 1),
    }  # fmt: skip
    counts = {(row.key, name): number for row in found.rows for name, number in row.values.items()}
    assert {("ordered", "people"), ("pre_post", "people")} <= {one.total for one in found.sums}, "a reader adds up too"
    assert all(counts[one.total] == sum(counts[cell] * sign for cell, sign in one.parts) for one in found.sums)


def test_a_class_that_nobody_could_join_was_not_held_and_one_called_off_was_while_it_ran(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, _ = held
    for number, state in enumerate((ClassState.PLANNED, ClassState.PUBLISHED, ClassState.CANCELLED)):
        never = a_class(session, replace(GUARD, title=f"没开成{number}"))
        never.state, never.cancelled_on = state, date(2026, 7, 1) if state is ClassState.CANCELLED else None
    assert training(session, JUNE, [None]).value("total", "classes") == 1
    course.state, course.cancelled_on = ClassState.CANCELLED, date(2026, 7, 1)
    assert training(session, JUNE, [None]).value("total", "classes") == 1
