"""The one access token of the account, in one row that all processes share, fetched once by whoever holds the lease.

Fetching calls the platform, so it stands between two short transactions and in none: claim the lease, fetch, keep.
Who dies in between leaves a lease that runs out.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Engine, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.push.wechat_model import Token

# Longer than a fetch may take at its worst, so that nobody takes over from somebody who is only slow.
LEASE = timedelta(seconds=15)
SPOILT = 2 * LEASE
"""No lease is so long: the clock that wrote it was wrong. One lease is too little: who waited for the row asked the
clock before its holder did, and would take the holder's lease for one from the future.
"""
PAUSE_SECONDS = 0.05
LONGEST_WAIT = timedelta(seconds=20)
# `stable_token` gives a new token from five minutes before the end of the old one on; both work until then.
MARGIN_SECONDS = 300


@dataclass(frozen=True)
class Fetched:
    """A token fresh from the platform, and for how many seconds it is good."""

    value: str
    seconds: int


class TokenBusyError(RuntimeError):
    """Somebody else has been fetching the token for longer than anybody waits."""


class TokenStore(Protocol):
    """Where the token is kept between calls."""

    def usable(self, fetch: Callable[[], Fetched], refused: str | None = None) -> str:
        """A token that is good and is not the refused one; `fetch` is called at most once, and only if need be."""
        ...


class UnkeptToken:
    """Kept nowhere: whoever asks, asks the platform, with the secret of this moment."""

    def usable(self, fetch: Callable[[], Fetched], refused: str | None = None) -> str:
        """A token fresh from the platform; raises whatever `fetch` raises."""
        return fetch().value


class SharedToken:
    """The row of the database. `now` tells the time, again and again, because fetching and waiting take some.

    What the row said is remembered until it ends: the platform itself says when somebody has replaced it.
    """

    def __init__(self, engine: Engine, app_id: str, now: Callable[[], datetime]) -> None:
        self._engine, self._app_id, self._now = engine, app_id, now
        self._remembered: tuple[str, datetime] | None = None

    def usable(self, fetch: Callable[[], Fetched], refused: str | None = None) -> str:
        """A token that is good and is not the refused one; raises TokenBusyError, and whatever `fetch` raises."""
        began = self._now()
        if self._remembered is not None and self._remembered[0] != refused and began < self._remembered[1]:
            return self._remembered[0]
        while True:
            with db.reading(self._engine) as session:
                found = self._good(session, refused)
            if found is not None:
                self._remembered = found
                return found[0]
            me = secrets.token_hex(8)
            if self._claim(me, refused):
                return self._fetch_as(me, fetch)
            # A clock that is set back while somebody waits must not make the wait endless.
            if abs(self._now() - began) > LONGEST_WAIT:
                raise TokenBusyError("the access token is being fetched by somebody who does not finish")
            time.sleep(PAUSE_SECONDS)

    def _fetch_as(self, me: str, fetch: Callable[[], Fetched]) -> str:
        try:
            fetched = fetch()
        except BaseException:
            self._settle(me)
            raise
        margin = min(MARGIN_SECONDS, fetched.seconds // 10)
        ends = self._now() + timedelta(seconds=fetched.seconds - margin)
        self._settle(me, token=fetched.value, expires_at=ends)
        self._remembered = (fetched.value, ends)
        return fetched.value

    def _good(self, session: Session, refused: str | None) -> tuple[str, datetime] | None:
        """The token of the row and when it ends, unless it is too old or the refused one."""
        row = session.get(Token, self._app_id)
        if row is None or row.token is None or row.expires_at is None or row.expires_at <= self._now():
            return None
        return (row.token, row.expires_at) if row.token != refused else None

    def _claim(self, me: str, refused: str | None) -> bool:
        """Take the lease, unless somebody has it or has just brought a good token."""
        at = self._now()
        with db.transaction(self._engine) as session:
            self._make_row(session)
            free = or_(Token.lease_until.is_(None), Token.lease_until <= at, Token.lease_until > at + SPOILT)
            mine = update(Token).where(Token.app_id == self._app_id, free)
            held = session.scalar(mine.values(leased_by=me, lease_until=at + LEASE).returning(Token.app_id))
            if held is None:
                return False
            if self._good(session, refused) is None:
                return True
            session.execute(update(Token).values(leased_by=None, lease_until=None).where(Token.leased_by == me))
            return False

    def _make_row(self, session: Session) -> None:
        if session.scalar(select(Token.app_id).where(Token.app_id == self._app_id)) is not None:
            return
        try:
            with session.begin_nested():
                session.add(Token(app_id=self._app_id))
        except IntegrityError:
            session.expire_all()  # another process was first, which is as good

    def _settle(self, me: str, **brought: str | datetime) -> None:
        """Give the lease back with what was brought; who has lost it meanwhile leaves the row to its new holder."""
        with db.transaction(self._engine) as session:
            mine = update(Token).where(Token.app_id == self._app_id, Token.leased_by == me)
            session.execute(mine.values(leased_by=None, lease_until=None, **brought))
