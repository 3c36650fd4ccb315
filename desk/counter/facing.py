"""The screen that faces the resident: an empty page, which the clerk's window fills without asking the server."""

from flask import render_template
from flask.typing import ResponseReturnValue

from desk.counter.blueprint import pages
from jobmatch.access import Permission
from jobmatch.web import permission


@pages.get("/facing")
@permission(Permission.SERVE_AT_COUNTER)
def facing() -> ResponseReturnValue:
    """The page holds nobody's data; what it shows comes from the clerk's window and goes with it."""
    return render_template("counter/facing.html")
