"""One-time codes that link a telephone, made at the counter: scanned as a QR code or typed as eight digits.

A code lives ten minutes and opens one thing once, whichever of its two forms is used. Typed ones can be guessed, so who
calls `redeem` counts the attempts.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from jobmatch import audit
from jobmatch.access import Actor
from jobmatch.accounts.model import LinkCode, LinkPurpose
from jobmatch.seal import keyring

GOOD_FOR = timedelta(minutes=10)
DIGITS = 8
FORGOTTEN_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Codes:
    """The two forms of one code, shown once, until when it is good, and its row, by which its use can be asked for."""

    id: int
    scanned: str
    typed: str
    expires_at: datetime


@dataclass(frozen=True)
class Redeemed:
    """What a code was made for."""

    purpose: LinkPurpose
    person_id: int | None
    account_id: int | None
    made_by: str


def make(
    session: Session,
    purpose: LinkPurpose,
    at: datetime,
    actor: Actor,
    *,
    person_id: int | None = None,
    account_id: int | None = None,
) -> Codes:
    """A new code for a person, whom the caller has let the actor act for, or for the actor's own account."""
    session.execute(delete(LinkCode).where(LinkCode.expires_at < at - FORGOTTEN_AFTER))
    scanned, typed = secrets.token_urlsafe(18), f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    expires_at = at + GOOD_FOR
    row = LinkCode(
        scanned_mark=_mark(scanned), typed_mark=_mark(typed), purpose=purpose, person_id=person_id,
        account_id=account_id, made_by=actor.name, made_at=at, expires_at=expires_at,
    )  # fmt: skip
    session.add(row)
    subject = f"person:{person_id}" if person_id is not None else f"account:{account_id}"
    audit.record(session, actor, "link_code", subject, at, purpose.value)
    session.flush()
    return Codes(row.id, scanned, typed, expires_at)


def is_used(session: Session, code_id: int, actor: Actor) -> bool | None:
    """Whether somebody has used a code; None for one that is not of this actor's making, or that is forgotten."""
    found = session.get(LinkCode, code_id)
    return None if found is None or found.made_by != actor.name else found.used_at is not None


def redeem(session: Session, code: str, at: datetime) -> Redeemed | None:
    """What the code opens, and never again; None for one that is unknown, used or too old."""
    given = _mark(code)
    found = session.scalar(
        select(LinkCode)
        .where(
            (LinkCode.scanned_mark == given) | (LinkCode.typed_mark == given),
            LinkCode.used_at.is_(None),
            LinkCode.expires_at > at,
        )
        .order_by(LinkCode.id)
        .limit(1)
        .with_for_update()
    )
    if found is None:
        return None
    found.used_at = at
    session.flush()
    return Redeemed(found.purpose, found.person_id, found.account_id, found.made_by)


def _mark(code: str) -> str:
    return keyring().blind(code, "link code")
