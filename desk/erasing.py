"""Deleting a record at the person's own wish: what goes, what stays and until when; asked once more, then done."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.erasing import service
from jobmatch.erasing.service import Erasure, NothingAskedError
from jobmatch.web import current_actor, permission, session

pages = Blueprint("erasing", __name__, template_folder="templates", url_prefix="/concerns")

# What stands in the settled wish is for the resident, in the resident's language whatever that of the page.
REPLY = "您的登记已经删了。同意过什么、答复过什么，不带名字留到{:%Y年%-m月%-d日}，到时候自动删。"


@pages.get("/<int(max=2147483647):concern_id>/erase")
@permission(Permission.ERASE_RECORD)
def before(concern_id: int) -> ResponseReturnValue:
    """What would become of it, to be read out to the person before anything is done."""
    try:
        found = service.ahead(session(), concern_id, clock.now(), current_actor())
    except NothingAskedError:
        return redirect(url_for("concerns.front"), 303)
    return render_template("erasure.html", found=found, concern_id=concern_id, asked=True)


@pages.post("/<int(max=2147483647):concern_id>/erase")
@permission(Permission.ERASE_RECORD)
def erase(concern_id: int) -> ResponseReturnValue:
    """The person was asked once more and said yes: it is done, and the page says what to hand over and whom to ring."""
    if request.form.get("asked") != "yes":
        abort(400)
    at, actor = clock.now(), current_actor()
    try:
        found = service.ahead(session(), concern_id, at, actor)
        service.carry_out(session(), concern_id, _reply(found), at, actor)
    except NothingAskedError:  # a second click, or somebody else was quicker
        return redirect(url_for("concerns.front"), 303)
    return render_template("erased.html", found=found, today=clock.local_day(at))


def _reply(found: Erasure) -> str:
    """What the wish is answered with, for whoever asks later what became of it."""
    return REPLY.format(found.evidence_until)
