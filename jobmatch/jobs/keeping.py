"""What may be kept no longer goes, a step at a time: wishes, records of who has left, evidence, the log."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from jobmatch import clock, parameters, telling
from jobmatch.accounts import kept
from jobmatch.erasing import retention
from jobmatch.jobs.nightly import Figures
from jobmatch.jobs.work import Work
from jobmatch.settings import settings

AT_ONCE = 200
"""So many rows go in one step."""


def keep_no_longer(work: Work) -> Figures:
    """Each kind by its own deadline (`keep_…_days`), from what is nearest to a person to what is only proof."""
    with work.step() as session:
        kept.sweep(session, work.now())
    _look_through_calls(work)
    seeking, served, evidence = (_day(work, f"keep_{what}_days") for what in ("seeking", "served", "evidence"))
    return {
        "seeking": _all(work, lambda s: retention.forget_seeking(s, seeking, _begin(seeking), AT_ONCE)),
        "erased": _all(work, lambda s: retention.erase_next(s, served, work.now(), work.actor)),
        "evidence": _all(work, lambda s: retention.remove_evidence(s, _begin(evidence), AT_ONCE)),
        "log": _all(work, lambda s: retention.forget_log(s, _begin(evidence), AT_ONCE)),
    }


def _look_through_calls(work: Work) -> None:
    """A message that nobody may be told of would wait for a call for ever, and be kept for ever."""
    after: int | None = 0
    while after is not None:
        with work.step() as session:
            after = telling.look_through_calls(session, after, AT_ONCE, work.now())


def _all(work: Work, verb: Callable[[Session], int]) -> int:
    """Step after step, until one finds nothing."""
    found = 0
    while True:
        with work.step() as session:
            step = verb(session)
        if not step:
            return found
        found += step


def _day(work: Work, parameter: str) -> date:
    """The first day that is still within a deadline."""
    home, today = settings().home_division, work.today
    with work.step() as session:
        return today - timedelta(days=parameters.load(session).whole(parameter, home, today))


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(0), clock.SHANGHAI)
