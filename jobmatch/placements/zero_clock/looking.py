"""Looking at the clock: what follows for households from what was written about them, by whom and when it may be.

It asks for no permission, because it only draws the consequence of what somebody was allowed to write; whoever writes
looks in the same transaction, and the night looks at everybody.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from jobmatch.access import Actor
from jobmatch.households import reading, zero_employment
from jobmatch.households.codes import EmploymentState
from jobmatch.households.model import Household
from jobmatch.households.reading import Reading
from jobmatch.parameters import ParameterBook
from jobmatch.placements.zero_clock import course, facts
from jobmatch.placements.zero_clock.course import Facts, Standing
from jobmatch.placements.zero_clock.life import STANDING, Found, Verb, ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.placements.zero_clock.spells import move, newest_of, open_spell
from jobmatch.settings import settings


def look(session: Session, household_ids: Iterable[int], on: date, at: datetime, actor: Actor) -> int:
    """Bring the clocks of some households to a day; returns how many moved. Looking again changes nothing.

    Households are held until the transaction ends, so that two who look at once move each clock once.
    """
    return look_at(session, reading.read(session, reading.hold(session, list(household_ids)), on), at, actor)


def look_at(session: Session, known: Reading, at: datetime, actor: Actor) -> int:
    """`look` for households that are held and were read already."""
    zero_employment.reckon_read(known)
    session.flush()
    newest, on = newest_of(session, known.rows), known.on
    concerned = [
        row
        for row in known.rows.values()
        if row.employment_state is EmploymentState.ZERO or _stands(newest.get(row.id))
    ]  # fmt: skip
    if not concerned:
        return 0
    of_each = facts.facts_of(session, _found(concerned, newest, on), known)
    wants = facts.wants_again(session, [row.id for row in concerned])
    return sum(
        _bring(session, row, newest.get(row.id), of_each[row.id], wants.get(row.id), known.book, on, at, actor)
        for row in concerned
    )


def look_next(session: Session, after: int, most: int, on: date, at: datetime, actor: Actor) -> int | None:
    """Look at the next households by id, for going through all of them in steps; where to go on, None at the end."""
    ids = everybody(session, after, most)
    look(session, ids, on, at, actor)
    return ids[-1] if len(ids) == most else None


def everybody(session: Session, after: int, most: int) -> Sequence[int]:
    """The next households by id, served or not: a clock may still run for one that is closed."""
    return session.scalars(select(Household.id).where(Household.id > after).order_by(Household.id).limit(most)).all()


def out_of_step(session: Session, after: int, most: int) -> Sequence[int]:
    """The next of the few households of which the record and the clock say different things.

    Without an earner and without a clock, unless put apart since; or with a clock that the record contradicts.
    """
    own = ZeroSpell.household_id == Household.id
    clock = exists().where(own, ZeroSpell.state.in_(STANDING))
    apart = exists().where(
        own, ZeroSpell.state == ZeroState.NO_WISH, ZeroSpell.ended_on >= Household.zero_employment_since
    )  # fmt: skip
    waiting = exists().where(own, ZeroSpell.state.in_((ZeroState.FOUND, ZeroState.HELPED)))
    working = exists().where(own, ZeroSpell.state == ZeroState.IN_WORK)
    stands = Household.employment_state
    contradicted = or_(
        and_(stands == EmploymentState.ZERO, ~clock, ~apart),
        and_(stands == EmploymentState.ZERO, working),
        and_(stands == EmploymentState.EMPLOYED, waiting),
        and_(or_(stands.is_(None), stands == EmploymentState.NO_LABOUR), clock),
    )
    query = select(Household.id).where(contradicted, Household.id > after)
    return session.scalars(query.order_by(Household.id).limit(most)).all()


def _stands(spell: ZeroSpell | None) -> bool:
    return spell is not None and spell.state in STANDING


def _found(rows: Iterable[Household], newest: Mapping[int, ZeroSpell], on: date) -> dict[int, date]:
    """From which day on an act for a household counts as help."""
    return {
        row.id: newest[row.id].found_on if _stands(newest.get(row.id)) else row.zero_employment_since or on
        for row in rows
    }


def _bring(
    session: Session,
    row: Household,
    spell: ZeroSpell | None,
    known: Facts,
    wants: date | None,
    book: ParameterBook,
    on: date,
    at: datetime,
    actor: Actor,
) -> bool:
    """Bring one clock to a day, and open the next one where the last has run out; whether anything moved."""
    moved = False
    if spell is not None and spell.state in STANDING:
        moved = _advance(session, spell, known, book, on, at, actor)
    if row.employment_state is not EmploymentState.ZERO or _stands(spell) or not _may_open(row, spell, wants):
        return moved
    since = row.zero_employment_since or on
    found_on = since if spell is None or spell.ended_on is None else max(since, spell.ended_on)
    opened = open_spell(session, row.id, Found.SYSTEM, found_on, book, at, actor)
    if opened is not None:
        _advance(session, opened, known, book, on, at, actor)
    return moved or opened is not None


def _may_open(row: Household, last: ZeroSpell | None, wants: date | None) -> bool:
    """What a supervisor has put apart stays so until somebody says again that work is wanted, or has had some since."""
    if last is None or last.ended_on is None or last.state is not ZeroState.NO_WISH:
        return True
    if last.moves[-1].verb != Verb.TREAT_AS_NO_WISH:
        return True
    since = row.zero_employment_since
    return (wants is not None and wants > last.ended_on) or (since is not None and since > last.ended_on)


def _advance(
    session: Session, spell: ZeroSpell, known: Facts, book: ParameterBook, on: date, at: datetime, actor: Actor
) -> bool:
    standing = Standing(
        spell.state, spell.found_on, spell.moves[-1].on, spell.helped_on is not None, spell.worker_id,
        spell.working_since,
    )  # fmt: skip
    found = course.steps(standing, known, on, book.whole("zero_clear_days", settings().home_division, on))
    for step in found:
        move(session, spell, step, at, actor)
    return bool(found)
