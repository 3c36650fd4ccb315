"""Plan what the dates of households call for, and let lapse what is no longer so; at night, and after every change.

Planning again changes nothing. It follows from what somebody was allowed to write, so no area is asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, or_, select
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

_WAITING = select(FollowUp).where(
    FollowUp.household_id.in_(bindparam("households", expanding=True)), FollowUp.state.in_(WAITING)
)
_EVER = (
    select(FollowUp.id, FollowUp.mark, FollowUp.state)
    .where(
        or_(
            FollowUp.household_id.in_(bindparam("households", expanding=True)),
            FollowUp.person_id.in_(bindparam("people", expanding=True)),
            FollowUp.referral_id.in_(bindparam("referrals", expanding=True)),
        )
    )
    .order_by(FollowUp.id)
)


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
    waiting = list(session.scalars(_WAITING, {"households": list(reading.rows)}))
    kept: set[int] = set()
    new: list[tuple[int, Called]] = []
    for home in homes(session, reading):
        own = [one for one in waiting if one.household_id == home.household_id]
        kept |= {one.id for one in own if _still_holds(one, home)}
        for called in called_for(home, intervals, season, on):
            standing = next((one for one in own if _is_for(one, called)), None)
            if standing is not None:
                kept.add(standing.id)
            else:
                new.append((home.household_id, called))
    moved, fresh = _called_again(session, new)
    log.open_follow_ups(session, fresh, at, actor)
    over = [one.id for one in waiting if one.id not in kept | moved]
    return len(moved) + len(fresh) + _lapse(session, over, at, actor)


def _still_holds(one: FollowUp, home: Home) -> bool:
    """What somebody's own words called for, the calendar does not know; it waits while the person is at home."""
    members = {member.person_id for member in home.members}
    return one.kind is FollowUpKind.TALK_OVER and (one.person_id is None or one.person_id in members)


def _is_for(one: FollowUp, called: Called) -> bool:
    if one.mark.partition(_AGAIN)[0] == called.mark:
        return True
    same = (one.kind, one.person_id, one.referral_id) == (called.kind, called.person_id, called.referral_id)
    return same and one.kind in _COMES_AGAIN


def _called_again(session: Session, new: Sequence[tuple[int, Called]]) -> tuple[set[int], list[FollowUp]]:
    """What is called for and does not wait in its household: the ids of what waits elsewhere, which comes along with
    who has moved, and rows to be opened; what was asked already is neither."""
    moved, fresh = set(), []
    known = _known(session, new)
    for household_id, called in new:
        before = known[called.mark]
        if any(state is FollowUpState.DONE for _, state in before):
            continue
        elsewhere = next((number for number, state in before if state in WAITING), None)
        if elsewhere is not None:
            session.get_one(FollowUp, elsewhere).household_id = household_id
            moved.add(elsewhere)
            continue
        mark = called.mark if not before else f"{called.mark}{_AGAIN}{len(before) + 1}"
        row = FollowUp(
            kind=called.kind, mark=mark, household_id=household_id, person_id=called.person_id,
            referral_id=called.referral_id, due_on=called.due_on, state=FollowUpState.DUE,
        )  # fmt: skip
        fresh.append(row)
    return moved, fresh


def _known(session: Session, new: Sequence[tuple[int, Called]]) -> dict[str, list[tuple[int, FollowUpState]]]:
    """What there ever was of some marks, oldest first, by the mark without its number.

    A mark names a job, a person or the household, so whatever bears it is of the same job, person or household.
    """
    found: dict[str, list[tuple[int, FollowUpState]]] = defaultdict(list)
    if new:
        asked = {
            "households": [household_id for household_id, _ in new],
            "people": [called.person_id for _, called in new if called.person_id is not None],
            "referrals": [called.referral_id for _, called in new if called.referral_id is not None],
        }
        for number, mark, state in session.execute(_EVER, asked):
            found[mark.partition(_AGAIN)[0]].append((number, state))
    return found


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
