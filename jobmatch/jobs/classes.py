"""What the clock does with classes: they begin and end on their days, and a seat that was kept too long goes on.

Who counted on a class that was called off does not wait for the night.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from jobmatch import db, not_held, seats
from jobmatch.courses import classes
from jobmatch.courses.class_cycle import ClassVerb
from jobmatch.courses.ending.service import placed_by_work
from jobmatch.courses.enrolments import service as enrolments
from jobmatch.courses.model import Course
from jobmatch.jobs.nightly import Figures
from jobmatch.jobs.work import PROGRAM, Work
from jobmatch.placements.looking_after import look_after
from jobmatch.reports import schools
from jobmatch.tidings import at_work, wishes
from jobmatch.tidings.seats import tell_of_the_rest, tell_of_tomorrow


def go_by_the_calendar(work: Work) -> Figures:
    """Begin and end classes, whoever forgot to say so, let kept seats lapse, and see who has found work.

    What was never opened until its first day had gone by is called off.
    """
    done = {ClassVerb.BEGIN: 0, ClassVerb.END: 0, ClassVerb.CANCEL: 0}
    with work.step() as session:
        due = classes.due_by_calendar(session, work.today)
    for course_id, verb in due:
        with work.step() as session:
            if (course_id, verb) in classes.due_by_calendar(session, work.today):
                _DO[verb](session, course_id, work)
                done[verb] += 1
    with work.step() as session:
        waited_for = enrolments.seats_kept_too_long(session, work.now())
    lapsed = 0
    for course_id in waited_for:
        with work.step() as session:
            lapsed += len(seats.let_lapse(session, course_id, work.now()))
    with work.step() as session:
        placed = placed_by_work(session, work.now())
        to_count = schools.schools(session)
    counted = 0
    for school in to_count:
        with work.step() as session:
            counted += schools.count(session, school, work.today)
    with work.step() as session:
        told = tell_of_the_rest(session, work.now()) + tell_of_tomorrow(session, work.now())
    return {
        "begun": done[ClassVerb.BEGIN],
        "over": done[ClassVerb.END],
        "never_opened": done[ClassVerb.CANCEL],
        "lapsed": lapsed,
        "placed": placed,
        "schools": counted,
        "told": told,
    }


def _call_off(session: Session, course_id: int, work: Work) -> None:
    course = session.get_one(Course, course_id)
    not_held.cancel(session, course, work.today, classes.NEVER_OPENED, work.now(), work.actor)


_DO: Mapping[ClassVerb, Callable[[Session, int, Work], object]] = {
    ClassVerb.BEGIN: lambda session, course_id, work: classes.begin(session, course_id, work.now(), work.actor),
    ClassVerb.END: lambda session, course_id, work: classes.end(session, course_id, work.now(), work.actor),
    ClassVerb.CANCEL: _call_off,
}


def put_right(engine: Engine, now: Callable[[], datetime], _owner: str) -> Figures:
    """After classes that were called off: match again who counted on one, a household a step, and tell whom nobody has.

    Who has taken up work at the hours of a class is asked about the seat, and no warning of it outlives the answer.

    Who wished for one is answered, a class a step.

    As a school's call it is done on the spot, and here what was left of it; as an office's list, here alone.
    """
    with db.transaction(engine) as session:
        told = tell_of_the_rest(session, now()) + at_work.ask(session, now())
        settled = at_work.answered(session, now())
        homes = not_held.still_counting(session, now())
        wished = [one.id for one in wishes.left_open(session)]
    for home in settled:
        with db.transaction(engine) as session:
            look_after(session, [home], now(), PROGRAM)
    answered = 0
    for course_id in wished:
        with db.transaction(engine) as session:
            answered += wishes.answer_for(session, session.get_one(Course, course_id), now())
    for home in homes:
        with db.transaction(engine) as session:
            not_held.match_again(session, [home], now(), PROGRAM)
    return {"told": told, "answered": answered, "rematched": len(homes)}
