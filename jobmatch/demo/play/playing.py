"""The play: day after day, each in one transaction that ends with its line in the log.

A play that was killed goes on after the last day that has its line; what the days have not reached is planted already
and not yet told as whole, since only `plant.finish` does that.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from jobmatch import audit, db, flow
from jobmatch.access import Actor
from jobmatch.audit import AuditEvent
from jobmatch.demo.place import Place
from jobmatch.demo.plant import Step
from jobmatch.demo.play import (
    at_work,
    brought_up,
    calendar,
    calls,
    classes,
    counter,
    employers,
    families,
    follow_ups,
    homecoming,
    night,
    own_ways,
    posts,
    rights,
    second_thoughts,
    warned,
)
from jobmatch.demo.play.calendar import Span
from jobmatch.demo.play.day import Day, staff_of
from jobmatch.matches.model import MatchRun
from jobmatch.workbooks.progress import Progress, silent

_PLAYED = "demo.day"
_SWEPT_AFTER = 50_000
_FIRST_WEEKDAY, _DAY = 0, timedelta(days=1)


def play(engine: Engine, step: Step, place: Place, program: Actor, progress: Progress = silent) -> None:
    """Live through the months of a planted place, a day a step; days that are in the log are not lived again."""
    span = Span(place.today, place.months)
    staff = staff_of(place.layout, program)
    _match_first(engine, span, program, progress)
    with db.reading(engine) as session:
        last = _last_played(session)
    days = list(span.days(last))
    with _seldom_swept(), progress("playing", len(days)) as advance:
        for on in days:
            with step() as session:
                _hold_what_is_read(session)
                day = Day(session, place.seed, on, staff)
                live(day, place)
                audit.record(session, program, _PLAYED, f"day:{on.isoformat()}", day.at(23))
            advance(1)


@contextmanager
def _seldom_swept() -> Iterator[None]:
    """A day's objects go away with its session; a collector that looks for rings among them every moment finds none."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_SWEPT_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _hold_what_is_read(session: Session) -> None:
    """Until the evening what was read stays in memory: a day asks for the same sites, posts and people many times."""
    held: list[object] = []
    event.listen(session, "loaded_as_persistent", lambda _, row: held.append(row))


def live(day: Day, place: Place) -> None:
    """All that happens on one day, from the night before until the evening."""
    if day.on == place.today + _DAY:
        follow_ups.plan_everybody(day)
    posts.close_what_ran_out(day)
    if day.on.day == 1:
        night.close_the_month(day)
    if calendar.is_office_day(day.on):
        if day.on.weekday() == _FIRST_WEEKDAY:
            _begin_the_week(day, place)
        if _opens_a_month(day.on):
            _begin_the_month(day, place)
        night.help_the_found(day)
        employers.hear_the_employers(day)
        employers.see_who_comes(day)
        calls.ring_the_undecided(day)
        follow_ups.talk(day, place.layout)
        rights.see_to_the_wrongs(day)
        warned.see_to_the_warned(day)
        brought_up.answer_the_people(day)
        homecoming.order_the_coaches(day, place.layout)
        if calendar.is_market_day(day.on):
            own_ways.hear_the_news(day)
            counter.open_counter(day)
            homecoming.meet_who_comes_home(day)
    at_work.see_who_leaves(day)
    night.look_after_the_changed(day)


def _begin_the_week(day: Day, place: Place) -> None:
    night.look_at_the_waiting(day)
    follow_ups.plan_the_next_talks(day)
    posts.ring_the_employers(day)
    at_work.close_a_works(day)
    posts.offer_again(day, calendar.instant(place.today, 23))
    posts.call_off_what_is_gone(day)
    classes.sign_up(day)
    brought_up.hear_the_people(day)


def _begin_the_month(day: Day, place: Place) -> None:
    classes.announce(day, place.layout.counties)
    families.register_newcomers(day, place.layout)
    families.let_go(day, place.layout)
    second_thoughts.put_lines_right(day)
    second_thoughts.lose_the_wish(day)


def _match_first(engine: Engine, span: Span, program: Actor, progress: Progress) -> None:
    """Everybody is matched as of the planting, once, before the first day."""
    with db.reading(engine) as session:
        done = session.scalar(
            select(MatchRun.id).where(MatchRun.as_of == span.begins, MatchRun.finished_at.is_not(None)).limit(1)
        )
    if done is None:
        at = calendar.instant(span.begins, 20)
        flow.match(engine, span.begins, None, lambda: at, program, progress)


def _last_played(session: Session) -> date | None:
    last = session.scalar(
        select(AuditEvent.subject).where(AuditEvent.action == _PLAYED).order_by(AuditEvent.id.desc()).limit(1)
    )
    return None if last is None else date.fromisoformat(last.removeprefix("day:"))


def _opens_a_month(on: date) -> bool:
    """Whether it is the first office day of its month."""
    return not any(calendar.is_office_day(on.replace(day=before)) for before in range(1, on.day))
