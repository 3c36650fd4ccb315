"""Seats of classes as people live them: each verb of the enrolments, and with it the message to whom it concerns.

What comes of a certificate stands in `learning`, what of a class called off in `not_held`; the verbs' rules stand in
`courses`.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch.access import Actor, Role
from jobmatch.concerns import service as concerns
from jobmatch.courses import classes
from jobmatch.courses.as_told import as_told
from jobmatch.courses.content import CourseContent
from jobmatch.courses.enrolments import service as enrolments
from jobmatch.courses.enrolments.cycle import DropReason, EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course
from jobmatch.households import agreeing
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.tidings.seats import tell_of_change, tell_of_moves

_WISH_DONE = {
    EnrolmentState.ENROLLED: "报上名了", EnrolmentState.WAITING: "座位满了，排上队了",
    EnrolmentState.OFFERED: "排上队，轮到了，座位留着", EnrolmentState.ATTENDING: "回来接着上课了",
}  # fmt: skip
"""What is answered to a wish for a class by joining it."""


def invite(session: Session, person_id: int, course_id: int, at: datetime, actor: Actor) -> Enrolment:
    """Ask somebody to a class, who hears of it; raises what `enrolments.invite` raises."""
    enrolment = enrolments.invite(session, person_id, course_id, at, actor)
    tell_of_moves(session, course_id, at)
    return enrolment


def join(session: Session, person_id: int, course_id: int, at: datetime, actor: Actor) -> Enrolment:
    """Take a seat or wait for one, which is what a wish for this class was about; raises as `enrolments.join`."""
    enrolment = enrolments.join(session, person_id, course_id, at, actor)
    about, done = enrolments.scope_of(course_id), _WISH_DONE[EnrolmentState(enrolment.state)]
    concerns.fulfil_wish(session, person_id, about, done, at, actor)
    tell_of_moves(session, course_id, at)
    return enrolment


def agree_and_join(session: Session, person_id: int, course_id: int, at: datetime, actor: Actor) -> Enrolment:
    """The person says in one breath that the school of this class may hear the name, and takes a seat or waits.

    Of whoever says it to a worker, the worker is the witness. Raises what `join` raises.
    """
    own = actor.role is Role.RESIDENT
    agreeing.agree(
        session, person_id, ConsentPurpose.DISCLOSE_TO_TRAINER,
        ConsentGiven.OWN_PHONE if own else ConsentGiven.IN_PERSON, at, actor,
        witness=None if own else actor.name, scope=enrolments.scope_of(course_id),
    )  # fmt: skip
    return join(session, person_id, course_id, at, actor)


def drop(session: Session, enrolment_id: int, reason: DropReason, at: datetime, actor: Actor) -> Enrolment:
    """Give a seat up; the next in line hears that it is kept. Raises what `enrolments.drop` raises."""
    enrolment = enrolments.drop(session, enrolment_id, reason, at, actor)
    tell_of_moves(session, enrolment.course_id, at)
    return enrolment


def amend(
    session: Session, course_id: int, content: CourseContent, names: Sequence[str], at: datetime, actor: Actor
) -> Course:
    """Change a class: all of it hear of another day, hours or place, and who is kept a seat that came free by it.

    Raises what `classes.amend` raises.
    """
    before = as_told(session.get_one(Course, course_id))
    course = classes.amend(session, course_id, content, names, at, actor)
    tell_of_moves(session, course_id, at)
    if as_told(course) != before:
        tell_of_change(session, course, at)
    return course


def let_lapse(session: Session, course_id: int, at: datetime) -> list[int]:
    """Seats that were kept too long go to the next in line, who hears of it."""
    lapsed = enrolments.let_lapse(session, course_id, at)
    tell_of_moves(session, course_id, at)
    return lapsed


def give_up_all(
    session: Session, person_ids: Collection[int], states: Iterable[str], at: datetime, actor: Actor
) -> None:
    """The seats of people who are gone go to the next in line, who hear of it."""
    for course_id in enrolments.give_up_all(session, person_ids, states, at, actor):
        tell_of_moves(session, course_id, at)
