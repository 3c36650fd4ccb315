"""The verbs of the clock: look at it, open it by a worker's word, begin to help, and put a household apart."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.access import Actor, Permission, require
from jobmatch.households import area, reading
from jobmatch.households.codes import EmploymentState
from jobmatch.households.model import Household
from jobmatch.placements.zero_clock import facts
from jobmatch.placements.zero_clock.course import Step
from jobmatch.placements.zero_clock.life import STANDING, ZERO, Found, Verb
from jobmatch.placements.zero_clock.lists import Lists, lists
from jobmatch.placements.zero_clock.looking import look, look_next
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.placements.zero_clock.refused import refused_by
from jobmatch.placements.zero_clock.spells import move, newest_of, open_spell

__all__ = [
    "Lists", "NotWithoutEarnerError", "TooFewRefusalsError", "begin_help", "find", "lists", "look", "look_next",
    "say_why_no_wish", "treat_as_no_wish",
]  # fmt: skip


class NotWithoutEarnerError(ValueError):
    """The record says otherwise: somebody works, nobody could, or the household is not served; that comes first."""


class TooFewRefusalsError(ValueError):
    """What was refused does not show that nobody wants to work."""


def find(session: Session, household_id: int, how: Found, on: date, at: datetime, actor: Actor) -> ZeroSpell:
    """A worker has found, on a visit or by an application, that nobody works; gives the spell that stands already.

    Raises Refused, NotWithoutEarnerError where the record says that somebody works, nobody could or nobody wants to.
    """
    row = _served(session, household_id, on, actor)
    look(session, [household_id], on, at, actor)
    standing = newest_of(session, [household_id]).get(household_id)
    if standing is not None and standing.state in STANDING:
        return standing
    read = reading.read(session, [row], on)
    known = facts.facts_of(session, {household_id: on}, read)[household_id]
    if any(one.covers(on) for one in known.stretches):
        raise NotWithoutEarnerError("the record says that somebody works: correct it first")
    if row.employment_state not in (EmploymentState.ZERO, EmploymentState.UNKNOWN, EmploymentState.EMPLOYED):
        raise NotWithoutEarnerError("the record says that nobody could or wants to work: correct it first")
    return open_spell(session, household_id, how, on, read.book, at, actor) or _standing(session, household_id)


def begin_help(session: Session, household_id: int, what: str, on: date, at: datetime, actor: Actor) -> ZeroSpell:
    """Somebody has begun to help: `what` says in a few words by which appointment or talk. Once is enough.

    Raises Refused, NotWithoutEarnerError where no clock runs.
    """
    _served(session, household_id, on, actor)
    spell = _standing(session, household_id)
    if spell.helped_on is None:
        move(session, spell, Step(Verb.HELP, max(on, spell.found_on), what), at, actor)
    return spell


def say_why_no_wish(session: Session, household_id: int, why: str, on: date, at: datetime, actor: Actor) -> ZeroSpell:
    """A worker writes down why nobody of a household wants to work, as the record says; it is visited every month.

    Raises Refused, NotWithoutEarnerError where the record says something else.
    """
    row = _served(session, household_id, on, actor)
    look(session, [household_id], on, at, actor)
    spell = _standing(session, household_id)
    if row.employment_state is not EmploymentState.NO_WISH:
        raise NotWithoutEarnerError("the record does not say that nobody wants to work: ask, and write it there first")
    move(session, spell, Step(Verb.LOSE_WISH, on, why), at, actor)
    return spell


def treat_as_no_wish(session: Session, household_id: int, why: str, on: date, at: datetime, actor: Actor) -> ZeroSpell:
    """The supervisor treats a household as one without wish, on the refused posts that are written into the move.

    Each member who wants work has refused, for personal reasons, enough posts on enough days (parameters). Raises
    Refused, IllegalMoveError, NotWithoutEarnerError, TooFewRefusalsError.
    """
    _served(session, household_id, on, actor)
    look(session, [household_id], on, at, actor)
    spell = _standing(session, household_id)
    ZERO.next_state(Verb.TREAT_AS_NO_WISH, spell.state, actor.role)
    stands_on = refused_by(session, household_id, spell.found_on, parameters.load(session), on).stands_on
    if stands_on is None:
        raise TooFewRefusalsError("not everybody who wants work has refused enough posts for personal reasons")
    move(session, spell, Step(Verb.TREAT_AS_NO_WISH, on, why), at, actor, stands_on)
    return spell


def _served(session: Session, household_id: int, on: date, actor: Actor) -> Household:
    """The household, held, if the actor serves it at the counter. Raises Refused, NotWithoutEarnerError."""
    require(actor, Permission.SERVE_AT_COUNTER)
    row = next(iter(reading.hold(session, [household_id])), None)
    if row is None or row.closed_on is not None:
        raise NotWithoutEarnerError("there is no such household that is served")
    area.require_household(session, row, on, actor)
    return row


def _standing(session: Session, household_id: int) -> ZeroSpell:
    spell = newest_of(session, [household_id]).get(household_id)
    if spell is None or spell.state not in STANDING:
        raise NotWithoutEarnerError("no clock runs for this household")
    return spell
