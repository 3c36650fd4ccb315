"""Who looked at somebody's record, in words: a worker by name and role, never by what they sign in with."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.language import say as _
from desk.staff import ROLE
from jobmatch import clock
from jobmatch.access import Role
from jobmatch.accounts.model import Account
from jobmatch.audit import AuditEvent
from mini_program_api import told_of_me
from mini_program_api.who import BY_RELATIVE

_DONE: Mapping[str, LazyString] = {
    "read_person": _l("看了登记"),
    "read_household": _l("看了全家的登记"),
    "read_proposals": _l("看了推荐的活"),
    "read_inbox": _l("看了消息"),
    "read_referrals": _l("看了推荐单"),
    "read_certificates": _l("看了证书"),
    "read_courses": _l("看了培训班"),
    "read_enrolments": _l("看了报的培训班"),
    "read_looks": _l("看了哪个查过登记"),
    "read_reach": _l("看了哪些手机连着和要不要发消息"),
    "end_link": _l("断开了一部手机"),
    "want_messages": _l("记下了要发消息"),
    "want_no_messages": _l("记下了不要再发消息"),
    "read_concern": _l("看了反映的事"),
    "export_person": _l("取走了全部登记"),
    "agree": _l("记下了同意"),
    "take_back": _l("记下了收回同意"),
    "withdraw_consent": _l("记下了收回同意"),
    "match": _l("配了活"),
    "create_person": _l("登记了"),
    "change_person": _l("改了登记"),
    "member_left": _l("记下了离开家里"),
    "merge_records": _l("把两份登记合成一份"),
    "undo_merge": _l("把合起来的登记又分开"),
    "told_apart": _l("确认了不是同一个人"),
    "link_code": _l("给手机开了连接的码"),
    "link_phone": _l("连了手机"),
    "begin_work": _l("记下了去上班"),
    "end_work": _l("记下了不在那里干了"),
    "erase_person": _l("删了登记"),
}
_REFERRAL, _CONCERN, _RIGHTS, _ENROLMENT = "referral_", "concern_", "rights_", "enrolment_"


def looks_of(session: Session, person_id: int, after: int, most: int) -> list[told_of_me.Look]:
    """What stands in the log about a person, newest first."""
    query = select(AuditEvent).where(AuditEvent.subject == f"person:{person_id}").order_by(AuditEvent.id.desc())
    events = session.scalars(query.offset(after).limit(most)).all()
    return said(session, events)


def folded(looks: Sequence[told_of_me.Look]) -> list[told_of_me.Look]:
    """What one did on one day, in one line at the last of its hours: the own taps would drown those of others."""
    days: dict[tuple[str, date], list[told_of_me.Look]] = {}
    for one in looks:
        days.setdefault((one.who, clock.local_day(one.at)), []).append(one)
    return [
        told_of_me.Look(at=some[0].at, who=who, what=_("、").join(dict.fromkeys(one.what for one in some)))
        for (who, _day), some in days.items()
    ]


def said(session: Session, events: Sequence[AuditEvent]) -> list[told_of_me.Look]:
    """Entries of the log in words."""
    rows = session.execute(
        select(Account.name, Account.shown_name).where(Account.name.in_({one.actor for one in events}))
    )
    names = {row.name: row.shown_name for row in rows}
    return [told_of_me.Look(at=one.at, who=_who(one, names), what=_what(one.action)) for one in events]


def _who(event: AuditEvent, names: Mapping[str, str]) -> str:
    if event.actor.startswith(BY_RELATIVE):
        return _("帮您看的家里人")
    if event.role == Role.RESIDENT:
        return _("您自己，或者您连上的手机")
    role = str(ROLE.get(Role(event.role), event.role))
    return _("%(role)s %(name)s", role=role, name=names[event.actor]) if event.actor in names else role


def _what(action: str) -> str:
    if action.startswith(_REFERRAL):
        return _("办了推荐的事")
    if action.startswith(_CONCERN):
        return _("反映了一件事")
    if action.startswith(_RIGHTS):
        return _("管了在单位吃亏的事")
    if action.startswith(_ENROLMENT):
        return _("办了培训班的事")
    return str(_DONE.get(action, _("办了一件事")))
