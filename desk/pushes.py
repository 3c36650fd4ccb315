"""What was pushed, to whom (masked), what is stuck and why: for the county and for whoever runs the installation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select

from jobmatch import audit, clock
from jobmatch.access import Permission, may
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.push import overview
from jobmatch.push import service as push
from jobmatch.push.channels import Way
from jobmatch.push.life import DeliveryState, MessageState
from jobmatch.push.model import Delivery, Message, Recipient
from jobmatch.push.templates import Template
from jobmatch.web import current_actor, permission, session

pages = Blueprint("pushes", __name__, template_folder="templates", url_prefix="/pushes")

AT_ONCE = 20
STUCK_AT_ONCE = 50
A_MONTH = timedelta(days=30)

KIND: Mapping[Template, LazyString] = {
    Template.NEW_MATCH: _l("新活"),
    Template.DIGEST: _l("几个新活并成一条"),
    Template.MEETING_TOMORROW: _l("见工提醒"),
    Template.ANSWER: _l("单位回话"),
    Template.COURSE: _l("培训"),
    Template.SEAT: _l("培训的座位"),
    Template.RECORD_CHANGED: _l("登记有改动"),
    Template.CORRECTION: _l("前面说错了"),
}
WAY: Mapping[Way, LazyString] = {
    Way.WECHAT: _l("微信"),
    Way.SMS: _l("短信"),
    Way.CALL: _l("打电话"),
    Way.SLIP: _l("纸条"),
}
STATE: Mapping[MessageState, LazyString] = {
    MessageState.WAITING: _l("等着发"),
    MessageState.UNDER_WAY: _l("正在告诉"),
    MessageState.TOLD: _l("告诉了"),
    MessageState.MERGED: _l("并进一条里"),
    MessageState.KEPT: _l("只放在收件箱"),
    MessageState.VOID: _l("事情变了，不发"),
    MessageState.EXPIRED: _l("过时了，没发"),
}
DELIVERY: Mapping[DeliveryState, LazyString] = {
    DeliveryState.DUE: _l("等着"),
    DeliveryState.CLAIMED: _l("正在发"),
    DeliveryState.SENT: _l("发出去了"),
    DeliveryState.DELIVERED: _l("收到了"),
    DeliveryState.REFUSED: _l("这条路走不通"),
    DeliveryState.FAILED: _l("发不成"),
    DeliveryState.EXPIRED: _l("不用发了"),
    DeliveryState.UNKNOWN: _l("没有回音"),
}
WHY: Mapping[str, LazyString] = {
    "unknown": _l("发出去了，没有回音，不晓得收到没有"),
    "failed": _l("发不成，要看一下代码"),
    "no_worker": _l("到时候了没有发：后台没开，或者这条路没接上"),
    "nobody_rang": _l("三天了，还没有人打电话或者递纸条"),
}
REASON: Mapping[str, LazyString] = {
    "quiet_hours": _l("等到可以打扰的钟点"),
    "enough_this_week": _l("这周已经发了两条，等下周"),
    "paused": _l("这条路暂停着"),
    "opted_out": _l("本人不要消息"),
    "no_consent": _l("本人没有同意"),
    "not_reached": _l("打了三回没人接"),
    "no_longer_reached": _l("微信解绑了，或者没有同意的条数了"),
    "too_late": _l("过了时候"),
    "inbox_only": _l("只在小程序里看"),
    "no_longer_true": _l("活没了，或者时间改了"),
    "probably_delivered": _l("多半收到了"),
    "43101": _l("本人没点同意"),
    "-2": _l("微信那边连不上，过一会儿再试"),
    "-3": _l("这种消息没有配微信模板"),
    "-4": _l("微信模板的文件写错了"),
    "45009": _l("今天的条数用完了，明天接着发"),
    "45011": _l("发得太快，等一分钟"),
}


@dataclass(frozen=True)
class Whom:
    """A person as the county may see one: the surname, and the site."""

    name: str
    site: str


@dataclass(frozen=True)
class Area:
    """What became of the messages to the people of one site in a month."""

    code: str
    name: str
    counts: Mapping[MessageState, int]

    @property
    def written(self) -> int:
        """All of them, but those that went as part of another."""
        return sum(number for state, number in self.counts.items() if state is not MessageState.MERGED)


@pages.get("")
@permission(Permission.SEE_PUSHES)
def front() -> ResponseReturnValue:
    """Figures of a month, what is paused, what is stuck, and the newest messages."""
    now = clock.now()
    after = request.args.get("after", type=int)
    kind = request.args.get("kind", "")
    template = Template(kind) if kind in set(Template) else None
    sites, site = _by_site(now), request.args.get("site", "")
    people = _people_of(site) if site in {one.code for one in sites} else None
    found = overview.latest(session(), after, AT_ONCE + 1, template, people)
    stuck = overview.stuck(session(), now, STUCK_AT_ONCE)
    shown = found[:AT_ONCE]
    whom = _whom([*shown, *(one.delivery.message for one in stuck)])
    _note(now, len(shown) + len(stuck))
    return render_template(
        "pushes.html", messages=shown, whom=whom, stuck=stuck, pauses=overview.pauses(session(), now),
        states=overview.by_state(session(), now - A_MONTH), ways=_by_way(now), kind=kind, kinds=KIND,
        sites=sites, site=site if people is not None else "",
        after=after, more=shown[-1].id if len(found) > AT_ONCE else None, words=_words(), why=_why, reason=_reason,
        paused=_paused, may_lift=may(current_actor(), Permission.SET_PARAMETERS),
    )  # fmt: skip


@pages.post("/lift")
@permission(Permission.SET_PARAMETERS)
def lift() -> ResponseReturnValue:
    """Whoever runs the installation has looked at what was stopped: it is tried again from now on."""
    api = request.form.get("api", "")[:60]
    push.lift(session(), api)
    audit.record(session(), current_actor(), "push_lift", f"push:{api}"[:40], clock.now())
    return redirect(url_for("pushes.front"), 303)


def masked(name: str) -> str:
    """The surname alone; how long the rest is says something too."""
    return f"{name[:1]}**"


def _whom(messages: list[Message]) -> dict[int, Whom]:
    """The people of some messages, masked, by person id."""
    ids = {message.recipient.person_id for message in messages}
    rows = session().execute(
        select(Person.id, Person.name, Site.name)
        .outerjoin(Membership, (Membership.person_id == Person.id) & Membership.left_on.is_(None))
        .outerjoin(Household, Household.id == Membership.household_id)
        .outerjoin(Site, Site.id == Household.site_id)
        .where(Person.id.in_(ids))
    )
    return {person_id: Whom(masked(name), site or "") for person_id, name, site in rows}


def _people_of(site: str) -> Select[int]:
    """Who lives at a site now."""
    return (
        select(Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .join(Site, Site.id == Household.site_id)
        .where(Membership.left_on.is_(None), Site.code == site)
    )


def _by_site(now: datetime) -> list[Area]:
    """The messages of a month by where people live now, sites in the order of their names."""
    # The month's messages are counted first: a province has far more people than were written to in a month.
    written = (
        select(Recipient.person_id, Message.state, func.count().label("number"))
        .join(Message, Message.recipient_id == Recipient.id)
        .where(Message.created_at >= now - A_MONTH)
        .group_by(Recipient.person_id, Message.state)
        .subquery()
    )
    rows = session().execute(
        select(Site.code, Site.name, written.c.state, func.sum(written.c.number))
        .select_from(written)
        .join(Membership, (Membership.person_id == written.c.person_id) & Membership.left_on.is_(None))
        .join(Household, Household.id == Membership.household_id)
        .join(Site, Site.id == Household.site_id)
        .group_by(Site.code, Site.name, written.c.state)
        .order_by(Site.name)
    )
    counted: dict[tuple[str, str], dict[MessageState, int]] = {}
    for code, name, state, number in rows:
        counted.setdefault((code, name), {})[state] = int(number)
    return [Area(code, name, counts) for (code, name), counts in counted.items()]


def _by_way(now: datetime) -> dict[Way, dict[DeliveryState, int]]:
    counted = overview.by_way(session(), now - A_MONTH)
    return {
        way: {state: counted[way, state] for state in DeliveryState if (way, state) in counted}
        for way in Way
        if any(one is way for one, _state in counted)
    }


def _why(delivery: Delivery) -> str:
    """Why a way was not gone, or not yet, in words; a provider's code as it is."""
    return "" if delivery.error_code is None else _reason(delivery.error_code)


def _reason(code: str) -> str:
    return str(REASON.get(code, code))


def _paused(api: str) -> str:
    """The name of what is paused: a way, or one kind of message on it."""
    way, _colon, kind = api.partition(":")
    said = str(WAY[Way(way)])
    return f"{said} · {KIND[Template(kind)]}" if kind else said


def _words() -> dict[str, object]:
    return {"kind": KIND, "way": WAY, "state": STATE, "delivery": DELIVERY, "stuck": WHY}


def _note(now: datetime, people: int) -> None:
    audit.record(session(), current_actor(), "see_pushes", "push:all", now, f"{people} messages, names masked")
