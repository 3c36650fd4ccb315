"""Whom to tell: the recipient's row kept in step, WeChat users linked to recipients, and who wants no messages.

Verbs take the caller's transaction. Whoever links an openid has made sure before that it is meant so: by a code from
the counter, or with the person's consent for a relative.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch.push.life import MessageState
from jobmatch.push.model import Link, LinkRole, Message, OpenId, Recipient
from jobmatch.push.outbox import keep
from jobmatch.seal import blind_index

_PURPOSE = "openid"


@dataclass(frozen=True)
class Standing:
    """What the person's record says today of reaching the person.

    `sms_agreed`: text messages may come. They cost nothing to get, but whoever holds the telephone can read them.
    """

    phone: str | None
    reads: bool | None
    agrees: bool
    sms_agreed: bool = False


def recipient_of(session: Session, person_id: int) -> Recipient | None:
    """The recipient's row of a person, where there is one."""
    return session.scalar(select(Recipient).where(Recipient.person_id == person_id))


def keep_in_step(session: Session, person_id: int, stands: Standing) -> Recipient:
    """Make the recipient's row say what the person's record says; a new row where there is none."""
    row = recipient_of(session, person_id)
    if row is None:
        row = Recipient(person_id=person_id, **vars(stands))
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:  # somebody has entered it at this very moment
            row = session.scalars(select(Recipient).where(Recipient.person_id == person_id)).one()
    bring_in_step(row, stands)
    session.flush()
    return row


def bring_in_step(row: Recipient, stands: Standing) -> None:
    """Make a row that is at hand say what the person's record says."""
    for name, value in vars(stands).items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def opt_out(session: Session, recipient_id: int, at: datetime) -> None:
    """No messages any more: what is on its way is kept for the inbox, and nobody rings. What waits may still change."""
    row = session.get_one(Recipient, recipient_id, with_for_update=True)
    row.opted_out_at = row.opted_out_at or at
    under_way = select(Message).where(Message.recipient_id == recipient_id, Message.state == MessageState.UNDER_WAY)
    for message in session.scalars(under_way.order_by(Message.id).with_for_update()):
        keep(session, message, "opted_out", at)
    session.flush()


def opt_in(session: Session, recipient_id: int) -> None:
    """Messages again."""
    session.get_one(Recipient, recipient_id).opted_out_at = None


def enter_openid(session: Session, openid: str) -> OpenId:
    """The row of a WeChat user, a new one at the first sight."""
    index = blind_index(openid, _PURPOSE)
    known = select(OpenId).where(OpenId.openid_index == index)
    row = session.scalar(known)
    if row is None:
        row = OpenId(openid=openid, openid_index=index)
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            row = session.scalars(known).one()
    return row


def find_openid(session: Session, openid: str) -> OpenId | None:
    """The row of a WeChat user who has been here before."""
    return session.scalar(select(OpenId).where(OpenId.openid_index == blind_index(openid, _PURPOSE)))


def link(session: Session, openid: str, recipient_id: int, role: LinkRole, by: str, at: datetime) -> Link:
    """Reach a recipient through a WeChat user from now on; linked twice is linked once."""
    row = enter_openid(session, openid)
    row.flagged_at = None  # who signs in and links has a good openid, whatever was said of it before
    known = select(Link).where(
        Link.openid_id == row.id, Link.recipient_id == recipient_id, Link.ended_at.is_(None)
    )  # fmt: skip
    found = session.scalar(known)
    if found is not None:
        found.role = role
        return found
    found = Link(openid_id=row.id, recipient_id=recipient_id, role=role, linked_at=at, linked_by=by)
    try:
        with session.begin_nested():
            session.add(found)
    except IntegrityError:
        return session.scalars(known).one()
    return found


def unlink(session: Session, openid: str, recipient_id: int, at: datetime) -> bool:
    """End a link from now on; False where there is none."""
    row = find_openid(session, openid)
    if row is None:
        return False
    ended = session.scalars(
        update(Link)
        .where(Link.openid_id == row.id, Link.recipient_id == recipient_id, Link.ended_at.is_(None))
        .values(ended_at=at)
        .returning(Link.id)
    ).all()
    return bool(ended)


def links_of_openid(session: Session, openid: str) -> list[tuple[Link, Recipient]]:
    """Whom a WeChat user may hear about, in the order of linking."""
    row = find_openid(session, openid)
    if row is None:
        return []
    found = session.execute(
        select(Link, Recipient)
        .join(Recipient, Recipient.id == Link.recipient_id)
        .where(Link.openid_id == row.id, Link.ended_at.is_(None))
        .order_by(Link.id)
    )
    return [(one, recipient) for one, recipient in found]


def links_of(session: Session, recipient_id: int) -> list[Link]:
    """By whose telephones a recipient is reached now: the own first, then relatives in the order of linking."""
    found = session.scalars(select(Link).where(Link.recipient_id == recipient_id, Link.ended_at.is_(None)))
    return sorted(found, key=lambda one: (one.role is not LinkRole.SELF, one.id))


def hand_over(session: Session, gone_id: int, kept_id: int, at: datetime) -> None:
    """Two recipients turned out to be one person, who is reached as `kept_id` by the telephones of both from now on.

    What was linked as the own telephone under either name is the own one.
    """
    known = {one.openid_id: one for one in links_of(session, kept_id)}
    for one in links_of(session, gone_id):
        other = known.get(one.openid_id)
        one.ended_at = at
        if other is not None and (other.role is LinkRole.SELF or one.role is not LinkRole.SELF):
            continue
        if other is not None:
            other.ended_at = at
        session.flush()
        session.add(
            Link(openid_id=one.openid_id, recipient_id=kept_id, role=one.role, linked_at=at, linked_by=one.linked_by)
        )
    session.flush()


def part(session: Session, gone_id: int, kept_id: int, handed_over_at: datetime, at: datetime) -> None:
    """They are two people after all: the telephones lead again to whom they led before `handed_over_at`.

    One that was ended meanwhile stays ended for both.
    """
    now = links_of(session, kept_id)
    for one in now:
        if one.linked_at == handed_over_at:
            one.ended_at = at
    session.flush()
    before = select(Link).where(
        Link.recipient_id.in_((gone_id, kept_id)),
        Link.ended_at == handed_over_at,
        Link.openid_id.in_({one.openid_id for one in now}),
    )
    for one in session.scalars(before):
        one.ended_at = None
    session.flush()
