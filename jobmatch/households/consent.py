"""Consent as a record (P24): who agreed to what, how, before which witness, and when it was taken back.

A roster from an office is a basis of its own: it allows matching and telling the person, never disclosure to an
employer.
"""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from jobmatch.access import Role
from jobmatch.db import Base, words
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.privacy import NOT_PERSONAL, SITE_STAFF, Keep, Purpose, personal

_SEEN = SITE_STAFF | {Role.AUDITOR}


class Consent(Base):
    """One agreement of one person; it is ended by a date and never deleted while evidence is due."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    purpose: Mapped[ConsentPurpose] = mapped_column(
        words(ConsentPurpose), info=personal("agreed to", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    scope: Mapped[str | None] = mapped_column(
        String(60), info=personal("which vacancy or class", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    given: Mapped[ConsentGiven] = mapped_column(
        words(ConsentGiven), info=personal("how it was given", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    given_on: Mapped[date] = mapped_column(
        Date, info=personal("when", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    witness: Mapped[str | None] = mapped_column(
        String(50), info=personal("before whom", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    withdrawn_on: Mapped[date | None] = mapped_column(
        Date, info=personal("taken back", Purpose.PROVE, keep=Keep.AS_EVIDENCE, seen_by=_SEEN)
    )
    noted_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)


class NoConsentError(PermissionError):
    """The person has not agreed to this."""


def give(
    session: Session,
    person_id: int,
    purpose: ConsentPurpose,
    given: ConsentGiven,
    on: date,
    at: datetime,
    *,
    witness: str | None = None,
    scope: str | None = None,
) -> Consent:
    """Record an agreement; an equal one in force is returned as it is."""
    if given is ConsentGiven.OFFICE_ROSTER and purpose is not ConsentPurpose.MATCH_AND_TELL:
        raise NoConsentError("an office's roster allows matching and telling the person, and nothing more")
    for known in in_force(session, person_id, purpose, on):
        if known.given is given and known.scope == scope:
            return known
    consent = Consent(
        person_id=person_id, purpose=purpose, scope=scope, given=given, given_on=on, witness=witness, noted_at=at
    )
    session.add(consent)
    return consent


def withdraw(session: Session, person_id: int, purpose: ConsentPurpose, on: date) -> int:
    """End every agreement of a purpose from a day on; returns how many were in force."""
    ended = in_force(session, person_id, purpose, on)
    for consent in ended:
        consent.withdrawn_on = on
    return len(ended)


def in_force(session: Session, person_id: int, purpose: ConsentPurpose, on: date) -> list[Consent]:
    """The agreements of a person for a purpose on a day, oldest first."""
    found = session.scalars(
        select(Consent)
        .where(Consent.person_id == person_id, Consent.purpose == purpose, Consent.given_on <= on)
        .order_by(Consent.id)
    )
    return [consent for consent in found if consent.withdrawn_on is None or consent.withdrawn_on > on]
