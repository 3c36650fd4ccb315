"""Whoever takes up work at the hours of a class is asked about the seat, keeps it until then, and is asked once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import db, seats, telling
from jobmatch.courses.codes import CourseType
from jobmatch.courses.enrolments.cycle import DropReason
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course
from jobmatch.households.codes import EmploymentStatus
from jobmatch.jobs.classes import put_right
from jobmatch.matching.codes import Shift
from jobmatch.placements.looking_after import look_after_person
from jobmatch.placements.warnings.model import EarlyWarning, Signal
from jobmatch.push.model import Message
from jobmatch.push.templates import SeatNews, said
from jobmatch.tidings import at_work
from jobmatch.vacancies.model import Vacancy
from tests.courses.enrolments.test_service import GUARD, a_class, agree
from tests.placements.follow_ups.asked import PROGRAM, does
from tests.placements.hired import started
from tests.placements.people import NOON, TODAY, Case, settle
from tests.vacancies.posting_desk import AT, CLERK

TOMORROW = NOON + timedelta(days=1)
LATER = TOMORROW + timedelta(hours=1)
BY_DAY = replace(GUARD, capacity=2, daily_from=time(9), daily_to=time(12))
EVENING = {"daily_from": time(19), "daily_to": time(21)}
WORK = {"hours_from": time(8), "hours_to": time(17)}


def has_seat(session: Session, case: Case, **facts: Any) -> Enrolment:
    agree(session, case.person_id)
    return seats.join(session, case.person_id, a_class(session, replace(BY_DAY, **facts)).id, AT, CLERK)


def works(session: Session, case: Case, **facts: Any) -> None:
    for name, fact in facts.items():
        setattr(session.get_one(Vacancy, case.vacancy_id), name, fact)
    started(session, case, on=TODAY + timedelta(days=1), at=TOMORROW)
    look_after_person(session, case.person_id, TOMORROW, PROGRAM)


def asked(session: Session) -> list[Message]:
    found = session.scalars(select(Message).order_by(Message.id)).all()
    return [one for one in found if one.fields.get("news") == SeatNews.AT_WORK]


def warned(session: Session) -> list[str]:
    found = session.scalars(select(EarlyWarning).where(EarlyWarning.signal == Signal.SEAT_AT_WORK))
    return [one.state.value for one in found]


def test_who_begins_work_at_the_hours_of_a_class_is_asked_once_and_the_worker_hears_of_it(session: Session) -> None:
    case = settle(session)
    seat = has_seat(session, case)
    works(session, case, **WORK)
    assert warned(session) == ["open"], "at once, with the start of the work"
    assert [at_work.ask(session, at) for at in (LATER, LATER + timedelta(days=1))] == [1, 0]
    (question,) = asked(session)
    assert said(question.template, question.fields).text.startswith("您上班了，保安员上课的时候您在上班。座位还要吗？")
    assert (seat.state, at_work.answered(session, LATER)) == ("enrolled", []), "nobody takes the seat away"
    assert telling.in_step(session, [question], LATER) != {}
    seats.drop(session, seat.id, DropReason.FOUND_WORK, LATER, CLERK)
    assert telling.in_step(session, [question], LATER) == {}
    assert at_work.answered(session, LATER) == [case.household_id]


def test_the_warning_is_over_a_few_minutes_after_the_answer(engine: Engine) -> None:
    with db.transaction(engine) as session:
        case = settle(session)
        seat = has_seat(session, case)
        works(session, case, **WORK)
        seats.drop(session, seat.id, DropReason.FOUND_WORK, LATER, CLERK)
    put_right(engine, lambda: LATER, "test")
    with db.transaction(engine) as session:
        assert (asked(session), warned(session)) == ([], ["over"])


Given = Callable[[Session, Case], None]


def seat_and_work(seat: dict[str, Any], work: dict[str, Any]) -> Given:
    def given(session: Session, case: Case) -> None:
        has_seat(session, case, **seat)
        works(session, case, **work)

    return given


def joins_while_at_work(session: Session, case: Case) -> None:
    works(session, case, **WORK)
    agree(session, case.person_id)
    seats.join(session, case.person_id, a_class(session, BY_DAY).id, TOMORROW, CLERK)


def works_by_the_record(session: Session, case: Case) -> None:
    has_seat(session, case)
    does(session, case.person_id, EmploymentStatus.EMPLOYED, TODAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("given", "is_asked"),
    [
        (seat_and_work({}, {}), True),  # nobody wrote the hours of a full-time post
        (works_by_the_record, True),
        (seat_and_work({"daily_from": None, "daily_to": None}, WORK), True),
        (seat_and_work(EVENING, {"hours_from": time(20), "hours_to": time(6)}), True),
        (seat_and_work(EVENING, WORK), False),
        (seat_and_work({}, {"shift": Shift.FLEXIBLE}), False),
        (seat_and_work({}, {"hours_per_day": 4}), False),
        (seat_and_work({"type": CourseType.UPGRADE}, WORK), False),
        (seat_and_work({}, WORK | {"season_end": date(2026, 6, 7)}), False),
        (joins_while_at_work, False),
    ],
)  # fmt: skip
def test_asked_is_where_hours_meet_that_were_not_known_to_meet(
    session: Session, given: Given, is_asked: bool
) -> None:  # fmt: skip
    case = settle(session)
    given(session, case)
    assert at_work.ask(session, LATER) == is_asked


def test_a_class_that_is_over_before_the_work_begins_is_none_of_it(session: Session) -> None:
    case = settle(session)
    course = session.get_one(Course, has_seat(session, case).course_id)
    course.starts_on = course.ends_on = TODAY
    works(session, case, **WORK)
    assert (at_work.ask(session, LATER), warned(session)) == (0, [])
