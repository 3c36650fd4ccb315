"""Seats of classes: who gets one, who waits, who comes next, and what a cancelled class leaves."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.access import Actor, Refused, Role
from jobmatch.courses import service as courses
from jobmatch.courses.content import CourseContent
from jobmatch.courses.enrolments import service
from jobmatch.courses.enrolments.cycle import DropReason, Verb
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.enrolments.service import CannotJoinError, NoSuchEnrolmentError
from jobmatch.courses.model import Course
from jobmatch.households.model import Household, Membership, Person
from jobmatch.life_cycle import IllegalMoveError
from tests.vacancies.posting_desk import AT, CLERK, DAY

GUARD = CourseContent(title="保安员", starts_on=date(2026, 6, 8), ends_on=date(2026, 6, 19), capacity=1)
BEGUN = AT + timedelta(days=7)


def a_class(session: Session, content: CourseContent = GUARD) -> Course:
    return courses.hold(session, courses.register_provider(session, "启航学校", AT, CLERK), content, AT, CLERK)


def people(session: Session, count: int) -> list[int]:
    home = Household(number="TZ-S1-000001", registered_at=AT, updated_at=AT)
    made = [Person(name=f"测试{number}", name_pinyin="", updated_at=AT) for number in range(count)]
    session.add_all([home, *made])
    session.add_all(Membership(household=home, person=one, joined_on=DAY) for one in made)
    session.flush()
    return [one.id for one in made]


def test_a_freed_seat_is_kept_for_whoever_waits_longest_and_not_for_a_newcomer(session: Session) -> None:
    course, (first, second, third, late) = a_class(session), people(session, 4)
    seated = service.join(session, first, course.id, AT, CLERK)
    waiting = [
        service.join(session, one, course.id, AT + timedelta(minutes=n), CLERK) for n, one in enumerate((second, third))
    ]
    assert (seated.state, [one.state for one in waiting]) == ("enrolled", ["waiting", "waiting"])
    service.drop(session, seated.id, DropReason.FOUND_WORK, AT, CLERK)
    assert [one.state for one in waiting] == ["offered", "waiting"]
    assert service.join(session, late, course.id, AT + timedelta(hours=1), CLERK).state == "waiting"
    assert service.join(session, second, course.id, AT, CLERK).state == "enrolled"
    assert course.enrolled == 1
    assert [(move.verb, move.by, move.reason) for move in seated.moves] == [
        ("suggest", "clerk", None), ("enrol", "clerk", None), ("drop", "clerk", DropReason.FOUND_WORK),
    ]  # fmt: skip


def test_more_seats_go_to_those_who_wait_before_anybody_new(session: Session) -> None:
    course, (first, second, late) = a_class(session), people(session, 3)
    service.join(session, first, course.id, AT, CLERK)
    waits = service.join(session, second, course.id, AT, CLERK)
    courses.amend(session, course, replace(GUARD, capacity=2), ["capacity"], AT, CLERK)
    assert service.join(session, late, course.id, AT + timedelta(hours=1), CLERK).state == "waiting"
    assert waits.state == "offered"


def test_who_has_a_seat_takes_no_second_and_who_dropped_out_may_come_back(session: Session) -> None:
    course, (person,) = a_class(session), people(session, 1)
    seat = service.join(session, person, course.id, AT, CLERK)
    with pytest.raises(IllegalMoveError):
        service.join(session, person, course.id, AT, CLERK)
    service.drop(session, seat.id, DropReason.CARE, AT, CLERK)
    assert service.join(session, person, course.id, AT, CLERK).id != seat.id
    assert course.enrolled == 1


def test_nobody_sits_in_two_classes_at_the_same_time(session: Session) -> None:
    (person,) = people(session, 1)
    service.join(session, person, a_class(session).id, AT, CLERK)
    with pytest.raises(CannotJoinError, match="lies over K"):
        service.join(session, person, a_class(session, replace(GUARD, starts_on=date(2026, 6, 19))).id, AT, CLERK)
    later = replace(GUARD, starts_on=date(2026, 6, 20), ends_on=date(2026, 6, 30))
    assert service.join(session, person, a_class(session, later).id, AT, CLERK).state == "enrolled"


def test_a_class_that_has_begun_is_not_joined_and_one_that_has_not_is_not_attended(session: Session) -> None:
    course, (person, late) = a_class(session), people(session, 2)
    seat = service.join(session, person, course.id, AT, CLERK)
    with pytest.raises(CannotJoinError, match="begins on"):
        service.go_on(session, seat.id, Verb.ATTEND, AT, CLERK)
    with pytest.raises(CannotJoinError, match="began on"):
        service.join(session, late, course.id, BEGUN + timedelta(days=1), CLERK)
    for verb in (Verb.ATTEND, Verb.COMPLETE):
        service.go_on(session, seat.id, verb, BEGUN, CLERK)
    assert seat.state == "completed"
    with pytest.raises(CannotJoinError, match="verb of its own"):
        service.go_on(session, seat.id, Verb.CERTIFY, BEGUN, CLERK)


def test_a_cancelled_class_gives_its_seats_back_and_says_whom_to_tell(session: Session) -> None:
    course, (first, second, third) = a_class(session), people(session, 3)
    enrolments = [service.join(session, one, course.id, AT, CLERK) for one in (first, second)]
    assert service.cancel_class(session, course.id, DAY, "老师病了", AT, CLERK) == [first, second]
    assert ([one.state for one in enrolments], course.enrolled) == (["called_off", "called_off"], 0)
    with pytest.raises(CannotJoinError, match="not held"):
        service.invite(session, third, course.id, AT, CLERK)


def test_an_invitation_takes_no_seat(session: Session) -> None:
    course, (person,) = a_class(session), people(session, 1)
    assert service.invite(session, person, course.id, AT, CLERK).state == "invited"
    assert course.enrolled == 0
    assert service.join(session, person, course.id, AT, CLERK).state == "enrolled"


def test_residents_speak_for_themselves_and_strangers_for_nobody(session: Session) -> None:
    course, (person,) = a_class(session), people(session, 1)
    own = Actor("resident", Role.RESIDENT, person_ids=frozenset({person}))
    seat = service.join(session, person, course.id, AT, own)
    for stranger in (
        Actor("other", Role.RESIDENT, person_ids=frozenset({person + 1})),
        Actor("far", Role.CLERK, sites=frozenset({"S9"})),
        Actor("school", Role.TRAINER, sites=None),
    ):
        with pytest.raises(Refused):
            service.drop(session, seat.id, DropReason.OTHER, AT, stranger)
    assert seat.state == "enrolled"
    with pytest.raises(NoSuchEnrolmentError):
        service.drop(session, 999, DropReason.OTHER, AT, CLERK)


def test_of_two_who_press_at_the_same_moment_one_has_the_last_seat_and_one_waits(engine: Engine) -> None:
    with db.transaction(engine) as session:
        course_id, pair = a_class(session).id, people(session, 2)
    together = Barrier(2, timeout=10)

    def press(person_id: int) -> str:
        together.wait()
        with db.transaction(engine) as session:
            return service.join(session, person_id, course_id, AT, CLERK).state

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(press, pair)) == ["enrolled", "waiting"]
    with db.transaction(engine) as session:
        assert session.get_one(Course, course_id).enrolled == 1
        assert len(session.scalars(select(Enrolment)).all()) == 2
