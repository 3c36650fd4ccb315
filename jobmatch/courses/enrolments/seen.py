"""Classes as one person sees them: those that can be joined, how long each line is, and the own enrolments.

It reads and asks for no permission: whose affairs they are, the page has asked.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.enrolments.cycle import OVER, RUNNING, EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course


def joinable(session: Session, as_of: date) -> list[Course]:
    """The classes that are open and have not begun, the next to begin first; a full one has a line to wait in."""
    query = (
        select(Course)
        .where(Course.state == ClassState.OPEN, or_(Course.starts_on.is_(None), Course.starts_on >= as_of))
        .options(joinedload(Course.provider))
        .order_by(Course.starts_on.is_(None), Course.starts_on, Course.id)
    )
    return list(session.scalars(query))


def enrolments_of(session: Session, person_id: int) -> list[Enrolment]:
    """The enrolments of a person with their classes, what still goes on first, then the newest."""
    query = (
        select(Enrolment)
        .where(Enrolment.person_id == person_id)
        .options(joinedload(Enrolment.course).joinedload(Course.provider))
        .order_by(Enrolment.state.not_in(RUNNING), Enrolment.id.desc())
    )
    return list(session.scalars(query))


def standing(session: Session, person_id: int, course_id: int) -> Enrolment | None:
    """The enrolment of a person in a class that is not over without a result; None where there is none."""
    pair = select(Enrolment).where(Enrolment.person_id == person_id, Enrolment.course_id == course_id)
    return session.scalar(pair.where(Enrolment.state.not_in(OVER)))


def titles_of(session: Session, enrolment_ids: Collection[int]) -> dict[int, str]:
    """What the classes of some enrolments are called, by enrolment."""
    named = select(Enrolment.id, Course.title).join(Enrolment.course).where(Enrolment.id.in_(enrolment_ids))
    return dict(session.execute(named).all())


def lines(session: Session, course_ids: Collection[int]) -> dict[int, int]:
    """How many wait for a seat of each of some classes."""
    waiting = select(Enrolment.course_id, func.count()).where(
        Enrolment.course_id.in_(course_ids), Enrolment.state == EnrolmentState.WAITING
    )
    return dict(session.execute(waiting.group_by(Enrolment.course_id)).all())


def kept_and_waiting(session: Session, course_id: int) -> tuple[int, int]:
    """For how many a seat of a class is kept that they have not taken yet, and how many wait for one."""
    counted = dict(
        session.execute(
            select(Enrolment.state, func.count())
            .where(Enrolment.course_id == course_id)
            .where(Enrolment.state.in_((EnrolmentState.OFFERED, EnrolmentState.WAITING)))
            .group_by(Enrolment.state)
        ).all()
    )
    return counted.get(EnrolmentState.OFFERED, 0), counted.get(EnrolmentState.WAITING, 0)


def places_in_line(session: Session, person_id: int) -> dict[int, int]:
    """Of the enrolments that somebody waits with, by id, how many wait before each."""
    place = func.row_number().over(partition_by=Enrolment.course_id, order_by=(Enrolment.waits_since, Enrolment.id))
    classes = select(Enrolment.course_id).where(
        Enrolment.person_id == person_id, Enrolment.state == EnrolmentState.WAITING
    )
    line = (
        select(Enrolment.id, Enrolment.person_id, place.label("place"))
        .where(Enrolment.state == EnrolmentState.WAITING, Enrolment.course_id.in_(classes))
        .subquery()
    )
    own = select(line.c.id, line.c.place - 1).where(line.c.person_id == person_id)
    return dict(session.execute(own).all())
