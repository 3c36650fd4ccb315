"""Nothing is paid twice for a class, and one training file of a person tells all of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.courses import service as courses
from jobmatch.courses.content import CourseContent
from jobmatch.courses.ending import service as ending
from jobmatch.courses.ending.model import CourseCertificate
from jobmatch.courses.enrolments import service as enrolments
from jobmatch.courses.enrolments.model import Enrolment, Exam
from jobmatch.courses.model import Course
from jobmatch.courses.subsidies import service
from jobmatch.courses.subsidies.service import CannotClaimError, WhyNotPaid
from jobmatch.courses.training_file import training_file
from tests.courses.ending.test_service import AFTER, CARD, held
from tests.courses.enrolments.test_service import GUARD
from tests.vacancies.posting_desk import AT, CLERK

__all__ = ["held"]

PAID = Decimal(1000)


def why_not(act: Callable[[], object]) -> WhyNotPaid:
    with pytest.raises(CannotClaimError) as refused:
        act()
    return refused.value.code


def test_each_is_claimed_once_the_one_by_days_and_the_other_after_the_card(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    _, (often, seldom) = held
    assert why_not(lambda: service.claim_allowance(session, often.id, AFTER, CLERK)) is WhyNotPaid.NOT_COMPLETED
    for seat in (often, seldom):
        ending.conclude(session, seat.id, Exam.PASSED, AFTER, CLERK)
    assert service.claim_allowance(session, often.id, AFTER, CLERK).amount == 4 * 40
    assert why_not(lambda: service.claim_allowance(session, often.id, AFTER, CLERK)) is WhyNotPaid.CLAIMED_ALREADY
    assert why_not(lambda: service.claim_allowance(session, seldom.id, AFTER, CLERK)) is WhyNotPaid.NOT_COMPLETED
    assert why_not(lambda: service.claim_training(session, often.id, PAID, AFTER, CLERK)) is WhyNotPaid.NO_CERTIFICATE
    ending.certify(session, often.id, CARD, AFTER, CLERK)
    assert why_not(lambda: service.claim_training(session, often.id, Decimal(0), AFTER, CLERK)) is WhyNotPaid.NO_AMOUNT
    assert service.claim_training(session, often.id, PAID, AFTER, CLERK).amount == PAID
    with pytest.raises(Refused):
        service.claim_training(session, often.id, PAID, AFTER, Actor("school", Role.TRAINER))


def another(session: Session, person_id: int, number: int, content: CourseContent = GUARD) -> Enrolment:
    """The person has a certified seat in one more class, on a day of July."""
    starts = date(2026, 7, number)
    lesson = replace(content, starts_on=starts, ends_on=starts)
    course = courses.hold(session, courses.register_provider(session, "启航学校", AT, CLERK), lesson, AT, CLERK)
    seat = enrolments.join(session, person_id, course.id, AFTER, CLERK)
    seat.state, number = "certified", f"card {course.number}"
    card = {"kind": "guard", "number": number, "number_index": number, "issued_on": starts, "written_at": AFTER}
    session.add(CourseCertificate(enrolment_id=seat.id, **card))
    session.flush()
    return seat


def test_one_human_is_paid_three_trainings_a_year_and_none_twice(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    person = held[1][0].person_id
    first = another(session, person, 1, replace(GUARD, occupation="保安员", level=5))
    same = another(session, person, 2, replace(GUARD, occupation="保安员", level=5, title="保安员(二期)"))
    higher, other, fourth = (
        another(session, person, 3 + n, replace(GUARD, occupation=work, level=level))
        for n, (work, level) in enumerate((("保安员", 4), ("家政服务员", 5), ("叉车司机", 5)))
    )
    service.claim_training(session, first.id, PAID, AFTER, CLERK)
    assert why_not(lambda: service.claim_training(session, same.id, PAID, AFTER, CLERK)) is WhyNotPaid.SAME_OCCUPATION
    for seat in (higher, other):
        service.claim_training(session, seat.id, PAID, AFTER, CLERK)
    assert (
        why_not(lambda: service.claim_training(session, fourth.id, PAID, AFTER, CLERK)) is WhyNotPaid.TOO_MANY_THIS_YEAR
    )
    assert service.claim_training(session, fourth.id, PAID, AFTER + timedelta(days=250), CLERK).amount == PAID


def test_one_file_tells_all_of_a_person_to_those_who_may(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, _) = held
    course.hours = 40
    another(session, often.person_id, 1)
    ending.conclude(session, often.id, Exam.PASSED, AFTER, CLERK)
    ending.certify(session, often.id, CARD, AFTER, CLERK)
    service.claim_training(session, often.id, PAID, AFTER, CLERK)
    told = training_file(session, often.person_id, AFTER, CLERK)
    assert ([page.course.starts_on for page in told.pages], told.hours) == ([date(2026, 7, 1), date(2026, 6, 8)], 40)
    june = told.pages[1]
    assert (june.came.present, june.came.held) == (4, 5)
    assert june.certificate is not None
    assert (june.certificate.number, [claim.amount for claim in june.subsidies]) == (CARD.number, [PAID])
    with pytest.raises(Refused):
        training_file(session, often.person_id, AFTER, Actor("school", Role.TRAINER, sites=None))
