"""What a school owes: insurance before anybody practises, an open door to who looks in, names for the class alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.courses import classes, service
from jobmatch.courses.attendance import service as attendance
from jobmatch.courses.attendance.model import Half, Mark
from jobmatch.courses.attendance.service import HalfDay
from jobmatch.courses.checks import Seen, ToPutRight, checks_of, look_in, marked, to_put_right
from jobmatch.courses.class_cycle import ClassVerb
from jobmatch.courses.enrolments import service as enrolments
from jobmatch.courses.model import Course
from jobmatch.courses.refusals import UnacceptableCourseError, WhyNot
from tests.courses.enrolments.test_service import GUARD, people
from tests.vacancies.posting_desk import AT, CLERK

FIRST = AT + timedelta(days=7)
ON = FIRST.date()


@pytest.fixture
def course(session: Session) -> Course:
    """A class of two days with two people, that begins in a week."""
    parameters.plant_first_rows(session)
    content = replace(GUARD, starts_on=ON, ends_on=ON + timedelta(days=1), capacity=5)
    held = service.hold(session, service.register_provider(session, "启航学校", AT, CLERK), content, AT, CLERK)
    for person in people(session, 2):
        enrolments.join(session, person, held.id, AT, CLERK)
    return held


def why_not(act: Callable[[], object]) -> WhyNot:
    with pytest.raises(UnacceptableCourseError) as refused:
        act()
    return refused.value.code


def test_a_class_with_practice_begins_insured_and_the_clock_waits_for_that(session: Session, course: Course) -> None:
    course.practice = True
    session.flush()
    assert why_not(lambda: classes.begin(session, course.id, FIRST, CLERK)) is WhyNot.NOT_INSURED
    assert classes.due_by_calendar(session, ON) == []
    course.insurance = "某某保险 B-1"
    session.flush()
    assert classes.due_by_calendar(session, ON) == [(course.id, ClassVerb.BEGIN)]
    classes.begin(session, course.id, FIRST, CLERK)


def test_heads_that_were_counted_stand_beside_the_roll_whenever_it_was_called(session: Session, course: Course) -> None:
    seen = Seen(ON, Half.MORNING, 1, "教室里一个人")
    assert why_not(lambda: look_in(session, course.id, seen, AT, CLERK)) is WhyNot.CHECK_OUTSIDE
    check = look_in(session, course.id, seen, FIRST, CLERK)
    assert look_in(session, course.id, replace(seen, heads=9), FIRST, CLERK) is check
    assert marked(session, [check]) == {}
    seats = [one.id for one, _name in enrolments.roster(session, course.id, FIRST, CLERK)]
    told = HalfDay(ON, Half.MORNING)
    attendance.take(session, course.id, told, dict.fromkeys(seats, Mark.PRESENT), lambda *_: (), FIRST, CLERK)
    assert marked(session, [check]) == {check.id: 2}
    school = Actor("school", Role.TRAINER, provider_ids=frozenset({course.provider_id}))
    with pytest.raises(Refused):
        look_in(session, course.id, seen, FIRST, school)


def test_what_a_school_may_not_do_stands_against_it_until_a_later_check_that_asked_finds_otherwise(
    session: Session, course: Course
) -> None:
    seen = Seen(ON, Half.MORNING, 2, "", sells=True, keeps_id_cards=True)
    look_in(session, course.id, seen, FIRST, CLERK)
    look_in(session, course.id, replace(seen, half=Half.AFTERNOON, sells=None, keeps_id_cards=False), FIRST, CLERK)
    assert to_put_right(checks_of(session, course.id)) == ToPutRight(sells=ON, keeps_id_cards=None)
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "course.check")).first()
    assert event is not None
    assert event.detail.endswith("2, sells, keeps ID cards")


def test_a_school_hears_names_until_the_outcome_of_the_class_has_been_seen(session: Session, course: Course) -> None:
    school = Actor("school", Role.TRAINER, provider_ids=frozenset({course.provider_id}))
    last = FIRST + timedelta(days=1 + 180)
    heard = [name for _one, name in enrolments.roster(session, course.id, last, school)]
    assert None not in heard
    assert len(heard) == 2
    after = enrolments.roster(session, course.id, last + timedelta(days=1), school)
    assert [name for _one, name in after] == [None, None]
