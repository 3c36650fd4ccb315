"""The verbs of who asks: what is due, somebody answered, nobody answered, somebody goes there, what was said in words.

Planning stands in `planning.py`; what an answer leads to in `consequences.py`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from jobmatch import access, audit, clock
from jobmatch.access import Actor, Permission
from jobmatch.households import area
from jobmatch.households.model import Household
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements.follow_ups import consequences, log, scripts
from jobmatch.placements.follow_ups.life import FOLLOW_UP, WAITING, WAYS, FollowUpState, Verb, Way
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.follow_ups.planning import plan as plan
from jobmatch.placements.follow_ups.planning import plan_next as plan_next
from jobmatch.placements.looking_after import look_after
from jobmatch.placements.others import hold_person
from jobmatch.placements.referral import MISSED_CALLS
from jobmatch.placements.warnings import service as warnings


class NoSuchFollowUpError(LookupError):
    """There is no such follow-up."""


class WrongWayError(ValueError):
    """This is not asked in that way: who wants no work is not rung up about it."""


def due(session: Session, on: date, actor: Actor) -> Sequence[FollowUp]:
    """What is due for the actor's households on a day, what waits longest first; raises Refused."""
    access.require(actor, Permission.FOLLOW_UP)
    found = (
        select(FollowUp)
        .join(Household, Household.id == FollowUp.household_id)
        .where(FollowUp.state.in_(WAITING), FollowUp.due_on <= on, Household.closed_on.is_(None), area.seen_by(actor))
    )
    return session.scalars(found.order_by(FollowUp.due_on, FollowUp.id)).all()


def read_moves(session: Session, rows: Sequence[FollowUp]) -> None:
    """Reads what happened to some of them in one statement, before each is asked for its own."""
    ids = [row.id for row in rows]
    session.scalars(select(FollowUp).where(FollowUp.id.in_(ids)).options(selectinload(FollowUp.moves))).all()


def answer(
    session: Session,
    follow_up_id: int,
    answers: Mapping[str, str],
    actor: Actor,
    at: datetime,
    *,
    way: Way | None = None,
) -> FollowUp:
    """Somebody was asked; the answers are kept, and what follows from them is done at once.

    The same answers again change nothing. Raises AnswersError with the question that is missing, WrongWayError,
    NoSuchFollowUpError, Refused, IllegalMoveError, and what the verbs raise that the answers lead to.
    """
    on = clock.local_day(at)
    known = session.get(FollowUp, follow_up_id)
    if known is not None and known.referral_id is not None:
        hold_person(session, known.referral_id)  # before the follow-up, as everywhere: locks have one order
    row = _find(session, follow_up_id, actor, at)
    _require_way(row, way)
    said = scripts.said(row.kind, answers, on)
    if row.state is FollowUpState.DONE and row.answers == dict(said.answers):
        return row
    FOLLOW_UP.next_state(Verb.ANSWER, row.state, actor.role)
    row.answers, row.means = dict(said.answers), sorted(said.means)
    row.done_on, row.done_by = on, actor.name[:100]
    log.move(session, row, Verb.ANSWER, at, actor)
    consequences.follow(session, row, said, actor, at)
    look_after(session, [row.household_id], at, actor)
    return row


def miss(session: Session, follow_up_id: int, actor: Actor, at: datetime) -> FollowUp:
    """A call was not answered. Several on one day count once; on the third day a neighbour or relative is asked.

    What may be said to them is `scripts.for_neighbours`. Raises WrongWayError where nobody is to be rung.
    """
    row = _find(session, follow_up_id, actor, at)
    _require_way(row, Way.CALL)
    log.move(session, row, Verb.MISS, at, actor)
    if len({clock.local_day(one.at) for one in row.moves if one.verb == Verb.MISS}) >= MISSED_CALLS:
        log.move(session, row, Verb.GIVE_UP, at, actor)
    warnings.look(session, [row.household_id], clock.local_day(at), at, actor)
    return row


def note(session: Session, follow_up_id: int, words: str, actor: Actor, at: datetime) -> FollowUp:
    """What somebody said at a talk that was held, in words; below what stands there already, and the same once only.

    Raises IllegalMoveError before the talk, NoSuchFollowUpError, Refused.
    """
    row = _find(session, follow_up_id, actor, at)
    if row.state is not FollowUpState.DONE:
        raise IllegalMoveError(f"the talk {follow_up_id} was not held yet")
    before = (row.said or "").splitlines()
    line = " ".join(words.split())
    if line and line not in before:
        row.said = "\n".join([*before, line])
        audit.record(session, actor, "follow_up_note", f"household:{row.household_id}", at, f"{row.kind}:{row.id}")
        session.flush()
    return row


def send_there(session: Session, follow_up_id: int, actor: Actor, at: datetime) -> FollowUp:
    """Neighbours and relatives could not say: somebody goes there. Raises IllegalMoveError before three missed days."""
    row = _find(session, follow_up_id, actor, at)
    log.move(session, row, Verb.SEND_THERE, at, actor)
    return row


def _find(session: Session, follow_up_id: int, actor: Actor, at: datetime) -> FollowUp:
    """A follow-up under its lock, for whoever serves the household; raises Refused."""
    access.require(actor, Permission.FOLLOW_UP)
    session.flush()
    row = session.get(FollowUp, follow_up_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NoSuchFollowUpError(f"there is no follow-up {follow_up_id}")
    area.require_household(session, session.get_one(Household, row.household_id), clock.local_day(at), actor)
    return row


def _require_way(row: FollowUp, way: Way | None) -> None:
    if way is not None and way not in WAYS[row.kind]:
        ways = ", ".join(sorted(WAYS[row.kind]))
        raise WrongWayError(f"this is asked in another way ({ways}), not by {way.replace('_', ' ')}")
