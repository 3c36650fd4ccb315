"""Employers: registering them, coming to know them step by step, and barring them. Their posts are in `service.py`.

Levels: 0 code well-formed, 1 licence seen, 2 called back on a public number, 3 visited (domain.md 3.4).
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import audit
from jobmatch.access import Actor, Permission, require
from jobmatch.vacancies.credit_code import CodeFault, read_credit_code
from jobmatch.vacancies.model import Employer, Verification

HIGHEST_LEVEL = 3


class UnacceptableEmployerError(ValueError):
    """The employer cannot be registered or verified like this; the text says what to correct."""


@dataclass(frozen=True)
class Registration:
    """An employer as it introduces itself; a private household has no credit code but a head, seen at the counter."""

    name: str
    credit_code: str | None = None
    is_agency: bool = False
    agency_licence: str | None = None
    agency_licence_to: date | None = None
    division: str | None = None
    address: str | None = None
    head_id_number: str | None = None


def register(session: Session, registration: Registration, at: datetime, actor: Actor) -> Employer:
    """Enter an employer at level 0, or find the one that is known already; a code that it lacked is added.

    Raises UnacceptableEmployerError for an empty name or a wrong code.
    """
    require(actor, Permission.CHANGE_VACANCY)
    name = " ".join(registration.name.split())
    if not name:
        raise UnacceptableEmployerError("an employer needs a name, as on the licence")
    code = _checked(registration.credit_code)
    found = find(session, name, code)
    if found is not None:
        if code is not None and found.credit_code is None:
            found.credit_code, found.updated_at = code, at
            audit.record(session, actor, "employer.amend", f"employer:{found.id}", at, "credit_code")
        return found
    employer = Employer(**vars(registration) | {"name": name, "credit_code": code}, registered_at=at, updated_at=at)
    employer.level = 0
    session.add(employer)
    session.flush()
    audit.record(session, actor, "employer.register", f"employer:{employer.id}", at)
    return employer


def find(session: Session, name: str, credit_code: str | None) -> Employer | None:
    """The employer of a credit code, else one of exactly this name, unless that one has another code."""
    if credit_code is not None:
        found = session.scalar(select(Employer).where(Employer.credit_code == credit_code))
        if found is not None:
            return found
    query = select(Employer).where(Employer.name == name).order_by(Employer.credit_code.is_(None).desc(), Employer.id)
    return next((one for one in session.scalars(query) if credit_code is None or one.credit_code is None), None)


def verify(
    session: Session, employer: Employer, level: int, how: str, on: date, at: datetime, actor: Actor
) -> Verification:
    """Log one step by which somebody came to know the employer (`how` in words); its level never falls by it."""
    require(actor, Permission.VERIFY_EMPLOYER)
    if not 0 <= level <= HIGHEST_LEVEL:
        raise UnacceptableEmployerError(f"verification has levels 0 to {HIGHEST_LEVEL}, not {level}")
    if not how.strip():
        raise UnacceptableEmployerError("say how the employer was verified: licence seen, called back, visited")
    step = Verification(employer_id=employer.id, level=level, how=how.strip()[:200], by=actor.name[:100], on=on)
    session.add(step)
    employer.level = max(employer.level, level)
    employer.updated_at = at
    audit.record(session, actor, "employer.verify", f"employer:{employer.id}", at, f"level {level}")
    return step


def blacklist(session: Session, employer: Employer, since: date, reason: str, at: datetime, actor: Actor) -> None:
    """Bar an employer from a day on (L18): none of its posts is open any more. The reason goes into the log."""
    require(actor, Permission.VERIFY_EMPLOYER)
    employer.blacklisted_since = since
    employer.updated_at = at
    audit.record(session, actor, "employer.blacklist", f"employer:{employer.id}", at, reason)


def lift_blacklist(session: Session, employer: Employer, reason: str, at: datetime, actor: Actor) -> None:
    """Let a barred employer offer work again."""
    require(actor, Permission.VERIFY_EMPLOYER)
    employer.blacklisted_since = None
    employer.updated_at = at
    audit.record(session, actor, "employer.lift_blacklist", f"employer:{employer.id}", at, reason)


def _checked(credit_code: str | None) -> str | None:
    if credit_code is None:
        return None
    read = read_credit_code(credit_code)
    if read.fault is CodeFault.MISSING:
        return None
    if read.fault is not None:
        raise UnacceptableEmployerError(
            f"the credit code {read.code} is wrong ({read.fault.value.replace('_', ' ')}); read it off the licence"
        )
    return read.code
