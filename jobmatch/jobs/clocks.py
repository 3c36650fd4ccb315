"""The clocks of households without an earner: everybody reckoned anew at night, and by day what somebody has written.

Ages change without anybody writing; what was written without looking at the clock is found a few minutes later.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from jobmatch import clock, db
from jobmatch.jobs.nightly import Figures
from jobmatch.jobs.work import PROGRAM, Work
from jobmatch.placements.zero_clock import looking

AT_ONCE = 200
"""So many households are looked at in one step."""


def look_at_everybody(work: Work) -> Figures:
    """Reckon every household anew and bring its clock to the day."""
    after, looked, moved = 0, 0, 0
    while True:
        with work.step() as session:
            ids = looking.everybody(session, after, AT_ONCE)
            moved += looking.look(session, ids, work.today, work.now(), work.actor)
        looked += len(ids)
        if len(ids) < AT_ONCE:
            return {"looked": looked, "moved": moved}
        after = ids[-1]


def look_soon(engine: Engine, now: Callable[[], datetime], _owner: str) -> Figures:
    """Bring those clocks to the day of which the record says something else."""
    after, moved = 0, 0
    while True:
        with db.transaction(engine) as session:
            at = now()
            ids = looking.out_of_step(session, after, AT_ONCE)
            moved += looking.look(session, ids, clock.local_day(at), at, PROGRAM)
        if len(ids) < AT_ONCE:
            return {"moved": moved}
        after = ids[-1]
