"""A class that is not held: the class, its enrolments and the demand that it took up, in one verb."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access
from jobmatch.access import Actor, Permission, require, require_provider
from jobmatch.courses import demand as demands
from jobmatch.courses.class_cycle import ClassVerb
from jobmatch.courses.demand import DemandState, TrainingDemand
from jobmatch.courses.enrolments import service as enrolments
from jobmatch.courses.enrolments.cycle import HOLDS_SEAT, SITS, WITHOUT_SEAT
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course
from jobmatch.courses.moving import locked, move
from jobmatch.courses.refusals import UnacceptableCourseError, WhyNot

_PROGRAM = access.operator("class not held")


def cancel(session: Session, course: Course, on: date, reason: str, at: datetime, actor: Actor) -> list[int]:
    """The class will not be held: nobody is proposed it from then on, its seats and its demand are free.

    Returns the enrolments that were called off; whoever asks tells their people. Raises Refused, IllegalMoveError
    where the class is over, and UnacceptableCourseError where somebody has a result of it already.
    """
    require(actor, Permission.CHANGE_COURSE)
    require_provider(actor, course.provider_id)
    course = locked(session, course.id)
    if has_results(session, course):
        raise UnacceptableCourseError(WhyNot.HAS_RESULTS, f"somebody was examined in {course.number}")
    move(session, course, ClassVerb.CANCEL, reason, at, actor)
    course.cancelled_on = on
    taken = select(TrainingDemand.id).where(
        TrainingDemand.course_id == course.id, TrainingDemand.state == DemandState.TAKEN
    )
    for demand_id in session.scalars(taken).all():
        demands.give_back(session, demand_id, at, _PROGRAM)
    return enrolments.call_off_all(session, course, at)


def has_results(session: Session, course: Course) -> bool:
    """Whether somebody has completed a class or failed it: then it was held, and ends instead of being called off."""
    examined = Enrolment.state.in_(HOLDS_SEAT - WITHOUT_SEAT - SITS)
    return session.scalar(select(Enrolment.id).where(Enrolment.course_id == course.id, examined).limit(1)) is not None
