"""Who was said to have left is still there: the work, the wish, the clock and the ticket of that word are put right.

Nothing is deleted: a spell that did not hold ends on the day on which it began, and a ticket is settled as a slip.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.access import Actor
from jobmatch.households import recognise, working
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.moving import by_rule
from jobmatch.placements.rights import service as rights
from jobmatch.placements.same_human import kept_record
from jobmatch.placements.work_there import work_of
from jobmatch.placements.zero_clock.course import Step
from jobmatch.placements.zero_clock.life import Verb, ZeroState
from jobmatch.placements.zero_clock.spells import move, newest_of


def record_has_gone_on(session: Session, referral: Referral, left: ReferralMove) -> bool:
    """Whether the household's record says something newer of the person's work than this leaving. Reads only."""
    if referral.left_on is None:
        return False
    work = work_of(session, referral, referral.started_on or referral.left_on)
    return working.has_gone_on(session, kept_record(session, referral.person_id), work, referral.left_on, left.at)


def come_back(session: Session, referral: Referral, left: ReferralMove, actor: Actor, at: datetime) -> None:
    """What followed from a leaving follows no more; to be asked once the move is taken back, under the same locks."""
    left_on, referral.left_on = referral.left_on, None
    session.flush()
    rights.take_back(session, referral.id, left.at, by_rule(actor), at)
    if left_on is None:
        return  # who never came had left nothing
    kept = kept_record(session, referral.person_id)
    working.go_on_working(session, kept, left_on, left.at, at, by_rule(actor))
    home = recognise.open_membership(session, kept)
    if home is not None:
        _found_by_mistake(session, home.household_id, left.at, clock.local_day(at), at, actor)


def _found_by_mistake(
    session: Session, household_id: int, found_at: datetime, on: date, at: datetime, actor: Actor
) -> None:  # fmt: skip
    """The clock that began with that word stops; one that had run before goes on by looking at it."""
    spell = newest_of(session, [household_id]).get(household_id)
    if spell is None or spell.state not in (ZeroState.FOUND, ZeroState.HELPED):
        return
    if spell.moves[0].at == found_at:
        move(session, spell, Step(Verb.GO, max(on, spell.found_on), "the leaving was taken back"), at, by_rule(actor))
