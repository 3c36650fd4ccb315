"""The verbs of a rights ticket: open it the day it is heard of, report it to the inspectorate (12333), settle it.

Whoever serves the family and the supervisor of its site see it; no employer ever does, least of all a complaint of
abuse, and so none may be told who opened one.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch import access, audit, clock
from jobmatch.access import Actor, Permission
from jobmatch.households import area
from jobmatch.households.model import Household, Membership
from jobmatch.placements.rights.life import RIGHTS, RightsKind, RightsState, Verb
from jobmatch.placements.rights.model import RightsMove, RightsTicket

_A_SLIP = "说不干了是记错的，撤回了"


class NoSuchTicketError(LookupError):
    """There is no such ticket."""


class NoOutcomeError(ValueError):
    """A ticket is settled with the words of how it ended; nothing ends in silence."""


def open_ticket(
    session: Session,
    person_id: int,
    kind: RightsKind,
    employer: str,
    at: datetime,
    actor: Actor,
    *,
    said: str | None = None,
    referral_id: int | None = None,
) -> RightsTicket:
    """Note what somebody suffers at work, the same day; one ticket of a kind stands for a person and an employer.

    What is said later of a ticket that stands is added to it. Raises Refused.
    """
    access.require(actor, Permission.CHANGE_HOUSEHOLD)
    on = clock.local_day(at)
    area.require_person(session, person_id, on, actor)
    standing = _standing(session, person_id, kind, employer)
    if standing is not None:
        return _told_more(session, standing, said, actor, at)
    ticket = RightsTicket(
        person_id=person_id, referral_id=referral_id, kind=kind, employer=employer[:100], said=said, opened_on=on,
        opened_by=actor.name[:100], opened_at=at, state=RightsState.OPEN,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(ticket)
    except IntegrityError:  # two have heard of it at the same moment
        found = _standing(session, person_id, kind, employer)
        assert found is not None
        return _told_more(session, found, said, actor, at)
    _log(session, ticket, Verb.OPEN, "", actor, at)
    return ticket


def report(session: Session, ticket_id: int, actor: Actor, at: datetime) -> RightsTicket:
    """The inspectorate has heard of it; raises NoSuchTicketError, Refused, IllegalMoveError."""
    ticket = _find(session, ticket_id, actor, at)
    if ticket.state is RightsState.REPORTED:
        return ticket
    _move(session, ticket, Verb.REPORT, actor, at)
    ticket.reported_on = clock.local_day(at)
    session.flush()
    return ticket


def settle(session: Session, ticket_id: int, outcome: str, actor: Actor, at: datetime) -> RightsTicket:
    """How it ended, in words; before a report only the supervisor says so.

    Raises NoOutcomeError, NoSuchTicketError, Refused, IllegalMoveError.
    """
    ticket = _find(session, ticket_id, actor, at)
    if ticket.state is RightsState.SETTLED:
        return ticket
    if not outcome.strip():
        raise NoOutcomeError("write down how it ended before it is settled")
    _move(session, ticket, Verb.SETTLE, actor, at)
    ticket.outcome, ticket.settled_by, ticket.settled_on = outcome.strip(), actor.name[:100], clock.local_day(at)
    session.flush()
    return ticket


def take_back(session: Session, referral_id: int, opened_at: datetime, actor: Actor, at: datetime) -> None:
    """The ticket that a leaving opened is settled with it, as a slip; what somebody has added to or reported stands.

    Whoever may take back the leaving has been asked already: the program draws the consequence.
    """
    ticket = session.scalar(
        select(RightsTicket)
        .where(
            RightsTicket.referral_id == referral_id, RightsTicket.opened_at == opened_at,
            RightsTicket.state == RightsState.OPEN,
        )
        .with_for_update()
    )  # fmt: skip
    if ticket is None or ticket.said is not None:
        return
    _move(session, ticket, Verb.TAKE_BACK, actor, at)
    ticket.outcome, ticket.settled_by, ticket.settled_on = _A_SLIP, actor.name[:100], clock.local_day(at)
    session.flush()


def waiting(session: Session, on: date, actor: Actor) -> Sequence[RightsTicket]:
    """The tickets of the actor's families that are not settled, those that wait longest first; raises Refused."""
    access.require(actor, Permission.PROTECT_AT_WORK)
    found = select(RightsTicket).where(RightsTicket.state != RightsState.SETTLED, RightsTicket.opened_on <= on)
    if actor.sites is not None or actor.role is access.Role.HELPER:
        served = (
            select(Membership.person_id)
            .join(Household, Household.id == Membership.household_id)
            .where(Membership.left_on.is_(None), area.seen_by(actor))
        )
        found = found.where(RightsTicket.person_id.in_(served))
    return session.scalars(found.order_by(RightsTicket.opened_on, RightsTicket.id)).all()


def _find(session: Session, ticket_id: int, actor: Actor, at: datetime) -> RightsTicket:
    access.require(actor, Permission.PROTECT_AT_WORK)
    session.flush()
    ticket = session.get(RightsTicket, ticket_id, with_for_update=True, populate_existing=True)
    if ticket is None:
        raise NoSuchTicketError(f"there is no rights ticket {ticket_id}")
    area.require_household_of(session, ticket.person_id, clock.local_day(at), actor)
    return ticket


def _standing(session: Session, person_id: int, kind: RightsKind, employer: str) -> RightsTicket | None:
    return session.scalar(
        select(RightsTicket)
        .where(
            RightsTicket.person_id == person_id,
            RightsTicket.kind == kind,
            RightsTicket.employer == employer[:100],
            RightsTicket.state != RightsState.SETTLED,
        )
        .with_for_update()
    )


def _told_more(session: Session, ticket: RightsTicket, said: str | None, actor: Actor, at: datetime) -> RightsTicket:
    if said and said not in (ticket.said or ""):
        ticket.said = f"{ticket.said}\n{said}" if ticket.said else said
        audit.record(session, actor, "rights_told_more", f"person:{ticket.person_id}", at, ticket.kind.value)
        session.flush()
    return ticket


def _move(session: Session, ticket: RightsTicket, verb: Verb, actor: Actor, at: datetime) -> RightsTicket:
    source = ticket.state
    ticket.state = RightsState(RIGHTS.next_state(verb, source, actor.role))
    _log(session, ticket, verb, source, actor, at)
    return ticket


def _log(session: Session, ticket: RightsTicket, verb: Verb, source: str, actor: Actor, at: datetime) -> None:
    ticket.moves.append(RightsMove.of(verb, source, ticket.state, at, actor))
    audit.record(session, actor, f"rights_{verb}", f"person:{ticket.person_id}", at, ticket.kind.value)
    session.flush()
