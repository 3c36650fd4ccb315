"""Classes that open posts are told once and to no more people than can join; once a month, who changed what."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from jobmatch import audit, clock, db, telling
from jobmatch.access import Actor, Role
from jobmatch.concerns.model import Concern, ConcernKind, ConcernState
from jobmatch.courses.model import Course
from jobmatch.jobs import tidings
from jobmatch.push import service as push
from jobmatch.push.model import LinkRole, Message
from jobmatch.push.templates import Template, said
from jobmatch.tidings import courses
from tests.jobs.test_nightly import work_on
from tests.matches.conftest import NOON, place, settled
from tests.matches.test_bridges import somebody
from tests.placements.people import settle

__all__ = ["place", "settled"]

DAY = timedelta(days=1)


def messages(engine: Engine, template: Template) -> list[Message]:
    with db.reading(engine) as session:
        return list(session.scalars(select(Message).where(Message.template == template).order_by(Message.id)))


@pytest.fixture
def told(settled: Engine) -> list[Message]:
    """What people heard of classes in the first night."""
    somebody(settled)
    number = tidings.tell_of_courses(work_on(settled))["of_courses"]
    found = messages(settled, Template.COURSE)
    assert number == len(found) > 0
    return found


def test_who_could_take_more_posts_after_a_class_hears_of_it_once(settled: Engine, told: list[Message]) -> None:
    first = told[0]
    with db.reading(settled) as session:
        course = session.get_one(Course, int((first.about or "").partition(":")[2]))
        assert course.title in said(first.template, first.fields).text
        assert first.expires_at is not None
        assert course.starts_on == first.expires_at.astimezone(clock.SHANGHAI).date()
    assert tidings.tell_of_courses(work_on(settled, NOON + DAY)) == {"of_courses": 0}


def test_a_class_that_is_known_for_days_is_told_at_the_counter_alone(settled: Engine) -> None:
    somebody(settled)
    assert tidings.tell_of_courses(work_on(settled, NOON + courses.NEW)) == {"of_courses": 0}


def test_who_asked_for_a_class_hears_of_another_one(settled: Engine, told: list[Message]) -> None:
    with db.transaction(settled) as session:
        before = [one.recipient.person_id for one in map(session.merge, told)]
        assert courses.to_be_told(session, before) == []
        session.add(
            Concern(
                person_id=before[0], kind=ConcernKind.COURSE_WISH, about="course:1", said_by="x", said_at=NOON,
                state=ConcernState.OPEN,
            )
        )  # fmt: skip
        session.flush()
        assert courses.to_be_told(session, before) == [before[0]]


def test_a_class_is_told_to_twice_as_many_as_can_join(settled: Engine) -> None:
    somebody(settled)
    with db.transaction(settled) as session:
        for one in session.scalars(select(Course)):
            one.capacity, one.enrolled_elsewhere = 11, 10
    tidings.tell_of_courses(work_on(settled))
    about = [one.about for one in messages(settled, Template.COURSE)]
    assert about
    assert max(map(about.count, about)) <= courses.TOLD_A_SEAT


def test_a_class_that_filled_up_meanwhile_is_not_told(settled: Engine, told: list[Message]) -> None:
    with db.transaction(settled) as session:
        for one in session.scalars(select(Course)):
            one.capacity, one.enrolled_elsewhere = 10, 10
    with db.transaction(settled) as session:
        assert telling.in_step(session, [session.merge(message) for message in told], NOON) == {}


JULY = datetime(2026, 7, 1, 1, tzinfo=UTC)
CLERK, OTHER = Actor("xiaolou", Role.CLERK, None), Actor("roster", Role.SYSTEM, None)


def test_once_a_month_who_changed_the_record_and_how_often_it_was_read(engine: Engine) -> None:
    with db.transaction(engine) as session:
        case = settle(session)
        person = f"person:{case.person_id}"
        to = telling.recipient(session, case.person_id, NOON)
        push.link(session, "o-1", to, LinkRole.SELF, "a clerk", NOON)
        for actor, action in ((CLERK, "change_person"), (CLERK, "change_person"), (OTHER, "change_person")):
            audit.record(session, actor, action, person, NOON)
        audit.record(session, CLERK, "read_person", person, NOON)
        audit.record(session, OTHER, "read_person", person, NOON)
        audit.record(session, case.actor(Role.RESIDENT), "agree", person, NOON)
        audit.record(session, CLERK, "change_person", person, JULY)
        audit.record(session, CLERK, "change_person", f"person:{case.twin_id}", NOON)  # has no telephone
    work = work_on(engine, JULY)
    assert tidings.tell_of_record(work) == {"of_record": 1}
    tidings.tell_of_record(work)
    (message,) = messages(engine, Template.RECORD_CHANGED)
    assert said(message.template, message.fields).text == (
        "6月里窗口改了2回、单位的名册改了1回，有人看了1回。不对的话，打开看一下，可以改回来。"
    )


def test_nobody_hears_of_a_month_in_which_nothing_was_done(engine: Engine) -> None:
    assert tidings.tell_of_record(work_on(engine, JULY)) == {"of_record": 0}
