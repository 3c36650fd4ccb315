"""Courses, providers and seats."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.courses import cancelling, service
from jobmatch.courses.content import CourseContent
from jobmatch.courses.model import Course
from jobmatch.courses.service import NoSeatError, UnacceptableCourseError
from tests.vacancies.posting_desk import AT, CLERK

SEWING = CourseContent(title="缝纫工", starts_on=date(2026, 6, 8), ends_on=date(2026, 6, 19), capacity=2)
DAY = date(2026, 6, 1)


def held(session: Session, content: CourseContent = SEWING) -> Course:
    """A class that is open to everybody."""
    return service.hold(session, service.register_provider(session, "启航学校", AT, CLERK), content, AT, CLERK)


def test_a_provider_is_entered_once(session: Session) -> None:
    first = service.register_provider(session, "启航学校", AT, CLERK)
    assert service.register_provider(session, " 启航学校 ", AT, CLERK).id == first.id


def test_a_course_that_ends_before_it_begins_is_refused(session: Session) -> None:
    with pytest.raises(UnacceptableCourseError, match="before it begins"):
        held(session, replace(SEWING, ends_on=date(2026, 6, 1)))


def test_seats_are_taken_and_given_back_and_never_more_than_there_are(session: Session) -> None:
    course = held(session)
    service.take_seats(session, course, 2, AT, CLERK)
    assert course.seats == 0
    with pytest.raises(NoSeatError):
        service.take_seats(session, course, 1, AT, CLERK)
    service.give_back_seats(session, course, 1, AT, CLERK)
    assert course.seats == 1
    with pytest.raises(NoSeatError):
        service.give_back_seats(session, course, 2, AT, CLERK)


def test_courses_to_join_have_not_begun_are_not_cancelled_and_have_a_seat(session: Session) -> None:
    open_course, undated = held(session), held(session, replace(SEWING, starts_on=None, ends_on=None))
    held(session, replace(SEWING, starts_on=date(2026, 5, 31)))
    held(session, replace(SEWING, capacity=5, enrolled=5))
    cancelling.cancel(session, held(session), DAY, "too few people", AT, CLERK)
    session.flush()
    assert {course.id for course in service.upcoming(session, DAY)} == {open_course.id, undated.id}


def test_a_cancelled_course_can_be_held_after_all(session: Session) -> None:
    course = held(session)
    cancelling.cancel(session, course, DAY, "", AT, CLERK)
    service.reinstate(session, course, "enough people now", AT, CLERK)
    session.flush()
    assert service.upcoming(session, DAY) == (course,)


def test_an_employer_changes_no_course(session: Session) -> None:
    with pytest.raises(Refused):
        service.register_provider(session, "启航学校", AT, Actor("boss", Role.EMPLOYER))
