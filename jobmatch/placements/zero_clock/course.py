"""What becomes of a spell without an earner between two looks at it, day by day as it truly happened. Pure.

Nobody has to look on the right day: the steps carry the days of what was written, and looking again finds none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jobmatch.households.codes import EmploymentState
from jobmatch.households.day_of_work import day_of_work
from jobmatch.households.earning import Stretch
from jobmatch.placements.zero_clock.life import Verb, ZeroState

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """A spell as it stands; `moved_on` is the day of its last move."""

    state: ZeroState
    found_on: date
    moved_on: date
    helped: bool
    worker_id: int | None = None
    working_since: date | None = None


@dataclass(frozen=True)
class Help:
    """The first act by which somebody helped, and what it was."""

    on: date
    what: str


@dataclass(frozen=True)
class Facts:
    """What is written of the household: the work that counts, how it stands (None: no longer served), and why.

    `since` is the day from which it stands so, where dates say it; `no_wish_because` None while a reason is missing.
    """

    stretches: Sequence[Stretch]
    state: EmploymentState | None
    since: date | None = None
    help: Help | None = None
    no_wish_because: str | None = None


@dataclass(frozen=True)
class Step:
    """One move of the spell: which, on which day, why; with `WORK` who works and since when."""

    verb: Verb
    on: date
    because: str
    worker_id: int | None = None
    working_since: date | None = None


def steps(standing: Standing, facts: Facts, on: date, clear_days: int) -> list[Step]:
    """The moves that a spell has made up to a day; work that lasts through day `clear_days` clears the household."""
    found: list[Step] = []
    while (step := _next(standing, facts, on, clear_days)) is not None:
        found.append(step)
        standing = _after(standing, step)
    return found


def _next(standing: Standing, facts: Facts, on: date, clear_days: int) -> Step | None:
    """The earliest of what may come next; help before work on the same day, and what ends the spell otherwise last."""
    if standing.state is ZeroState.IN_WORK:
        coming = [_end_of_work(standing, facts, on, clear_days)]
    elif standing.state in (ZeroState.FOUND, ZeroState.HELPED):
        coming = [_beginning_of_work(standing, facts, on)]
    else:
        return None
    coming.insert(0, _help(standing, facts, on))
    there = [step for step in coming if step is not None]
    if there:
        return min(there, key=lambda step: step.on)
    return None if standing.state is ZeroState.IN_WORK else _end_without_work(standing, facts, on)


def _help(standing: Standing, facts: Facts, on: date) -> Step | None:
    if standing.helped or facts.help is None or not standing.found_on <= facts.help.on <= on:
        return None
    return Step(Verb.HELP, max(facts.help.on, standing.moved_on), facts.help.what)


def _beginning_of_work(standing: Standing, facts: Facts, on: date) -> Step | None:
    """Who works counts from the first day there, but never from before the household was found."""
    coming = [one for one in facts.stretches if one.until is None or one.until > standing.moved_on]
    if not coming or coming[0].since > on:
        return None
    first = coming[0]
    since = max(first.since, standing.found_on)
    return Step(
        Verb.WORK, max(since, standing.moved_on), f"person:{first.person_id} in work", first.person_id, since
    )  # fmt: skip


def _end_of_work(standing: Standing, facts: Facts, on: date, clear_days: int) -> Step | None:
    """Still there on the last of the days: cleared the day after. Gone before, or no longer in the record: lost."""
    if standing.working_since is None:
        raise ValueError("a household in work has somebody who works, and since when")
    mine = [one for one in facts.stretches if one.person_id == standing.worker_id]
    held = next((one for one in mine if one.covers(standing.working_since)), None)
    who = f"person:{standing.worker_id}"
    if held is None:
        return Step(_back(standing), on, f"{who}: the work is no longer in the record")
    last = day_of_work(standing.working_since, clear_days)
    if held.covers(last):
        # Only once the day is over: in its first hour nobody knows who is still there in the evening.
        cleared = max(last + _DAY, standing.moved_on)
        return Step(Verb.CLEAR, cleared, f"{who} still there") if on > last else None
    if held.until is None or held.until > on:
        return None
    return Step(_back(standing), max(held.until, standing.moved_on), f"{who} no longer in work")


def _back(standing: Standing) -> Verb:
    """Who was helped before goes back to that; who found the work alone still waits for somebody to help."""
    return Verb.LOSE if standing.helped else Verb.FALL_BACK


def _end_without_work(standing: Standing, facts: Facts, on: date) -> Step | None:
    since = max(on if facts.since is None else min(on, facts.since), standing.moved_on)
    if facts.state is None:
        return Step(Verb.GO, since, "no longer served")
    if facts.state is EmploymentState.NO_LABOUR:
        return Step(Verb.LOSE_LABOUR, since, "nobody left who could work")
    if facts.state is EmploymentState.NO_WISH and facts.no_wish_because is not None:
        return Step(Verb.LOSE_WISH, on, facts.no_wish_because)
    return None


def _after(standing: Standing, step: Step) -> Standing:
    match step.verb:
        case Verb.HELP:
            state = ZeroState.IN_WORK if standing.state is ZeroState.IN_WORK else ZeroState.HELPED
            return replace(standing, state=state, helped=True, moved_on=step.on)
        case Verb.WORK:
            return replace(
                standing, state=ZeroState.IN_WORK, worker_id=step.worker_id, working_since=step.working_since,
                moved_on=step.on,
            )  # fmt: skip
        case Verb.LOSE | Verb.FALL_BACK:
            state = ZeroState.HELPED if standing.helped else ZeroState.FOUND
            return Standing(state, standing.found_on, step.on, standing.helped)
        case _:
            return replace(standing, state=_ENDS[step.verb], moved_on=step.on)


_ENDS = {
    Verb.CLEAR: ZeroState.CLEARED,
    Verb.LOSE_LABOUR: ZeroState.NO_LABOUR,
    Verb.LOSE_WISH: ZeroState.NO_WISH,
    Verb.GO: ZeroState.GONE,
}
