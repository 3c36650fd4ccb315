"""Erasing somebody's record: what goes at once, what stays as evidence and until when, whom somebody still has to tell.

The person asks; a supervisor who has asked once more carries it out, because what is deleted does not come back. What
was agreed to, brought up and answered stays as evidence, without name and number, until its time is over (`retention`).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access, audit, clock, parameters, seats
from jobmatch.access import Actor, Permission
from jobmatch.accounts import forgetting as telephones
from jobmatch.concerns import service as concerns
from jobmatch.concerns.model import Concern, ConcernKind
from jobmatch.courses.enrolments.cycle import RUNNING
from jobmatch.erasing import clearing
from jobmatch.households import area, consent, recognise
from jobmatch.households import forgetting as homes
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.model import Person
from jobmatch.placements import ending, help_asked
from jobmatch.placements import service as placements
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.referral import Verb
from jobmatch.push import service as push
from jobmatch.settings import settings
from jobmatch.vacancies.model import Vacancy
from jobmatch.visits import forgetting as visits


class NothingAskedError(LookupError):
    """Nobody has asked for this erasure, or it is done already."""


@dataclass(frozen=True)
class Told:
    """An employer who was given the person's name and number, and for which post; somebody asks them to delete it."""

    employer: str
    title: str
    phone: str | None


@dataclass(frozen=True)
class Erasure:
    """What an erasure means for one person: until which day evidence stays, and which employers have to be told."""

    person_id: int
    name: str
    evidence_until: date
    employers: tuple[Told, ...]


def ahead(session: Session, concern_id: int, at: datetime, actor: Actor) -> Erasure:
    """What would become of a wish to be deleted, for whoever is to carry it out. Raises Refused, NothingAskedError."""
    concern = _asked(session, concern_id, at, actor)
    audit.record(session, actor, "look_at_erasure", f"person:{concern.person_id}", at)
    return _erasure(session, concern.person_id, at)


def carry_out(session: Session, concern_id: int, reply: str, at: datetime, actor: Actor) -> Erasure:
    """Erase the record of somebody who asked for it, and settle the wish. Raises Refused, NothingAskedError."""
    concern = _asked(session, concern_id, at, actor, lock=True)
    found = _erasure(session, concern.person_id, at)
    concerns.settle(session, concern_id, reply, at, actor)
    erase(session, found.person_id, at, actor)
    return found


def erase(session: Session, person_id: int, at: datetime, actor: Actor) -> int:
    """Erase one record and those that were merged into it; returns how many rows are gone. Raises Refused."""
    access.require(actor, Permission.ERASE_RECORD)
    today = clock.local_day(at)
    area.require_person(session, person_id, today, actor)
    ids = homes.records_of(session, person_id)
    seats.give_up_all(session, ids, RUNNING, at, actor)
    ending.end_before_erasing(session, ids, today, actor, at)
    _end_consents(session, person_id, at, actor)
    lived_in = homes.homes_of(session, ids)
    telephones.forget(session, ids, push.telephones_of_nobody_else(session, ids))
    push.forget(session, ids)
    help_asked.forget(session, lived_in)
    visits.forget(session, ids, lived_in)
    gone = clearing.clear(session, ids)
    for person in session.scalars(select(Person).where(Person.id.in_(ids))):
        person.erased_at = person.updated_at = at
    session.flush()
    homes.leave_behind(session, lived_in, today, at)
    audit.record(session, actor, "erase_person", f"person:{person_id}", at, f"{gone} rows")
    session.flush()
    return gone


def evidence_until(session: Session, at: datetime) -> date:
    """Until which day evidence would stay of somebody who is erased now."""
    today = clock.local_day(at)
    return today + timedelta(days=parameters.load(session).whole("keep_evidence_days", settings().home_division, today))


def _asked(session: Session, concern_id: int, at: datetime, actor: Actor, *, lock: bool = False) -> Concern:
    access.require(actor, Permission.ERASE_RECORD)
    concern = concerns.standing(session, concern_id, ConcernKind.ERASURE, at, actor, lock=lock)
    if concern is None:
        raise NothingAskedError(f"concern {concern_id} is no open wish to be deleted")
    return concern


def _erasure(session: Session, person_id: int, at: datetime) -> Erasure:
    known_to = session.execute(
        select(Referral.id, Vacancy)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .where(Referral.person_id.in_(homes.records_of(session, person_id)))
        .where(
            select(ReferralMove.id)
            .where(ReferralMove.referral_id == Referral.id, ReferralMove.verb == Verb.INTRODUCE)
            .exists()
        )
        .order_by(Referral.id)
    )
    told = tuple(Told(post.employer.name, post.title, post.contact_phone) for _, post in known_to)
    name = session.get_one(Person, person_id).name
    return Erasure(person_id, name, evidence_until(session, at), told)


def _end_consents(session: Session, person_id: int, at: datetime, actor: Actor) -> None:
    """Every agreement, each with its trace; the referrals have ended before."""
    today = clock.local_day(at)
    if recognise.open_membership(session, person_id) is None:
        consent.withdraw_all(session, person_id, today)
        return
    for purpose in ConsentPurpose:
        if consent.allows(session, person_id, purpose, today):
            placements.withdraw_consent(session, person_id, purpose, actor, at)
