"""Two records of one human come together: the enrolments of the one go on under the record that is kept.

Each row that changes hands is noted with the merge, so that undoing it gives them back. Of two seats in one class the
one that has come further stays, and the other is free for the next in line.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Role
from jobmatch.courses import moving as classes
from jobmatch.courses.enrolments.cycle import OVER, RUNNING, DropReason, EnrolmentState, Verb
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.enrolments.moving import move, offer_free_seats
from jobmatch.households.duplicates.merging import Change, written
from jobmatch.households.duplicates.model import Merge

_STEPS = [state.value for state in EnrolmentState]


def carry_over(session: Session, done: Merge, at: datetime, actor: Actor) -> list[int]:
    """Give the kept record the enrolments of the other; to be asked right after the merge.

    Returns the classes in which a seat came free.
    """
    by_rule = Actor(actor.name, Role.SYSTEM, sites=None)
    found = select(Enrolment).where(Enrolment.person_id.in_((done.kept_id, done.gone_id))).order_by(Enrolment.id)
    own = {one.course_id: one for one in session.scalars(found) if _goes_on(one) and one.person_id == done.kept_id}
    changes, freed = [], []
    for one in session.scalars(found.where(Enrolment.person_id == done.gone_id)).all():
        twin = own.get(one.course_id)
        if twin is not None and _goes_on(one):
            behind = min(one, twin, key=lambda enrolment: (_STEPS.index(enrolment.state), -enrolment.id))
            if behind.state not in RUNNING:
                continue  # Two ways to one certificate: both are true, and stay where they were written.
            course = classes.locked(session, one.course_id)
            move(session, behind, Verb.DROP, at, by_rule, DropReason.OTHER)
            offer_free_seats(session, course, at)
            freed.append(course.id)
        changes.append(Change(Enrolment.__tablename__, one.id, "person_id", done.gone_id, done.kept_id))
        one.person_id = done.kept_id
        session.flush()
    done.changes = [*done.changes, *written(changes)]
    session.flush()
    return freed


def _goes_on(enrolment: Enrolment) -> bool:
    return enrolment.state not in OVER
