"""A certificate that was written wrongly is voided, counts nowhere, stays written, and a right one takes its place."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.courses import outcomes
from jobmatch.courses.ending import service, taking_back
from jobmatch.courses.ending.model import CourseCertificate, WhyVoided
from jobmatch.courses.ending.refusals import WhyNotConclude
from jobmatch.courses.ending.voiding import void
from jobmatch.courses.enrolments.model import Enrolment, Exam
from jobmatch.courses.model import Course
from jobmatch.courses.subsidies import service as subsidies
from jobmatch.courses.subsidies.service import CannotClaimError, WhyNotPaid
from jobmatch.courses.taken_back import WhyTakenBack
from jobmatch.courses.training_file import training_file
from jobmatch.households.working_life import CertificateRow
from jobmatch.in_step import in_step
from jobmatch.push.life import MessageState
from jobmatch.push.model import Message
from jobmatch.push.templates import Template
from jobmatch.reports.m3_training import training
from jobmatch.tidings.seats import tell_of_moves
from jobmatch.tidings.voided import tell_of_void
from tests.courses.ending.test_service import AFTER, CARD, LAST, begins_work, held, why_not
from tests.vacancies.posting_desk import CLERK

__all__ = ["held"]

LATER = AFTER + timedelta(hours=1)


@pytest.fixture
def card(session: Session, held: tuple[Course, list[Enrolment]]) -> CourseCertificate:
    """The card of who came often enough and passed."""
    service.conclude(session, held[1][0].id, Exam.PASSED, AFTER, CLERK)
    return service.certify(session, held[1][0].id, CARD, AFTER, CLERK)


def test_a_voided_card_counts_nowhere_and_the_right_one_carries_the_same_number(
    session: Session, held: tuple[Course, list[Enrolment]], card: CourseCertificate
) -> None:
    course, (often, _) = held
    assert void(session, card.id, WhyVoided.DAYS, LATER, CLERK) is card
    assert void(session, card.id, WhyVoided.NUMBER, LATER, CLERK) is None, "the second tap"
    assert (card.voided_by, card.voided_because, often.state) == (CLERK.name, WhyVoided.DAYS, "completed")
    assert session.scalars(select(CertificateRow)).all() == []
    assert outcomes.of_courses(session, [course.id], LAST)[course.id].certified == 0
    assert training(session, date(2026, 6, 1), [None]).value("total", "certified") == 0
    with pytest.raises(CannotClaimError) as refused:
        subsidies.claim_training(session, often.id, Decimal(1000), LATER, CLERK)
    assert refused.value.code is WhyNotPaid.NO_CERTIFICATE
    right = service.certify(session, often.id, replace(CARD, valid_to=date(2032, 6, 30)), LATER, CLERK)
    (page,) = training_file(session, often.person_id, LATER, CLERK).pages
    assert (page.certificate, page.voided) == (right, (card,))
    assert [one.valid_to for one in session.scalars(select(CertificateRow))] == [date(2032, 6, 30)]
    assert [(one.verb, one.by) for one in often.moves[-3:]] == [
        ("certify", CLERK.name), ("take_back", CLERK.name), ("certify", CLERK.name),
    ]  # fmt: skip


def test_two_who_write_the_right_card_at_one_moment_write_one(session: Session, card: CourseCertificate) -> None:
    void(session, card.id, WhyVoided.NUMBER, LATER, CLERK)
    right = service.certify(session, card.enrolment_id, CARD, LATER, CLERK)
    again = {"kind": right.kind, "number": "2", "number_index": "2", "issued_on": LAST, "written_at": LATER}
    session.add(CourseCertificate(enrolment_id=right.enrolment_id, **again))
    with pytest.raises(IntegrityError):
        session.flush()


def test_the_school_of_the_class_voids_it_and_no_other(
    session: Session, held: tuple[Course, list[Enrolment]], card: CourseCertificate
) -> None:
    school = Actor("school", Role.TRAINER, provider_ids=frozenset({held[0].provider_id}))
    for nobody in (Actor("other", Role.TRAINER), Actor("helper", Role.HELPER, sites=None)):
        with pytest.raises(Refused):
            void(session, card.id, WhyVoided.PERSON, LATER, nobody)
    assert void(session, card.id, WhyVoided.PERSON, LATER, school) is card


def test_a_claimed_card_is_voided_once_the_claim_is_taken_back_and_then_the_exam_as_well(
    session: Session, held: tuple[Course, list[Enrolment]], card: CourseCertificate
) -> None:
    _, (often, _) = held
    claim = subsidies.claim_training(session, often.id, Decimal(1000), AFTER, CLERK)
    assert why_not(lambda: void(session, card.id, WhyVoided.PERSON, LATER, CLERK)) is WhyNotConclude.CLAIMED
    subsidies.take_back(session, claim.id, WhyTakenBack.WRONG_RESULT, LATER, CLERK)
    void(session, card.id, WhyVoided.PERSON, LATER, CLERK)
    last = taking_back.results_of(session, [often.id])[often.id][-1].id
    assert taking_back.take_back_results(session, often.course_id, [last], LATER, CLERK) == [often]
    assert often.state == "attending"


def test_who_was_found_to_work_and_an_entry_that_the_counter_has_corrected_since(
    session: Session, held: tuple[Course, list[Enrolment]], card: CourseCertificate
) -> None:
    _, (often, _) = held
    begins_work(session, often)
    assert service.placed_by_work(session, AFTER) == 1
    (entry,) = session.scalars(select(CertificateRow))
    entry.number = "as the counter saw it"
    void(session, card.id, WhyVoided.NUMBER, LATER, CLERK)
    assert (often.state, session.scalars(select(CertificateRow)).all()) == ("completed", [entry])
    assert service.placed_by_work(session, LATER) == 0, "the card is to be written first"


def test_who_heard_of_the_card_hears_that_it_was_wrong_and_nobody_else_does(
    session: Session, held: tuple[Course, list[Enrolment]], card: CourseCertificate
) -> None:
    course, (often, _) = held
    for number, heard in (("520322-0002", False), ("520322-0003", True)):
        tell_of_moves(session, course.id, card.written_at)
        (told,) = session.scalars(select(Message).where(Message.state != MessageState.VOID))
        told.read_at = LATER if heard else None
        void(session, card.id, WhyVoided.NUMBER, LATER, CLERK)
        correction = tell_of_void(session, card, LATER)
        assert (correction is not None) is heard
        if correction is None:
            card = service.certify(session, often.id, replace(CARD, number=number), LATER, CLERK)
    assert correction is not None
    assert (correction.template, correction.fields["title"]) == (Template.CORRECTION, course.title)
    assert in_step(session, [correction], LATER), "it is still so, and goes out"
    service.certify(session, often.id, CARD, LATER, CLERK)
    assert in_step(session, [correction], LATER) == {}, "the right card is there, and that is what is told"
