"""The verbs of concerns: bring one up, list those of a site or of a person, settle one with an answer.

A wish to be deleted is settled by carrying it out (`erasing`); by an answer alone only where the person takes it back.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch import audit, clock
from jobmatch.access import Actor, Permission, Refused, Role, require
from jobmatch.concerns.model import Concern, ConcernKind, ConcernState, Thumb
from jobmatch.concerns.settling import CONCERN, SEEN_TO_BY
from jobmatch.households import area
from jobmatch.households.model import Household, Membership

LONGEST = 500
MOST_LISTED = 100


class NoSuchConcernError(LookupError):
    """Nobody has brought this up."""


def bring_up(
    session: Session,
    person_id: int,
    kind: ConcernKind,
    about: str,
    at: datetime,
    actor: Actor,
    *,
    said: str | None = None,
    thumb: Thumb | None = None,
) -> Concern:
    """Note what a person brings up; a wish that stands already is given back as it is. Raises Refused."""
    require(actor, Permission.CHANGE_HOUSEHOLD)
    area.require_person(session, person_id, clock.local_day(at), actor)
    concern = Concern(
        person_id=person_id, kind=kind, about=about, thumb=thumb, said=said, said_by=actor.name, said_at=at,
        state=ConcernState.OPEN,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(concern)
    except IntegrityError:
        return session.scalars(
            select(Concern).where(
                Concern.person_id == person_id,
                Concern.kind == kind,
                Concern.about == about,
                Concern.state == ConcernState.OPEN,
            )
        ).one()
    audit.record(session, actor, f"concern_{kind}", f"person:{person_id}", at, about)
    session.flush()
    return concern


def of_person(
    session: Session, person_id: int, kinds: Sequence[ConcernKind], at: datetime, actor: Actor
) -> Sequence[Concern]:
    """What a person has brought up, newest first. Raises Refused."""
    require(actor, Permission.READ_HOUSEHOLD)
    area.require_person(session, person_id, clock.local_day(at), actor)
    found = select(Concern).where(Concern.person_id == person_id, Concern.kind.in_(kinds))
    return session.scalars(found.order_by(Concern.id.desc()).limit(MOST_LISTED)).all()


def readable(actor: Actor) -> list[ConcernKind]:
    """The kinds that an actor may read: people their own, workers what they see to."""
    if actor.role is Role.RESIDENT:
        return list(ConcernKind)
    return [kind for kind, roles in SEEN_TO_BY.items() if actor.role in roles]


def waiting(session: Session, at: datetime, actor: Actor) -> Sequence[Concern]:
    """What waits for this worker: of the own area, of the kinds that the role sees to, longest first."""
    require(actor, Permission.SETTLE_CONCERNS)
    found = session.scalars(select(Concern).where(_waits_for(actor)).order_by(Concern.id).limit(MOST_LISTED)).all()
    for one in found:
        audit.record(session, actor, "read_concern", f"person:{one.person_id}", at, one.kind)
    return found


def how_many_wait(session: Session, actor: Actor) -> int:
    """How many that are, all of them, without reading one. Raises Refused."""
    require(actor, Permission.SETTLE_CONCERNS)
    return session.scalar(select(func.count(Concern.id)).where(_waits_for(actor))) or 0


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    own = (
        select(Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .where(Membership.left_on.is_(None), area.seen_by(actor))
    )
    return and_(Concern.state == ConcernState.OPEN, Concern.kind.in_(readable(actor)), Concern.person_id.in_(own))


def standing(
    session: Session, concern_id: int, kind: ConcernKind, at: datetime, actor: Actor, *, lock: bool = False
) -> Concern | None:
    """A concern of a kind that nobody has settled yet, for who sees to such; None where none is. Raises Refused."""
    concern = session.get(Concern, concern_id, with_for_update=lock)
    if concern is None or concern.kind is not kind or concern.state is not ConcernState.OPEN:
        return None
    area.require_person(session, concern.person_id, clock.local_day(at), actor)
    if actor.role not in SEEN_TO_BY[kind]:
        raise Refused("this is for the supervisor to see to")
    return concern


def settle(session: Session, concern_id: int, reply: str, at: datetime, actor: Actor) -> Concern:
    """Somebody has seen to it, and says what was done. Raises Refused, NoSuchConcernError, IllegalMoveError."""
    require(actor, Permission.SETTLE_CONCERNS)
    concern = session.get(Concern, concern_id, with_for_update=True)
    if concern is None:
        raise NoSuchConcernError(f"there is no concern {concern_id}")
    area.require_person(session, concern.person_id, clock.local_day(at), actor)
    if actor.role not in SEEN_TO_BY[concern.kind]:
        raise Refused("this is for the supervisor to see to")
    return _settled(session, concern, reply, actor.role, at, actor)


def fulfil_wish(session: Session, person_id: int, about: str, reply: str, at: datetime, actor: Actor) -> bool:
    """What a person wished for has come to be by another verb, whose right was asked there; whether a wish stood."""
    return bool(_answer(session, Concern.person_id == person_id, about, lambda _person: reply, at, actor))


def answer_wishes(
    session: Session, about: str, reply: Callable[[int], str], at: datetime, actor: Actor
) -> Sequence[Concern]:
    """What people wished for will not be, by another verb, whose right was asked there; the wishes that stood. `reply`
    is what a person, by id, reads of it."""
    return _answer(session, true(), about, reply, at, actor)


def _answer(
    session: Session, whose: ColumnElement[bool], about: str, reply: Callable[[int], str], at: datetime, actor: Actor
) -> Sequence[Concern]:
    standing = select(Concern).where(
        whose, Concern.kind == ConcernKind.COURSE_WISH, Concern.about == about, Concern.state == ConcernState.OPEN
    )
    found = session.scalars(standing.order_by(Concern.id).with_for_update()).all()
    return [_settled(session, one, reply(one.person_id), Role.SYSTEM, at, actor) for one in found]


def _settled(session: Session, concern: Concern, reply: str, role: Role, at: datetime, actor: Actor) -> Concern:
    concern.state = ConcernState(CONCERN.next_state("settle", concern.state, role))
    concern.reply, concern.settled_by, concern.settled_at = reply or None, actor.name, at
    audit.record(session, actor, "settle_concern", f"person:{concern.person_id}", at, concern.about)
    session.flush()
    return concern
