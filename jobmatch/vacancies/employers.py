"""Employers: registering them, coming to know them step by step, and barring them. Their posts are in `service.py`.

Levels: 0 code well-formed, 1 licence seen, 2 called back on a public number, 3 visited (domain.md 3.4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from jobmatch import audit
from jobmatch.access import Actor, Permission, require
from jobmatch.audit import AuditEvent
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


def take_back(session: Session, employer: Employer, step_id: int, at: datetime, actor: Actor) -> None:
    """Who wrote down a step by mistake takes it away; the level is that of the highest step that still stands.

    The log keeps that it was there. A step of somebody else, or none, changes nothing.
    """
    require(actor, Permission.VERIFY_EMPLOYER)
    step = session.get(Verification, step_id)
    if step is None or step.employer_id != employer.id or step.by != actor.name[:100]:
        return
    level, how = step.level, step.how
    session.delete(step)
    session.flush()
    employer.level = session.scalar(select(func.max(Verification.level)).where(_of(employer))) or 0
    employer.updated_at = at
    audit.record(session, actor, "employer.take_back", f"employer:{employer.id}", at, f"level {level}: {how}")


def steps(session: Session, employer: Employer) -> Sequence[Verification]:
    """The steps by which the employer came to be known, the newest first."""
    return session.scalars(select(Verification).where(_of(employer)).order_by(Verification.id.desc())).all()


def barred_because(session: Session, employer: Employer) -> AuditEvent | None:
    """The line of the log that says why and by whom the employer was barred last; None where it is not barred."""
    if employer.blacklisted_since is None:
        return None
    barred = select(AuditEvent).where(
        AuditEvent.subject == f"employer:{employer.id}", AuditEvent.action == "employer.blacklist"
    )
    return session.scalar(barred.order_by(AuditEvent.id.desc()).limit(1))


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


def _of(employer: Employer) -> ColumnElement[bool]:
    return Verification.employer_id == employer.id


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
