"""A worker writes down what was given to one of a family: a policy explained, guidance, a course recommended.

Posts and introductions count by themselves, from what was proposed and answered; nobody writes those down.
"""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from desk.homes.blueprint import HOME, pages
from desk.homes.family import names_of
from desk.homes.home import Giving, page_of
from desk.homes.words import SERVICES
from desk.language import say as _
from desk.row_ids import row_id
from desk.today.blueprint import written
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.placements.minimum import service as minimum
from jobmatch.placements.minimum.model import ServiceKind
from jobmatch.web import current_actor, permission, session

LONGEST_ABOUT = 60


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
    kind, now = ServiceKind(said.kind), clock.now()
    row = minimum.give(session(), int(said.person), kind, said.about, clock.local_day(now), now, current_actor())
    say_done(
        _("记下了：给%(name)s，%(what)s。", name=names[said.person], what=str(SERVICES[kind])),
        url_for("homes.take_back_service", household_id=household_id), {"service": str(row.id)},
    )  # fmt: skip
    return redirect(url_for("homes.home", household_id=household_id, _anchor="services"), 303)


@pages.post(f"/{HOME}/services/take-back")
@permission(Permission.FOLLOW_UP)
def take_back_service(household_id: int) -> ResponseReturnValue:
    """It was a slip; on another day, or where a colleague wrote it, it stays."""
    names_of(household_id)
    service_id = row_id(request.form.get("service", ""))
    taken = minimum.take_back(session(), service_id, clock.now(), current_actor())
    say_done(_("删掉了，不算给过。") if taken else _("删不了：已经删过，或者不是您今天记的。"))
    return redirect(url_for("homes.home", household_id=household_id, _anchor="services"), 303)
