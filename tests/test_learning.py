"""From the seat to the job: the card of a class opens the post that waited for it, in the same step."""

from datetime import datetime, time, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import clock, db, learning, seats
from jobmatch.access import Actor, Role
from jobmatch.courses.attendance.model import Half, Mark
from jobmatch.courses.attendance.service import HalfDay
from jobmatch.courses.ending import service as ending
from jobmatch.courses.ending.model import CourseCertificate, WhyVoided
from jobmatch.courses.ending.service import Card
from jobmatch.courses.enrolments.model import Exam
from jobmatch.courses.model import Course
from jobmatch.matches.model import Proposal
from jobmatch.push.model import Message
from jobmatch.push.templates import Template
from tests.matches.conftest import NOON, place, settled
from tests.matches.test_bridges import somebody

__all__ = ["place", "settled"]

CLERK = Actor("xiaolou", Role.CLERK, None)


def test_the_card_of_a_class_opens_the_posts_that_waited_and_both_are_told(settled: Engine) -> None:
    person, opens = somebody(settled)
    with db.transaction(settled) as session:
        course = session.get_one(Course, opens.course)
        assert course.starts_on is not None
        assert course.ends_on is not None
        course.certificate_kind = course.certificate_kind or course.certificate
        seat = seats.agree_and_join(session, person, course.id, NOON, CLERK)
        morning = datetime.combine(course.starts_on, time(9), clock.SHANGHAI)
        told = HalfDay(course.starts_on, Half.MORNING)
        learning.take_attendance(session, course.id, told, {seat.id: Mark.PRESENT}, morning, CLERK)
        last = datetime.combine(course.ends_on, time(17), clock.SHANGHAI)
        ending.conclude(session, seat.id, Exam.PASSED, last, CLERK)
        waited = set(opens.opens) & open_posts(session, person)
        assert waited == set()
        learning.certify(session, seat.id, Card("520322-77", course.ends_on), last + timedelta(minutes=1), CLERK)
        found = open_posts(session, person)
        assert found & set(opens.opens + opens.later)
        kinds = set(session.scalars(select(Message.template)))
        assert {Template.SEAT, Template.NEW_MATCH} <= kinds
        card = session.scalars(select(CourseCertificate)).one()
        assert learning.void(session, card.id, WhyVoided.NUMBER, last + timedelta(minutes=2), CLERK)
        assert not open_posts(session, person) & set(opens.opens + opens.later), "what the card opened closes at once"


def open_posts(session: Session, person: int) -> set[int]:
    return set(
        session.scalars(select(Proposal.vacancy_id).where(Proposal.person_id == person, Proposal.ended_on.is_(None)))
    )
