"""The lists of households without an earner: those whose clock runs, those without wish or labour, those to ask."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from jobmatch import audit, clock
from jobmatch.access import Actor, Permission, require
from jobmatch.households import area
from jobmatch.households.codes import EmploymentState
from jobmatch.households.model import Household, Site
from jobmatch.placements.zero_clock.life import STANDING, ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell


@dataclass(frozen=True)
class Running:
    """A clock that runs. `due_on` is the deadline of what comes next, None while somebody works; `late` is in days."""

    household_id: int
    number: str
    spell_id: int
    state: ZeroState
    found_on: date
    due_on: date | None
    late: int
    relapse: bool


@dataclass(frozen=True)
class Apart:
    """A household on a list of its own; `because` is None where the record alone says it and nobody wrote down why."""

    household_id: int
    number: str
    since: date | None
    because: str | None


@dataclass(frozen=True)
class Lists:
    """What a worker sees to: clocks most urgent first, whom to visit every month, who needs other support, whom to ask.

    `to_ask`: nobody works, and nobody knows yet who could or would; what is not asked is on no other list.
    """

    running: tuple[Running, ...]
    no_wish: tuple[Apart, ...]
    no_labour: tuple[Apart, ...]
    to_ask: tuple[Apart, ...]


def lists(session: Session, on: date, at: datetime, actor: Actor, site: str | None = None) -> Lists:
    """The four lists for a site, or for the whole area of the actor. Raises Refused."""
    require(actor, Permission.READ_HOUSEHOLD)
    here: list[ColumnElement[bool]] = [area.seen_by(actor), Household.closed_on.is_(None)]
    if site is not None:
        here.append(Household.site_id == select(Site.id).where(Site.code == site).scalar_subquery())
    found = Lists(
        _running(session, here, on), _no_wish(session, here), _no_labour(session, here), _to_ask(session, here)
    )
    number = len(found.running) + len(found.no_wish) + len(found.no_labour) + len(found.to_ask)
    audit.record(session, actor, "read_zero_lists", f"site:{site or 'all'}", at, f"{number} households")
    return found


def working_since(session: Session, household_ids: Collection[int]) -> dict[int, date]:
    """Of some households whose clock runs those in which somebody has begun, and since when: not cleared yet."""
    found = select(ZeroSpell.household_id, ZeroSpell.working_since).where(
        ZeroSpell.household_id.in_(household_ids), ZeroSpell.state == ZeroState.IN_WORK
    )
    return {household_id: since for household_id, since in session.execute(found) if since is not None}


def due_on(spell: ZeroSpell) -> date | None:
    """By when the next thing has to be done: somebody helps, then somebody works; nothing while somebody does."""
    if spell.state is ZeroState.IN_WORK:
        return None
    return spell.help_due_on if spell.state is ZeroState.FOUND else spell.work_due_on


def _running(session: Session, here: Sequence[ColumnElement[bool]], on: date) -> tuple[Running, ...]:
    rows = session.execute(
        select(ZeroSpell, Household.number)
        .join(Household, Household.id == ZeroSpell.household_id)
        .where(ZeroSpell.state.in_(STANDING), *here)
    )
    found = [_one(spell, number, on) for spell, number in rows]
    return tuple(sorted(found, key=lambda one: (one.due_on or date.max, one.found_on, one.spell_id)))


def _one(spell: ZeroSpell, number: str, on: date) -> Running:
    due = due_on(spell)
    return Running(
        household_id=spell.household_id,
        number=number,
        spell_id=spell.id,
        state=spell.state,
        found_on=spell.found_on,
        due_on=due,
        late=0 if due is None else max(0, (on - due).days),
        relapse=spell.relapse_of_id is not None,
    )


def _no_wish(session: Session, here: Sequence[ColumnElement[bool]]) -> tuple[Apart, ...]:
    """Who says so in the record, and whom a supervisor has put apart; without a reason first, then longest."""
    last = _last_spell()
    apart = (ZeroSpell.state == ZeroState.NO_WISH) & (Household.employment_state == EmploymentState.ZERO)
    rows = session.execute(
        select(Household.id, Household.number, ZeroSpell)
        .outerjoin(ZeroSpell, ZeroSpell.id == last)
        .where((Household.employment_state == EmploymentState.NO_WISH) | apart, *here)
    )
    found = [Apart(household_id, number, *_said(spell, ZeroState.NO_WISH)) for household_id, number, spell in rows]
    return tuple(sorted(found, key=lambda one: (one.because is not None, one.since or date.min, one.household_id)))


def _no_labour(session: Session, here: Sequence[ColumnElement[bool]]) -> tuple[Apart, ...]:
    rows = session.execute(
        select(Household.id, Household.number, ZeroSpell)
        .outerjoin(ZeroSpell, ZeroSpell.id == _last_spell())
        .where(Household.employment_state == EmploymentState.NO_LABOUR, *here)
    )
    found = [Apart(household_id, number, *_said(spell, ZeroState.NO_LABOUR)) for household_id, number, spell in rows]
    return tuple(sorted(found, key=lambda one: (one.since or date.min, one.household_id)))


def _to_ask(session: Session, here: Sequence[ColumnElement[bool]]) -> tuple[Apart, ...]:
    """Whose state nobody knows and whose clock does not run; who has been with us longest first."""
    stands = select(ZeroSpell.household_id).where(ZeroSpell.state.in_(STANDING))
    rows = session.execute(
        select(Household.id, Household.number, Household.registered_at)
        .where(Household.employment_state == EmploymentState.UNKNOWN, Household.id.not_in(stands), *here)
        .order_by(Household.registered_at, Household.id)
    )
    return tuple(Apart(household_id, number, clock.local_day(entered), None) for household_id, number, entered in rows)


def _said(spell: ZeroSpell | None, state: ZeroState) -> tuple[date | None, str | None]:
    """Since when and why, where the last spell ended with just that."""
    if spell is None or spell.state is not state:
        return None, None
    return spell.ended_on, spell.moves[-1].because


def _last_spell() -> ColumnElement[int]:
    newest = select(func.max(ZeroSpell.id)).where(ZeroSpell.household_id == Household.id)
    return newest.correlate(Household).scalar_subquery()
