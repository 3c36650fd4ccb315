"""What the jobs of a day do, each with the verbs of its stages, one step a transaction, and figures at its end.

Every one may be run again, and by two at once: what is done is not done twice.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import TypeAlias

from jobmatch import flow, parameters
from jobmatch.households import freshness
from jobmatch.households.duplicates import propose as duplicates
from jobmatch.jobs import presence, slots, uploads
from jobmatch.jobs.work import Work
from jobmatch.placements import vacancy_gone
from jobmatch.settings import settings
from jobmatch.vacancies import service as vacancies
from jobmatch.vacancies.confirming import confirmations
from jobmatch.visits import service as visits
from jobmatch.waiting import hall, line

Figures: TypeAlias = Mapping[str, int]

AT_ONCE = 100
"""So many posts are closed in one step."""
HALL_IS_SHUT = timedelta(hours=4)
"""Who called for help so long before the night's tidying has gone home."""
KEPT = timedelta(days=90)
"""What ran when is looked up for so long."""


def expire(work: Work) -> Figures:
    """Close the posts whose last day has passed, and end what is still waited for at posts that are gone."""
    return {"closed": _close(work), "called_off": _call_off(work)}


def _close(work: Work) -> int:
    closed = 0
    while True:
        with work.step() as session:
            step = vacancies.expire(session, work.today, work.now(), work.actor, most=AT_ONCE)
        closed += step
        if step < AT_ONCE:
            return closed


def _call_off(work: Work) -> int:
    """Also for posts that were withdrawn or refused meanwhile, whoever did it; one post a step."""
    called_off = 0
    while True:
        with work.step() as session:
            gone = vacancy_gone.still_waited_for(session, most=1)
            called_off += sum(vacancy_gone.call_off(session, post, work.actor, work.now()) for post in gone)
        if not gone:
            return called_off


def look_for_duplicates(work: Work) -> Figures:
    """Put records that may be one human before somebody who can ask."""
    with work.step() as session:
        return {"pairs": duplicates.find_all(session, work.today)}


def match(work: Work) -> Figures:
    """Everybody who asks for work against everything open; what a killed run has stored is found to be the same."""
    matched = flow.match(work.engine, work.today, None, work.now, work.actor, work.progress)
    changes = matched.changes
    return {
        "people": len(matched.cards),
        "without": len(matched.without),
        "new": changes.new,
        "changed": changes.changed,
        "ended": changes.ended,
    }


def look_for_stale(work: Work) -> Figures:
    """Count what somebody has to ask about again: households, and posts that are hidden or will be."""
    home, today = settings().home_division, work.today
    with work.step() as session:
        book = parameters.load(session)
        days = book.whole("record_stale_days", home, today)
        posts = confirmations(session, today, book.whole("vacancy_confirmed_days", home, today))
        untouched = freshness.untouched_since(session, work.now() - timedelta(days=days))
    return {"untouched": untouched, "to_confirm": posts.due, "hidden": posts.hidden}


def tidy(work: Work) -> Figures:
    """Remove what is kept for a while only: files of lists, visits nobody finished, the line, what ran long ago."""
    work.go_on()
    uploads.sweep(work.engine, work.now())
    with work.step() as session:
        closed = visits.sweep(session, work.now())
    with work.step() as session:
        numbers = line.forget(session, work.today)
        hall.forget(session, work.now() - HALL_IS_SHUT)
    with work.step() as session:
        forgotten = slots.forget(session, work.now() - KEPT)
        presence.forget(session, work.now() - KEPT)
    return {"visits": closed, "numbers": numbers, "forgotten": forgotten}
