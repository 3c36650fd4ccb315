"""Saying yes and taking it back (P24), by the person or before a witness; each leaves its trace in the audit log.

What an agreement is and what holds on a day stands in `consent`; a roster's basis is never given here.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch import access, audit, clock
from jobmatch.access import Actor, Permission, Role
from jobmatch.households import area, consent
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.households.consent import Consent, NoConsentError


def agree(
    session: Session,
    person_id: int,
    purpose: ConsentPurpose,
    given: ConsentGiven,
    at: datetime,
    actor: Actor,
    *,
    witness: str | None = None,
    scope: str | None = None,
) -> Consent:
    """Record that the person agrees to one purpose; `scope` narrows it to one vacancy or class.

    The person alone says yes; who writes it down for somebody names a witness. Raises NoConsentError, Refused.
    """
    on = clock.local_day(at)
    access.require(actor, Permission.CHANGE_HOUSEHOLD)
    area.require_person(session, person_id, on, actor)
    if given is ConsentGiven.OFFICE_ROSTER:
        raise NoConsentError("名册不是本人的同意。 An office's list is not the person's own word.")
    if not _is_self(actor, person_id) and not witness:
        raise NoConsentError("代为登记同意，要写明见证人。 Name the witness before whom the person agreed.")
    agreed = consent.give(session, person_id, purpose, given, on, at, witness=witness, scope=scope)
    audit.record(session, actor, "agree", f"person:{person_id}", at, purpose.value)
    return agreed


def take_back(session: Session, person_id: int, purpose: ConsentPurpose, at: datetime, actor: Actor) -> int:
    """End every agreement to a purpose from today on; no reason is asked. Returns how many were in force."""
    on = clock.local_day(at)
    access.require(actor, Permission.CHANGE_HOUSEHOLD)
    area.require_person(session, person_id, on, actor)
    ended = consent.withdraw(session, person_id, purpose, on)
    audit.record(session, actor, "take_back", f"person:{person_id}", at, purpose.value)
    return ended


def _is_self(actor: Actor, person_id: int) -> bool:
    return actor.role is Role.RESIDENT and person_id in actor.person_ids
