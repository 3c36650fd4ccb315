"""Signing in, staying signed in, locking the screen, signing out. A sign-in lives on the server and ends there.

It ends after idle minutes, after twelve hours at most, by signing out, when the account is disabled or its password is
changed. `Step` opens a transaction of the caller's: an attempt is counted in one and a success noted in another, so
that a failure stays counted whatever becomes of the request, and no lock is held while a password is looked at.
"""

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import TypeAlias

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from jobmatch import audit
from jobmatch.access import ANYBODY, Actor
from jobmatch.accounts import attempts, passwords, service
from jobmatch.accounts.model import Account, SignIn
from jobmatch.settings import settings

Step: TypeAlias = Callable[[], AbstractContextManager[Session]]

LONGEST = timedelta(hours=12)
# Not each page writes a row; so much later than this an idle sign-in may end.
NOTED_EVERY = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(days=7)


class State(StrEnum):
    """How a sign-in stands."""

    OPEN = "open"
    LOCKED = "locked"
    TIMED_OUT = "timed_out"
    ENDED = "ended"


@dataclass(frozen=True)
class Standing:
    """A sign-in as it stands: who it is, and whether its being seen should be noted."""

    sign_in_id: int
    account_id: int
    actor: Actor
    name: str
    shown_name: str
    phone: str | None
    state: State
    to_be_noted: bool


class Refusal(StrEnum):
    """Why somebody was not let in; a wrong name and a wrong password are one and the same."""

    WRONG = "wrong"
    TOO_OFTEN = "too_often"


def sign_in(step: Step, name: str, password: str, address: str, at: datetime) -> str | Refusal:
    """The token of a new sign-in, for the browser alone; or why there is none. `address` is where it comes from."""
    verified = _verify(step, name, password, address, at)
    if isinstance(verified, Refusal):
        return verified
    with step() as session:
        account = _still(session, verified, name, address)
        if account is None:
            return Refusal.WRONG
        if passwords.outdated(account.password_hash):
            account.password_hash = passwords.fingerprint(password)
        audit.record(session, service.actor_of(account), "sign_in", f"account:{account.id}", at)
        return _open(session, account, at)


def standing(session: Session, token: str, at: datetime) -> Standing | None:
    """How the sign-in of a token stands; None for a token that nobody was given."""
    row = session.scalar(select(SignIn).where(SignIn.token_hash == _hashed(token)))
    if row is None:
        return None
    account = row.account
    return Standing(
        row.id, account.id, service.actor_of(account), account.name, account.shown_name, account.phone,
        _state(row, at), at - row.last_seen_at >= NOTED_EVERY,
    )  # fmt: skip


def note_seen(session: Session, sign_in_id: int, at: datetime) -> None:
    """Somebody is still there."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None)).values(last_seen_at=at))


def lock(session: Session, found: Standing, at: datetime) -> None:
    """Nothing is shown until the same person gives the password again."""
    locked = update(SignIn).where(SignIn.id == found.sign_in_id, SignIn.locked_at.is_(None), SignIn.ended_at.is_(None))
    if session.scalar(locked.values(locked_at=at).returning(SignIn.id)) is not None:
        audit.record(session, found.actor, "lock", f"account:{found.account_id}", at)


def unlock(step: Step, token: str, password: str, address: str, at: datetime) -> str | Refusal | None:
    """Go on after a lock: the token to go on with, or why not; None where there is nothing to go on with.

    Whoever comes back so late that the sign-in has timed out goes on with a new one: name and password are what
    signing in asks for.
    """
    with step() as session:
        found = standing(session, token, at)
    if found is None or found.state is State.ENDED:
        return None
    if found.state is State.TIMED_OUT:
        return sign_in(step, found.name, password, address, at)
    verified = _verify(step, found.name, password, address, at)
    if isinstance(verified, Refusal):
        return verified
    with step() as session:
        if _still(session, verified, found.name, address) is None:
            return Refusal.WRONG
        again = update(SignIn).where(SignIn.id == found.sign_in_id, SignIn.ended_at.is_(None))
        kept = session.scalar(again.values(locked_at=None, last_seen_at=at).returning(SignIn.id))
        audit.record(session, found.actor, "unlock", f"account:{found.account_id}", at)
        return None if kept is None else token


def sign_out(session: Session, token: str, at: datetime) -> None:
    """End the sign-in of a token; a cookie that somebody has copied is worth nothing from here on."""
    row = session.scalar(select(SignIn).where(SignIn.token_hash == _hashed(token)).with_for_update())
    if row is not None and row.ended_at is None:
        row.ended_at = at
        audit.record(session, service.actor_of(row.account), "sign_out", f"account:{row.account_id}", at)


def change_password(step: Step, token: str, old: str, new: str, address: str, at: datetime) -> str | Refusal:
    """The token to go on with after the person has set another password; all sign-ins with the old one have ended.

    The old password is asked for, since somebody may sit at a desk that another has left. Raises WeakPasswordError.
    """
    with step() as session:
        found = standing(session, token, at)
    if found is None or found.state is not State.OPEN:
        return Refusal.WRONG
    verified = _verify(step, found.name, old, address, at)
    if isinstance(verified, Refusal):
        return verified
    with step() as session:
        account = _still(session, verified, found.name, address)
        if account is None:
            return Refusal.WRONG
        service.set_password(session, account, new, at, found.actor)
        return _open(session, account, at)


@dataclass(frozen=True)
class _Verified:
    account_id: int
    password_hash: str


def _verify(step: Step, name: str, password: str, address: str, at: datetime) -> _Verified | Refusal:
    """Count the attempt, then look at the password outside every transaction; a failure is noted without the name,

    since what stands in the field for the name is sometimes a password.
    """
    name = service.folded(name)
    with step() as session:
        if not attempts.count(session, name, address, at):
            return Refusal.TOO_OFTEN
        account = service.find(session, name)
        usable = account is not None and account.disabled_at is None
        verified = _Verified(account.id, account.password_hash) if account is not None and usable else None
    if passwords.matches(verified.password_hash if verified else None, password) and verified:
        return verified
    with step() as session:
        subject = f"account:{verified.account_id if verified else 'unknown'}"
        audit.record(session, ANYBODY, "sign_in_failed", subject, at)
    return Refusal.WRONG


def _still(session: Session, verified: _Verified, name: str, address: str) -> Account | None:
    """The account, held, unless it was disabled or given another password while its password was looked at."""
    account = session.scalar(
        select(Account)
        .where(
            Account.id == verified.account_id,
            Account.disabled_at.is_(None),
            Account.password_hash == verified.password_hash,
        )
        .with_for_update()
    )
    if account is not None:
        attempts.take_back(session, service.folded(name), address)
    return account


def _open(session: Session, account: Account, at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    session.execute(delete(SignIn).where(SignIn.account_id == account.id, SignIn.opened_at < at - FORGOTTEN_AFTER))
    session.add(SignIn(token_hash=_hashed(token), account_id=account.id, opened_at=at, last_seen_at=at))
    session.flush()
    return token


def _state(row: SignIn, at: datetime) -> State:
    if row.ended_at is not None or row.account.disabled_at is not None:
        return State.ENDED
    idle = timedelta(minutes=settings().idle_minutes)
    if at - row.last_seen_at >= idle or at - row.opened_at >= LONGEST:
        return State.TIMED_OUT
    return State.LOCKED if row.locked_at is not None else State.OPEN


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
