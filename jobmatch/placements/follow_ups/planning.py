"""Plan what the dates of households call for, and let lapse what is no longer so; at night, and after every change.

Planning again changes nothing. It follows from what somebody was allowed to write, so no area is asked.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobmatch import access
from jobmatch.access import Actor, Permission
from jobmatch.households.reading import Reading, hold, hold_next, read
from jobmatch.placements.follow_ups import log
from jobmatch.placements.follow_ups.calendar import Called, Home, called_for
from jobmatch.placements.follow_ups.facts import homes
from jobmatch.placements.follow_ups.intervals import intervals_on
from jobmatch.placements.follow_ups.life import WAITING, FollowUpKind, FollowUpState, Verb
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.returns.seasons import season_on

_COMES_AGAIN = frozenset(
    {
        FollowUpKind.WORK_DAY_1, FollowUpKind.SEEKING, FollowUpKind.UNWILLING, FollowUpKind.NO_WISH,
        FollowUpKind.AWAY_FAMILY,
    }
)  # fmt: skip
"""Of these one waits at most: the one that waits stands, whatever day the calendar would now give it."""
_AGAIN = "~"
"""A follow-up that lapsed and is called for once more bears the same mark with a number behind this sign."""


def plan(session: Session, household_ids: Iterable[int], on: date, at: datetime, actor: Actor) -> int:
    """Bring the follow-ups of some households in step with a day; returns how many were planned or lapsed.

    Raises UnknownSeasonError, UnknownParameterError.
    """
    access.require(actor, Permission.KEEP_IN_STEP)
    # Two who plan for one household at the same moment plan one after the other.
    return plan_for(session, read(session, hold(session, list(household_ids)), on), at, actor)


def plan_next(session: Session, after: int, most: int, on: date, at: datetime, actor: Actor) -> int | None:
    """`plan` for the next households behind an id; returns the last one's id, None when there was none."""
    access.require(actor, Permission.KEEP_IN_STEP)
    rows = hold_next(session, after, most)
    plan_for(session, read(session, rows, on), at, actor)
    return rows[-1].id if rows else None


def plan_for(session: Session, reading: Reading, at: datetime, actor: Actor) -> int:
    """`plan` for households that are held and were read already."""
    access.require(actor, Permission.KEEP_IN_STEP)
    on = reading.on
    intervals = intervals_on(reading.book, reading.division, on)
    season = season_on(on, intervals.festival_asked, intervals.festival_over)
    waiting = list(
        session.scalars(
            select(FollowUp).where(FollowUp.household_id.in_(list(reading.rows)), FollowUp.state.in_(WAITING))
        )
    )
    kept: set[int] = set()
    changed = 0
    for home in homes(session, reading):
        own = [one for one in waiting if one.household_id == home.household_id]
        kept |= {one.id for one in own if _still_holds(one, home)}
        for called in called_for(home, intervals, season, on):
            standing = next((one for one in own if _is_for(one, called)), None)
            if standing is not None:
                kept.add(standing.id)
            elif (row := _open(session, home.household_id, called, at, actor)) is not None:
                kept.add(row.id)
                changed += 1
    over = [one.id for one in waiting if one.id not in kept]
    return changed + _lapse(session, over, at, actor)


def _still_holds(one: FollowUp, home: Home) -> bool:
    """What somebody's own words called for, the calendar does not know; it waits while the person is at home."""
    members = {member.person_id for member in home.members}
    return one.kind is FollowUpKind.TALK_OVER and (one.person_id is None or one.person_id in members)


def _is_for(one: FollowUp, called: Called) -> bool:
    if one.mark.partition(_AGAIN)[0] == called.mark:
        return True
    same = (one.kind, one.person_id, one.referral_id) == (called.kind, called.person_id, called.referral_id)
    return same and one.kind in _COMES_AGAIN


def _open(session: Session, household_id: int, called: Called, at: datetime, actor: Actor) -> FollowUp | None:
    """A new follow-up, unless this one was asked already; who has moved takes along what waits elsewhere."""
    before = list(
        session.scalars(
            select(FollowUp)
            .where(or_(FollowUp.mark == called.mark, FollowUp.mark.startswith(called.mark + _AGAIN, autoescape=True)))
            .order_by(FollowUp.id)
        )
    )
    if any(one.state is FollowUpState.DONE for one in before):
        return None
    elsewhere = next((one for one in before if one.state in WAITING), None)
    if elsewhere is not None:
        elsewhere.household_id = household_id
        return elsewhere
    mark = called.mark if not before else f"{called.mark}{_AGAIN}{len(before) + 1}"
    row = FollowUp(
        kind=called.kind, mark=mark, household_id=household_id, person_id=called.person_id,
        referral_id=called.referral_id, due_on=called.due_on, state=FollowUpState.DUE,
    )  # fmt: skip
    log.open_follow_up(session, row, at, actor)
    return row


def _lapse(session: Session, ids: Sequence[int], at: datetime, actor: Actor) -> int:
    """What is no longer so; what somebody has answered a moment ago stays answered.

    What somebody is answering just now is left alone, since whoever answers looks at the household last.
    """
    if not ids:
        return 0
    found = select(FollowUp).where(FollowUp.id.in_(ids), FollowUp.state.in_(WAITING)).order_by(FollowUp.id)
    held = found.with_for_update(key_share=True, skip_locked=True).execution_options(populate_existing=True)
    rows = list(session.scalars(held))
    for row in rows:
        log.move(session, row, Verb.LAPSE, at, actor)
    return len(rows)
