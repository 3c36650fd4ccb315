"""Which jobs there are, when each is due and how late it may still be run; and the loops that never end.

A job has slots, of which each is run once by one worker. A loop is passed through again and again by every worker: what
it works on is claimed piece by piece, as an upload is, so that it hangs on no clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import TypeAlias

from sqlalchemy import Engine

from jobmatch.jobs import (
    classes,
    clocks,
    employers,
    following,
    keeping,
    months,
    nightly,
    platform,
    sending,
    tidings,
    uploads,
)
from jobmatch.jobs.nightly import Figures
from jobmatch.jobs.timetable import Daily, Monthly, Timetable
from jobmatch.jobs.work import Work
from jobmatch.uploads.life import Verb

Now: TypeAlias = Callable[[], datetime]


@dataclass(frozen=True)
class Job:
    """Something that is due by the clock. A missed slot is caught up while it is not older than `catch_up`.

    `run` is tried at most `tries` times a slot, whether it broke off or its worker was killed.
    """

    name: str
    timetable: Timetable
    catch_up: timedelta
    run: Callable[[Work], Figures]
    tries: int = 3


@dataclass(frozen=True)
class Loop:
    """Something that is passed through every few seconds: what waits is worked off, and counted.

    `run` is told the engine, the clock, and the name of the worker for what it claims.
    """

    name: str
    every: timedelta
    run: Callable[[Engine, Now, str], Figures]


def _work_off_uploads(lane: Verb, engine: Engine, now: Now, _owner: str) -> Figures:
    """Lists that were handed in while no server was there to read them."""
    lists = 0
    while uploads.work_on_next(engine, lane, now):
        lists += 1
    return {"lists": lists}


_ALL_DAY = timedelta(hours=23)

JOBS = (
    Job("expire", Daily(time(0, 10)), _ALL_DAY, nightly.expire),
    Job("classes", Daily(time(0, 15)), _ALL_DAY, classes.go_by_the_calendar),
    Job("zero_clock", Daily(time(0, 20)), _ALL_DAY, clocks.look_at_everybody),
    # After the clocks of the households: what they say calls for visits and warnings.
    Job("follow_ups", Daily(time(0, 40)), _ALL_DAY, following.plan_follow_ups),
    Job("warnings", Daily(time(1, 0)), _ALL_DAY, following.look_for_warnings),
    Job("months", Monthly(time(1, 0)), timedelta(days=27), months.close_months),
    Job("duplicates", Daily(time(1, 30)), _ALL_DAY, nightly.look_for_duplicates),
    Job("match", Daily(time(2, 30)), _ALL_DAY, nightly.match),
    Job("keep", Daily(time(3, 50)), _ALL_DAY, keeping.keep_no_longer),
    Job("tidy", Daily(time(4, 30)), _ALL_DAY, nightly.tidy),
    Job("courses", Daily(time(5, 0)), _ALL_DAY, tidings.tell_of_courses),
    Job("reports", Daily(time(5, 30)), _ALL_DAY, months.count_reports),
    Job("stale", Daily(time(6, 0)), _ALL_DAY, nightly.look_for_stale),
    Job("employers", Daily(time(8, 40)), timedelta(hours=11), employers.remind),
    Job("record", Monthly(time(8, 30)), timedelta(days=14), tidings.tell_of_record),
)

LOOPS = (
    Loop("read_lists", timedelta(seconds=10), partial(_work_off_uploads, Verb.READ)),
    Loop("import_lists", timedelta(seconds=10), partial(_work_off_uploads, Verb.BEGIN)),
    Loop("send", timedelta(seconds=2), sending.send),
    Loop("employer_texts", timedelta(minutes=1), employers.send),
    Loop("clocks", timedelta(minutes=5), clocks.look_soon),
    Loop("called_off", timedelta(minutes=5), classes.put_right),
    Loop("token", timedelta(minutes=1), platform.have_token),
    # A loop begins with its worker: a template that was changed on the account is found before the first message.
    Loop("templates", timedelta(days=1), platform.check_templates),
)
