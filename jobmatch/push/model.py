"""The tables of push: whom to tell and by which telephone, what to tell, and every try to say that it is there.

A recipient is a number of somebody and no more: `person_id` points nowhere, and `flow` keeps the row. What WeChat lets
us do (balances, pauses, its token) stands in `wechat_model.py`.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.db import Base, words
from jobmatch.privacy import COUNTED, LEADS_ON, NOT_PERSONAL, NUMBER_OF_PERSON, SITE_STAFF, Keep, Purpose, personal
from jobmatch.push.channels import Way
from jobmatch.push.life import DeliveryState, MessageState
from jobmatch.push.templates import Template
from jobmatch.seal import Sealed

_SEEKING = Keep.WHILE_SEEKING
_NOBODY: frozenset[Role] = frozenset()
_AT_WORK = text(f"state = '{DeliveryState.CLAIMED}' AND openid_id IS NOT NULL")
_GOING_ON = text(f"state IN ('{DeliveryState.DUE}', '{DeliveryState.CLAIMED}')")
_LINKED = text("ended_at IS NULL")


class LinkRole(StrEnum):
    """Whose telephone it is: the person's own, or that of a relative who helps with consent."""

    SELF = "self"
    RELATIVE = "relative"


class Recipient(Base):
    """Somebody to be told things. `reads` is False for who cannot read: a person rings; None: nobody has asked.

    `agrees` is the consent to be told as it stood when the row was last kept in step with the person's record.
    """

    __tablename__ = "push_recipient"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(unique=True, info=NUMBER_OF_PERSON)
    phone: Mapped[str | None] = mapped_column(Sealed("push_recipient.phone"), info=personal("telephone", Purpose.REACH))
    reads: Mapped[bool | None] = mapped_column(info=personal("whether messages can be read", Purpose.REACH))
    sms_agreed: Mapped[bool] = mapped_column(default=False, info=personal("agreed to text messages", Purpose.REACH))
    agrees: Mapped[bool] = mapped_column(default=False, info=personal("agreed to be told", Purpose.REACH))
    opted_out_at: Mapped[datetime | None] = mapped_column(info=personal("wants no messages since", Purpose.REACH))


class OpenId(Base):
    """One WeChat user in our mini-program; several people may be reached through it."""

    __tablename__ = "push_openid"

    id: Mapped[int] = mapped_column(primary_key=True)
    openid: Mapped[str] = mapped_column(
        Sealed("push_openid.openid"), info=personal("WeChat's number of the user", Purpose.REACH, seen_by=_NOBODY)
    )
    openid_index: Mapped[str] = mapped_column(
        String(64), unique=True, info=personal("look-up of that number", Purpose.IDENTIFY, seen_by=_NOBODY)
    )
    flagged_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)

    links: Mapped[list["Link"]] = relationship(back_populates="openid", order_by="Link.id")


