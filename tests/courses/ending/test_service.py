"""How a class ends: who has completed it, which card enters whose record, and which post it opens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.access import Actor, Role
from jobmatch.courses import outcomes
from jobmatch.courses import service as courses
from jobmatch.courses.attendance import service as attendance
from jobmatch.courses.attendance.model import Half, Mark
from jobmatch.courses.attendance.service import HalfDay
from jobmatch.courses.ending import service
from jobmatch.courses.ending.refusals import CannotConcludeError, WhyNotConclude
from jobmatch.courses.ending.service import Card
from jobmatch.courses.enrolments import service as enrolments
from jobmatch.courses.enrolments.model import Enrolment, Exam, FailReason
from jobmatch.courses.model import Course
from jobmatch.households.codes import EmploymentStatus
from jobmatch.households.working_life import CertificateRow, Employment
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.reports.m3_training import training
from tests.courses.enrolments.test_service import GUARD, people
from tests.vacancies.posting_desk import AT, CLERK

DAYS = 5
LAST = date(2026, 6, 12)
AFTER = AT + timedelta(days=12)
CARD = Card("520322-0001", date(2026, 6, 12), valid_to=date(2032, 6, 11), scope="保安员")


def begins_work(session: Session, *seats: Enrolment, since: date = LAST, ended_on: date | None = None) -> None:
    """Each of some people is at work from a day on."""
    work = {"status": EmploymentStatus.EMPLOYED, "source": "counter", "noted_at": AFTER}
    session.add_all(Employment(person_id=one.person_id, since=since, ended_on=ended_on, **work) for one in seats)
    session.flush()


def passed_without_a_card(session: Session, course: Course, seat: Enrolment) -> None:
    """The class ends with no card, and somebody has passed its exam."""
    course.certificate = course.certificate_kind = None
    service.conclude(session, seat.id, Exam.PASSED, AFTER, CLERK)


@pytest.fixture
def held(session: Session) -> tuple[Course, list[Enrolment]]:
    """A class of five mornings: one of two came to four of them, the other to three."""
    parameters.plant_first_rows(session)
    content = replace(
        GUARD,
        ends_on=LAST,
        capacity=2,
        daily_from=time(9),
        daily_to=time(11),
        certificate="保安员证",
        certificate_kind="guard",
    )
    course = courses.hold(session, courses.register_provider(session, "启航学校", AT, CLERK), content, AT, CLERK)
    seats = [enrolments.join(session, one, course.id, AT, CLERK) for one in people(session, 2)]
    for day in range(DAYS):
        marks = {seat.id: Mark.PRESENT if day < came else Mark.ABSENT for seat, came in zip(seats, (4, 3), strict=True)}
        told = HalfDay(date(2026, 6, 8) + timedelta(days=day), Half.MORNING)
        attendance.take(session, course.id, told, marks, lambda *_: (), AT + timedelta(days=7 + day), CLERK)
    return course, seats


def why_not(act: Callable[[], object]) -> WhyNotConclude:
    with pytest.raises(CannotConcludeError) as refused:
        act()
    return refused.value.code


def test_four_of_five_half_days_and_the_exam_complete_a_class_and_who_fails_is_told_why(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, seldom) = held
    before = AT + timedelta(days=10)
    assert why_not(lambda: service.conclude(session, often.id, Exam.PASSED, before, CLERK)) is WhyNotConclude.NOT_OVER
    assert service.conclude(session, often.id, Exam.PASSED, AFTER, CLERK).state == "completed"
    assert service.conclude(session, seldom.id, Exam.PASSED, AFTER, CLERK).state == "failed"
    assert (seldom.exam, seldom.failed_because) == (Exam.PASSED, FailReason.ATTENDANCE)
    assert course.enrolled == 2, "a failed class frees no seat backwards"


def test_an_exam_that_is_not_passed_fails_and_a_class_without_sheets_concludes_nobody(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    _, (often, _) = held
    service.conclude(session, often.id, Exam.NOT_TAKEN, AFTER, CLERK)
    assert (often.state, often.failed_because) == ("failed", FailReason.EXAM)
    other = replace(GUARD, starts_on=date(2026, 6, 13), ends_on=date(2026, 6, 13))
    course = courses.hold(session, courses.register_provider(session, "启航学校", AT, CLERK), other, AT, CLERK)
    seat = enrolments.join(session, often.person_id, course.id, AFTER, CLERK)
    assert why_not(lambda: service.conclude(session, seat.id, Exam.PASSED, AFTER, CLERK)) is WhyNotConclude.NO_SHEETS


def test_a_certificate_enters_the_record_of_who_completed_the_class_and_of_nobody_else(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, _) = held
    school = Actor("teacher", Role.TRAINER, provider_ids=frozenset({course.provider_id}))
    with pytest.raises(IllegalMoveError):
        service.certify(session, often.id, CARD, AFTER, school)
    service.conclude(session, often.id, Exam.PASSED, AFTER, school)
    for card, because in (
        (replace(CARD, number=" "), WhyNotConclude.NO_NUMBER),
        (replace(CARD, issued_on=date(2026, 6, 7)), WhyNotConclude.WRONG_DAY),
        (replace(CARD, issued_on=date(2026, 6, 14)), WhyNotConclude.WRONG_DAY),
        (replace(CARD, valid_to=date(2026, 6, 11)), WhyNotConclude.DATES_REVERSED),
        (replace(CARD, review_due=date(2026, 6, 11)), WhyNotConclude.DATES_REVERSED),
    ):
        assert why_not(lambda card=card: service.certify(session, often.id, card, AFTER, school)) is because
    row = service.certify(session, often.id, CARD, AFTER, school)
    (paper,) = session.scalars(select(CertificateRow))
    assert (paper.person_id, paper.kind, paper.number, paper.issuer, paper.scope, paper.valid_to) == (
        often.person_id, "guard", "520322-0001", "启航学校", "保安员", date(2032, 6, 11),
    )  # fmt: skip
    assert (row.kind, often.state, often.moves[-1].by) == ("guard", "certified", "teacher")


def test_one_number_is_one_card_and_a_class_without_a_card_gives_none(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, seldom) = held
    seldom.state = "completed"
    service.conclude(session, often.id, Exam.PASSED, AFTER, CLERK)
    service.certify(session, often.id, CARD, AFTER, CLERK)
    assert why_not(lambda: service.certify(session, seldom.id, CARD, AFTER, CLERK)) is WhyNotConclude.NUMBER_TAKEN
    course.certificate = course.certificate_kind = None
    assert why_not(lambda: service.certify(session, seldom.id, CARD, AFTER, CLERK)) is WhyNotConclude.NO_CERTIFICATE


def test_who_begins_work_after_the_class_has_found_a_place_by_it(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    _, (often, seldom) = held
    for seat in (often, seldom):
        service.conclude(session, seat.id, Exam.PASSED, AFTER, CLERK)
    assert service.placed_by_work(session, AFTER) == 0
    begins_work(session, often, since=date(2026, 5, 1), ended_on=LAST)
    assert service.placed_by_work(session, AFTER) == 0, "work that was there before comes of no class"
    begins_work(session, often, seldom)
    assert service.placed_by_work(session, AFTER) == 0, "the card is still to come, and would not be written any more"
    service.certify(session, often.id, CARD, AFTER, CLERK)
    assert service.placed_by_work(session, AFTER) == 1
    assert (often.state, seldom.state) == ("placed", "failed")


def test_work_that_was_noted_and_did_not_hold_for_a_day_comes_of_no_class(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, _) = held
    passed_without_a_card(session, course, often)
    begins_work(session, often, since=date(2026, 7, 1), ended_on=date(2026, 7, 1))
    assert service.placed_by_work(session, AFTER) == 0
    assert outcomes.of_courses(session, [course.id], date(2026, 12, 1))[course.id].soon == 0
    assert training(session, date(2026, 7, 1), [None]).value("total", "placed") == 0


def test_of_a_class_without_a_card_whoever_completed_it_and_works_has_found_a_place(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, _) = held
    passed_without_a_card(session, course, often)
    begins_work(session, often)
    assert service.placed_by_work(session, AFTER) == 1
    assert outcomes.of_courses(session, [course.id], LAST)[course.id].certified == 0
