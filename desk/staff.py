"""What all pages of the staff share: who is at the desk, in words, and the page each role starts from."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, current_app, g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.language import say as _
from desk.menu import menu
from desk.undoing import said_once
from jobmatch import web
from jobmatch.access import Actor, Permission, Role, may
from jobmatch.accounts import service as accounts
from jobmatch.waiting import hall
from jobmatch.waiting.hall import Hall
from jobmatch.web import current_actor, permission

pages = Blueprint("staff", __name__, template_folder="templates")

ROLE: Mapping[Role, LazyString] = {
    Role.CLERK: _l("窗口工作人员"),
    Role.HELPER: _l("帮扶责任人"),
    Role.SUPERVISOR: _l("站点负责人"),
    Role.COUNTY: _l("县里看数据的"),
    Role.EMPLOYER: _l("用人单位"),
    Role.TRAINER: _l("培训机构"),
    Role.AUDITOR: _l("查看记录的"),
    Role.ADMINISTRATOR: _l("管理员"),
    Role.SYSTEM: _l("系统"),
}
COUNTER = "counter.front"
OWN_PAGE: Mapping[Role, str] = {Role.EMPLOYER: "hiring.front", Role.TRAINER: "trainers.front"}
AT_THE_COUNTER = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR})


@dataclass(frozen=True)
class AtTheDesk:
    """Who is signed in, as the header says it: the site, or how many; all of them are `named` in the menu.

    `calling` are the centres where somebody at the machine wants help; `hears` says whether this role is told of
    that at all.
    """

    account: str
    name: str
    role: str
    sites: str
    named: tuple[str, ...]
    hears: bool
    calling: tuple[Hall, ...]


@pages.get("/desk")
@permission(Permission.USE_DESK)
def front() -> ResponseReturnValue:
    """What this role can do here."""
    return render_template("desk.html")


@pages.app_context_processor
def _at_the_desk() -> dict[str, object]:
    return {
        "at_the_desk": at_the_desk,
        "name_of": name_of,
        "menu": lambda: menu(current_actor()),
        "said_once": said_once,
    }


def at_the_desk() -> AtTheDesk:
    """Who is signed in, for the header of a page of the staff."""
    actor = current_actor()
    own = hall.halls(web.session(), actor.sites) if actor.sites else []
    hears = may(actor, Permission.SERVE_HALL)
    return AtTheDesk(
        actor.name, g.get("shown_name", actor.name), str(ROLE.get(actor.role, "")),
        own[0].name if len(own) == 1 else _("%(n)s个安置点", n=len(own)) if own else "",
        tuple(one.name for one in own), hears,
        tuple(one for one in own if one.since is not None) if hears else (),
    )  # fmt: skip


def name_of(account: str) -> str:
    """The name of a worker as it is shown to colleagues, of an account's name."""
    found = accounts.find(web.session(), account)
    return found.shown_name if found is not None else account


def start_of(actor: Actor) -> str:
    """The page on which a role begins its day."""
    if actor.role in AT_THE_COUNTER and COUNTER in current_app.view_functions:
        return url_for(COUNTER)
    own = OWN_PAGE.get(actor.role)
    if own in current_app.view_functions:
        return url_for(own)
    return url_for("staff.front")
