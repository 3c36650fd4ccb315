"""What decides whether and by which way somebody may be told now, read for a whole armful with a query each.

Read within the transaction that acts on it, and kept no longer.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from jobmatch.push import hours
from jobmatch.push.channels import Way
from jobmatch.push.model import Link, LinkRole, Message, OpenId, Recipient
from jobmatch.push.templates import ABOUT_NEW_POSTS, Template
from jobmatch.push.wechat_model import Balance, Pause

InStep = Callable[[Session, Sequence[Message], datetime], Mapping[int, str]]
"""Brings the recipients' rows in step with the people's records; the messages of which it still holds, by their ids.

With each stands how its person is called before others: for a telephone through which several are reached.
"""

LONGEST_WAIT = timedelta(days=1)
"""Whoever has waited for the end of a pause for so long is told another way."""
TO_BE_RUNG = timedelta(hours=3)
"""So long before it is too late a person has to know whom to ring."""


@dataclass(frozen=True)
class Circumstances:
    """What stands now for some recipients; `links` lead to WeChat users that are not flagged, the own first."""

    pauses: Collection[Pause]
    links: dict[int, list[int]]
    left: dict[tuple[int, Template], int]
    told: dict[int, dict[int, datetime]] = field(default_factory=lambda: defaultdict(dict))

    def has_left(self, openid_id: int, template: Template) -> bool:
        """Whether a user has accepted a message of this kind that has not come yet."""
        return self.left.get((openid_id, template), 0) > 0

    def pause_of(self, way: Way, template: Template, at: datetime) -> Pause | None:
        """What stands against a way now: a pause of the whole of it, or for this kind of message."""
        names = (way.value, f"{way}:{template}")
        standing = [one for one in self.pauses if one.api in names and (one.until is None or one.until > at)]
        return max(standing, key=lambda one: (one.until is None, one.until or at), default=None)

    def told_of_posts(self, but: Message) -> list[datetime]:
        """When the recipient of a message was told of new posts, apart from this one."""
        return [at for message_id, at in self.told[but.recipient_id].items() if message_id != but.id]

    def note_told(self, message: Message, at: datetime) -> None:
        """One more is told of in this same armful."""
        if message.template in ABOUT_NEW_POSTS:
            self.told[message.recipient_id][message.id] = at


def as_written(_session: Session, messages: Sequence[Message], _at: datetime) -> Mapping[int, str]:
    """For where nothing stands behind a message that could have changed, and nobody has a name."""
    return {message.id: "" for message in messages}


def unwilling(recipient: Recipient) -> str | None:
    """Why somebody is to be told nothing by any way, in one stable word; None for who may be told."""
    if recipient.opted_out_at is not None:
        return "opted_out"
    return None if recipient.agrees else "no_consent"


def read(session: Session, messages: Collection[Message]) -> Circumstances:
    """The circumstances of the recipients of some messages, whose rows the caller holds."""
    recipients = {message.recipient_id for message in messages}
    links = _links(session, recipients)
    wanted = {
        (openid_id, message.template) for message in messages for openid_id in links.get(message.recipient_id, ())
    }
    key = tuple_(Balance.openid_id, Balance.template)
    left = session.execute(select(Balance.openid_id, Balance.template, Balance.balance).where(key.in_(wanted)))
    found = Circumstances(
        session.scalars(select(Pause)).all(), links, {(user, template): number for user, template, number in left}
    )  # fmt: skip
    told_of = {message.recipient_id for message in messages if message.template in ABOUT_NEW_POSTS}
    if told_of:
        _read_told(session, told_of, found)
    return found


def pauses_too_long(pause: Pause, message: Message, waits_since: datetime) -> bool:
    """Whether to wait for the end of a pause would be too late for what a message tells, or take too long."""
    if pause.until is None or pause.until - waits_since > LONGEST_WAIT:
        return True
    goes_on = opens(message, pause.until)
    return message.expires_at is not None and message.expires_at - TO_BE_RUNG <= goes_on


def opens(message: Message, at: datetime) -> datetime:
    """The first instant from `at` on at which a message may come; an answer that ends has an hour to be there."""
    return hours.next_open(message.template, at, expected=message.expires_at is not None)


def opens_too_late(message: Message, at: datetime) -> bool:
    """Whether it may not come now, and so late that nobody would be left to ring where it does not arrive."""
    when = opens(message, at)
    return when > at and message.expires_at is not None and when > message.expires_at - TO_BE_RUNG


def shared(session: Session, openid_ids: Collection[int]) -> frozenset[int]:
    """Of some WeChat users those through whom several people are reached."""
    rows = session.scalars(
        select(Link.openid_id)
        .where(Link.openid_id.in_(openid_ids), Link.ended_at.is_(None))
        .group_by(Link.openid_id)
        .having(func.count(Link.recipient_id.distinct()) > 1)
    )
    return frozenset(rows)


def _links(session: Session, recipients: Collection[int]) -> dict[int, list[int]]:
    rows = session.execute(
        select(Link.recipient_id, Link.openid_id, Link.role, Link.id)
        .join(OpenId, OpenId.id == Link.openid_id)
        .where(Link.recipient_id.in_(recipients), Link.ended_at.is_(None), OpenId.flagged_at.is_(None))
    ).all()
    found: dict[int, list[int]] = {}
    for recipient_id, openid_id, _role, _id in sorted(rows, key=lambda row: (row.role is not LinkRole.SELF, row.id)):
        found.setdefault(recipient_id, []).append(openid_id)
    return found


def _read_told(session: Session, recipients: Collection[int], into: Circumstances) -> None:
    rows = session.execute(
        select(Message.recipient_id, Message.id, Message.begun_at).where(
            Message.recipient_id.in_(recipients),
            Message.template.in_(ABOUT_NEW_POSTS),
            Message.begun_at.is_not(None),
        )
    )
    for recipient_id, message_id, begun_at in rows:
        if begun_at is not None:
            into.told[recipient_id][message_id] = begun_at
