"""The tables of the staff: accounts with their sites, sign-ins kept on the server, and counts of failed attempts.

A site is named by its code, checked when it is entered: this package stands before the households and knows none of
their tables.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.db import Base, words
from jobmatch.privacy import NOT_PERSONAL, Keep, Purpose, personal
from jobmatch.seal import Sealed

LONGEST_NAME = 30

_OVERSEERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
_NOBODY: frozenset[Role] = frozenset()


class Account(Base):
    """Somebody who may sign in. `name` is folded (see `service.folded`), so that nobody has a double in capitals."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(
        String(60),
        unique=True,
        info=personal("name to sign in with", Purpose.IDENTIFY, keep=Keep.AS_EVIDENCE, seen_by=_OVERSEERS),
    )
    shown_name: Mapped[str] = mapped_column(
        String(60), info=personal("name of a worker", Purpose.IDENTIFY, keep=Keep.AS_EVIDENCE, seen_by=_OVERSEERS)
    )
    role: Mapped[Role] = mapped_column(words(Role), info=NOT_PERSONAL)
    phone: Mapped[str | None] = mapped_column(
        Sealed("account.phone"),
        info=personal("telephone of a helper, as the roster has it", Purpose.IDENTIFY, seen_by=_OVERSEERS),
    )
    password_hash: Mapped[str] = mapped_column(
        String(200), info=personal("fingerprint of the password", Purpose.IDENTIFY, seen_by=_NOBODY)
    )
    created_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    disabled_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)

    sites: Mapped[list["AccountSite"]] = relationship(
        back_populates="account", order_by="AccountSite.site_code", cascade="all, delete-orphan"
    )


class AccountSite(Base):
    """One site of a worker's area."""

    __tablename__ = "account_site"
    __table_args__ = {"info": NOT_PERSONAL}

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    site_code: Mapped[str] = mapped_column(String(20), primary_key=True)

    account: Mapped[Account] = relationship(back_populates="sites")


class SignIn(Base):
    """One sign-in in one browser. The browser holds the token, this row its SHA-256: a copied table opens no door."""

    __tablename__ = "sign_in"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    opened_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    locked_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()


class Attempts(Base):
    """How often somebody has failed to sign in since when; `what` is a keyed fingerprint of a name or an address."""

    __tablename__ = "sign_in_attempts"

    what: Mapped[str] = mapped_column(
        String(64), primary_key=True, info=personal("who failed, as a fingerprint", Purpose.PROVE, seen_by=_NOBODY)
    )
    since: Mapped[datetime] = mapped_column(index=True, info=NOT_PERSONAL)
    failures: Mapped[int] = mapped_column(info=NOT_PERSONAL)
