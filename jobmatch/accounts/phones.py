"""Signing in on a telephone: opened by WeChat's word for it or by a code at the counter, renewed, ended everywhere.

The telephone holds a short-lived token that names the row, and a token that renews it once. A renewal token that comes
a second time was copied by somebody: then the sign-in ends for both.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from jobmatch.accounts.model import Account, AccountPhone, PhoneSignIn
from jobmatch.seal import blind_index

LONGEST_UNUSED = timedelta(days=60)
AT_THE_CENTRE = timedelta(minutes=15)
"""A screen that many use one after the other forgets who sat there, whatever the program on it does."""


@dataclass(frozen=True)
class Opened:
    """A sign-in and the token that renews it, for the telephone alone."""

    sign_in_id: int
    renewal: str


@dataclass(frozen=True)
class PhoneStanding:
    """A sign-in that is going on: whose telephone, or for whom a screen of the centre is open."""

    sign_in_id: int
    openid: str | None
    person_id: int | None
    account: Account | None


def open_on_phone(session: Session, openid: str, at: datetime) -> Opened:
    """A new sign-in of the telephone that WeChat calls `openid`."""
    return _open(session, PhoneSignIn(openid=openid, openid_index=mark(openid)), at)


def open_at_centre(session: Session, person_id: int, at: datetime) -> Opened:
    """A new sign-in at a screen of the centre, for one person and one sitting."""
    return _open(session, PhoneSignIn(person_id=person_id), at)


def renew(session: Session, renewal: str, at: datetime) -> Opened | None:
    """The sign-in with another renewal token; None for a token that is unknown, spent or too old."""
    given = _hashed(renewal)
    row = session.scalar(select(PhoneSignIn).where(PhoneSignIn.renewal_hash == given).with_for_update())
    if row is None or not _goes_on(row, at):
        return None
    token = secrets.token_urlsafe(32)
    row.spent_hash, row.renewal_hash, row.renewed_at = given, _hashed(token), at
    session.flush()
    return Opened(row.id, token)


def end_if_copied(session: Session, renewal: str, at: datetime) -> None:
    """A renewal token that was spent came back: two hold it, and nobody knows which of them is the owner."""
    copied = update(PhoneSignIn).where(PhoneSignIn.spent_hash == _hashed(renewal), PhoneSignIn.ended_at.is_(None))
    session.execute(copied.values(ended_at=at))


def standing(session: Session, sign_in_id: int, at: datetime) -> PhoneStanding | None:
    """How a sign-in stands; None for one that has ended or was left alone too long."""
    row = session.get(PhoneSignIn, sign_in_id)
    if row is None or not _goes_on(row, at):
        return None
    return PhoneStanding(row.id, row.openid, row.person_id, _worker(session, row.openid_index))


def end(session: Session, sign_in_id: int, at: datetime, *, everywhere: bool) -> None:
    """End a sign-in, or every one of the same telephone's owner: WeChat calls the owner the same on each telephone."""
    row = session.get_one(PhoneSignIn, sign_in_id)
    same = PhoneSignIn.id == row.id
    if everywhere and row.openid_index is not None:
        same = PhoneSignIn.openid_index == row.openid_index
    session.execute(update(PhoneSignIn).where(same, PhoneSignIn.ended_at.is_(None)).values(ended_at=at))


def link_worker(session: Session, account_id: int, openid: str, at: datetime) -> None:
    """The telephone is this worker's from now on, whoever's it was before."""
    found = session.scalar(select(AccountPhone).where(AccountPhone.openid_index == mark(openid)).with_for_update())
    if found is None:
        session.add(AccountPhone(account_id=account_id, openid_index=mark(openid), linked_at=at))
    else:
        found.account_id, found.linked_at = account_id, at
    session.flush()


def mark(openid: str) -> str | None:
    """The look-up of WeChat's name for a telephone."""
    return blind_index(openid, "openid")


def _worker(session: Session, openid_index: str | None) -> Account | None:
    if openid_index is None:
        return None
    found = session.scalar(select(AccountPhone).where(AccountPhone.openid_index == openid_index))
    return found.account if found is not None and found.account.disabled_at is None else None


def _open(session: Session, row: PhoneSignIn, at: datetime) -> Opened:
    token = secrets.token_urlsafe(32)
    row.renewal_hash, row.opened_at, row.renewed_at = _hashed(token), at, at
    session.add(row)
    session.flush()
    return Opened(row.id, token)


def _goes_on(row: PhoneSignIn, at: datetime) -> bool:
    if row.ended_at is not None:
        return False
    if row.openid is None:
        return at - row.opened_at < AT_THE_CENTRE
    return at - row.renewed_at < LONGEST_UNUSED


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
