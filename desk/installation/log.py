"""The log: who looked at what and changed what, by person, act, subject and day; that it was read is in it too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, or_, select

from desk.by_whom import people_named, say_by_whom
from desk.installation.act_words import acts_with, say_act, say_subject
from desk.installation.blueprint import pages, written
from desk.listing import Column, Listing, answer
from jobmatch import audit, clock
from jobmatch.access import Permission
from jobmatch.accounts.model import Account
from jobmatch.audit import AuditEvent
from jobmatch.web import current_actor, permission, session

A_WEEK = timedelta(days=6)
LONGEST = 60


@dataclass(frozen=True)
class Line:
    """One act in words."""

    event: AuditEvent
    who: str


@dataclass(frozen=True)
class Asked:
    """What is looked for; days are inclusive."""

    who: str
    what: str
    about: str
    first: date
    last: date


_COLUMNS: Sequence[Column[Line]] = (
    Column("at", _l("什么时候"), lambda line: line.event.at, AuditEvent.at),
    Column("who", _l("哪个"), lambda line: line.who, AuditEvent.actor),
    Column("act", _l("做了哪样"), lambda line: say_act(line.event.action), AuditEvent.action),
    Column("about", _l("对哪样"), lambda line: say_subject(line.event.subject), AuditEvent.subject),
    Column("detail", _l("记的"), lambda line: line.event.detail),
)


@pages.get("/log")
@permission(Permission.READ_LOG)
def log() -> ResponseReturnValue:
    """The newest first, of a week unless other days are asked for."""
    asked = _asked()
    used = [name for name in ("who", "what", "about") if getattr(asked, name)]
    detail = " ".join([f"{asked.first} {asked.last}", *used])
    audit.record(session(), current_actor(), "read_log", "log:all", clock.now(), detail)
    listing = Listing(
        "log", _l("操作记录"), select(AuditEvent).where(*_conditions(asked)), _lines, _COLUMNS,
        first=(AuditEvent.id.desc(),), last=AuditEvent.id,
    )  # fmt: skip
    return answer(listing, "installation/log.html", asked=asked)


def _asked() -> Asked:
    today = clock.today()
    last = _day("to") or today
    return Asked(
        written("who", LONGEST),
        written("what", LONGEST),
        written("about", LONGEST),
        _day("from") or last - A_WEEK,
        last,
    )


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    begins = datetime.combine(asked.first, time(), clock.SHANGHAI)
    ends = datetime.combine(asked.last, time(), clock.SHANGHAI) + timedelta(days=1)
    conditions = [AuditEvent.at >= begins, AuditEvent.at < ends]
    if asked.who:
        named = select(Account.name).where(Account.shown_name.contains(asked.who, autoescape=True))
        conditions.append(or_(AuditEvent.actor == asked.who.casefold(), AuditEvent.actor.in_(named)))
    if asked.what:
        meant = acts_with(asked.what)
        conditions.append(
            or_(AuditEvent.action.in_(meant), AuditEvent.action.contains(asked.what.casefold(), autoescape=True))
        )
    if asked.about:
        conditions.append(AuditEvent.subject == asked.about)
    return conditions


def _lines(rows: Sequence[Any]) -> list[Line]:
    events = [row[0] for row in rows]
    people = people_named({one.actor for one in events})
    return [Line(one, say_by_whom(one.actor, people)) for one in events]


def _day(field: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(field, ""))
    except ValueError:
        return None
