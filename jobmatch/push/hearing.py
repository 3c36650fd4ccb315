"""WeChat's events, already opened and believed, become rows; each may come again and then changes nothing.

That a user has accepted a message is heard from the mini-program, which reports it at once and with a key of its own;
WeChat's event says the same a second time and is not counted. An event may come late and once more, so it holds only
against what was known before it happened.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch.push import receipts
from jobmatch.push.events import Arrived, Changed, Event, Said
from jobmatch.push.outbox import balance_of
from jobmatch.push.recipients import find_openid
from jobmatch.push.templates import Template


def hear(session: Session, events: Sequence[Event], names: Mapping[str, Template], at: datetime) -> None:
    """Note what became of messages and who wants no more; `names` leads from WeChat's template ids to our names."""
    for event in events:
        template = names.get(event.template_id)
        if isinstance(event, Arrived):
            receipts.note(session, event.openid, template, event.msgid, event.code, event.at)
        elif isinstance(event, Changed) and event.said is not Said.ACCEPT and template is not None:
            _none_left(session, event.openid, template, event.at, at)


def _none_left(session: Session, openid: str, template: Template, said_at: datetime, at: datetime) -> None:
    user = find_openid(session, openid)
    if user is None:
        return
    row = balance_of(session, user.id, template, at)
    if row.changed_at < said_at:
        # As of when it was said, so that the same event has nothing left to do, and a yes since then stands.
        row.balance, row.changed_at = 0, said_at
