"""Reaching somebody: a telephone is linked or let go while the family sits here; it is asked what messages may come."""

from collections.abc import Mapping

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.counter.blueprint import Sitting, pages, row_id, sitting
from desk.counter.jobs import Seeker
from desk.link_codes import Shown, shown
from jobmatch import reaching, telling
from jobmatch.access import Permission
from jobmatch.accounts import links
from jobmatch.accounts.model import LinkPurpose
from jobmatch.households import area, consent
from jobmatch.households.codes import ConsentPurpose
from jobmatch.visits.fields import NO, YES
from jobmatch.web import current_actor, permission, session

# What is offered, in the order in which it is mostly wanted.
OFFERED: Mapping[str, tuple[LazyString, LazyString]] = {
    LinkPurpose.SELF: (_l("本人的手机"), _l("本人看得到自己的登记、岗位和消息，想去哪个自己点。")),
    LinkPurpose.RELATIVE: (
        _l("家里人的手机，帮着看"),
        _l(
            "先问本人：同不同意给家里人看？同意才开。家里人看得到推荐的岗位和为哪样合适、推荐单、培训班、收到的消息，"
            "可以帮着反映事情、提醒改登记；去不去，还是本人说了算。登记、证书、身体情况、反映过的事，家里人看不到。"
            "哪天不想给看了，说一声就断开。"
        ),
    ),
    LinkPurpose.CENTRE: (_l("中心的自助机"), _l("没有手机的，在自助机上输这几个数，一刻钟后自动退出。")),
}


@pages.get("/<code>/phone/<int:person_id>")
@permission(Permission.SERVE_AT_COUNTER)
def phone(code: str, person_id: int) -> ResponseReturnValue:
    """Whose telephone it is; the code comes with the next page, so that it is fresh."""
    here = sitting(code)
    return _page(here, _member(here, person_id))


@pages.post("/<code>/phone/<int:person_id>")
@permission(Permission.SERVE_AT_COUNTER)
def link_code(code: str, person_id: int) -> ResponseReturnValue:
    """A new code; the one shown before stays good until it is used or ten minutes old."""
    here = sitting(code)
    whose, purpose = _member(here, person_id), request.form.get("purpose", "")
    if purpose not in OFFERED:
        abort(400)
    area.require_household_of(session(), person_id, here.on, current_actor())
    made = links.make(session(), LinkPurpose(purpose), here.at, current_actor(), person_id=person_id)
    return _page(here, whose, purpose, shown(made))


@pages.post("/<code>/phone/<int:person_id>/texts")
@permission(Permission.SERVE_AT_COUNTER)
def texts(code: str, person_id: int) -> ResponseReturnValue:
    """The person says whether text messages may come; the one at the counter is the witness. Taken back at any time."""
    here, answer = sitting(code), request.form.get("agrees", "")
    _member(here, person_id)
    if answer not in (YES, NO):
        abort(400)
    telling.switch_texts(session(), person_id, answer == YES, here.at, current_actor())
    return redirect(url_for("counter.phone", code=code, person_id=person_id, _anchor="texts"), 303)


@pages.post("/<code>/phone/<int:person_id>/end")
@permission(Permission.SERVE_AT_COUNTER)
def end_link(code: str, person_id: int) -> ResponseReturnValue:
    """A telephone speaks for the person no more: it is lost, or the person does not want it any longer."""
    here = sitting(code)
    _member(here, person_id)
    if not reaching.end(session(), person_id, row_id("link"), here.at, current_actor()):
        abort(404)
    return redirect(url_for("counter.phone", code=code, person_id=person_id, _anchor="links"), 303)


@pages.post("/<code>/phone/<int:person_id>/messages")
@permission(Permission.SERVE_AT_COUNTER)
def messages(code: str, person_id: int) -> ResponseReturnValue:
    """The person wants no more messages by whatever way, or wants them again."""
    here, answer = sitting(code), request.form.get("wanted", "")
    _member(here, person_id)
    if answer not in (YES, NO):
        abort(400)
    reaching.switch_messages(session(), person_id, answer == YES, here.at, current_actor())
    return redirect(url_for("counter.phone", code=code, person_id=person_id, _anchor="messages"), 303)


def _page(here: Sitting, whose: Seeker, purpose: str = "", code: Shown | None = None) -> ResponseReturnValue:
    agrees = consent.allows(session(), whose.person_id, ConsentPurpose.TEXT_MESSAGES, here.on)
    return render_template(
        "counter/phone.html", here=here, whose=whose, offered=OFFERED, purpose=purpose, shown=code, agrees=agrees,
        telephones=reaching.telephones(session(), whose.person_id),
        wanted=reaching.wants_messages(session(), whose.person_id),
    )  # fmt: skip


def _member(here: Sitting, person_id: int) -> Seeker:
    """A member of the family at the counter; 404 for anybody else."""
    members = here.stands.known.members if here.stands.known is not None else ()
    name = next((one.name for one in members if one.key == str(person_id)), None)
    if name is None:
        abort(404)
    return Seeker(person_id, name)
