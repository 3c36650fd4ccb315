"""The tables of whoever signs in: accounts with their sites, employers or schools, sign-ins, attempts.

What a telephone is linked with, the one-time codes for it, and answers kept for a request that comes again stand here
too. People are named by number: which person that is, only the households know. A site is named by its code, checked
when it is entered: this package stands before the households and knows none of their tables.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.db import Base, words
from jobmatch.privacy import NOT_PERSONAL, NUMBER_OF_PERSON, Keep, Purpose, personal
from jobmatch.seal import Sealed, SealedBytes

LONGEST_NAME = 30

_OVERSEERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
_NOBODY: frozenset[Role] = frozenset()


class LinkPurpose(StrEnum):
    """What a one-time code opens."""

    SELF = "self"  # the person's own telephone
    RELATIVE = "relative"  # the telephone of somebody whom the person lets help
    CENTRE = "centre"  # a screen of the centre, for this sitting
    WORKER = "worker"  # a worker's telephone


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
        info=personal("telephone of a helper, or of who hires", Purpose.IDENTIFY, seen_by=_OVERSEERS),
    )
    password_hash: Mapped[str] = mapped_column(
        String(200), info=personal("fingerprint of the password", Purpose.IDENTIFY, seen_by=_NOBODY)
    )
    created_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    disabled_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)

    sites: Mapped[list["AccountSite"]] = relationship(
        back_populates="account", order_by="AccountSite.site_code", cascade="all, delete-orphan"
    )
    employers: Mapped[list["AccountEmployer"]] = relationship(
        back_populates="account", order_by="AccountEmployer.employer_id", cascade="all, delete-orphan"
    )
    providers: Mapped[list["AccountProvider"]] = relationship(
        back_populates="account", order_by="AccountProvider.provider_id", cascade="all, delete-orphan"
    )


class AccountSite(Base):
    """One site of a worker's area."""

    __tablename__ = "account_site"
    __table_args__ = {"info": NOT_PERSONAL}

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    site_code: Mapped[str] = mapped_column(String(20), primary_key=True)

    account: Mapped[Account] = relationship(back_populates="sites")


class AccountEmployer(Base):
    """An employer for which somebody wants to answer, and since when the office lets them; the number is its own."""

    __tablename__ = "account_employer"
    __table_args__ = {"info": NOT_PERSONAL}

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    employer_id: Mapped[int] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime]
    admitted_at: Mapped[datetime | None]
    admitted_by: Mapped[str | None] = mapped_column(String(100))

    account: Mapped[Account] = relationship(back_populates="employers")


class AccountProvider(Base):
    """A school that a trainer's account belongs to, and who has looked into it; the number is the school's own."""

    __tablename__ = "account_provider"
    __table_args__ = {"info": NOT_PERSONAL}

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    provider_id: Mapped[int] = mapped_column(primary_key=True)
    bound_at: Mapped[datetime]
    bound_by: Mapped[str] = mapped_column(String(100))

    account: Mapped[Account] = relationship(back_populates="providers")


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


class PhoneSignIn(Base):
    """One sign-in on one telephone, or at a screen of the centre that was opened for one person (no openid then).

    The telephone holds the token that renews the sign-in, this row its SHA-256 and that of the one spent before it.
    """

    __tablename__ = "phone_sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    openid: Mapped[str | None] = mapped_column(
        Sealed("phone_sign_in.openid"), info=personal("WeChat's name for a telephone", Purpose.REACH, seen_by=_NOBODY)
    )
    openid_index: Mapped[str | None] = mapped_column(
        String(64), index=True, info=personal("look-up of WeChat's name", Purpose.REACH, seen_by=_NOBODY)
    )
    person_id: Mapped[int | None] = mapped_column(info=NUMBER_OF_PERSON)
    renewal_hash: Mapped[str] = mapped_column(String(64), unique=True, info=NOT_PERSONAL)
    spent_hash: Mapped[str | None] = mapped_column(String(64), index=True, info=NOT_PERSONAL)
    opened_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    renewed_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    ended_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)


class AccountPhone(Base):
    """The telephone on which a worker uses the mini-program; one telephone is one worker's."""

    __tablename__ = "account_phone"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    openid_index: Mapped[str] = mapped_column(
        String(64), unique=True, info=personal("look-up of WeChat's name", Purpose.REACH, seen_by=_NOBODY)
    )
    linked_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)

    account: Mapped[Account] = relationship()


class LinkCode(Base):
    """A code that links one telephone once, to be scanned or typed; only fingerprints are kept.

    It is made for a person (by number) or for a worker's account; `purpose` says what it opens.
    """

    __tablename__ = "link_code"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    scanned_mark: Mapped[str] = mapped_column(String(64), unique=True)
    typed_mark: Mapped[str] = mapped_column(String(64), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(words(LinkPurpose))
    person_id: Mapped[int | None] = mapped_column(info=NUMBER_OF_PERSON)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    made_by: Mapped[str] = mapped_column(String(100))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class KeptAnswer(Base):
    """What a request with a key was answered, so that the same request again does nothing twice. Kept for a day."""

    __tablename__ = "kept_answer"
    __table_args__ = (UniqueConstraint("holder", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    holder: Mapped[str] = mapped_column(
        String(64),
        info=personal("look-up of the telephone that asked", Purpose.PROVE, keep=Keep.UNTIL_REPLACED, seen_by=_NOBODY),
    )
    key: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    asked: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    status: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    body: Mapped[bytes] = mapped_column(
        SealedBytes("kept_answer.body"),
        info=personal("an answer to a telephone", Purpose.PROVE, keep=Keep.UNTIL_REPLACED, seen_by=_NOBODY),
    )
    at: Mapped[datetime] = mapped_column(index=True, info=NOT_PERSONAL)


class Attempts(Base):
    """How often somebody has failed to sign in since when; `what` is a keyed fingerprint of a name or an address."""

    __tablename__ = "sign_in_attempts"

    what: Mapped[str] = mapped_column(
        String(64), primary_key=True, info=personal("who failed, as a fingerprint", Purpose.PROVE, seen_by=_NOBODY)
    )
    since: Mapped[datetime] = mapped_column(index=True, info=NOT_PERSONAL)
    failures: Mapped[int] = mapped_column(info=NOT_PERSONAL)
