"""A class cancelled with people enrolled: all told, seats and matches put right, at once or a few minutes later."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import db, flow, not_held, seats
from jobmatch.courses import cancelling
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course
from jobmatch.jobs.classes import put_right
from jobmatch.matches.counting_on import who_counts_on
from jobmatch.matches.model import Proposal
from jobmatch.push.model import Message
from jobmatch.push.templates import Template
from jobmatch.vacancies.model import CertificateDemand, Vacancy
from tests.matches.conftest import BY, DAY, NOON, TODAY, now, place, settled
from tests.matches.test_bridges import somebody
from tests.vacancies.posting_desk import CLERK

__all__ = ["place", "settled"]

LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def counted_on(settled: Engine) -> int:
    """A class that proposals name, since every employer waits for who takes one; one of those people has a seat."""
    _, opens = somebody(settled)
    with db.transaction(settled) as session:
        course = session.get_one(Course, opens.course)
        course.starts_on, course.ends_on, course.certificate_by = (TODAY + days * DAY for days in (3, 8, 9))
        for demand in session.scalars(select(CertificateDemand)):
            demand.train_first = True
            post = session.get_one(Vacancy, demand.vacancy_id)
            post.start_on, post.expires_on = TODAY + 30 * DAY, TODAY + 60 * DAY
    flow.match(settled, TODAY, None, now, BY)
    with db.transaction(settled) as session:
        person = who_counts_on(session, session.get_one(Course, opens.course))[0]
        seats.agree_and_join(session, person, opens.course, NOON, CLERK)
    return opens.course


def named(session: Session, course_id: int) -> int:
    """How many open proposals say that the class leads to them."""
    said = session.scalars(select(Proposal.explanation).where(Proposal.ended_on.is_(None)))
    return sum(str(course_id) in str(one["fixes"]) for one in said)


def news(session: Session) -> list[object]:
    messages = session.scalars(select(Message).where(Message.template == Template.SEAT).order_by(Message.id))
    return [one.fields["news"] for one in messages]


def test_all_are_told_and_seats_and_matches_put_right_in_one_act(settled: Engine, counted_on: int) -> None:
    with db.transaction(settled) as session:
        course = session.get_one(Course, counted_on)
        assert named(session, counted_on) > 0
        not_held.cancel(session, course, TODAY, "老师病了", LATER, CLERK)
        assert (named(session, counted_on), course.enrolled_here) == (0, 0)
        assert session.scalars(select(Enrolment.state)).all() == ["called_off"]
        assert news(session) == ["enrolled", "called_off"]
    assert put_right(settled, lambda: LATER, "test") == {"told": 0, "answered": 0, "rematched": 0}


def test_what_is_left_of_it_and_what_a_list_left_out_follows_in_minutes(settled: Engine, counted_on: int) -> None:
    with db.transaction(settled) as session:
        cancelling.cancel(session, session.get_one(Course, counted_on), TODAY, "no longer in the list", LATER, CLERK)
        homes = not_held.still_counting(session, LATER)
        assert homes
    assert put_right(settled, lambda: LATER, "test") == {"told": 1, "answered": 0, "rematched": len(homes)}
    with db.reading(settled) as session:
        assert named(session, counted_on) == 0
        assert news(session) == ["enrolled", "called_off"]
    assert put_right(settled, lambda: LATER, "test") == {"told": 0, "answered": 0, "rematched": 0}
