"""What WeChat lets us do: messages that a user has accepted, receipts, what is paused, and the one access token."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.db import Base, words
from jobmatch.privacy import NOT_PERSONAL, Purpose, personal
from jobmatch.push.model import Delivery, OpenId
from jobmatch.push.templates import Template
from jobmatch.seal import Sealed


class Balance(Base):
    """How many messages of a template a user has accepted and not got yet: our estimate, WeChat knows."""

    __tablename__ = "push_balance"

    openid_id: Mapped[int] = mapped_column(ForeignKey(OpenId.id), primary_key=True)
    template: Mapped[Template] = mapped_column(words(Template), primary_key=True)
    balance: Mapped[int] = mapped_column(default=0, info=personal("messages accepted", Purpose.REACH))
    changed_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)


class Receipt(Base):
    """What WeChat said afterwards about one of its messages; it may come before our own call has been answered."""

    __tablename__ = "push_receipt"
    __table_args__ = {"info": NOT_PERSONAL}

    msgid: Mapped[str] = mapped_column(String(64), primary_key=True)
    openid_id: Mapped[int | None] = mapped_column(ForeignKey(OpenId.id), index=True)
    template: Mapped[Template | None] = mapped_column(words(Template))
    code: Mapped[int]
    at: Mapped[datetime]
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey(Delivery.id))


class Pause(Base):
    """What is not called until an instant, or until somebody lifts it: `wechat`, or `wechat:` and a template."""

    __tablename__ = "push_pause"
    __table_args__ = {"info": NOT_PERSONAL}

    api: Mapped[str] = mapped_column(String(60), primary_key=True)
    until: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(String(200))
    since: Mapped[datetime]


class Token(Base):
    """The access token that all processes share; whoever holds the lease refreshes it."""

    __tablename__ = "push_token"
    __table_args__ = {"info": NOT_PERSONAL}

    app_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    token: Mapped[str | None] = mapped_column(Sealed("push_token.token"))
    expires_at: Mapped[datetime | None]
    leased_by: Mapped[str | None] = mapped_column(String(100))
    lease_until: Mapped[datetime | None]
