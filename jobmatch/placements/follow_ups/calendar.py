"""Which follow-ups the dates of a household call for (domain.md 5.5): of what kind, with whom, due when. Pure.

Of talks that follow each other (after the start of work, at a household without an earner) only the newest whose day
has come is asked, so that a pause of two weeks makes one talk and not two. Talks that come again are counted from the
last one. Days are days of the calendar: who is at work is rung on a Sunday rather than on Monday.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from jobmatch.households.day_of_work import day_of_work
from jobmatch.households.profile import months_later
from jobmatch.placements.follow_ups.intervals import Intervals
from jobmatch.placements.follow_ups.life import FollowUpKind
from jobmatch.placements.returns.seasons import Season

_STABLE_MONTHS = {FollowUpKind.WORK_DAY_90: 3, FollowUpKind.WORK_DAY_180: 6}
_Key = TypeVar("_Key")


@dataclass(frozen=True)
class Placement:
    """A job that somebody was taken on for. `expected_on`: the first day, as far as it is known before the start.

    `asked_on`: when the person was last asked about arriving.
    """

    referral_id: int
    person_id: int
    expected_on: date
    started_on: date | None = None
    left_on: date | None = None
    asked_on: date | None = None


@dataclass(frozen=True)
class Member:
    """One member as far as follow-ups ask.

    `since`: how long it has been so, not before the household was registered. `looks`: may work and has no work and
    has not said no; `unwilling`: may work, has none, and wants none now.
    """

    person_id: int
    since: date
    works: bool = False
    works_away: bool = False
    looks: bool = False
    unwilling: bool = False


@dataclass(frozen=True)
class Without:
    """A spell without an earner that stands: since when."""

    spell_id: int
    found_on: date


@dataclass(frozen=True)
class Home:
    """A household as its follow-ups see it.

    `no_wish_since`: nobody in it works or wants to. `talks`: when each kind was last talked about, by kind and person
    (None: the household). `festivals`: who is registered for the Spring Festival of which year.
    """

    household_id: int
    members: Sequence[Member] = ()
    placements: Sequence[Placement] = ()
    without: Without | None = None
    no_wish_since: date | None = None
    talks: Mapping[tuple[FollowUpKind, int | None], date] = field(default_factory=dict)
    festivals: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Called:
    """A follow-up that a date calls for. `mark` is the same whenever it is reckoned for the same date."""

    kind: FollowUpKind
    mark: str
    due_on: date
    person_id: int | None = None
    referral_id: int | None = None


def called_for(home: Home, intervals: Intervals, season: Season, on: date) -> tuple[Called, ...]:
    """What is due on a day, was due before and still matters, or comes within the days ahead."""
    found = (*_after_starts(home, intervals, on), *_without_work(home, intervals), *_at_home(home, intervals, on),
             *_spring_festival(home, season, on))  # fmt: skip
    last = on + timedelta(days=intervals.ahead)
    return tuple(one for one in found if one.due_on <= last)


def _after_starts(home: Home, intervals: Intervals, on: date) -> Iterator[Called]:
    """The talks of a job that somebody has begun, is expected to begin, or has left."""
    for job in home.placements:
        if job.left_on is not None:
            yield from _after_leaving(home, job, intervals, on)
        elif job.started_on is None:
            yield _arriving(job, intervals)
        else:
            days = [(kind, _day_of(kind, job.started_on, number)) for kind, number in intervals.work.items()]
            for kind, due in _newest_and_coming(days, on):
                yield Called(kind, f"{kind}:referral:{job.referral_id}", due, job.person_id, job.referral_id)


def _day_of(kind: FollowUpKind, started_on: date, number: int) -> date:
    """The day of work of that number, and not before the months are over that the talk makes stable."""
    day = day_of_work(started_on, number)
    return max(day, months_later(started_on, _STABLE_MONTHS[kind])) if kind in _STABLE_MONTHS else day


def _arriving(job: Placement, intervals: Intervals) -> Called:
    """Who was taken on is asked on the first day, and again while there is no word of a start."""
    kind = FollowUpKind.WORK_DAY_1
    due = day_of_work(job.expected_on, intervals.work[kind])
    mark = f"{kind}:referral:{job.referral_id}"
    if job.asked_on is not None:
        due = max(due, job.asked_on + timedelta(days=intervals.not_arrived))
        mark += f":{due}"
    return Called(kind, mark, due, job.person_id, job.referral_id)


def _after_leaving(home: Home, job: Placement, intervals: Intervals, on: date) -> Iterator[Called]:
    works = any(member.works for member in home.members if member.person_id == job.person_id)
    if job.left_on is None or works or on > job.left_on + timedelta(days=intervals.returned_until):
        return
    due = job.left_on + timedelta(days=intervals.returned)
    kind = FollowUpKind.RETURNED
    yield Called(kind, f"{kind}:referral:{job.referral_id}", due, job.person_id, job.referral_id)


def _without_work(home: Home, intervals: Intervals) -> Iterator[Called]:
    """Who looks for work, at home or by telephone; who wants none, unless the whole household is visited for it."""
    for member in home.members:
        if member.looks:
            yield _again(home, FollowUpKind.SEEKING, member.person_id, member.since, intervals)
        elif member.unwilling and home.no_wish_since is None:
            yield _again(home, FollowUpKind.UNWILLING, member.person_id, member.since, intervals)


def _at_home(home: Home, intervals: Intervals, on: date) -> Iterator[Called]:
    """Visits to the household: without an earner, without a wish, and with somebody far away."""
    if home.without is not None:
        spell = home.without
        kind, talked = FollowUpKind.ZERO, home.talks.get((FollowUpKind.ZERO, None))
        days = [(after, spell.found_on + timedelta(days=after)) for after in intervals.zero]
        for after, due in _newest_and_coming(days, on):
            if talked is None or talked < due:  # who comes late on the tenth day need not come again for the fifth
                yield Called(kind, f"{kind}:spell:{spell.spell_id}:{after}", due)
    if home.no_wish_since is not None:
        yield _again(home, FollowUpKind.NO_WISH, None, home.no_wish_since, intervals)
    away = [member for member in home.members if member.works_away]
    if away and len(away) < len(home.members):
        since = min(member.since for member in away)
        yield _again(home, FollowUpKind.AWAY_FAMILY, None, since, intervals)


def _spring_festival(home: Home, season: Season, on: date) -> Iterator[Called]:
    """Who works away is asked once a year whether they come home, when they go again, and whether they need a bus."""
    kind = FollowUpKind.SPRING_FESTIVAL
    for member in home.members:
        if member.works_away and (member.person_id, season.year) not in home.festivals and on <= season.over_after:
            yield Called(kind, f"{kind}:person:{member.person_id}:{season.year}", season.asked_from, member.person_id)


def _again(home: Home, kind: FollowUpKind, person_id: int | None, since: date, intervals: Intervals) -> Called:
    """A talk that comes again: so many days after the last one, or after it has been so."""
    talked = home.talks.get((kind, person_id), since)
    due = max(since, talked) + timedelta(days=intervals.every[kind])
    whom = f"household:{home.household_id}" if person_id is None else f"person:{person_id}"
    return Called(kind, f"{kind}:{whom}:{due}", due, person_id)


def _newest_and_coming(days: Sequence[tuple[_Key, date]], on: date) -> Iterator[tuple[_Key, date]]:
    """Of what has come by a day the last one, and all that comes after it."""
    come = [one for one in days if one[1] <= on]
    yield from come[-1:]
    yield from (one for one in days if one[1] > on)
