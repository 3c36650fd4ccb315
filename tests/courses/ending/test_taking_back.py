"""A slip at the exam: taken back while nothing came of it, sat again by who failed, and the log keeps all of it."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.courses import cancelling
from jobmatch.courses.ending import service, taking_back
from jobmatch.courses.ending.refusals import WhyNotConclude
from jobmatch.courses.enrolments.model import STANDS, Enrolment, EnrolmentMove, Exam, FailReason
from jobmatch.courses.model import Course
from jobmatch.courses.refusals import UnacceptableCourseError, WhyNot
from jobmatch.courses.subsidies import service as subsidies
from jobmatch.courses.taken_back import WhyTakenBack
from jobmatch.households.model import Person
from jobmatch.tidings.seats import tell_of_the_rest
from tests.courses.ending.test_service import AFTER, CARD, begins_work, held, passed_without_a_card, why_not
from tests.vacancies.posting_desk import CLERK

__all__ = ["held"]

MANY = 30
LATER = AFTER + timedelta(hours=1)


def back(session: Session, seat: Enrolment) -> list[Enrolment]:
    """The last result of somebody is taken back."""
    last = taking_back.results_of(session, [seat.id])[seat.id][-1].id
    return taking_back.take_back_results(session, seat.course_id, [last], LATER, CLERK)


def test_a_wrong_tap_is_taken_back_once_and_the_log_keeps_both(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, seldom) = held
    service.conclude_all(session, course.id, {often.id: Exam.NOT_PASSED, seldom.id: Exam.PASSED}, AFTER, CLERK)
    written = [one.id for moves in taking_back.results_of(session, [often.id, seldom.id]).values() for one in moves]
    assert taking_back.take_back_results(session, course.id, written, LATER, CLERK) == [often, seldom]
    assert {(one.state, one.exam, one.failed_because) for one in (often, seldom)} == {("attending", None, None)}
    assert taking_back.take_back_results(session, course.id, written, LATER, CLERK) == [], "the second tap"
    assert [(one.verb, one.exam) for one in often.moves[-2:]] == [("fail", Exam.NOT_PASSED), ("take_back", None)]
    assert service.conclude(session, often.id, Exam.PASSED, LATER, CLERK).state == "completed"
    assert taking_back.take_back_results(session, course.id, written, LATER, CLERK) == [], "it was written anew since"
    assert session.scalars(select(EnrolmentMove.verb).where(STANDS, EnrolmentMove.verb == "fail")).all() == []
    with pytest.raises(Refused):
        taking_back.take_back_results(session, course.id, written, LATER, Actor("other", Role.TRAINER))


def test_a_class_of_which_somebody_has_a_result_is_not_called_off(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, seldom) = held
    service.conclude(session, often.id, Exam.PASSED, AFTER, CLERK)
    with pytest.raises(UnacceptableCourseError) as refused:
        cancelling.cancel(session, course, AFTER.date(), "老师病了", AFTER, CLERK)
    assert (refused.value.code, course.state, seldom.state) == (WhyNot.HAS_RESULTS, "running", "attending")
    back(session, often)
    assert len(cancelling.cancel(session, course, AFTER.date(), "老师病了", AFTER, CLERK)) == 2


def test_who_failed_the_exam_sits_it_again_and_a_slip_there_leaves_the_first_result(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    _, (often, seldom) = held
    service.conclude(session, often.id, Exam.NOT_PASSED, AFTER, CLERK)
    assert service.conclude(session, often.id, Exam.PASSED, LATER, CLERK).state == "completed"
    assert [one.exam for one in taking_back.results_of(session, [often.id])[often.id]] == ["not_passed", "passed"]
    back(session, often)
    assert (often.state, often.exam, often.failed_because) == ("failed", Exam.NOT_PASSED, FailReason.EXAM)
    service.conclude(session, seldom.id, Exam.PASSED, AFTER, CLERK)
    again = why_not(lambda: service.conclude(session, seldom.id, Exam.PASSED, LATER, CLERK))
    assert again is WhyNotConclude.CAME_TOO_SELDOM


def test_what_came_of_a_result_keeps_it_but_work_that_began_does_not(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, _) = held
    service.conclude(session, often.id, Exam.PASSED, AFTER, CLERK)
    claim = subsidies.claim_allowance(session, often.id, AFTER, CLERK)
    claim.enrolment_id = held[1][1].id
    session.flush()
    service.certify(session, often.id, CARD, AFTER, CLERK)
    assert why_not(lambda: back(session, often)) is WhyNotConclude.CARD_WRITTEN
    course.certificate = course.certificate_kind = None
    other = held[1][1]
    other.state, other.exam = "attending", None
    session.flush()
    assert service.conclude(session, other.id, Exam.NOT_PASSED, AFTER, CLERK).state == "failed"
    assert why_not(lambda: back(session, other)) is WhyNotConclude.CLAIMED
    subsidies.take_back(session, claim.id, WhyTakenBack.WRONG_RESULT, LATER, CLERK)
    assert back(session, other)[0].state == "attending"


def test_who_was_found_to_work_is_examined_anew_and_nobody_hears_of_it(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, (often, _) = held
    passed_without_a_card(session, course, often)
    begins_work(session, often)
    service.placed_by_work(session, AFTER)
    tell_of_the_rest(session, AFTER)
    assert back(session, often)[0].state == "attending"
    assert tell_of_the_rest(session, LATER) == 0


def test_what_a_class_is_concluded_from_is_read_once_however_many_sit_in_it(
    session: Session, held: tuple[Course, list[Enrolment]]
) -> None:
    course, seats = held
    course.capacity = course.enrolled_here = MANY
    more = [Person(name=f"测试{one}", name_pinyin="", updated_at=AFTER) for one in range(len(seats), MANY)]
    session.add_all(more)
    session.flush()
    session.add_all(
        Enrolment(person_id=one.id, course_id=course.id, state="attending", opened_at=AFTER) for one in more
    )
    session.flush()
    everybody = session.scalars(select(Enrolment.id).where(Enrolment.course_id == course.id)).all()
    counted: list[int] = []
    for exams in (dict.fromkeys(everybody[:2], Exam.NOT_PASSED), dict.fromkeys(everybody, Exam.NOT_PASSED)):
        session.flush()
        sent: list[str] = []

        def note(*told: object, sent: list[str] = sent) -> None:
            sent.append(str(told[2]))

        event.listen(session.get_bind(), "before_cursor_execute", note)
        service.conclude_all(session, course.id, exams, AFTER, CLERK)
        event.remove(session.get_bind(), "before_cursor_execute", note)
        counted.append(sum(not one.startswith("INSERT") for one in sent))  # a row of each log for each person
        moved = [moves[-1].id for moves in taking_back.results_of(session, exams).values()]
        taking_back.take_back_results(session, course.id, moved, LATER, CLERK)
    assert len(everybody) == MANY
    assert counted[1] <= counted[0]
