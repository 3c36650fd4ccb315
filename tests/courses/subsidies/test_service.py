"""Nothing is paid twice for a class, and one training file of a person tells all of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy.exc import IntegrityError
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
from jobmatch.courses.subsidies.model import SubsidyClaim
from jobmatch.courses.subsidies.paid import paid_trainings
from jobmatch.courses.subsidies.service import CannotClaimError, WhyNotPaid
from jobmatch.courses.taken_back import WhyTakenBack
from jobmatch.courses.training_file import training_file
from tests.courses.ending.test_service import AFTER, CARD, LAST, held
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


def test_an_amount_is_that_of_the_others_and_no_slip_of_a_digit(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, seldom) = held
    carded(session, seldom, LAST)
    cheaper = Decimal(900)
    ending.conclude(session, often.id, Exam.PASSED, AFTER, CLERK)
    ending.certify(session, often.id, CARD, AFTER, CLERK)
    assert service.usual_amount(session, course, LAST) == 1000
    for amount, why in ((Decimal(30000), WhyNotPaid.TOO_MUCH), (Decimal("0.001"), WhyNotPaid.NO_AMOUNT)):
        claim = partial(service.claim_training, session, often.id, amount, AFTER, CLERK)
        assert why_not(claim) is why
    first = service.claim_training(session, often.id, cheaper, AFTER, CLERK)
    claim = partial(service.claim_training, session, seldom.id, PAID, AFTER, CLERK)
    assert why_not(claim) is WhyNotPaid.OTHER_AMOUNT
    assert service.usual_amount(session, course, LAST) == cheaper
    service.take_back(session, first.id, WhyTakenBack.SLIP, AFTER, CLERK)
    assert claim().amount == PAID


def test_a_class_that_names_its_own_allowance_goes_by_that_up_to_the_most_and_one_of_nothing_pays_nothing(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, _) = held
    ending.conclude(session, often.id, Exam.PASSED, AFTER, CLERK)
    for own, paid in ((None, 40), (30, 30), (400, 60)):
        course.allowance_per_day = own if own is None else Decimal(own)
        assert service.allowances(session, course, [often.id], LAST) == {often.id: 4 * paid}
    course.allowance_per_day = Decimal(0)
    claim = partial(service.claim_allowance, session, often.id, AFTER, CLERK)
    assert (why_not(claim), service.allowances(session, course, [often.id], LAST)) == (WhyNotPaid.NO_ALLOWANCE, {})


def test_a_claim_that_was_taken_back_counts_nowhere_stays_written_and_is_made_anew(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    _, (often, _) = held
    ending.conclude(session, often.id, Exam.PASSED, AFTER, CLERK)
    ending.certify(session, often.id, CARD, AFTER, CLERK)
    slip = service.claim_training(session, often.id, Decimal(100), AFTER, CLERK)
    for nobody in (Actor("school", Role.TRAINER, sites=None), replace(CLERK, sites=frozenset({"S9"}))):
        with pytest.raises(Refused):
            service.take_back(session, slip.id, WhyTakenBack.SLIP, AFTER, nobody)
    assert service.take_back(session, slip.id, WhyTakenBack.SLIP, AFTER, CLERK)
    assert not service.take_back(session, slip.id, WhyTakenBack.NOT_GRANTED, AFTER, CLERK), "the second tap"
    assert (slip.taken_back_by, slip.taken_back_because) == (CLERK.name, WhyTakenBack.SLIP)
    assert paid_trainings(session, [often.person_id]) == []
    right = service.claim_training(session, often.id, PAID, AFTER, CLERK)
    assert training_file(session, often.person_id, AFTER, CLERK).pages[0].subsidies == (slip, right)
    claimed = {"enrolment_id": often.id, "kind": right.kind, "amount": PAID, "claimed_on": LAST, "by": "x"}
    session.add(SubsidyClaim(at=AFTER, **claimed))
    with pytest.raises(IntegrityError):
        session.flush()


def another(session: Session, person_id: int, number: int, content: CourseContent = GUARD) -> Enrolment:
    """The person has a certified seat in one more class, on a day of July."""
    starts = date(2026, 7, number)
    lesson = replace(content, starts_on=starts, ends_on=starts)
    course = courses.hold(session, courses.register_provider(session, "启航学校", AT, CLERK), lesson, AT, CLERK)
    seat = enrolments.join(session, person_id, course.id, AFTER, CLERK)
    return carded(session, seat, starts)


def carded(session: Session, seat: Enrolment, issued_on: date) -> Enrolment:
    """A seat whose card is written."""
    seat.state, number = "certified", f"card {seat.id}"
    card = {"kind": "guard", "number": number, "number_index": number, "issued_on": issued_on, "written_at": AFTER}
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
