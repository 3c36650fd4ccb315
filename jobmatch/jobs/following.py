"""The night's look at everybody after the first day of work: follow-ups that the dates call for, and early warnings.

By day both move with whatever is written; at night time itself has passed. A run that was killed begins again, and
finds what it had done to be done.
"""

from sqlalchemy import func, select

from jobmatch.jobs.nightly import Figures
from jobmatch.jobs.work import Work
from jobmatch.placements.follow_ups import service as follow_ups
from jobmatch.placements.follow_ups.life import WAITING
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.warnings import service as warnings
from jobmatch.placements.warnings.model import EarlyWarning, WarningState

AT_ONCE = 200
"""So many households are looked at in one step."""


def plan_follow_ups(work: Work) -> Figures:
    """Plan what the day calls for and let lapse what is no longer so; tells how many talks are due."""
    after: int | None = 0
    while after is not None:
        with work.step() as session:
            after = follow_ups.plan_next(session, after, AT_ONCE, work.today, work.now(), work.actor)
    with work.step() as session:
        due = select(func.count(FollowUp.id)).where(FollowUp.state.in_(WAITING), FollowUp.due_on <= work.today)
        return {"due": session.scalar(due) or 0}


def look_for_warnings(work: Work) -> Figures:
    """Raise, keep and end the warnings about every household and every employer; tells how many stand open."""
    after: int | None = 0
    while after is not None:
        with work.step() as session:
            after = warnings.look_next(session, after, AT_ONCE, work.today, work.now(), work.actor)
    with work.step() as session:
        warnings.look_at_employers(session, work.today, work.now(), work.actor)
    with work.step() as session:
        is_open = select(func.count(EarlyWarning.id)).where(EarlyWarning.state == WarningState.OPEN)
        return {"open_warnings": session.scalar(is_open) or 0}
