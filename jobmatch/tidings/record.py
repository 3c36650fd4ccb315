"""Once a month: who changed the record and who looked at it, by name and number of times (domain.md 6.4).

Only for who can read it on a telephone or by text message; everybody else asks at the counter.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import telling
from jobmatch.access import Role
from jobmatch.accounts.model import Account
from jobmatch.audit import AuditEvent
from jobmatch.push import service as push
from jobmatch.push.model import Link, Recipient
from jobmatch.push.templates import Template

LOOKED = frozenset(
    {
        "read_person", "read_proposals", "read_inbox", "read_referrals", "read_certificates", "read_courses",
        "read_looks", "read_reach", "read_concern", "export_person", "list_duplicates", "read_list",
    }
)  # fmt: skip
CHANGED = frozenset(
    {
        "create_person", "change_person", "leave_household", "split_household", "merge_records", "undo_merge",
        "agree", "take_back", "withdraw_consent",
    }
)  # fmt: skip
_READ_FOR = timedelta(days=3)
_PAGE = "pages/form/form"
_STAFF = {Role.CLERK: "窗口", Role.HELPER: "帮扶人", Role.SUPERVISOR: "主管", Role.ADMINISTRATOR: "管理员"}
_OTHERS = "单位的名册"


@dataclass
class Month:
    """What others did with one record in a month: how often each changed it and looked at it."""

    changed: Counter[str] = field(default_factory=Counter)
    looked: int = 0


def of_month(session: Session, begins: datetime, ends: datetime) -> dict[int, Month]:
    """What others did with the records of those who are reached by telephone; what the machine reads is left out."""
    reached = _reached(session)
    names = dict(session.execute(select(Account.name, Account.shown_name)).all())
    found: dict[int, Month] = {}
    events = session.execute(
        select(AuditEvent.subject, AuditEvent.action, AuditEvent.actor, AuditEvent.role).where(
            AuditEvent.at >= begins,
            AuditEvent.at < ends,
            AuditEvent.subject.startswith("person:"),
            AuditEvent.action.in_(LOOKED | CHANGED),
            AuditEvent.role != Role.RESIDENT,
        )
    )
    for subject, action, actor, role in events:
        person_id = int(subject.removeprefix("person:"))
        if person_id not in reached:
            continue
        month = found.setdefault(person_id, Month())
        if action in CHANGED:
            month.changed[_who(actor, Role(role), names)] += 1
        elif role != Role.SYSTEM:
            month.looked += 1
    return {person_id: month for person_id, month in found.items() if month.changed or month.looked}


def tell(session: Session, person_id: int, month: Month, first: date, at: datetime) -> None:
    """Write to a person what was done with the record in the month that began on `first`, once."""
    changes = "、".join(f"{who}改了{times}回" for who, times in month.changed.most_common(2))
    looks = f"有人看了{month.looked}回" if month.looked else ""
    facts = {"what": f"{first.month}月里{'，'.join(filter(None, (changes, looks)))}"}
    push.enqueue(
        session, telling.recipient(session, person_id, at), Template.RECORD_CHANGED, facts,
        f"record_changed:{person_id}:{first:%Y-%m}", at, expires_at=at + _READ_FOR, page=_PAGE,
    )  # fmt: skip


def _reached(session: Session) -> set[int]:
    """Who has a telephone that is linked, or agreed to text messages."""
    linked = select(Recipient.person_id).join(Link, Link.recipient_id == Recipient.id).where(Link.ended_at.is_(None))
    return {*session.scalars(linked), *session.scalars(select(Recipient.person_id).where(Recipient.sms_agreed))}


def _who(actor: str, role: Role, names: dict[str, str]) -> str:
    if role is Role.SYSTEM:
        return _OTHERS
    return f"{_STAFF.get(role, '工作人员')}{names.get(actor, '')}"
