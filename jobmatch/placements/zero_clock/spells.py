"""Writing the clock down: opening a spell with its deadlines, and each move with its log row."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch import audit, working_days
from jobmatch.access import Actor
from jobmatch.parameters import ParameterBook
from jobmatch.placements.zero_clock.course import Step
from jobmatch.placements.zero_clock.life import STANDING, ZERO, Found, Verb, ZeroState
from jobmatch.placements.zero_clock.model import ZeroMove, ZeroSpell
from jobmatch.settings import settings

_LAST_IDS = (
    select(func.max(ZeroSpell.id))
    .where(ZeroSpell.household_id.in_(bindparam("households", expanding=True)))
    .group_by(ZeroSpell.household_id)
)
_NEWEST = select(ZeroSpell).where(ZeroSpell.id.in_(_LAST_IDS)).execution_options(populate_existing=True)


def newest_of(session: Session, household_ids: Iterable[int]) -> dict[int, ZeroSpell]:
    """The newest spell of each household, standing or ended."""
    return {one.household_id: one for one in session.scalars(_NEWEST, {"households": list(household_ids)})}


def open_spell(
    session: Session,
    household_id: int,
    how: Found,
    found_on: date,
    book: ParameterBook,
    at: datetime,
    actor: Actor,
) -> ZeroSpell | None:
    """A new spell with the deadlines of its day; None where somebody else has opened one at the same moment."""
    home = settings().home_division
    spell = ZeroSpell(
        household_id=household_id,
        found_on=found_on,
        found_how=how,
        help_due_on=working_days.after(found_on, book.whole("zero_help_days", home, found_on)),
        work_due_on=working_days.after(found_on, book.whole("zero_work_days", home, found_on)),
        state=ZeroState.FOUND,
        relapse_of_id=_relapse_of(session, household_id, found_on, book.whole("zero_relapse_days", home, found_on)),
    )
    try:
        with session.begin_nested():
            session.add(spell)
    except IntegrityError:
        return None
    _log(session, spell, Step(Verb.FIND, found_on, how.value), "", at, actor)
    return spell


def move(
    session: Session, spell: ZeroSpell, step: Step, at: datetime, actor: Actor, referral_ids: list[int] | None = None
) -> None:
    """Move a spell by one step; raises IllegalMoveError where its life cycle knows no such move."""
    source = spell.state
    spell.state = ZeroState(ZERO.next_state(step.verb, source, actor.role))
    match step.verb:
        case Verb.HELP:
            spell.helped_on = step.on
        case Verb.WORK:
            spell.worker_id, spell.working_since = step.worker_id, step.working_since
        case Verb.LOSE | Verb.FALL_BACK:
            spell.worker_id = spell.working_since = None
    if spell.state not in STANDING:
        spell.ended_on = step.on
    _log(session, spell, step, source, at, actor, referral_ids)


def _relapse_of(session: Session, household_id: int, found_on: date, days: int) -> int | None:
    """The spell that was cleared so short a while ago that this one is its coming back."""
    cleared = session.scalars(
        select(ZeroSpell)
        .where(ZeroSpell.household_id == household_id, ZeroSpell.state == ZeroState.CLEARED)
        .order_by(ZeroSpell.id.desc())
        .limit(1)
    ).first()
    if cleared is None or cleared.ended_on is None or (found_on - cleared.ended_on).days > days:
        return None
    return cleared.id


def _log(
    session: Session,
    spell: ZeroSpell,
    step: Step,
    source: str,
    at: datetime,
    actor: Actor,
    referral_ids: list[int] | None = None,
) -> None:
    more = {"on": step.on, "because": step.because, "referral_ids": referral_ids}
    spell.moves.append(ZeroMove.of(step.verb, source, spell.state, at, actor, **more))
    detail = f"spell:{spell.id} {source}>{spell.state.value}"
    audit.record(session, actor, f"zero_{step.verb}", f"household:{spell.household_id}", at, detail)
    session.flush()
