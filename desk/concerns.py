"""What residents brought up on their telephones and waits for somebody: read, see to it, say what was done."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.about import say_about, say_entry
from desk.by_whom import RELATIVE
from desk.language import say as _
from desk.language import say_moment
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.concerns import model, service
from jobmatch.concerns.model import ConcernKind, Thumb
from jobmatch.households import recognise
from jobmatch.households.model import Household, Person
from jobmatch.households.view import view
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.web import current_actor, permission, session

pages = Blueprint("concerns", __name__, template_folder="templates")

KIND: Mapping[ConcernKind, LazyString] = {
    ConcernKind.CORRECTION: _l("登记有错，请改"),
    ConcernKind.COURSE_WISH: _l("想上培训班"),
    ConcernKind.FEEDBACK: _l("去了以后怎么样"),
    ConcernKind.COMPLAINT: _l("投诉"),
    ConcernKind.ERASURE: _l("要把登记删掉"),
}
_POST = re.compile(r"^（岗位(\d{1,9})）")
THUMB: Mapping[Thumb, LazyString] = {Thumb.UP: _l("说好"), Thumb.DOWN: _l("说不好")}


@dataclass(frozen=True)
class Waiting:
    """One concern as the page shows it; `stands` is what the record says now of what is called wrong."""

    id: int
    kind: str
    who: str
    about: str
    stands: str | None
    said: str
    thumb: str
    at: str
    by_relative: bool
    phone: str
    dwelling: str
    household_id: int | None
    erases: bool


@pages.get("/concerns")
@permission(Permission.SETTLE_CONCERNS)
def front() -> ResponseReturnValue:
    """What waits, longest first."""
    found = service.waiting(session(), clock.now(), current_actor())
    return render_template(
        "concerns.html", waiting=[_waiting(one) for one in found], longest=service.LONGEST, opening=uuid4()
    )


@pages.post("/concerns/<int(max=2147483647):concern_id>/settle")
@permission(Permission.SETTLE_CONCERNS)
def settle(concern_id: int) -> ResponseReturnValue:
    """Somebody has seen to it; a second click changes nothing."""
    reply = request.form.get("reply", "").strip()[: service.LONGEST]
    try:
        service.settle(session(), concern_id, reply, clock.now(), current_actor())
    except service.NoSuchConcernError:
        abort(404)
    except IllegalMoveError:
        pass  # settled already, by a second click or a colleague
    return redirect(url_for("concerns.front"), 303)


def _waiting(one: model.Concern) -> Waiting:
    person = session().get_one(Person, one.person_id)
    membership = recognise.open_membership(session(), one.person_id)
    home = None if membership is None else session().get(Household, membership.household_id)
    corrects = one.kind is ConcernKind.CORRECTION and home is not None
    return Waiting(
        one.id, str(KIND[one.kind]), person.name, say_about(one.about),
        _stands(home.id, person.id, one.about) if corrects and home is not None else None,
        _said(one), "" if one.thumb is None else str(THUMB[one.thumb]), say_moment(one.said_at),
        one.said_by.startswith(f"{RELATIVE}:"), person.phone or (home.home_phone if home is not None else None) or "",
        (home.dwelling if home is not None else None) or "", None if home is None else home.id,
        one.kind is ConcernKind.ERASURE,
    )  # fmt: skip


def _stands(household_id: int, person_id: int, field: str) -> str:
    """What stands in the record under a name, as far as this worker may see it; that it was looked at is noted."""
    seen = view(session(), current_actor(), household_id, clock.now())
    mine = next((one for one in seen.members if one.person_id == person_id), None)
    parts: list[Mapping[str, Any]] = [seen.facts]
    if mine is not None:
        parts = [mine.facts, mine.membership, *(row for rows in mine.belongings.values() for row in rows), seen.facts]
    found = dict.fromkeys(say_entry(field, facts[field]) for facts in parts if field in facts)
    return _("、").join(found) or _("没有写，或者您看不到")


def _said(one: model.Concern) -> str:
    """The words; telephones put the number of a post before them, which says nothing to anybody."""
    return _POST.sub(
        lambda found: _("（岗位：%(post)s）", post=say_about(f"vacancy:{found[1]}")), one.said or "", count=1
    )
