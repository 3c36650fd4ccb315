"""What residents brought up on their telephones and waits for somebody: read, see to it, say what was done."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.about import say_about
from desk.language import say_moment
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.concerns import model, service
from jobmatch.concerns.model import ConcernKind, Thumb
from jobmatch.households.model import Person
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
THUMB: Mapping[Thumb, LazyString] = {Thumb.UP: _l("说好"), Thumb.DOWN: _l("说不好")}


@dataclass(frozen=True)
class Waiting:
    """One concern as the page shows it."""

    id: int
    kind: str
    who: str
    about: str
    said: str
    thumb: str
    at: str
    erases: bool


@pages.get("/concerns")
@permission(Permission.SETTLE_CONCERNS)
def front() -> ResponseReturnValue:
    """What waits, longest first."""
    found = service.waiting(session(), clock.now(), current_actor())
    return render_template("concerns.html", waiting=[_waiting(one) for one in found], longest=service.LONGEST)


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
    return Waiting(
        one.id, str(KIND[one.kind]), session().get_one(Person, one.person_id).name, say_about(one.about),
        one.said or "", "" if one.thumb is None else str(THUMB[one.thumb]), say_moment(one.said_at),
        one.kind is ConcernKind.ERASURE,
    )  # fmt: skip
