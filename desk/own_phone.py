"""A worker's own telephone: a code that makes the mini-program show the families in the own hands."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from desk.link_codes import shown
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.accounts import links
from jobmatch.accounts import service as accounts
from jobmatch.accounts.model import LinkPurpose
from jobmatch.web import current_actor, permission, session

pages = Blueprint("own_phone", __name__, template_folder="templates")


@pages.get("/phone")
@permission(Permission.SERVE_AT_COUNTER)
def page() -> ResponseReturnValue:
    """What it is for; the code comes with the next page, so that it is fresh."""
    return render_template("own_phone.html", shown=None)


@pages.post("/phone")
@permission(Permission.SERVE_AT_COUNTER)
def code() -> ResponseReturnValue:
    """A new code for the own account."""
    account = accounts.find_or_say(session(), current_actor().name)
    made = links.make(session(), LinkPurpose.WORKER, clock.now(), current_actor(), account_id=account.id)
    return render_template("own_phone.html", shown=shown(made))
