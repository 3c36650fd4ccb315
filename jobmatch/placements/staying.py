"""Somebody who started is still there: after the first week, after three months, after six; and what the first pay was.

Three and six months are calendar months in work without a break: consecutive employers count as one (domain.md 5.4).
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from jobmatch import audit, clock, parameters
from jobmatch.access import Actor
from jobmatch.households import working
from jobmatch.households.day_of_work import day_of_work
from jobmatch.households.model import Person
from jobmatch.households.profile import months_later
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import find, move
from jobmatch.placements.referral import AT_WORK, REFERRAL, ReferralState, Verb
from jobmatch.settings import settings

MOST_YUAN = 100_000
"""No first pay is more; a slip of the finger is."""


class TooEarlyError(ValueError):
    """The time is not up yet; `on` is the first day on which it can be said, None while the record knows no work."""

    def __init__(self, on: date | None) -> None:
        super().__init__(f"this can be said from {on} on" if on else "by the record the person is not in work")
        self.on = on


class NoSuchWageError(ValueError):
    """That cannot be anybody's first pay, or nobody has worked there yet."""


def stay(session: Session, referral_id: int, actor: Actor, at: datetime) -> Referral:
    """Still there on the seventh day or later, and used to it; raises TooEarlyError, IllegalMoveError, Refused."""
    referral = find(session, referral_id, actor, at)
    if _is_at_least(referral, ReferralState.ON_JOB):
        return referral
    REFERRAL.next_state(Verb.STAY, referral.state, actor.role)
    day = parameters.load(session).whole("on_job_day", settings().home_division, clock.local_day(at))
    _require_reached(day_of_work(_started(referral), day), at)
    return move(session, referral, Verb.STAY, actor, at)


def hold_3m(session: Session, referral_id: int, actor: Actor, at: datetime) -> Referral:
    """Three months in work without a break; raises TooEarlyError, IllegalMoveError, Refused."""
    return _hold(session, referral_id, Verb.HOLD_3M, ReferralState.STABLE_3M, 3, actor, at)


def hold_6m(session: Session, referral_id: int, actor: Actor, at: datetime) -> Referral:
    """Six months in work without a break; raises TooEarlyError, IllegalMoveError, Refused."""
    return _hold(session, referral_id, Verb.HOLD_6M, ReferralState.STABLE_6M, 6, actor, at)


def note_first_wage(session: Session, referral_id: int, yuan: Decimal, actor: Actor, at: datetime) -> Referral:
    """What came on the first pay day, in yuan of a full month; a later word corrects it. Raises NoSuchWageError."""
    referral = find(session, referral_id, actor, at)
    if referral.started_on is None or not 0 <= yuan <= MOST_YUAN:
        raise NoSuchWageError("write the first pay of a full month in yuan, once somebody has started")
    text = format(round(yuan, 2).normalize(), "f")
    if referral.first_wage != text:
        referral.first_wage = text
        audit.record(session, actor, "referral_first_wage", f"person:{referral.person_id}", at)
        session.flush()
    return referral


def _hold(
    session: Session, referral_id: int, verb: Verb, state: ReferralState, months: int, actor: Actor, at: datetime
) -> Referral:
    referral = find(session, referral_id, actor, at)
    if _is_at_least(referral, state):
        return referral
    REFERRAL.next_state(verb, referral.state, actor.role)
    today = clock.local_day(at)
    gap = parameters.load(session).whole("stable_gap_days", settings().home_division, today)
    person = session.get_one(Person, referral.person_id)
    since = working.in_work_since(session, person.merged_into_id or person.id, today, gap)
    _require_reached(None if since is None else months_later(since, months), at)
    return move(session, referral, verb, actor, at)


def _is_at_least(referral: Referral, state: ReferralState) -> bool:
    """Whether the same has been said before, or more."""
    return referral.state in AT_WORK[AT_WORK.index(state) :]


def _started(referral: Referral) -> date:
    assert referral.started_on is not None, f"referral {referral.id} is {referral.state} without a first day"
    return referral.started_on


def _require_reached(day: date | None, at: datetime) -> None:
    if day is None or clock.local_day(at) < day:
        raise TooEarlyError(day)
