"""Somebody is no longer at work: the seat is free, the person looks again, and what was suffered is seen to.

Said by the person, the employer, or the worker who heard it. What the clock, the follow-ups and the warnings make of it
is told by `flow`.
"""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.access import Actor
from jobmatch.households import working
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import by_rule, find_for_employer, move
from jobmatch.placements.others import hold_person, running_beside
from jobmatch.placements.referral import AT_WORK, LeaveReason, ReferralState, Verb
from jobmatch.placements.rights import service as rights
from jobmatch.placements.rights.life import RightsKind
from jobmatch.placements.same_human import kept_record
from jobmatch.placements.work_there import work_of
from jobmatch.vacancies.model import Vacancy

SUFFERED = {
    LeaveReason.ARREARS: RightsKind.ARREARS,
    LeaveReason.INJURY: RightsKind.INJURY,
    LeaveReason.ABUSE: RightsKind.ABUSE,
}
"""What the labour inspectorate has to hear of the same day."""

TO_ASK = frozenset({LeaveReason.CARE, LeaveReason.SCHOOL, LeaveReason.FAMILY, LeaveReason.LOST})
"""Who leaves for these may want no other work now, or cannot be asked yet: the wish is open until somebody asks."""


_DAY = timedelta(days=1)


class LastDayError(ValueError):
    """Nobody can have left on that day: it is still to come, or lies before the first day."""


def first_day_away(last_day: date, today: date) -> date:
    """What the last day that somebody worked means: whoever says it on that evening is away from then on.

    So a household is found on the day on which its last earner leaves; said later, it is the day after. Pure.
    """
    return last_day if last_day >= today else last_day + _DAY


def leave(
    session: Session, referral_id: int, left_on: date, reason: LeaveReason, actor: Actor, at: datetime
) -> Referral:
    """The person has left, or never came; the same word again changes nothing.

    `left_on` is the first day on which the person is no longer there; `first_day_away` makes it of the last one. Wages
    not paid, an injury and abuse open a rights ticket the same day. Raises LastDayError, IllegalMoveError, Refused.
    """
    people = hold_person(session, referral_id)
    referral = find_for_employer(session, referral_id, actor, at)
    if _said_before(referral, left_on, reason):
        return referral
    if referral.state in AT_WORK:
        _require_day(referral, left_on, at)
        note_left(session, referral, left_on, reason, actor, at)
        _settle_record(session, referral, people, left_on, reason, actor, at)
    else:
        move(session, referral, Verb.LEAVE, actor, at, LeaveReason(reason).value)
    if reason in SUFFERED:
        employer = session.get_one(Vacancy, referral.vacancy_id).employer.name
        rights.open_ticket(
            session, referral.person_id, SUFFERED[reason], employer, at, by_rule(actor), referral_id=referral.id
        )  # fmt: skip
    return referral


def note_left(
    session: Session, referral: Referral, left_on: date, reason: LeaveReason, actor: Actor, at: datetime
) -> None:  # fmt: skip
    """The move with its day, and nothing of what the household's record makes of it."""
    move(session, referral, Verb.LEAVE, actor, at, LeaveReason(reason).value)
    referral.left_on = max(left_on, referral.started_on or left_on)
    session.flush()


def _settle_record(
    session: Session, referral: Referral, people: set[int], left_on: date, reason: LeaveReason, actor: Actor,
    at: datetime,
) -> None:  # fmt: skip
    """The work ends in the record too, unless other work is known by now: what the form noted elsewhere goes on."""
    kept = kept_record(session, referral.person_id)
    began_on = referral.started_on or left_on
    if not working.still_at(session, kept, work_of(session, referral, began_on), began_on):
        return
    still = [one for one in running_beside(session, people, referral) if one.state in AT_WORK]
    if still:  # of two part-time jobs the other one goes on
        newest = max(still, key=lambda one: (one.started_on or left_on, one.id))
        work = work_of(session, newest, left_on)
        working.begin_work(session, kept, work, left_on, at, by_rule(actor))
    else:
        wants_work = None if reason in TO_ASK else True
        working.end_work(session, kept, left_on, at, by_rule(actor), wants_work=wants_work)


def _said_before(referral: Referral, left_on: date, reason: LeaveReason) -> bool:
    """The same word again: the same reason, and the same day where there was one.

    A last day said on its evening and said again later is one word, though it means the next day by then.
    """
    if referral.state not in (ReferralState.LEFT, ReferralState.CANCELLED) or not referral.moves:
        return False
    last = referral.moves[-1]
    same_day = referral.state == ReferralState.CANCELLED or referral.left_on in (left_on, left_on - _DAY)
    return last.verb == Verb.LEAVE and last.reason == reason and same_day


def _require_day(referral: Referral, left_on: date, at: datetime) -> None:
    if left_on > clock.local_day(at):
        raise LastDayError("the last day of work is still to come; say it again on that day")
    if referral.started_on is not None and left_on < referral.started_on:
        raise LastDayError(f"work began on {referral.started_on}; the last day cannot lie before it")
