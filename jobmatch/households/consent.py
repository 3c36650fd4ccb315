"""Consent as a record (P24): who agreed to what, how, before which witness, and when it was taken back.

A roster from an office is a basis of its own: it allows matching and telling the person, never disclosure to an
employer.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, bindparam, or_, select, true
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


_GIVEN_BY = (
    select(Consent)
    .where(
        Consent.person_id == bindparam("person"), Consent.purpose == bindparam("to"),
        Consent.given_on <= bindparam("day"),
    )
    .order_by(Consent.id)
)  # fmt: skip


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


def withdraw(session: Session, person_id: int, purpose: ConsentPurpose, on: date, scope: str | None = None) -> int:
    """End every agreement of a purpose from a day on, with a scope only those for it; returns how many there were."""
    ended = [one for one in in_force(session, person_id, purpose, on) if scope is None or one.scope == scope]
    for consent in ended:
        consent.withdrawn_on = on
    return len(ended)


def grant_by_roster(session: Session, person_id: int, on: date, at: datetime) -> None:
    """An office's list allows matching and telling the person, unless the person has ever taken that back.

    What a person has withdrawn only the person gives again: a list that repeats the name never does.
    """
    known = session.scalars(
        select(Consent).where(Consent.person_id == person_id, Consent.purpose == ConsentPurpose.MATCH_AND_TELL)
    )
    if next(iter(known), None) is None:
        give(session, person_id, ConsentPurpose.MATCH_AND_TELL, ConsentGiven.OFFICE_ROSTER, on, at)


def withdraw_all(session: Session, person_id: int, on: date) -> None:
    """End every agreement of a person from a day on."""
    for purpose in ConsentPurpose:
        withdraw(session, person_id, purpose, on)


def allows(session: Session, person_id: int, purpose: ConsentPurpose, on: date, scope: str | None = None) -> bool:
    """Whether a purpose is agreed to on a day; with a scope, for that one vacancy or class or without limit."""
    return any(scope is None or consent.scope in (None, scope) for consent in in_force(session, person_id, purpose, on))


def who_allows(
    session: Session, purpose: ConsentPurpose, on: date, among: Collection[int] | None = None, scope: str | None = None
) -> frozenset[int]:
    """The ids of all people, or of those among some, who agree to a purpose on a day; `scope` as in `allows`."""
    return frozenset(
        session.scalars(
            select(Consent.person_id).where(
                Consent.purpose == purpose,
                Consent.given_on <= on,
                or_(Consent.withdrawn_on.is_(None), Consent.withdrawn_on > on),
                true() if among is None else Consent.person_id.in_(among),
                true() if scope is None else or_(Consent.scope.is_(None), Consent.scope == scope),
            )
        )
    )


def in_force(session: Session, person_id: int, purpose: ConsentPurpose, on: date) -> list[Consent]:
    """The agreements of a person for a purpose on a day, oldest first."""
    found = session.scalars(_GIVEN_BY, {"person": person_id, "to": purpose, "day": on})
    return [consent for consent in found if consent.withdrawn_on is None or consent.withdrawn_on > on]