class Link(Base):
    """A WeChat user and a recipient, from the counter's linking until it is ended."""

    __tablename__ = "push_link"
    __table_args__ = (
        Index(
            "uq_push_link_open", "openid_id", "recipient_id", unique=True,
            sqlite_where=_LINKED, postgresql_where=_LINKED,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    openid_id: Mapped[int] = mapped_column(ForeignKey(OpenId.id), info=LEADS_ON)
    recipient_id: Mapped[int] = mapped_column(ForeignKey(Recipient.id), index=True)
    role: Mapped[LinkRole] = mapped_column(words(LinkRole), info=personal("whose telephone", Purpose.REACH))
    linked_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    linked_by: Mapped[str] = mapped_column(String(100), info=personal("who linked it", Purpose.PROVE))
    ended_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)

    openid: Mapped[OpenId] = relationship(back_populates="links")


class Message(Base):
    """What somebody is to hear; the inbox is this table. `about` names the row that it tells of, as `kind:id`.

    `begun_at` is when the first try to say it was made, which is what the weekly measure counts.
    """

    __tablename__ = "push_message"
    __table_args__ = (Index("ix_push_message_due", "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient_id: Mapped[int] = mapped_column(ForeignKey(Recipient.id), index=True)
    template: Mapped[Template] = mapped_column(
        words(Template), info=personal("kind of message", Purpose.MATCH, keep=_SEEKING, seen_by=COUNTED)
    )
    dedupe_key: Mapped[str] = mapped_column(String(120), unique=True, info=NOT_PERSONAL)
    about: Mapped[str | None] = mapped_column(String(40), index=True, info=NOT_PERSONAL)
    fields: Mapped[dict[str, Any]] = mapped_column(
        Sealed("push_message.fields"), info=personal("what it says", Purpose.MATCH, keep=_SEEKING)
    )
    page: Mapped[str | None] = mapped_column(String(200), info=NOT_PERSONAL)
    state: Mapped[MessageState] = mapped_column(
        words(MessageState), info=personal("where it stands", Purpose.MATCH, keep=_SEEKING, seen_by=COUNTED)
    )
    due_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    expires_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
    created_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    begun_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("push_message.id"))
    why: Mapped[str | None] = mapped_column(String(40), info=NOT_PERSONAL)
    read_at: Mapped[datetime | None] = mapped_column(
        info=personal("when it was read", Purpose.REACH, keep=_SEEKING, seen_by=SITE_STAFF)
    )

    recipient: Mapped[Recipient] = relationship()
    deliveries: Mapped[list["Delivery"]] = relationship(back_populates="message", order_by="Delivery.id")


class Delivery(Base):
    """One way of saying that a message is there; at most one of a message is going on.

    `asked_again` says that it was `unknown` once and was tried a second time.
    """

    __tablename__ = "push_delivery"
    __table_args__ = (
        Index("ix_push_delivery_due", "state", "next_at"),
        # Two sends to one user at once are refused by WeChat (43108); two workers cannot even begin them.
        Index(
            "uq_push_delivery_in_flight", "openid_id", unique=True,
            sqlite_where=_AT_WORK, postgresql_where=_AT_WORK,
        ),
        Index(
            "uq_push_delivery_going_on", "message_id", unique=True,
            sqlite_where=_GOING_ON, postgresql_where=_GOING_ON,
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey(Message.id), index=True)
    channel: Mapped[Way] = mapped_column(
        words(Way), info=personal("by which way", Purpose.REACH, keep=_SEEKING, seen_by=COUNTED)
    )
    openid_id: Mapped[int | None] = mapped_column(ForeignKey(OpenId.id))
    state: Mapped[DeliveryState] = mapped_column(
        words(DeliveryState), info=personal("what became of it", Purpose.REACH, keep=_SEEKING, seen_by=COUNTED)
    )
    next_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    lease_until: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
    leased_by: Mapped[str | None] = mapped_column(String(100), info=NOT_PERSONAL)
    attempts: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    asked_again: Mapped[bool] = mapped_column(default=False, info=NOT_PERSONAL)
    error_code: Mapped[str | None] = mapped_column(String(40), info=NOT_PERSONAL)
    wechat_msgid: Mapped[str | None] = mapped_column(String(64), index=True, info=NOT_PERSONAL)
    created_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    settled_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
    settled_by: Mapped[str | None] = mapped_column(
        String(100), info=personal("who rang or printed", Purpose.PROVE, keep=_SEEKING)
    )

    message: Mapped[Message] = relationship(back_populates="deliveries")
    openid: Mapped[OpenId | None] = relationship()
    tries: Mapped[list["Attempt"]] = relationship(order_by="Attempt.id")


class Attempt(Base):
    """One call, written down before it is made; without an outcome for as long as nobody knows it."""

    __tablename__ = "push_attempt"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey(Delivery.id), index=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(100))
    outcome: Mapped[str | None] = mapped_column(String(20))
    code: Mapped[str | None] = mapped_column(String(40))
    answered_at: Mapped[datetime | None]
