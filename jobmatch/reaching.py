"""By which telephones somebody is reached, and whether at all: listed, ended, switched, each with a line in the log.

Push knows numbers; here stand the people behind them, with the records that were merged into theirs.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from jobmatch import audit, clock, telling
from jobmatch.access import Actor, Permission, require
from jobmatch.households import area, reach
from jobmatch.households.forgetting import records_of
from jobmatch.push import service as push
from jobmatch.push.model import Link, LinkRole, Recipient


@dataclass(frozen=True)
class Telephone:
    """One telephone that speaks for somebody, from when on; `openid` is WeChat's name of it, which nobody is shown."""

    link_id: int
    role: LinkRole
    since: datetime
    openid: str


def telephones(session: Session, person_id: int) -> list[Telephone]:
    """By whose telephones a person is reached now, the own first."""
    found = session.scalars(_standing(session, person_id)).all()
    told = [Telephone(one.id, one.role, one.linked_at, one.openid.openid) for one in found]
    return sorted(told, key=lambda one: (one.role is not LinkRole.SELF, one.link_id))


def end(session: Session, person_id: int, link_id: int, at: datetime, actor: Actor) -> bool:
    """One telephone speaks for the person no more, whoever holds it; False for a link that is not the person's.

    What was ended already stays so. Raises Refused.
    """
    require(actor, Permission.CHANGE_HOUSEHOLD)
    area.require_person(session, person_id, clock.local_day(at), actor)
    link = session.scalar(select(Link).where(Link.id == link_id, _whose(session, person_id)).with_for_update())
    if link is None:
        return False
    if link.ended_at is None:
        _end(session, person_id, link, at, actor)
    return True


def end_relatives(session: Session, person_id: int, at: datetime, actor: Actor) -> int:
    """The telephones of relatives look no more: letting them look stood on the consent that has just ended."""
    found = session.scalars(_standing(session, person_id).where(Link.role == LinkRole.RELATIVE)).all()
    for link in found:
        _end(session, person_id, link, at, actor)
    return len(found)


def wants_messages(session: Session, person_id: int) -> bool:
    """Whether the person has not said that no messages are wanted."""
    row = push.recipient_of(session, person_id)
    return row is None or row.opted_out_at is None


def switch_messages(session: Session, person_id: int, wanted: bool, at: datetime, actor: Actor) -> None:
    """Messages or none from now on, by the person's own word; the inbox stays. Raises Refused."""
    require(actor, Permission.CHANGE_HOUSEHOLD)
    area.require_person(session, person_id, clock.local_day(at), actor)
    if wants_messages(session, person_id) is wanted:
        return
    to = telling.recipient(session, person_id, at)
    if wanted:
        push.opt_in(session, to)
    else:
        push.opt_out(session, to, at)
    session.flush()
    audit.record(session, actor, "want_messages" if wanted else "want_no_messages", f"person:{person_id}", at)


def _standing(session: Session, person_id: int) -> Select[Link]:
    return select(Link).where(Link.ended_at.is_(None), _whose(session, person_id))


def _whose(session: Session, person_id: int) -> ColumnElement[bool]:
    """That a link is the person's, or of a record that turned out to be the same person's."""
    whose = select(Recipient.id).where(Recipient.person_id.in_(records_of(session, person_id)))
    return Link.recipient_id.in_(whose)


def _end(session: Session, person_id: int, link: Link, at: datetime, actor: Actor) -> None:
    link.ended_at = at
    session.flush()
    audit.record(session, actor, "end_link", f"person:{person_id}", at, link.role)
    own = (one.role is LinkRole.SELF for one in telephones(session, person_id))
    if link.role is LinkRole.SELF and not any(own):
        reach.note_wechat(session, person_id, False, at)
