"""Where follow-ups are opened and moved: each with its row of the log and its event, so that none can forget them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch import audit
from jobmatch.access import Actor
from jobmatch.placements.follow_ups.life import FOLLOW_UP, FollowUpState, Verb
from jobmatch.placements.follow_ups.model import FollowUp, FollowUpMove


def open_follow_ups(session: Session, rows: Iterable[FollowUp], at: datetime, actor: Actor) -> None:
    """Store new follow-ups, all in one write."""
    fresh = list(rows)
    for row in fresh:
        session.add(row)
        _log(session, row, Verb.PLAN, "", at, actor)
    session.flush()
    for row in fresh:
        _tell(session, row, Verb.PLAN, "", at, actor)


def move(session: Session, row: FollowUp, verb: Verb, at: datetime, actor: Actor) -> None:
    """Move a follow-up; raises IllegalMoveError."""
    source = row.state
    row.state = FollowUpState(FOLLOW_UP.next_state(verb, source, actor.role))
    _log(session, row, verb, source, at, actor)
    _tell(session, row, verb, source, at, actor)
    session.flush()


def _log(session: Session, row: FollowUp, verb: Verb, source: str, at: datetime, actor: Actor) -> None:
    # Written by its own end: to append it to the moves of the row would read them all first.
    session.add(FollowUpMove.of(verb, source, row.state, at, actor, follow_up=row))


def _tell(session: Session, row: FollowUp, verb: Verb, source: str, at: datetime, actor: Actor) -> None:
    detail = f"{row.kind}:{row.id} {source}>{row.state}"
    audit.record(session, actor, f"follow_up_{verb}", f"household:{row.household_id}", at, detail)
