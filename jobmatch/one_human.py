"""Two records of one human become one, and are two again: the record, its classes, jobs and talks, and the telephones.

What the stages do with a merge each, in the one order in which it may be done.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch import clock, telling
from jobmatch.access import Actor
from jobmatch.courses.enrolments.joining import carry_over
from jobmatch.households.duplicates import decide
from jobmatch.households.duplicates.model import Merge
from jobmatch.placements import joining
from jobmatch.tidings.seats import tell_of_moves


def join(session: Session, pair_id: int, keep_id: int, at: datetime, actor: Actor) -> Merge:
    """A person says that a pair is one human, and which record goes on; raises what `decide.say_same` raises."""
    done = decide.say_same(session, pair_id, keep_id, clock.local_day(at), at, actor)
    for course_id in carry_over(session, done, at, actor):
        tell_of_moves(session, course_id, at)
    joining.carry_over(session, done, actor, at)
    telling.merged(session, done)
    return done


def part(session: Session, merge_id: int, at: datetime, actor: Actor) -> None:
    """It was a mistake: both are as they were; raises what `decide.undo` raises."""
    decide.undo(session, merge_id, clock.local_day(at), at, actor)
    telling.parted(session, session.get_one(Merge, merge_id), at)
