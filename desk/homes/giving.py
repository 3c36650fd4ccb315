"""A worker writes down what was given to one of a family: a policy explained, guidance, a course recommended.

Posts and introductions count by themselves, from what was proposed and answered; nobody writes those down.
"""

from collections.abc import Mapping
from dataclasses import replace

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from desk.homes.blueprint import HOME, pages
from desk.homes.home import Giving, page_of
from desk.language import say as _
from desk.row_ids import row_id as read_row_id
from desk.today.blueprint import ROW, written
from desk.today.talk import go_on, row_of
from desk.today.whom import names_of
from desk.today.words import SERVICES
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.placements.minimum import service as minimum
from jobmatch.placements.minimum.model import ServiceKind
from jobmatch.web import current_actor, permission, session

LONGEST_ABOUT = 60
AT_A_TALK = "回访时讲的"
"""What a service was about that was written down at a talk with one tap."""


@pages.post(f"/{HOME}/services")
@permission(Permission.FOLLOW_UP)
def give(household_id: int) -> ResponseReturnValue:
    """It was given today; what is missing is asked again, and nothing that was written is lost."""
    names = names_of(household_id)
    said = Giving(request.form.get("person", ""), request.form.get("kind", ""), written("about", LONGEST_ABOUT))
    if said.person not in names:
        return page_of(household_id, giving=said.missing(_("点一下是给哪个的。"))), 422
    if said.kind not in set(ServiceKind):
        return page_of(household_id, giving=said.missing(_("点一下给了哪样。"))), 422
    if not said.about:
        return page_of(household_id, giving=said.missing(_("写几个字，讲的是哪样。"))), 422
    _give(household_id, said, names, {})
    return redirect(url_for("homes.home", household_id=household_id, _anchor="services"), 303)


@pages.post(f"/{HOME}/talks/{ROW}/services")
@permission(Permission.FOLLOW_UP)
def give_at_talk(household_id: int, row_id: int) -> ResponseReturnValue:
    """The same with one tap at a talk, which goes on as it was: what was ticked and written there is kept."""
    talk, names = row_of(row_id), names_of(household_id)
    said = Giving(request.form.get("person", ""), request.form.get("kind", ""), written("about", LONGEST_ABOUT))
    if talk.household_id != household_id or said.person not in names or said.kind not in set(ServiceKind):
        abort(400)
    _give(household_id, replace(said, about=said.about or AT_A_TALK), names, {"talk": str(row_id)})
    return go_on(talk, "services")


@pages.post(f"/{HOME}/services/take-back")
@permission(Permission.FOLLOW_UP)
def take_back_service(household_id: int) -> ResponseReturnValue:
    """It was a slip; on another day, or where a colleague wrote it, it stays."""
    names_of(household_id)
    service_id = read_row_id(request.form.get("service", ""))
    taken = minimum.take_back(session(), service_id, clock.now(), current_actor())
    say_done(_("删掉了，不算给过。") if taken else _("删不了：已经删过，或者不是您今天记的。"))
    if talk_id := read_row_id(request.form.get("talk", "")):
        return redirect(url_for("today.talk", row_id=talk_id), 303)
    return redirect(url_for("homes.home", household_id=household_id, _anchor="services"), 303)


def _give(household_id: int, said: Giving, names: Mapping[str, str], back: Mapping[str, str]) -> None:
    """It is written down, and the next page says so; `back` says to where the taking back leads."""
    kind, now = ServiceKind(said.kind), clock.now()
    row = minimum.give(session(), int(said.person), kind, said.about, clock.local_day(now), now, current_actor())
    say_done(
        _("记下了：给%(name)s，%(what)s。", name=names[said.person], what=str(SERVICES[kind])),
        url_for("homes.take_back_service", household_id=household_id), {"service": str(row.id), **back},
    )  # fmt: skip
