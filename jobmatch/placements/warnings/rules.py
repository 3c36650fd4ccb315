"""The signals of domain.md 5.6, each a small rule over the facts of a household, or of an employer. Pure.

A sign bears a mark: the same mark is the same matter, and what happens anew bears another one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobmatch.placements.warnings.limits import Limits
from jobmatch.placements.warnings.model import Signal


@dataclass(frozen=True)
class Member:
    """One member as warnings see it.

    `ends_on`: last day of the season or contract. `idle_since`: worked before, and looks or was not asked since.
    `has_plan`: an employer, a class or a bus waits for the person. `unable`: cannot work, by a talk or by the form.
    `missed`: follow-ups after the start that nobody answered, with the number of days on which somebody rang.
    `arrears`: the rights tickets for wages that stand. `seats`: in classes that lie over work taken up since.
    """

    person_id: int
    works: bool = False
    ends_on: date | None = None
    idle_since: date | None = None
    has_plan: bool = False
    unable: bool = False
    missed: tuple[tuple[int, int], ...] = ()
    arrears: tuple[int, ...] = ()
    seats: tuple[int, ...] = ()


@dataclass(frozen=True)
class Home:
    """A household as warnings see it.

    `earner_left_on`: nobody works, and on this day the last one stopped, died, or moved out. `carer_lost_on`: a grown
    member who did not work is gone since, and somebody is left who needs care. `no_carer`, `unable`: so it was said of
    the household. `relapse`: the spell without an earner that came after a cleared one. `heard_on`: the last word.
    """

    household_id: int
    heard_on: date
    members: Sequence[Member] = ()
    earner_left_on: date | None = None
    carer_lost_on: date | None = None
    no_carer: bool = False
    unable: bool = False
    relapse: int | None = None
    per_head: Decimal | None = None

    @property
    def has_earner(self) -> bool:
        """Whether anybody works."""
        return any(member.works for member in self.members)


@dataclass(frozen=True)
class Workplace:
    """An employer of ours: how many work there, and who left within the window; `stops`: somebody says it closes.

    `unpaid`: people whose wages are in arrears there.
    """

    employer_id: int
    at_work: int = 0
    left: int = 0
    stops: bool = False
    unpaid: int = 0


@dataclass(frozen=True)
class Sign:
    """Something that is so on a day."""

    signal: Signal
    mark: str
    person_id: int | None = None


def signs_of_home(home: Home, limits: Limits, on: date) -> tuple[Sign, ...]:
    """Everything about a household that somebody has to act on."""
    return (*_of_household(home, limits, on), *_of_hardship(home, limits, on), *_of_members(home, limits, on))


def signs_of_workplace(place: Workplace, limits: Limits) -> tuple[Sign, ...]:
    """Whether an employer loses our people or does not pay them."""
    return (*_loses_people(place, limits), *_does_not_pay(place, limits))


def _of_household(home: Home, limits: Limits, on: date) -> Iterator[Sign]:
    whom = f"household:{home.household_id}"
    left = home.earner_left_on
    if left is not None and not home.has_earner and (on - left).days <= limits.last_earner:
        yield Sign(Signal.LAST_EARNER_LEFT, f"{Signal.LAST_EARNER_LEFT}:{whom}:{left}")
    if home.relapse is not None:
        yield Sign(Signal.RELAPSE, f"{Signal.RELAPSE}:spell:{home.relapse}")
    if home.per_head is not None and home.per_head < limits.line:
        yield Sign(Signal.LOW_INCOME, f"{Signal.LOW_INCOME}:{whom}")
    if (on - home.heard_on).days >= limits.stale:
        yield Sign(Signal.STALE, f"{Signal.STALE}:{whom}:{home.heard_on}")


def _of_hardship(home: Home, limits: Limits, on: date) -> Iterator[Sign]:
    """What keeps an earner from earning: illness, or that nobody cares for the family any more."""
    if not home.has_earner:
        return
    whom = f"household:{home.household_id}"
    lost = home.carer_lost_on
    if home.no_carer or (lost is not None and (on - lost).days <= limits.told):
        yield Sign(Signal.CARER_LOST, f"{Signal.CARER_LOST}:{whom}")
    if home.unable:
        yield Sign(Signal.EARNER_UNABLE, f"{Signal.EARNER_UNABLE}:{whom}")
    for member in home.members:
        if member.works and member.unable:
            mark = f"{Signal.EARNER_UNABLE}:person:{member.person_id}"
            yield Sign(Signal.EARNER_UNABLE, mark, member.person_id)


def _of_members(home: Home, limits: Limits, on: date) -> Iterator[Sign]:
    for member in home.members:
        person = member.person_id
        for ticket in member.arrears:
            yield Sign(Signal.WAGE_ARREARS, f"{Signal.WAGE_ARREARS}:ticket:{ticket}", person)
        for follow_up, days in member.missed:
            if days >= limits.missed:
                yield Sign(Signal.CALLS_MISSED, f"{Signal.CALLS_MISSED}:follow_up:{follow_up}", person)
        for seat in member.seats:
            yield Sign(Signal.SEAT_AT_WORK, f"{Signal.SEAT_AT_WORK}:enrolment:{seat}", person)
        ends = member.ends_on
        if member.works and ends is not None and 0 <= (ends - on).days <= limits.ends_ahead:
            yield Sign(Signal.JOB_ENDS, f"{Signal.JOB_ENDS}:person:{person}:{ends}", person)
        idle = member.idle_since
        if idle is not None and not member.has_plan and (on - idle).days >= limits.without_plan:
            mark = f"{Signal.RETURNED_WITHOUT_PLAN}:person:{person}:{idle}"
            yield Sign(Signal.RETURNED_WITHOUT_PLAN, mark, person)


def _loses_people(place: Workplace, limits: Limits) -> Iterator[Sign]:
    """It stops, or more than the share of our people left, and not by ones and twos."""
    wave = place.left >= limits.loss_least and place.left > limits.loss_share * (place.left + place.at_work)
    if place.stops or wave:
        signal = Signal.EMPLOYER_LOSES_PEOPLE
        yield Sign(signal, f"{signal}:employer:{place.employer_id}")


def _does_not_pay(place: Workplace, limits: Limits) -> Iterator[Sign]:
    """Two who are not paid by one employer are no mistake of the pay office: all who work there are asked."""
    if place.unpaid >= limits.unpaid_least:
        signal = Signal.WAGE_ARREARS
        yield Sign(signal, f"{signal}:employer:{place.employer_id}")
