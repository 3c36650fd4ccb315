"""Training at work is for who is newly hired and paid, claimed by the month worked, and never paid a second time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from jobmatch.access import Refused, Role, operator
from jobmatch.courses import service as courses
from jobmatch.courses.content import CourseContent
from jobmatch.courses.ending.model import CourseCertificate
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.subsidies import service as subsidies
from jobmatch.courses.subsidies.service import CannotClaimError, WhyNotPaid
from jobmatch.courses.taken_back import WhyTakenBack
from jobmatch.courses.training_file import training_file
from jobmatch.placements import leaving
from jobmatch.placements.model import Referral
from jobmatch.placements.on_the_job import service
from jobmatch.placements.on_the_job.refusals import CannotTrainError, WhyNotTrained
from jobmatch.placements.on_the_job.service import Terms
from jobmatch.placements.referral import LeaveReason
from tests.placements.hired import introduced, post, started
from tests.placements.people import DAY, NOON, TODAY, Case, settle

BY = operator("test")
LEAST, PAID = Decimal(2130), Decimal(3000)
TERMS = Terms(TODAY, 3, PAID, "平车锁边", "韦师傅")
Why = WhyNotTrained


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


@pytest.fixture
def hired(session: Session, case: Case) -> Referral:
    """At work since today."""
    return started(session, case)


def after(days: int) -> datetime:
    return NOON + days * DAY


def why_not(act: Callable[[], object]) -> WhyNotTrained:
    with pytest.raises(CannotTrainError) as refused:
        act()
    return refused.value.code


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        (replace(TERMS, begins_on=TODAY - DAY), Why.BEFORE_HIRE),
        (replace(TERMS, begins_on=TODAY + 91 * DAY), Why.NOT_NEW),
        (replace(TERMS, months=7), Why.TOO_LONG),
        (replace(TERMS, wage=LEAST - 1), Why.LOW_WAGE),
        (replace(TERMS, wage=Decimal(0)), Why.LOW_WAGE),
        (replace(TERMS, skill=""), Why.NO_SKILL),
        (replace(TERMS, trainer=""), Why.NO_TRAINER),
    ],
)
def test_what_is_no_training_of_a_new_hire_is_not_agreed(
    session: Session, case: Case, hired: Referral, terms: Terms, why: WhyNotTrained
) -> None:
    assert why_not(lambda: service.agree(session, hired.id, terms, NOON, case.actor(Role.CLERK))) is why


def test_it_is_agreed_for_who_is_at_work_by_whoever_serves_the_family_and_once_at_a_time(
    session: Session, case: Case, hired: Referral
) -> None:
    clerk = case.actor(Role.CLERK)
    made = service.agree(session, hired.id, TERMS, NOON, clerk)
    assert service.agree(session, hired.id, TERMS, NOON, clerk) is made
    later = replace(TERMS, begins_on=TODAY + 60 * DAY, skill="裁剪")
    assert why_not(lambda: service.agree(session, hired.id, later, NOON, clerk)) is Why.AT_THE_SAME_TIME
    waits = introduced(session, case.person_id, post(session, "V2"))
    assert why_not(lambda: service.agree(session, waits.id, later, NOON, clerk)) is Why.NOT_AT_WORK
    with pytest.raises(Refused):
        service.agree(session, hired.id, TERMS, NOON, case.actor(Role.HELPER))
    with pytest.raises(Refused):
        service.agree(session, hired.id, TERMS, NOON, replace(clerk, sites=frozenset({"S9"})))


def test_a_month_is_claimed_once_it_was_worked_and_paid_and_no_month_after_leaving(
    session: Session, case: Case, hired: Referral
) -> None:
    clerk = case.actor(Role.CLERK)
    made = service.agree(session, hired.id, TERMS, NOON, clerk)

    def claim(number: int, days: int, wage: Decimal = PAID) -> object:
        return service.claim(session, made.id, number, wage, after(days), clerk)

    assert why_not(lambda: claim(1, 29)) is Why.NOT_OVER
    assert service.due_months(made, TODAY + 30 * DAY) == [1]
    assert why_not(lambda: claim(1, 30, LEAST - 1)) is Why.LOW_WAGE
    assert claim(1, 30) is claim(1, 31)
    assert made.claimed[0].amount == 500
    assert why_not(lambda: claim(1, 31, PAID + 1)) is Why.CLAIMED_ALREADY
    assert why_not(lambda: claim(4, 200)) is Why.NO_SUCH_MONTH
    leaving.leave(session, hired.id, TODAY + 60 * DAY, LeaveReason.FAMILY, case.actor(Role.HELPER), after(61))
    assert why_not(lambda: claim(2, 70)) is Why.NOT_THERE
    assert service.of_hire(session, hired) == [made]
    assert training_file(session, case.person_id, after(61), clerk).at_work == (made,)


def test_what_stopped_is_paid_no_further_and_only_a_slip_is_taken_back(
    session: Session, case: Case, hired: Referral
) -> None:
    clerk = case.actor(Role.CLERK)
    slip = service.agree(session, hired.id, replace(TERMS, skill="写错了"), NOON, clerk)
    service.take_back(session, slip.id, NOON, clerk)
    made = service.agree(session, hired.id, TERMS, NOON, clerk)
    service.claim(session, made.id, 1, PAID, after(40), clerk)
    assert why_not(lambda: service.take_back(session, made.id, after(40), clerk)) is Why.CLAIMED_ALREADY
    for day in (TODAY, TODAY + 41 * DAY):
        assert why_not(lambda day=day: service.stop(session, made.id, day, after(40), clerk)) is Why.WRONG_END
    service.stop(session, made.id, TODAY + 39 * DAY, after(40), clerk)
    assert service.due_months(made, TODAY + 80 * DAY) == []
    assert why_not(lambda: service.claim(session, made.id, 2, PAID, after(80), clerk)) is Why.STOPPED


def certified(session: Session, person_id: int, level: int | None) -> Enrolment:
    """The person holds the card of a class in sewing."""
    content = CourseContent("缝纫班", occupation="缝纫工", level=level, starts_on=date(2026, 5, 4), capacity=5)
    course = courses.hold(session, courses.register_provider(session, "启航学校", NOON, BY), content, NOON, BY)
    seat = Enrolment(person_id=person_id, course_id=course.id, state="certified", opened_at=NOON)
    session.add(seat)
    session.flush()
    number = f"card {course.number}"
    card = {"kind": "sewing", "number": number, "number_index": number, "issued_on": TODAY, "written_at": NOON}
    session.add(CourseCertificate(enrolment_id=seat.id, **card))
    session.flush()
    return seat


def test_the_same_occupation_and_level_is_paid_in_a_class_or_at_work_and_never_in_both(
    session: Session, case: Case, hired: Referral
) -> None:
    clerk = case.actor(Role.CLERK)
    in_class, higher = (certified(session, case.person_id, level) for level in (5, 4))
    made = service.agree(session, hired.id, replace(TERMS, level=5), NOON, clerk)
    service.claim(session, made.id, 1, PAID, after(40), clerk)
    with pytest.raises(CannotClaimError) as refused:
        subsidies.claim_training(session, in_class.id, PAID, after(40), clerk)
    assert refused.value.code is WhyNotPaid.SAME_OCCUPATION
    service.take_back_month(session, made.claimed[0].id, WhyTakenBack.SLIP, after(40), clerk)
    first = subsidies.claim_training(session, in_class.id, PAID, after(41), clerk)
    subsidies.take_back(session, first.id, WhyTakenBack.SLIP, after(41), clerk)
    service.claim(session, made.id, 1, PAID + 1, after(41), clerk)
    assert ([one.wage for one in made.claimed], len(made.claims)) == (["3001.00"], 2)
    service.claim(session, made.id, 2, PAID, after(70), clerk)
    subsidies.claim_training(session, higher.id, PAID, after(70), clerk)
    service.stop(session, made.id, TODAY + 65 * DAY, after(70), clerk)
    again = replace(TERMS, begins_on=TODAY + 70 * DAY, level=4)
    assert why_not(lambda: service.agree(session, hired.id, again, after(71), clerk)) is Why.SAME_OCCUPATION
